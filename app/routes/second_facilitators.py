"""Who else may run a workshop: named by its owner, taking over, handed back. Pages here show nothing of its content."""

import asyncio
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Id, SignedIn
from app.errors import Incomplete, NotFound, Refusal
from app.log import told
from app.models import Account, Workshop
from app.models.people import second_facilitator as seconds
from app.models.people.account import by_email
from app.rendering import page
from app.rendering.form import Form
from app.running import running

router = APIRouter(prefix="/second-facilitators/{workshop_id}")
Text = Annotated[str, Field()]
UNKNOWN = "There is no account with that address that could take over. Check it, or ask an administrator to add one."


@router.get("")
def second_facilitators(request: Request, workshop_id: Id, account: SignedIn) -> Response:
    return _page(request, workshop_id, account, Form())


def _page(request: Request, workshop_id: int, account: Account, form: Form, status: int = 200) -> Response:
    with running(request).store.read() as session:
        workshop = _own(session, workshop_id, account)
        named = seconds.seconds_of(session, workshop_id)
        runner = session.get_one(Account, workshop.runner_id)
    return page(
        request, "account/seconds.html", status, workshop=workshop, named=named, runner=runner, me=account, form=form
    )


@router.post("")
async def name(request: Request, workshop_id: Id, account: SignedIn, email: Text = "") -> Response:
    def act(session: Session) -> int:
        workshop, second = _own(session, workshop_id, account), by_email(session, email)
        if second is None or second.disabled_at:
            raise Refusal(UNKNOWN)
        seconds.name(session, workshop, second, seconds.OWNER)
        return second.id

    try:
        second = await running(request).writer.do(workshop_id, act)
    except NotFound:
        raise
    except Refusal as refusal:
        form = Form({"email": email}, Incomplete({"email": str(refusal)}))
        return await asyncio.to_thread(_page, request, workshop_id, account, form, 422)
    told("second facilitator named", workshop=workshop_id, account=second, role=seconds.OWNER)
    return _back(workshop_id)


@router.post("/{second_id}/withdraw")
async def withdraw(request: Request, workshop_id: Id, second_id: Id, account: SignedIn) -> Response:
    await _act(
        request, workshop_id, lambda session: seconds.withdraw(session, _own(session, workshop_id, account), second_id)
    )
    told("second facilitator withdrawn", workshop=workshop_id, account=second_id)
    return _back(workshop_id)


@router.post("/take-back")
async def take_back(request: Request, workshop_id: Id, account: SignedIn) -> Response:
    await _act(request, workshop_id, lambda session: seconds.take_back(session, _own(session, workshop_id, account)))
    told("workshop taken back", workshop=workshop_id, account=account.id)
    return RedirectResponse(f"/workshops/{workshop_id}", 303)


@router.post("/take-over")
async def take_over(request: Request, workshop_id: Id, account: SignedIn) -> Response:
    def act(session: Session) -> None:
        workshop = session.get(Workshop, workshop_id)
        if workshop is None:
            raise NotFound
        seconds.take_over(session, workshop, session.get_one(Account, account.id))

    await _act(request, workshop_id, act)
    told("workshop taken over", workshop=workshop_id, account=account.id)
    return RedirectResponse(f"/workshops/{workshop_id}/console", 303)


async def _act(request: Request, workshop_id: int, act: Callable[[Session], None]) -> None:
    """The announcement is what tells the one who ran it until now: their place is asked anew at every push."""
    await running(request).writer.do(workshop_id, act)


def _own(session: Session, workshop_id: int, account: Account) -> Workshop:
    workshop = session.get(Workshop, workshop_id)
    if workshop is None or workshop.owner_id != account.id:
        raise NotFound
    return workshop


def _back(workshop_id: int) -> Response:
    return RedirectResponse(f"/second-facilitators/{workshop_id}", 303)
