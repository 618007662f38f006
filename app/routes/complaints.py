"""How to complain about the use of data: a form that anybody may fill in, and the page where its writer follows it.

No cookie of a seat or an account is read here, so nothing of them can be stored.
"""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.reach import public_origin
from app.access.written import asks_back
from app.errors import Incomplete, Refusal
from app.models.people.complaint import complain, complaint_behind
from app.rendering import page
from app.rendering.form import Form
from app.routes.pressing import OnePress
from app.running import running

router = APIRouter(prefix="/complaints")
Text = Annotated[str, Field()]


@router.get("")
def how_to_complain(request: Request, code: str = "") -> Response:
    return _page(request, Form({"code": code[:20]}))


@router.post("")
async def send(
    request: Request, press: OnePress, code: Text = "", text: Text = "", reach: Text = "", again: Text = ""
) -> Response:
    typed: dict[str, str] = {"code": code, "text": text, "reach": reach}
    if asks_back({"again": again}):
        return _page(request, Form(typed))
    token = press.token("complaint")

    def act(session: Session) -> None:
        complain(session, code, text, reach, token)

    try:
        running(request).pace.complaint()
        await running(request).writer.do(None, press.once(act))  # no screen is told
    except Refusal as refusal:
        problem = refusal if isinstance(refusal, Incomplete) else Incomplete({"text": str(refusal)})
        return _page(request, Form(typed, problem), refusal.status)
    return RedirectResponse(f"/complaints/{token}", 303)


@router.get("/{token}")
async def follow(request: Request, token: str) -> Response:
    """For whoever has the address, which its writer was given alone."""
    return await asyncio.to_thread(_followed, request, token)


def _followed(request: Request, token: str) -> Response:
    with running(request).store.read() as session:
        complaint = complaint_behind(session, token)
        address = f"{public_origin(request)}/complaints/{token}"
        return page(request, "help/complaint.html", complaint=complaint, address=address)


def _page(request: Request, form: Form, status: int = 200) -> Response:
    settings = running(request).settings
    about = {"service": settings.service_name, "contact": settings.service_contact}
    return page(request, "help/complain.html", status, form=form, **about)
