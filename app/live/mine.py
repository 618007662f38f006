"""One person's own answer in one round, as it may be shown to that person, and to nobody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from app.models import Rating, Round, Seat
from app.models.rating import own_rating
from app.rendering import clock, fragment


@dataclass(frozen=True)
class Mine:
    """`is_hidden`: recorded on another phone before this seat moved here, so no value is told before the reveal."""

    round_id: int
    is_recorded: bool
    is_hidden: bool = False
    score: int | None = None
    recorded_at: datetime | None = None
    reason: str = ""
    may_quote: bool = False
    from_experience: bool = False
    from_document: bool = False

    @property
    def value(self) -> str:
        if self.is_hidden or not self.is_recorded:
            return ""
        return "can’t tell" if self.score is None else str(self.score)

    @property
    def sentence(self) -> str:
        if not self.is_recorded or self.recorded_at is None:
            return ""
        value = f": {self.value}" if self.value else ""
        return f"Recorded{value}, {clock(self.recorded_at)}"

    def as_typed(self) -> dict[str, object]:
        if not self.is_recorded or self.is_hidden:
            return {"answer": "", "reason": "", "may_quote": False, "from_experience": False, "from_document": False}
        return {
            "answer": "cant_tell" if self.score is None else str(self.score),
            "reason": self.reason,
            "may_quote": self.may_quote,
            "from_experience": self.from_experience,
            "from_document": self.from_document,
        }


def read_mine(session: Session, seat: Seat, round_id: int) -> Mine:
    rating = own_rating(session, seat.id, round_id)
    if rating is None:
        return Mine(round_id, is_recorded=False)
    is_revealed = session.get_one(Round, round_id).sitting.revealed_at is not None
    moved_here = seat.rejoined_at is not None and rating.recorded_at < seat.rejoined_at
    return Mine(
        round_id,
        is_recorded=True,
        is_hidden=moved_here and not is_revealed,
        score=rating.score,
        recorded_at=rating.recorded_at,
        reason=rating.reason,
        may_quote=rating.may_quote,
        from_experience=rating.from_experience,
        from_document=rating.from_document,
    )


def letters(mine: Mine, key: str, sentence: str) -> dict[str, str]:
    """For this person's screens alone: the receipt under the form, and the line in the list."""
    return {
        f"receipt-{mine.round_id}": fragment("live/_receipt.html", mine=mine, key=key, sentence=sentence, problem=""),
        f"mine-{mine.round_id}": fragment("live/_mine.html", mine=mine),
    }


def own_lines(session: Session, seat: Seat) -> Callable[[int], str]:
    """One's own line of any round, for the places that shared fragments leave empty."""
    rounds = session.exec(select(Round.id).where(Round.workshop_id == seat.workshop_id)).all()
    lines = {round_id: read_mine(session, seat, round_id).sentence for round_id in rounds}
    return lambda round_id: lines[round_id]


def lines_of_round(session: Session, round_id: int) -> dict[int, dict[str, str]]:
    """seat -> its own line of one revealed round, for the moment it is put on stage."""
    rows = session.exec(select(Rating).where(Rating.round_id == round_id))
    told = {}
    for row in rows:
        mine = Mine(round_id, is_recorded=True, score=row.score, recorded_at=row.recorded_at)
        told[row.seat_id] = {f"mine-{round_id}": fragment("live/_mine.html", mine=mine)}
    return told


def refusal_letters(round_id: int, key: str, sentence: str) -> dict[str, str]:
    mine = Mine(round_id, is_recorded=False)
    return {f"receipt-{round_id}": fragment("live/_receipt.html", mine=mine, key=key, sentence="", problem=sentence)}
