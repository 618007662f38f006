"""The end of the day: the code stops working; the record stays readable to those who sat in the workshop.

Later the facilitator confirms it, once, and its words are fixed.
"""

from sqlmodel import Session, col, delete, select, update

from app.errors import OlderPage, Refusal
from app.models.record import asking, dissent
from app.models.record.deferring import defer_what_is_left, left_open, names_of
from app.models.record.settling import positions_of
from app.models.record.subject import Subject
from app.models.rounds.kept_view import KeptView
from app.models.rounds.rating import Rating, Submission
from app.models.rounds.round import Round
from app.models.workshop.event import record
from app.models.workshop.workshop import AttributionRule, Workshop, WorkshopState


def close(session: Session, workshop: Workshop, *, by: str, deferring: str | None = None) -> None:
    """Asking twice is safe.

    `deferring` names the standards of which a page said that closing leaves them for later: they get that position in
    the same act, so that the record says how each standard ended, and by whom. None leaves them without one.
    """
    if workshop.has_ended:
        return
    workshop.must_go_on()
    rounds = [round_ for standard in Subject.overall(workshop).rated for round_ in standard.rounds]
    if any(round_.sitting.revealed_at is None for round_ in rounds):
        raise Refusal("A sitting is not revealed yet. Reveal it, or call it off, before you close the workshop.")
    if deferring is not None:
        _defer(session, workshop, deferring, by)
    _end_asking(session, workshop, by)
    workshop.state, workshop.words_on_stage = WorkshopState.CLOSED, ""
    if workshop.attribution_rule is AttributionRule.NOT_ATTRIBUTABLE:
        _cut_ratings_from_seats(session, workshop.id)
        dissent.cut_from_seats(session, workshop)
    record(session, workshop.id, by, "closed the workshop")


def confirm(session: Session, workshop: Workshop, *, by: str) -> None:
    """One date on every position; from then on assent and dissent stand as they are. Asking twice is safe."""
    if workshop.state is WorkshopState.CONFIRMED:
        return
    workshop.must_be(WorkshopState.CLOSED)
    event = record(session, workshop.id, by, "confirmed the workshop")
    workshop.state, workshop.confirmed_at = WorkshopState.CONFIRMED, event.at
    for versions in positions_of(session, workshop.id).values():
        if versions[-1].is_settled:
            versions[-1].confirmed_at = event.at


def _defer(session: Session, workshop: Workshop, deferring: str, by: str) -> None:
    if deferring != names_of(standard.number for standard in left_open(workshop)):
        raise OlderPage("a standard was revealed, settled or opened again")
    defer_what_is_left(session, workshop, by=by)


def _end_asking(session: Session, workshop: Workshop, by: str) -> None:
    """Whatever is still asked is told from here on, as asking that ends is."""
    for key, askings in asking.askings_of(session, workshop.id).items():
        subject = Subject.of(workshop, key)
        for each in askings:
            asking.end(session, subject, each, by=by)
            if workshop.attribution_rule is AttributionRule.NOT_ATTRIBUTABLE:
                asking.cut_from_seats(session, each)


def _cut_ratings_from_seats(session: Session, workshop_id: int) -> None:
    """As promised under *not attributable*: what remains is in the snapshots, by unit, without seat, time or order."""
    rounds = select(Round.id).where(Round.workshop_id == workshop_id)
    session.exec(delete(Rating).where(col(Rating.round_id).in_(rounds)))
    session.exec(delete(Submission).where(col(Submission.round_id).in_(rounds)))
    session.exec(update(KeptView).where(col(KeptView.round_id).in_(rounds)).values(seat_id=None))
