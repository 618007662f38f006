"""Signing in and out, and the one-use link that makes an account."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.cookies import asking_page, drop, keep, must_keep
from app.access.places import account_cookie, account_token, browser_cookie
from app.access.written import unpacked
from app.clock import when
from app.errors import Incomplete, Refusal, TooMany
from app.log import told
from app.models import Account, KnownBrowser, LinkPurpose, OneUseLink, SignIn
from app.models.people.account import DISABLED, LONGEST_NAME, account_of, by_email, checked
from app.models.people.press import Pressed
from app.models.people.second_facilitator import run_by
from app.models.people.sign_in import KNOWN_FOR, SIGNED_IN_FOR
from app.models.texts import cleaned
from app.rendering import page
from app.rendering.form import Form
from app.routes.pressing import OnePress, pressed_before
from app.running import Running, running

router = APIRouter()
Text = Annotated[str, Field()]
MAKES = (LinkPurpose.SET_UP, LinkPurpose.ACCOUNT)
WRONG = "That address and password do not belong together. Check both and try again."


@router.get("/sign-in")
def sign_in_page(request: Request, then: str = "/workshops") -> Response:
    return _sign_in_page(request, Form({"then": then}))


def _sign_in_page(request: Request, form: Form, status: int = 200) -> Response:
    brought = unpacked("", form.value("typed")).texts
    why = _why_to_sign_in(request, form.value("then"))
    return asking_page(request, "account/sign_in.html", status, form=form, written=brought, why=why)


def _why_to_sign_in(request: Request, then: str) -> str:
    with running(request).store.read() as session:
        lapsed = SignIn.lapsed(session, account_token(request))
    if lapsed:
        was_idle = lapsed.ended_at < lapsed.expires_at
        why = "four hours in which nothing was open here" if was_idle else "fourteen hours, which is a day’s work"
        return f"Your sign-in ended at {when(lapsed.ended_at)}, after {why}. Sign in, and you come back to your page."
    return "That page needs a sign-in. Sign in, and you come back to it." if then not in ("", "/", "/workshops") else ""


@router.post("/sign-in")
async def sign_in(
    request: Request,
    press: OnePress,
    email: Text = "",
    password: Text = "",
    then: Text = "/workshops",
    typed: Text = "",
    asks: Text = "",
) -> Response:
    """`typed`: a form that could not be taken without a sign-in, brought along; `asks`: only for this page."""
    if asks:
        return await asyncio.to_thread(_sign_in_page, request, Form({"then": then, "typed": typed}))
    try:
        must_keep(request)
        account = await proven(request, email, password)
    except Refusal as refusal:
        status = refusal.status if isinstance(refusal, TooMany) else 422
        problem = refusal if isinstance(refusal, Incomplete) else Incomplete({"email": str(refusal)})
        form = Form({"email": email, "then": then, "typed": typed}, problem)
        return await asyncio.to_thread(_sign_in_page, request, form, status)
    return await signed_in_as(request, account.id, press, then, typed)


async def proven(request: Request, email: str, password: str) -> Account:
    """The account that both belong to; or a refusal that is the same, and as slow, whether the address is known."""
    server = running(request)
    account, is_known = await asyncio.to_thread(_known, request, email)
    account_id = account.id if account and is_known else None
    server.tries.begin(email, account_id)
    password_hash = account.password_hash if account else None
    if not await server.weighing.matches(password, password_hash, is_known=is_known) or account is None:
        server.tries.was_wrong(account_id)
        told("sign-in failed", account=account.id if account else None, reason="wrong password")
        raise Refusal(WRONG)
    server.tries.was_right(email, account_id)
    if account.disabled_at:
        told("sign-in failed", account=account.id, reason="disabled")
        raise Refusal(DISABLED)
    return account


def _known(request: Request, email: str) -> tuple[Account | None, bool]:
    server = running(request)
    with server.store.read() as session:
        account = by_email(session, email)
        token = request.cookies.get(browser_cookie(server.settings.is_https))
        return account, account is not None and KnownBrowser.knows(session, account.id, token)


async def signed_in_as(
    request: Request, account_id: int, press: Pressed, then: str = "/workshops", typed: str = ""
) -> Response:
    """What this browser was signed in with before ends, its open screens included."""
    server = running(request)
    old = account_token(request)

    token = press.token("account")

    def start(session: Session) -> None:
        session.get_one(Account, account_id).sign_in(session, token, instead_of=old)
        KnownBrowser.remember(session, account_id, press.token("browser"))

    ended = await asyncio.to_thread(_runs, server, old)
    await server.writer.do(None, start)
    await server.look_again(ended)
    # Only a path of ours: an address typed into `then` by somebody else must not lead away.
    is_ours = then.startswith("/") and not then.startswith(("//", "/\\"))
    path = then if is_ours else "/" if typed else "/workshops"
    response = await asyncio.to_thread(_with_words, request, path, typed) if typed else RedirectResponse(path, 303)
    return _kept(response, press, server)


async def signed_in_still(request: Request, press: Pressed) -> Response:
    """A press sent again, whose password was not asked for: its own sign-in as long as that holds, never a new one.

    It may have been ended since, by signing out, by a new password or by an administrator.
    """
    server = running(request)
    holds = await asyncio.to_thread(_holds, server, press.token("account"))
    return _kept(RedirectResponse("/workshops", 303), press, server) if holds else RedirectResponse("/sign-in", 303)


def _holds(server: Running, token: str) -> bool:
    with server.store.read() as session:
        return account_of(session, token) is not None


def _kept(response: Response, press: Pressed, server: Running) -> Response:
    is_https = server.settings.is_https
    keep(response, account_cookie(is_https), press.token("account"), server.settings, SIGNED_IN_FOR)
    return keep(response, browser_cookie(is_https), press.token("browser"), server.settings, KNOWN_FOR)


def _with_words(request: Request, path: str, typed: str) -> Response:
    """Back to the form that they were typed into; it is only shown, and waits for its own button."""
    return page(request, "account/back.html", written=unpacked(path, typed))


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    server = running(request)
    if token := account_token(request):
        ended = await asyncio.to_thread(_runs, server, token)
        await server.writer.do(None, lambda session: SignIn.end(session, token))
        await server.look_again(ended)
    return drop(RedirectResponse("/", 303), account_cookie(server.settings.is_https), server.settings)


def _runs(server: Running, token: str | None) -> list[int]:
    with server.store.read() as session:
        signed_in = SignIn.valid(session, token)
        return run_by(session, signed_in.account_id) if signed_in else []


@router.get("/set-up/{token}")
def set_up_page(request: Request, token: str) -> Response:
    return _set_up_page(request, Form(), _makes(request, token))


@router.post("/set-up/{token}")
async def set_up(
    request: Request, token: str, press: OnePress, email: Text = "", name: Text = "", password: Text = ""
) -> Response:
    """By the link that the server printed, or that an administrator gave. It works once."""
    if await pressed_before(request):
        return await signed_in_still(request, press)
    makes = await asyncio.to_thread(_makes, request, token)
    try:
        must_keep(request)
        email, password = await asyncio.to_thread(checked, email, password)
    except Incomplete as refusal:
        form = Form({"email": email, "name": name}, refusal)
        return await asyncio.to_thread(_set_up_page, request, form, makes, 422)
    password_hash = await running(request).weighing.hash(password)

    def add(session: Session) -> int:
        link = OneUseLink.use(session, token, *MAKES)
        is_administrator = link.purpose is LinkPurpose.SET_UP
        shown = cleaned(name)[:LONGEST_NAME] or email
        account = Account.add(session, email, shown, password_hash, is_administrator=is_administrator)
        account.sign_in(session, press.token("account"))  # with it, for a second press looks for both
        return account.id

    account_id = await running(request).writer.do(None, press.once(add))
    told("account added", account=account_id, right="administrator" if makes is LinkPurpose.SET_UP else "facilitator")
    return await signed_in_as(request, account_id, press)


def _set_up_page(request: Request, form: Form, makes: LinkPurpose, status: int = 200) -> Response:
    return asking_page(
        request, "account/set_up.html", status, form=form, makes=makes, signed_in_as=signed_in_here(request)
    )


def signed_in_here(request: Request) -> str:
    """Whose sign-in in this browser would end with a link that was meant for somebody else's."""
    with running(request).store.read() as session:
        account = account_of(session, account_token(request))
    return account.name if account else ""


def _makes(request: Request, token: str) -> LinkPurpose:
    with running(request).store.read() as session:
        return OneUseLink.unused(session, token, *MAKES).purpose
