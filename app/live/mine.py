"""One person's own answer in one round, as it may be shown to that person, and to nobody else."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.live.frames import as_sent
from app.models import Receipt, Round, Seat
from app.models.rounds.person import counts_in
from app.models.rounds.rating import Said, came_before, own_rating, said_in
from app.rendering.spoken import clock

NOTHING_TYPED: dict[str, object] = {"answer": "", **said_in(Said())}


@dataclass(frozen=True)
class Mine(Said):
    """`is_hidden`: recorded on another phone before this seat moved here, so its value is never told again."""

    round_id: int
    is_recorded: bool
    is_hidden: bool = False
    joins_next: bool = False  # came after this standard's first reveal, or brings another voice since
    score: int | None = None
    recorded_at: datetime | None = None
    has_reason: bool = False

    @property
    def value(self) -> str:
        if self.is_hidden or not self.is_recorded:
            return ""
        return "can’t tell" if self.score is None else str(self.score)

    @property
    def sentence(self) -> str:
        if self.joins_next:
            return "You join from the next standard"
        if not self.is_recorded or self.recorded_at is None:
            return ""
        value = " on your other phone" if self.is_hidden else f": {self.value}"
        return f"Recorded{value}, {clock(self.recorded_at)}"

    @property
    def in_list(self) -> str:
        """Whether it is answered, and when: the number stands beside it."""
        if self.joins_next:
            return "You join from the next standard"
        if self.recorded_at is None:
            return "Not answered"
        return f"Recorded{' on your other phone,' if self.is_hidden else ''} {clock(self.recorded_at)}"

    def as_typed(self) -> dict[str, object]:
        if not self.is_recorded or self.is_hidden:
            return {**NOTHING_TYPED}
        return {"answer": as_sent(self.score), **said_in(self)}


def read_mine(session: Session, seat: Seat, round_id: int) -> Mine:
    rating = own_rating(session, seat.id, round_id)
    if rating is None:
        round_ = session.get_one(Round, round_id)
        return Mine(round_id, is_recorded=False, joins_next=not counts_in(session, seat, round_))
    return Mine(
        round_id,
        is_recorded=True,
        is_hidden=came_before(rating.recorded_at, seat.rejoined_at),
        score=rating.score,
        recorded_at=rating.recorded_at,
        has_reason=bool(rating.reason),
        **said_in(rating),
    )


def acknowledged(receipt: Receipt) -> Mine:
    """As stored by this very act, so there is nothing to hide from the phone that sent it.

    A retry that was outrun may find an answer of the seat's other phone: its value is not told here.
    """
    return Mine(
        receipt.round_id,
        is_recorded=True,
        is_hidden=receipt.outrun,
        score=receipt.score,
        recorded_at=receipt.recorded_at.replace(second=0, microsecond=0),
    )
