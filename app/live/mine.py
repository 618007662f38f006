"""One person's own answer in one round, as it may be shown to that person, and to nobody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlmodel import Session, col, select

from app.live.frames import as_sent
from app.models import Rating, Receipt, Round, Seat, Workshop
from app.models.rounds.first_view import own_movement
from app.models.rounds.person import counts_in
from app.models.rounds.rating import Said, own_rating, said_in
from app.rendering import clock, fragment

Letters = dict[str, str]
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

    def as_typed(self) -> dict[str, object]:
        if not self.is_recorded or self.is_hidden:
            return {**NOTHING_TYPED}
        return {"answer": as_sent(self.score), **said_in(self)}


def read_mine(session: Session, seat: Seat, round_id: int) -> Mine:
    rating = own_rating(session, seat.id, round_id)
    if rating is None:
        round_ = session.get_one(Round, round_id)
        return Mine(round_id, is_recorded=False, joins_next=not counts_in(session, seat, round_))
    return _mine(rating, is_hidden=_came_before(rating, seat))


def _came_before(rating: Rating, seat: Seat) -> bool:
    """Who holds the phone now need not be who gave this answer: a rejoin code is read out, and typed by anybody."""
    return seat.rejoined_at is not None and rating.recorded_at <= seat.rejoined_at


def _mine(rating: Rating, *, is_hidden: bool) -> Mine:
    return Mine(
        rating.round_id,
        is_recorded=True,
        is_hidden=is_hidden,
        score=rating.score,
        recorded_at=rating.recorded_at,
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
        recorded_at=receipt.recorded_at,
    )


def letters(mine: Mine, key: str, sentence: str) -> Letters:
    """For this person's screens alone: the receipt under the form, and the line in the list."""
    return {
        f"receipt-{mine.round_id}": fragment("live/_receipt.html", mine=mine, key=key, sentence=sentence, problem=""),
        f"mine-{mine.round_id}": fragment("live/_mine.html", mine=mine),
    }


def refusal_letters(round_id: int, key: str, sentence: str) -> Letters:
    mine = Mine(round_id, is_recorded=False)
    return {f"receipt-{round_id}": fragment("live/_receipt.html", mine=mine, key=key, sentence="", problem=sentence)}


def own_lines(session: Session, seat: Seat) -> Callable[..., str | Markup]:
    """One's own line, or mark under the picture, of any round: for the places that shared fragments leave empty."""

    def own(round_id: int, what: str = "line") -> str | Markup:
        if what == "strip":
            rating = own_rating(session, seat.id, round_id)
            return Markup(_strip(session, seat, session.get_one(Round, round_id), rating, is_letter=False))  # noqa: S704 - ours
        return read_mine(session, seat, round_id).sentence

    return own


def nobodys(round_id: int, what: str = "line") -> str | Markup:
    """What a room renders for everybody: the empty places."""
    if what == "strip":
        return Markup(fragment("live/_strip.html", round_id=round_id, mine=None, is_letter=False))  # noqa: S704 - ours
    return ""


def strips_of_round(session: Session, round_id: int, seat_ids: set[int]) -> dict[int, Letters]:
    """seat -> its own mark in one revealed round, for the moment that round is put on stage: of those asked for."""
    round_ = session.get_one(Round, round_id)
    seats = session.exec(select(Seat).where(col(Seat.id).in_(seat_ids))).all()
    given = {rating.seat_id: rating for rating in session.exec(select(Rating).where(Rating.round_id == round_id))}
    return {
        seat.id: {f"strip-{round_id}": _strip(session, seat, round_, given.get(seat.id), is_letter=True)}
        for seat in seats
    }


def _strip(session: Session, seat: Seat, round_: Round, rating: Rating | None, *, is_letter: bool) -> str:
    hidden = rating is not None and _came_before(rating, seat)
    return fragment(
        "live/_strip.html",
        is_letter=is_letter,
        round_id=round_.id,
        workshop_id=round_.workshop_id,
        mine=_mine(rating, is_hidden=hidden) if rating else Mine(round_.id, is_recorded=False),
        points=session.get_one(Workshop, round_.workshop_id).edition.points,
        moved=own_movement(session, seat, round_),
    )
