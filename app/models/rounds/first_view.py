"""Somebody's own first rating beside the second: told to them alone, and kept in the record if they wish."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlmodel import Session, col, select

from app.errors import Refusal
from app.models.people.seat import Seat
from app.models.rounds.kept_view import KeptView
from app.models.rounds.rating import Rating, came_before
from app.models.rounds.round import Round


class Given(Protocol):
    """One answer of a seat, as a row or as columns of it."""

    @property
    def score(self) -> int | None: ...

    @property
    def recorded_at(self) -> datetime: ...


def own_movement(session: Session, seat: Seat, round_: Round) -> tuple[int, int] | None:
    """One's own (first, second) rating where they differ. Told to the hand that gave both, and to nobody else."""
    earlier = round_.earlier
    if earlier is None or round_.snapshot is None:
        return None
    ratings = {rating.round_id: rating for rating in _own(session, seat.id, [earlier.id, round_.id])}
    return moved_between(ratings.get(earlier.id), ratings.get(round_.id), seat.rejoined_at)


def moved_between(first: Given | None, second: Given | None, rejoined_at: datetime | None) -> tuple[int, int] | None:
    if first is None or second is None:
        return None
    if came_before(first.recorded_at, rejoined_at) or came_before(second.recorded_at, rejoined_at):
        return None
    scores = first.score, second.score
    return None if None in scores or scores[0] == scores[1] else scores  # type: ignore[return-value]


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
