"""The private address of a workshop's pre-read, to send before the day. It shows the pre-read, and nothing else."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.clock import now
from app.errors import NotFound, Refusal
from app.models.columns import Moment
from app.models.workshop.state import WorkshopState
from app.models.workshop.workshop import Workshop
from app.tokens import hashed

BEFORE_THE_CLOSE = (WorkshopState.DRAFT, WorkshopState.LOBBY, WorkshopState.LIVE)


class PreReadLink(SQLModel, table=True):
    """Kept by its hash alone. Everybody who got it may open it as often as they like, until the close."""

    __tablename__ = "pre_read_link"

    token_hash: str = Field(primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    made_at: datetime = Field(default_factory=now, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


def make_pre_read_link(session: Session, workshop: Workshop, token: str) -> None:
    """An older one of this workshop ends here. Asked twice for the same one it is that."""
    workshop.must_be(*BEFORE_THE_CLOSE)
    if session.get(PreReadLink, hashed(token)):
        return
    end_pre_read_link(session, workshop.id)
    session.add(PreReadLink(token_hash=hashed(token), workshop_id=workshop.id))


def end_pre_read_link(session: Session, workshop_id: int) -> None:
    """Asking twice is safe."""
    for link in session.exec(_working(workshop_id)):
        link.ended_at = now()


def pre_read_link_of(session: Session, workshop_id: int) -> PreReadLink | None:
    """The one that works."""
    return session.exec(_working(workshop_id)).first()


def _working(workshop_id: int) -> SelectOfScalar[PreReadLink]:
    return select(PreReadLink).where(PreReadLink.workshop_id == workshop_id, col(PreReadLink.ended_at).is_(None))


def pre_read_by(session: Session, token: str) -> Workshop:
    """Raises `NotFound`, in the same words for a link that ended and for one that never was."""
    link = session.get(PreReadLink, hashed(token))
    workshop = session.get(Workshop, link.workshop_id) if link and not link.ended_at else None
    if workshop is None or workshop.state not in BEFORE_THE_CLOSE:
        raise NotFound(
            "This link opens nothing, or has ended. A newer one was made, whoever prepares the workshop ended it, "
            "or the workshop is closed. Ask whoever sent it to you."
        )
    return workshop


def must_still_open(session: Session, token: str) -> None:
    """For whoever made it: no address is shown again that opens nothing."""
    link = session.get(PreReadLink, hashed(token))
    if link is None or link.ended_at:
        raise Refusal(
            "The link that this button made before has ended since. Go back, load the page again, and press the button "
            "for a new one."
        )
