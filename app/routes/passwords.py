"""One's own account: a new password, the sign-ins; and a new password by an administrator's one-use link."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Form as Field
from sqlmodel import Session, col, select
from starlette.responses import RedirectResponse, Response

from app.access.cookies import asking_page, must_keep
from app.access.places import SignedIn, account_token
from app.errors import Incomplete, Refusal
from app.log import told
from app.models import Account, LinkPurpose, OneUseLink, SignIn, Workshop
from app.models.people.account import reset
from app.models.people.password import must_hold
from app.models.people.second_facilitator import run_by
from app.models.people.sign_in import sign_ins_of
from app.rendering import page
from app.rendering.form import Form
from app.routes.accounts import signed_in_as, signed_in_here, signed_in_still
from app.routes.pressing import OnePress, pressed_before
from app.running import running
from app.tokens import hashed

router = APIRouter()
Text = Annotated[str, Field()]
WRONG = "That is not your password now. Check it and try again."


@router.get("/account")
def own_page(request: Request, account: SignedIn) -> Response:
    return _own_page(request, account)


def _own_page(request: Request, account: Account, refusal: Incomplete | None = None, status: int = 200) -> Response:
    server, token = running(request), account_token(request)
    with server.store.read() as session:
        sign_ins = sign_ins_of(session, account.id)
        form = Form(refusal=refusal)
        mine = hashed(token or "")
        return page(request, "account/own.html", status, account=account, sign_ins=sign_ins, mine=mine, form=form)


@router.post("/account/password")
async def change(
    request: Request, account: SignedIn, press: OnePress, current: Text = "", password: Text = ""
) -> Response:
    """Whoever finds a laptop open cannot take the account: the password of now is asked, and its tries are counted."""
    if await pressed_before(request):
        return RedirectResponse("/account", 303)
    server, token = running(request), account_token(request)
    try:
        await _must_know(request, account, current)
        await asyncio.to_thread(must_hold, password, account.email, await asyncio.to_thread(_known, request, account))
    except Incomplete as refusal:
        return await asyncio.to_thread(_own_page, request, account, refusal, 422)
    except Refusal as refusal:
        again = Incomplete({"current": str(refusal)})
        return await asyncio.to_thread(_own_page, request, account, again, refusal.status)
    password_hash = await server.weighing.hash(password)

    def act(session: Session) -> list[int]:
        session.get_one(Account, account.id).change_password(session, password_hash, keep=token)
        return run_by(session, account.id)

    await server.look_again(await server.writer.do(None, press.once(act)))
    told("password changed", account=account.id)
    return RedirectResponse("/account", 303)


async def _must_know(request: Request, account: Account, current: str) -> None:
    server = running(request)
    server.tries.begin(account.email, account.id)
    if not await server.weighing.matches(current, account.password_hash, is_known=True):
        told("sign-in failed", account=account.id, reason="wrong password on changing it")
        raise Incomplete({"current": WRONG})
    server.tries.was_right(account.email, account.id)


def _known(request: Request, account: Account) -> list[str]:
    """What is printed on the papers of the day is tried first: its councils and titles."""
    with running(request).store.read() as session:
        own = select(Workshop.council, Workshop.title).where(col(Workshop.owner_id) == account.id)
        return [text for row in session.exec(own) for text in row]


@router.post("/account/sign-ins/end")
async def end_one(request: Request, account: SignedIn, press: OnePress, sign_in: Text = "") -> Response:
    def act(session: Session) -> list[int]:
        SignIn.end_one(session, account.id, sign_in)
        return run_by(session, account.id)

    await running(request).look_again(await running(request).writer.do(None, press.once(act)))
    return RedirectResponse("/account", 303)


@router.post("/account/sign-ins/end-others")
async def end_others(request: Request, account: SignedIn) -> Response:
    token = account_token(request)

    def act(session: Session) -> list[int]:
        SignIn.end_all(session, account.id, keep=token)
        return run_by(session, account.id)

    await running(request).look_again(await running(request).writer.do(None, act))
    return RedirectResponse("/account", 303)


@router.get("/reset/{token}")
def reset_page(request: Request, token: str) -> Response:
    return _reset_page(request, Form({"email": _whose(request, token)}))


def _reset_page(request: Request, form: Form, status: int = 200) -> Response:
    return asking_page(request, "account/reset.html", status, form=form, signed_in_as=signed_in_here(request))


@router.post("/reset/{token}")
async def new_password(request: Request, token: str, press: OnePress, password: Text = "") -> Response:
    """No limit of tries stands here, so that a flood of guesses keeps nobody out who was handed a link."""
    server = running(request)
    if await pressed_before(request):
        return await signed_in_still(request, press)
    email = await asyncio.to_thread(_whose, request, token)
    try:
        must_keep(request)
        await asyncio.to_thread(must_hold, password, email)
    except Incomplete as refusal:
        return await asyncio.to_thread(_reset_page, request, Form({"email": email}, refusal), 422)
    password_hash = await server.weighing.hash(password)

    def act(session: Session) -> tuple[int, list[int]]:
        account = reset(session, token, password_hash)
        account.sign_in(session, press.token("account"))
        return account.id, run_by(session, account.id)

    account_id, workshops = await server.writer.do(None, press.once(act))
    await server.look_again(workshops)
    server.tries.was_right(email, account_id)
    told("password reset", account=account_id)
    return await signed_in_as(request, account_id, press)


def _whose(request: Request, token: str) -> str:
    with running(request).store.read() as session:
        link = OneUseLink.unused(session, token, LinkPurpose.RESET)
        account = session.get_one(Account, link.account_id)
        account.must_be_enabled()
        return account.email
