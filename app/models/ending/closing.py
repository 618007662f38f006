"""The end of the day: the code stops working; the record stays readable to those who sat in the workshop."""

from sqlmodel import Session, col, delete, select, update

from app.errors import Refusal
from app.models.rounds.kept_view import KeptView
from app.models.rounds.rating import Rating, Submission
from app.models.rounds.round import Round
from app.models.workshop.event import record
from app.models.workshop.workshop import AttributionRule, Workshop, WorkshopState


def close(session: Session, workshop: Workshop, *, by: str) -> None:
    """Asking twice is safe."""
    if workshop.state is WorkshopState.CLOSED:
        return
    workshop.must_go_on()
    if any(round_.sitting.revealed_at is None for standard in workshop.standards for round_ in standard.rounds):
        raise Refusal("A sitting is not revealed yet. Reveal it, or call it off, before you close the workshop.")
    workshop.state = WorkshopState.CLOSED
    if workshop.attribution_rule is AttributionRule.NOT_ATTRIBUTABLE:
        _cut_ratings_from_seats(session, workshop.id)
    record(session, workshop.id, by, "closed the workshop")


def _cut_ratings_from_seats(session: Session, workshop_id: int) -> None:
    """As promised under *not attributable*: what remains is in the snapshots, by unit, without seat, time or order."""
    rounds = select(Round.id).where(Round.workshop_id == workshop_id)
    session.exec(delete(Rating).where(col(Rating.round_id).in_(rounds)))
    session.exec(delete(Submission).where(col(Submission.round_id).in_(rounds)))
    session.exec(update(KeptView).where(col(KeptView.round_id).in_(rounds)).values(seat_id=None))
