"""A participant's return link: made and ended on their own page, opened on another device for reading alone."""

import asyncio
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.cookies import asking_page, keep, must_keep
from app.access.places import Place, may, reader_cookie, seat_cookie
from app.access.reach import reach
from app.access.rights import allows
from app.access.rights import refusal as refusal_of
from app.errors import Incomplete, Refusal
from app.errors.places import HasAPlace, KeepsNoCookies
from app.live.answering import must_still_sit
from app.models import Role, Seat, Workshop
from app.models.people.return_link import (
    end_return_link,
    make_return_link,
    must_still_work,
    seat_that_must_be_behind,
)
from app.models.people.seat import seat_of
from app.rendering import page
from app.rendering.form import Form
from app.routes.my_page import shared
from app.routes.pressing import OnePress
from app.routes.stage import drawn_code
from app.running import running

router = APIRouter()
OF_WORKSHOP = "/workshops/{workshop_id}/phone/mine/link"
LASTS = timedelta(hours=12)  # of the cookie, for devices are shared; the link opens the page again
KeepsLink = Annotated[Place, Depends(may("keep a return link"))]
HOLDS_ANOTHER = (
    "This browser holds a seat of its own in this workshop, so the link has not been opened here: you would no longer "
    "know whose page you read. Open it in another browser."
)


@router.post(OF_WORKSHOP)
async def make(request: Request, place: KeepsLink, press: OnePress) -> Response:
    token = press.token("return")

    def link(session: Session) -> None:
        must_still_sit(session, place, "Not made")
        make_return_link(session, session.get_one(Seat, place.seat_id), token)

    def give(session: Session) -> None:
        press.once(link)(session)
        session.flush()
        must_still_work(session, token)

    await running(request).writer.do(None, give)
    return await asyncio.to_thread(_given, request, place, token)


def _given(request: Request, place: Place, token: str) -> Response:
    there = reach(request)
    address = f"{there.origin}/my-page/{token}"
    with running(request).store.read() as session:
        seat = session.get_one(Seat, place.seat_id)
        # What stands behind # never reaches a server: a camera opens it on purpose, and the page opens by itself.
        code = Markup(drawn_code(f"{address}#open"))  # noqa: S704 - ours
        shown = shared(request, session, seat, place)
        return page(request, "phone/mine/link.html", address=address, code=code, why_not=there.why_not, **shown)


@router.post(f"{OF_WORKSHOP}/end")
async def end(request: Request, place: KeepsLink) -> Response:
    def act(session: Session) -> None:
        must_still_sit(session, place, "Not ended")
        end_return_link(session, place.seat_id or 0)

    await running(request).writer.do(None, act)
    return RedirectResponse(f"/workshops/{place.workshop_id}/phone/mine", 303)


@router.get("/my-page/{token}")
def offer(request: Request, token: str) -> Response:
    """Opening the address sets nothing up, for mail programs open addresses too; the button does."""
    return _offer(request, token)


@router.post("/my-page/{token}")
async def open_(request: Request, token: str) -> Response:
    try:
        must_keep(request)
        workshop_id = await asyncio.to_thread(_leads_to, request, token)
    except (KeepsNoCookies, HasAPlace) as refusal:
        return await asyncio.to_thread(_offer, request, token, refusal)
    settings = running(request).settings
    response = RedirectResponse(f"/workshops/{workshop_id}/phone/mine", 303)
    return keep(response, reader_cookie(workshop_id, settings.is_https), token, settings, LASTS)


def _leads_to(request: Request, token: str) -> int:
    with running(request).store.read() as session:
        seat = _seat(session, token)
        if _held(request, session, seat.workshop_id):
            raise HasAPlace(HOLDS_ANOTHER)
        return seat.workshop_id


def _offer(request: Request, token: str, refusal: Refusal | None = None) -> Response:
    """For which workshop it is, and nothing of whose page."""
    with running(request).store.read() as session:
        seat = _seat(session, token)
        held = _held(request, session, seat.workshop_id)
        return asking_page(
            request,
            "join/my_page.html",
            refusal.status if refusal else 200,
            form=Form(refusal=refusal if isinstance(refusal, Incomplete) else None),
            workshop=session.get_one(Workshop, seat.workshop_id),
            is_own=held is not None and held.id == seat.id,
            holds_another=HOLDS_ANOTHER if held else "",
        )


def _seat(session: Session, token: str) -> Seat:
    """Under *not attributable* no page is there to be opened after the close."""
    seat = seat_that_must_be_behind(session, token)
    workshop = session.get_one(Workshop, seat.workshop_id)
    if not allows("see my page", Role.READER, workshop.state, workshop.attribution_rule):
        raise refusal_of("see my page", [Role.READER], workshop.state)
    return seat


def _held(request: Request, session: Session, workshop_id: int) -> Seat | None:
    """The participant's seat that this browser has in that workshop."""
    is_https = running(request).settings.is_https
    seat = seat_of(session, workshop_id, request.cookies.get(seat_cookie(workshop_id, is_https)))
    return seat if seat and seat.role is Role.PARTICIPANT else None
