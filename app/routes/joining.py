"""From a code to a seat, without an account."""

import asyncio
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.errors import Incomplete, NotFound, WrongCode
from app.models import OneUseLink, Seat, Workshop
from app.models.columns import hashed
from app.models.one_use_link import typed_code
from app.models.seat import is_asked_for_consent, rejoin, seat_of, seated, take_seat
from app.models.workshop import by_join_code
from app.rendering import Form, page
from app.routes.cookies import keep
from app.running import Running, running
from app.seats import Place, may, seat_cookie

router = APIRouter()
Text = Annotated[str, Field()]
SEAT_LASTS = timedelta(days=14)  # the workshop, and the seven days in which its record can be read
Participant = Annotated[Place, Depends(may("see the phone"))]


@router.get("/join")
def find(request: Request, code: str = "") -> Response:
    return RedirectResponse(f"/join/{typed_code(code)}" if typed_code(code) else "/", 303)


@router.get("/join/{code}")
def choose_group(request: Request, code: str) -> Response:
    here = running(request)
    with here.store.read() as session:
        try:
            workshop = by_join_code(session, code)
        except WrongCode as refusal:
            form = Form({"code": code}, Incomplete({"code": str(refusal)}))
            return page(request, "join/code.html", refusal.status, form=form, account=None)
        token = request.cookies.get(seat_cookie(workshop.id, here.settings.is_https))
        if seat_of(session, workshop.id, token):
            return RedirectResponse(f"/workshops/{workshop.id}/phone", 303)
        return page(request, "join/group.html", form=Form(), workshop=workshop)


@router.post("/join/{code}")
async def take(request: Request, code: str, group: Text = "", label: Text = "") -> Response:
    here = running(request)

    def sit(session: Session) -> str | None:
        """None for somebody who has a seat already: pressing the button twice is one person."""
        workshop = by_join_code(session, code)
        if seat_of(session, workshop.id, request.cookies.get(seat_cookie(workshop.id, here.settings.is_https))):
            return None
        return take_seat(session, workshop, int(group) if group.isdecimal() and len(group) < 10 else 0, label)

    try:
        workshop_id = await asyncio.to_thread(_workshop_id, request, code)
        token = await here.writer.do(workshop_id, sit)
    except WrongCode as refusal:
        form = Form({"code": code}, Incomplete({"code": str(refusal)}))
        return page(request, "join/code.html", refusal.status, form=form, account=None)
    except Incomplete as refusal:
        with here.store.read() as session:
            form = Form({"group": group, "label": label}, refusal)
            return page(request, "join/group.html", 422, form=form, workshop=by_join_code(session, code))
    response = RedirectResponse(f"/workshops/{workshop_id}/notice", 303)
    if token is None:
        return response
    return keep(response, seat_cookie(workshop_id, here.settings.is_https), token, here.settings, SEAT_LASTS)


@router.get("/rejoin")
def rejoin_page(request: Request) -> Response:
    return page(request, "join/rejoin.html", form=Form())


@router.post("/rejoin")
async def rejoin_seat(request: Request, code: Text = "") -> Response:
    here = running(request)
    try:
        # Announced to the seat's own workshop: there the old phone's room finds that its cookie is no longer good.
        workshop_id, token = await here.writer.do(
            await asyncio.to_thread(_leads_to, here, code), lambda s: rejoin(s, code)
        )
    except NotFound as refusal:
        form = Form({"code": code}, Incomplete({"code": str(refusal)}))
        return page(request, "join/rejoin.html", 404, form=form)
    response = RedirectResponse(f"/workshops/{workshop_id}/phone", 303)
    return keep(response, seat_cookie(workshop_id, here.settings.is_https), token, here.settings, SEAT_LASTS)


@router.get("/workshops/{workshop_id}/notice")
def notice(request: Request, place: Participant) -> Response:
    with running(request).store.read() as session:
        workshop, seat = session.get_one(Workshop, place.workshop_id), session.get_one(Seat, place.seat_id)
        return page(request, "join/notice.html", workshop=workshop, seat=seat, asks=_asks(session, workshop, seat))


@router.post("/workshops/{workshop_id}/notice")
async def notice_read(request: Request, place: Participant, choice: Text = "") -> Response:
    answer = {"shown": True, "pooled": False}.get(choice)

    def read(session: Session) -> None:
        session.get_one(Seat, place.seat_id).read_notice(may_show_group=answer)

    await running(request).writer.do(place.workshop_id, read)
    return RedirectResponse(f"/workshops/{place.workshop_id}/phone", 303)


def _leads_to(here: Running, code: str) -> int | None:
    with here.store.read() as session:
        link = session.get(OneUseLink, hashed(typed_code(code)))
        return link.workshop_id if link else None


def _asks(session: Session, workshop: Workshop, seat: Seat) -> bool:
    members = seated(session, workshop.id).get(seat.group_id or 0, 0)
    return seat.group is not None and is_asked_for_consent(workshop, seat.group, members)


def _workshop_id(request: Request, code: str) -> int:
    with running(request).store.read() as session:
        return by_join_code(session, code).id
