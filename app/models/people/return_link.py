"""A participant's private way to their own page from another device. It opens that page, and nothing else.

It covers the hand that made it: it ends with the seat, with the seat's move to another phone, and with a newer one.
"""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.clock import now
from app.errors import NotFound, Refusal
from app.models.columns import Moment
from app.models.people.seat import Seat
from app.tokens import hashed


class ReturnLink(SQLModel, table=True):
    """Kept by its hash alone. It may be opened as often as its holder likes, so it is no one-use link."""

    __tablename__ = "return_link"

    token_hash: str = Field(primary_key=True)
    seat_id: int = Field(foreign_key="seat.id", index=True, ondelete="CASCADE")
    made_at: datetime = Field(default_factory=now, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


def make_return_link(session: Session, seat: Seat, token: str) -> None:
    """An older one of this seat ends here: whoever lost one makes another. Asked twice for the same one it is that."""
    if session.get(ReturnLink, hashed(token)):
        return
    end_return_link(session, seat.id)
    session.add(ReturnLink(token_hash=hashed(token), seat_id=seat.id))


def end_return_link(session: Session, seat_id: int) -> None:
    """Asking twice is safe."""
    for link in session.exec(_working(seat_id)):
        link.ended_at = now()


def return_link_of(session: Session, seat_id: int) -> ReturnLink | None:
    """The one that works."""
    return session.exec(_working(seat_id)).first()


def _working(seat_id: int) -> SelectOfScalar[ReturnLink]:
    return select(ReturnLink).where(ReturnLink.seat_id == seat_id, col(ReturnLink.ended_at).is_(None))


def seat_behind(session: Session, token: str | None) -> Seat | None:
    """Whose page it opens, as long as it does."""
    link = session.get(ReturnLink, hashed(token)) if token else None
    if link is None or link.ended_at:
        return None
    seat = session.get_one(Seat, link.seat_id)
    return None if seat.removed_at else seat


def seat_that_must_be_behind(session: Session, token: str) -> Seat:
    """Raises `NotFound`, in the same words for a link that ended and for one that never was."""
    seat = seat_behind(session, token)
    if seat is None:
        raise NotFound(
            "This return link opens nothing, or has ended. A newer one was made, its holder ended it, or the seat "
            "is gone or on another phone now. Make a new one on “My page” of your own phone."
        )
    return seat


def must_still_work(session: Session, token: str) -> None:
    """For whoever made it: no address is shown again that opens nothing."""
    if seat_behind(session, token) is None:
        raise Refusal(
            "The link that this button made before has ended since. Go back, load “My page” again, and press the "
            "button for a new one."
        )
