import asyncio
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Form as Field
from sqlmodel import Session, select
from starlette.responses import RedirectResponse, Response

from app.errors import Incomplete
from app.models import Account, LinkPurpose, OneUseLink, SignIn
from app.models.account import SIGNED_IN_FOR, checked, hash_password, password_matches
from app.rendering import Form, page
from app.routes.cookies import drop, keep
from app.running import running
from app.seats import account_cookie

router = APIRouter()
Text = Annotated[str, Field()]
WRONG = "That address and password do not belong together. Check both and try again."


@router.get("/sign-in")
def sign_in_page(request: Request, then: str = "/workshops") -> Response:
    return page(request, "account/sign_in.html", form=Form({"then": then}))


@router.post("/sign-in")
async def sign_in(request: Request, email: Text = "", password: Text = "", then: Text = "/workshops") -> Response:
    account = await asyncio.to_thread(_by_email, request, email)
    if (
        not await asyncio.to_thread(password_matches, password, account.password_hash if account else None)
        or not account
    ):
        form = Form({"email": email, "then": then}, Incomplete({"email": WRONG}))
        return page(request, "account/sign_in.html", 422, form=form)
    return await _signed_in(request, account.id, then)


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    here = running(request)
    name = account_cookie(here.settings.is_https)
    if token := request.cookies.get(name):
        await here.writer.do(None, lambda session: SignIn.end(session, token))
    return drop(RedirectResponse("/", 303), name, here.settings)


@router.get("/set-up/{token}")
def set_up_page(request: Request, token: str) -> Response:
    return page(request, "account/set_up.html", form=Form())


@router.post("/set-up/{token}")
async def set_up(request: Request, token: str, email: Text = "", name: Text = "", password: Text = "") -> Response:
    """The first account, by the link that the server printed. It works once."""
    try:
        email, password = checked(email, password)
    except Incomplete as refusal:
        return page(request, "account/set_up.html", 422, form=Form({"email": email, "name": name}, refusal))
    password_hash = await asyncio.to_thread(hash_password, password)

    def add(session: Session) -> int:
        OneUseLink.use(session, token, LinkPurpose.SET_UP)
        return Account.add(session, email, name.strip() or email, password_hash, is_administrator=True).id

    return await _signed_in(request, await running(request).writer.do(None, add), "/workshops")


async def _signed_in(request: Request, account_id: int, then: str) -> Response:
    here = running(request)
    token = await here.writer.do(None, lambda session: SignIn.start(session, account_id))
    # Only a path of ours: an address typed into `then` by somebody else must not lead away.
    path = then if then.startswith("/") and not then.startswith(("//", "/\\")) else "/workshops"
    response = RedirectResponse(path, 303)
    return keep(response, account_cookie(here.settings.is_https), token, here.settings, SIGNED_IN_FOR)


def _by_email(request: Request, email: str) -> Account | None:
    with running(request).store.read() as session:
        return session.exec(select(Account).where(Account.email == email.strip().lower())).first()
