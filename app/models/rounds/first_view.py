"""Somebody's own first rating beside the second: told to them alone, and kept in the record if they wish."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app.errors import Refusal
from app.models.people.seat import Seat
from app.models.rounds.kept_view import KeptView
from app.models.rounds.rating import Rating
from app.models.rounds.round import Round


def own_movement(session: Session, seat: Seat, round_: Round) -> tuple[int, int] | None:
    """One's own (first, second) rating where they differ. Told to the hand that gave both, and to nobody else."""
    earlier = round_.earlier
    if earlier is None or round_.snapshot is None:
        return None
    given = {rating.round_id: rating for rating in _own(session, seat.id, [earlier.id, round_.id])}
    if len(given) < 2 or any(seat.rejoined_at and it.recorded_at < seat.rejoined_at for it in given.values()):
        return None
    first, second = given[earlier.id].score, given[round_.id].score
    return (first, second) if first is not None and second is not None and first != second else None


def keep_first_view(session: Session, seat: Seat, round_: Round, *, keep: bool) -> None:
    moved = own_movement(session, seat, round_)
    if moved is None:
        raise Refusal("There is no first view to keep here: it is asked of those whose rating moved.")
    kept = kept_view(session, seat.id, round_.id)
    if keep and kept is None:
        session.add(KeptView(round_id=round_.id, seat_id=seat.id, score=moved[0]))
    elif kept is not None and not keep:
        session.delete(kept)


def kept_view(session: Session, seat_id: int, round_id: int) -> KeptView | None:
    return session.exec(select(KeptView).where(KeptView.round_id == round_id, KeptView.seat_id == seat_id)).first()


def _own(session: Session, seat_id: int, rounds: list[int]) -> Sequence[Rating]:
    return session.exec(select(Rating).where(Rating.seat_id == seat_id, col(Rating.round_id).in_(rounds))).all()
