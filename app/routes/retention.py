"""For administrators: what is erased when, what is held, and what was erased. Nothing of what is said in a workshop."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Request
from fastapi import Form as Field
from sqlmodel import Session, col, func, select
from starlette.responses import RedirectResponse, Response

from app.access.places import Administrator, Id
from app.clock import today
from app.errors import Incomplete, NotFound, Refusal
from app.live.standing_clock import WAITS
from app.log import told
from app.models import Account, Hold, Role, Seat, Workshop, WorkshopState
from app.models.ending import due
from app.models.ending import hold as holding
from app.models.people.second_facilitator import ADMINISTRATOR
from app.rendering import page
from app.rendering.form import Form
from app.running import running
from app.settings.backups import UNSET, still_held

router = APIRouter(prefix="/accounts")
Text = Annotated[str, Field()]


class Kept(NamedTuple):
    """All that an administrator sees of it: no title, no council, no word of what is in it."""

    workshop: Workshop
    owner: str
    seats: int
    holds: list[Hold]
    is_due: bool

    @property
    def may_be_held(self) -> bool:
        return self.workshop.state in holding.HELD

    @property
    def is_erased(self) -> bool:
        return self.workshop.state is WorkshopState.ERASED


@router.get("/retention")
def retention(request: Request, administrator: Administrator, hold: int = 0) -> Response:
    """`hold`: the workshop that a hold is to be set on, whose form is open."""
    return _page(request, at=hold)


@router.post("/retention/erase")
async def erase_what_is_due(request: Request, administrator: Administrator) -> Response:
    """On schedule: what has fallen due, and nothing else. The running server does it by itself soon after."""
    endings = running(request).endings
    await endings.look()
    if endings.waits:
        raise Refusal(WAITS)
    return RedirectResponse("/accounts/retention", 303)


@router.post("/workshops/{workshop_id}/holds")
async def put_on_hold(
    request: Request, workshop_id: Id, administrator: Administrator, hold_reason: Text = "", hold_owner: Text = ""
) -> Response:
    def act(session: Session) -> None:
        holding.hold(session, _workshop(session, workshop_id), hold_reason, hold_owner, by=ADMINISTRATOR)

    try:
        await running(request).writer.do(workshop_id, act)
    except Incomplete as refusal:
        return _page(request, Form({"hold_reason": hold_reason, "hold_owner": hold_owner}, refusal), workshop_id)
    told("erasure held", workshop=workshop_id, role=ADMINISTRATOR, account=administrator.id)
    return RedirectResponse("/accounts/retention", 303)


@router.post("/workshops/{workshop_id}/holds/{hold_id}/lift")
async def lift_hold(request: Request, workshop_id: Id, hold_id: Id, administrator: Administrator) -> Response:
    def act(session: Session) -> None:
        holding.lift(session, _workshop(session, workshop_id), hold_id, by=ADMINISTRATOR)

    await running(request).writer.do(workshop_id, act)
    told("erasure no longer held", workshop=workshop_id, role=ADMINISTRATOR, account=administrator.id)
    return RedirectResponse("/accounts/retention", 303)


def _workshop(session: Session, workshop_id: int) -> Workshop:
    workshop = session.get(Workshop, workshop_id)
    if workshop is None:
        raise NotFound
    return workshop


def _page(request: Request, form: Form | None = None, at: int = 0) -> Response:
    """`at` is the workshop whose form is open."""
    server = running(request)
    with server.store.read() as session:
        kept = _kept(session)
    days = server.settings.backups_kept_days
    backups = UNSET if days is None else still_held(days, today())
    shown = {"kept": kept, "form": form or Form(), "at": at, "backups": backups, "today": today()}
    return page(request, "account/retention.html", 422 if form else 200, **shown)


def _kept(session: Session) -> list[Kept]:
    names = dict(session.exec(select(Account.id, Account.name)).all())
    counted = select(Seat.workshop_id, func.count()).where(Seat.role == Role.PARTICIPANT)
    seats = dict(session.exec(counted.group_by(col(Seat.workshop_id))).all())
    holds: dict[int, list[Hold]] = {}
    for standing in session.exec(select(Hold).where(col(Hold.lifted_at).is_(None)).order_by(col(Hold.id))):
        holds.setdefault(standing.workshop_id, []).append(standing)
    fallen_due = set(due.to_erase(session, today()))
    soonest = select(Workshop).order_by(col(Workshop.erase_record_on), col(Workshop.id))
    return [
        Kept(each, names[each.owner_id], seats.get(each.id, 0), holds.get(each.id, []), each.id in fallen_due)
        for each in session.exec(soonest)
        if not each.is_thrown_away
    ]
