from fastapi import APIRouter, Request
from sqlmodel import select
from starlette.responses import Response

from app.models import Workshop
from app.models.account import account_of
from app.rendering import Form, page
from app.running import running
from app.seats import SignedIn, account_cookie

router = APIRouter()


@router.get("/")
def home(request: Request) -> Response:
    here = running(request)
    with here.store.read() as session:
        account = account_of(session, request.cookies.get(account_cookie(here.settings.is_https)))
    return page(request, "join/code.html", form=Form(), account=account)


@router.get("/workshops")
def workshops(request: Request, account: SignedIn) -> Response:
    with running(request).store.read() as session:
        owned = session.exec(
            select(Workshop)
            .where(Workshop.owner_id == account.id)
            .order_by(Workshop.held_on.desc(), Workshop.id.desc())  # type: ignore[attr-defined]
        ).all()
    return page(request, "account/workshops.html", account=account, workshops=owned)
