"""Erasure stopped, with reason and owner: as for a request under the Freedom of Information Act, or a complaint."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

from app.clock import now
from app.errors import Incomplete, Refusal
from app.models.columns import Moment, in_workshop
from app.models.ending.rehearsing import must_not_be_a_rehearsal
from app.models.texts import cleaned, must_be_shorter
from app.models.workshop.event import record, role_of
from app.models.workshop.state import WorkshopState
from app.models.workshop.workshop import Workshop

HELD = (WorkshopState.LOBBY, WorkshopState.LIVE, WorkshopState.CLOSED, WorkshopState.CONFIRMED)  # people sat in it
LONGEST_REASON = 300
LONGEST_OWNER = 120
REASON = "Say why nothing may be erased, such as “A request under the Freedom of Information Act of 3 May”."
OWNER = "Say who answers for this hold: a name or an office, so that somebody can lift it."


class Hold(SQLModel, table=True):
    """Kept when it is lifted. Several may stand at a time; each stops erasure."""

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    reason: str
    owner: str  # who answers for it: a name or an office
    set_by: str  # a role
    set_at: datetime = Field(default_factory=now, sa_type=Moment)
    lifted_at: datetime | None = Field(default=None, sa_type=Moment)
    lifted_by: str = ""


def holds_of(session: Session, workshop_id: int) -> list[Hold]:
    """Those that stand, oldest first."""
    standing = select(Hold).where(Hold.workshop_id == workshop_id, col(Hold.lifted_at).is_(None))
    return list(session.exec(standing.order_by(col(Hold.id))))


def hold(session: Session, workshop: Workshop, reason: str, owner: str, *, by: str) -> None:
    """Stops erasure until it is lifted, also of a workshop that nobody closed. The same words twice are one hold."""
    workshop.must_be(*HELD)
    must_not_be_a_rehearsal(workshop, "held")
    must_be_shorter("hold_reason", reason, LONGEST_REASON)
    must_be_shorter("hold_owner", owner, LONGEST_OWNER)
    words = {"hold_reason": (cleaned(reason), REASON), "hold_owner": (cleaned(owner), OWNER)}
    if problems := {field: sentence for field, (text, sentence) in words.items() if not text}:
        raise Incomplete(problems)
    why, who = cleaned(reason), cleaned(owner)
    if any((one.reason, one.owner) == (why, who) for one in holds_of(session, workshop.id)):
        return
    event = record(session, workshop.id, by, "put a hold on erasure", reason=why, owner=who)
    session.add(Hold(workshop_id=workshop.id, reason=why, owner=who, set_by=role_of(by), set_at=event.at))
    session.flush()


def lift(session: Session, workshop: Workshop, hold_id: int, *, by: str) -> None:
    """Asking twice is safe. What has fallen due meanwhile is erased soon after."""
    standing = in_workshop(session, Hold, hold_id, workshop.id)
    if standing.lifted_at is None:
        event = record(session, workshop.id, by, "lifted a hold on erasure", reason=standing.reason)
        standing.lifted_at, standing.lifted_by = event.at, role_of(by)


def must_not_be_held(session: Session, workshop_id: int) -> None:
    if standing := holds_of(session, workshop_id):
        raise Refusal(
            f"Not erased: there is a hold on it, for which {standing[0].owner} answers. Lift the hold first, "
            "if its reason has ended."
        )
