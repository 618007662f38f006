"""From a code to a seat, without an account."""

import asyncio
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.errors import Incomplete, NotFound, NotYours, TooFast, WrongCode
from app.live.places import asked
from app.models import OneUseLink, Seat, Workshop, WorkshopState
from app.models.columns import hashed, new_token
from app.models.consent import is_asked_for_consent
from app.models.one_use_link import typed_code
from app.models.rejoining import rejoin
from app.models.seat import seat_of, take_seat
from app.models.workshop import by_join_code
from app.rendering import Form, page
from app.routes.cookies import keep
from app.running import Running, running
from app.seats import Place, may, seat_cookie

router = APIRouter()
Text = Annotated[str, Field()]
CHANGED_PHONES = "Somebody in your group has changed phones, so all of your small group are asked again."
SEAT_LASTS = timedelta(days=14)  # the workshop, and the seven days in which its record can be read
ReadsNotice = Annotated[Place, Depends(may("read the notice"))]


@router.get("/join")
def find(request: Request, code: str = "") -> Response:
    return RedirectResponse(f"/join/{typed_code(code)}" if typed_code(code) else "/", 303)


@router.get("/join/{code}")
async def choose_group(request: Request, code: str) -> Response:
    try:
        return await asyncio.to_thread(_group_page, request, code, Form({"key": new_token()}))
    except WrongCode as refusal:
        return await _wrong_code(request, code, refusal)


@router.post("/join/{code}")
async def take(request: Request, code: str, group: Text = "", label: Text = "", key: Text = "") -> Response:
    here = running(request)

    def sit(session: Session) -> str | None:
        """None for somebody who has a seat already: pressing the button twice is one person."""
        workshop = by_join_code(session, code)
        if seat_of(session, workshop.id, request.cookies.get(seat_cookie(workshop.id, here.settings.is_https))):
            return None
        return take_seat(session, workshop, int(group) if group.isdecimal() and len(group) < 10 else 0, label, key)

    try:
        workshop_id, admits_everybody = await asyncio.to_thread(_workshop, request, code)
        if not admits_everybody:
            here.pace.join(workshop_id)
        token = await here.writer.do(workshop_id, sit)
    except WrongCode as refusal:
        return await _wrong_code(request, code, refusal)
    except (Incomplete, TooFast) as refusal:
        problem = refusal if isinstance(refusal, Incomplete) else Incomplete({"group": str(refusal)})
        form = Form({"group": group, "label": label, "key": key}, problem)
        return await asyncio.to_thread(_group_page, request, code, form, refusal.status)
    response = RedirectResponse(f"/workshops/{workshop_id}/notice", 303)
    if token is None:
        return response
    return keep(response, seat_cookie(workshop_id, here.settings.is_https), token, here.settings, SEAT_LASTS)


def _group_page(request: Request, code: str, form: Form, status: int = 200) -> Response:
    here = running(request)
    with here.store.read() as session:
        workshop = by_join_code(session, code)
        token = request.cookies.get(seat_cookie(workshop.id, here.settings.is_https))
        if seat_of(session, workshop.id, token):
            return RedirectResponse(f"/workshops/{workshop.id}/phone", 303)
        return page(request, "join/group.html", status, form=form, workshop=workshop)


async def _wrong_code(request: Request, code: str, refusal: WrongCode) -> Response:
    """One page for a wrong, a closed and an unknown code, and the same wait."""
    await running(request).guessing.wrong()
    form = Form({"code": code}, Incomplete({"code": str(refusal)}))
    return page(request, "join/code.html", refusal.status, form=form, account=None)


@router.get("/rejoin")
def rejoin_page(request: Request) -> Response:
    return page(request, "join/rejoin.html", form=Form())


@router.post("/rejoin")
async def rejoin_seat(request: Request, code: Text = "") -> Response:
    here = running(request)
    try:
        # Announced to the seat's own workshop: there the old phone's room finds that its cookie is no longer good.
        moved = await here.writer.do(await asyncio.to_thread(_leads_to, here, code), lambda s: rejoin(s, code))
    except NotFound as refusal:
        await here.guessing.wrong()
        form = Form({"code": code}, Incomplete({"code": str(refusal)}))
        return page(request, "join/rejoin.html", 404, form=form)
    for seat_id in moved.asked_again:
        here.rooms.tell_seat(moved.workshop_id, seat_id, asked(moved.workshop_id, CHANGED_PHONES))
    response = RedirectResponse(f"/workshops/{moved.workshop_id}/phone", 303)
    cookie = seat_cookie(moved.workshop_id, here.settings.is_https)
    return keep(response, cookie, moved.token, here.settings, SEAT_LASTS)


@router.get("/workshops/{workshop_id}/notice")
def notice(request: Request, place: ReadsNotice) -> Response:
    with running(request).store.read() as session:
        workshop, seat = session.get_one(Workshop, place.workshop_id), session.get_one(Seat, place.seat_id)
        asks = not seat.is_waiting and seat.group is not None and is_asked_for_consent(session, workshop, seat.group)
        return page(request, "join/notice.html", workshop=workshop, seat=seat, asks=asks)


@router.post("/workshops/{workshop_id}/notice")
async def notice_read(request: Request, place: ReadsNotice, choice: Text = "") -> Response:
    answer = {"shown": True, "pooled": False}.get(choice)

    def read(session: Session) -> None:
        seat = session.get_one(Seat, place.seat_id)
        if seat.token_hash != place.token_hash:
            raise NotYours("Not kept: this seat has moved to another phone.")
        goes_on = session.get_one(Workshop, place.workshop_id).state is not WorkshopState.CLOSED
        seat.read_notice(may_show_group=answer if goes_on else None)

    await running(request).writer.do(place.workshop_id, read)
    return RedirectResponse(f"/workshops/{place.workshop_id}/phone", 303)


@router.get("/workshops/{workshop_id}/waiting")
def waiting(request: Request, place: Annotated[Place, Depends(may("wait at the door"))]) -> Response:
    with running(request).store.read() as session:
        workshop, seat = session.get_one(Workshop, place.workshop_id), session.get_one(Seat, place.seat_id)
        if not seat.is_waiting:
            return RedirectResponse(f"/workshops/{workshop.id}/phone", 303)
        if seat.notice_read_at is None:
            return RedirectResponse(f"/workshops/{workshop.id}/notice", 303)
        return page(request, "join/waiting.html", workshop=workshop, group=seat.group_name)


def _leads_to(here: Running, code: str) -> int | None:
    with here.store.read() as session:
        link = session.get(OneUseLink, hashed(typed_code(code)))
        return link.workshop_id if link else None


def _workshop(request: Request, code: str) -> tuple[int, bool]:
    with running(request).store.read() as session:
        workshop = by_join_code(session, code)
        return workshop.id, workshop.admits_everybody
