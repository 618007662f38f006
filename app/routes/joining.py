"""From a code to a seat, without an account."""

import asyncio
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.cookies import asking_page, keep, must_keep
from app.access.places import Place, may, seat_cookie
from app.errors import Incomplete, NotFound, NotYours, Refusal, TooFast
from app.errors.places import HasAPlace, KeepsNoCookies, WrongCode
from app.live.places import asked
from app.models import LinkPurpose, OneUseLink, Role, Seat, Workshop
from app.models.people.seat import seat_of, take_seat
from app.models.rounds.consent import is_asked_for_consent, must_be_asked
from app.models.rounds.rating import first_unanswered
from app.models.rounds.rejoining import rejoin
from app.models.workshop.joining import by_join_code
from app.rendering import page
from app.rendering.form import Form
from app.routes.pressing import OnePress
from app.routes.screens import note_arrival
from app.running import Running, running
from app.settings.backups import still_held
from app.tokens import hashed, new_token, typed_code

router = APIRouter()
Text = Annotated[str, Field()]
NO_CODE = "Type the code that stands on the stage: six letters and numbers."
ELSEWHERE = "Nothing has been used up: take a seat on your own phone, or in another browser."
CHANGED_PHONES = "Somebody in your group has changed phones, so all of your small group are asked again."
SEAT_LASTS = timedelta(days=14)  # the workshop, and the seven days in which its record can be read
ReadsNotice = Annotated[Place, Depends(may("read the notice"))]


@router.get("/join")
def find(request: Request, code: str = "") -> Response:
    if typed_code(code):
        return RedirectResponse(f"/join/{typed_code(code)}", 303)
    form = Form({"code": code}, Incomplete({"code": NO_CODE}))
    return page(request, "join/code.html", 422, form=form, account=None)


@router.get("/join/{code}")
async def choose_group(request: Request, code: str) -> Response:
    note_arrival(request)
    try:
        return await asyncio.to_thread(_group_page, request, code, Form({"key": new_token()}))
    except WrongCode as refusal:
        return await _wrong_code(request, code, refusal)


@router.post("/join/{code}")
async def take(request: Request, code: str, group: Text = "", label: Text = "", key: Text = "") -> Response:
    server = running(request)

    def sit(session: Session) -> str | None:
        """None for somebody who has a seat already: pressing the button twice is one person."""
        workshop = by_join_code(session, code)
        if _own_seat(request, session, workshop.id):
            return None
        return take_seat(session, workshop, int(group) if group.isdecimal() and len(group) < 10 else 0, label, key)

    try:
        workshop_id, admits_everybody = await asyncio.to_thread(_workshop, request, code)
        must_keep(request)
        if not admits_everybody:
            server.pace.join(workshop_id)
        token = await server.writer.do(workshop_id, sit)
    except WrongCode as refusal:
        return await _wrong_code(request, code, refusal)
    except (Incomplete, TooFast) as refusal:
        problem = refusal if isinstance(refusal, Incomplete) else Incomplete({"group": str(refusal)})
        form = Form({"group": group, "label": label, "key": key}, problem)
        return await asyncio.to_thread(_group_page, request, code, form, refusal.status)
    response = RedirectResponse(f"/workshops/{workshop_id}/notice", 303)
    if token is None:
        return response
    return keep(response, seat_cookie(workshop_id, server.settings.is_https), token, server.settings, SEAT_LASTS)


def _group_page(request: Request, code: str, form: Form, status: int = 200) -> Response:
    with running(request).store.read() as session:
        workshop = by_join_code(session, code)
        if _own_seat(request, session, workshop.id):
            return RedirectResponse(f"/workshops/{workshop.id}/phone", 303)
        return asking_page(request, "join/group.html", status, form=form, workshop=workshop)


def _own_seat(request: Request, session: Session, workshop_id: int) -> Seat | None:
    """The participant's that this browser has here. Whoever has another part needs another browser for a seat."""
    is_https = running(request).settings.is_https
    seat = seat_of(session, workshop_id, request.cookies.get(seat_cookie(workshop_id, is_https)))
    if seat and seat.role is not Role.PARTICIPANT:
        raise HasAPlace(f"This browser holds the {seat.role}’s place in this workshop. {ELSEWHERE}")
    return seat


async def _wrong_code(request: Request, code: str, refusal: WrongCode) -> Response:
    """One page for a wrong, a closed and an unknown code, and the same wait."""
    await running(request).guessing.wrong()
    form = Form({"code": code}, Incomplete({"code": str(refusal)}))
    return asking_page(request, "join/code.html", refusal.status, form=form, account=None)


@router.get("/rejoin")
def rejoin_page(request: Request) -> Response:
    return asking_page(request, "join/rejoin.html", form=Form())


@router.post("/rejoin")
async def rejoin_seat(request: Request, press: OnePress, code: Text = "") -> Response:
    server, token = running(request), press.token("seat")

    def sit(session: Session) -> tuple[int, list[int]]:
        _must_have_no_seat(request, session, code)
        moved = rejoin(session, code, token)
        return moved.workshop_id, list(moved.asked_again)

    try:
        must_keep(request)
        # Announced to the seat's own workshop: there the old phone's room finds that its cookie is no longer good.
        leads_to = await asyncio.to_thread(_leads_to, server, code)
        workshop_id, asked_again = await server.writer.do(leads_to, press.once(sit))
    except NotFound as refusal:
        await server.guessing.wrong()
        return _rejoin_again(request, code, refusal)
    except (KeepsNoCookies, HasAPlace) as refusal:
        return _rejoin_again(request, code, refusal)
    for seat_id in asked_again:
        server.rooms.say_to_seat(workshop_id, seat_id, asked(workshop_id, CHANGED_PHONES))
    response = RedirectResponse(f"/workshops/{workshop_id}/phone", 303)
    return keep(response, seat_cookie(workshop_id, server.settings.is_https), token, server.settings, SEAT_LASTS)


def _rejoin_again(request: Request, code: str, refusal: Refusal) -> Response:
    problem = refusal if isinstance(refusal, Incomplete) else Incomplete({"code": str(refusal)})
    return asking_page(request, "join/rejoin.html", refusal.status, form=Form({"code": code}, problem))


def _must_have_no_seat(request: Request, session: Session, code: str) -> None:
    """The code would end the place that this browser has, and leave a seat behind that nobody can be."""
    link = OneUseLink.unused(session, typed_code(code), LinkPurpose.REJOIN)
    seat = _own_seat(request, session, link.workshop_id or 0)
    if seat and seat.id == link.seat_id:
        raise HasAPlace("This phone holds that seat already, so the code has not been used. Go back to the room.")
    if seat and seat.is_waiting:  # counted nowhere: it is let go
        seat.remove(session, by=seat.role)
    elif seat:
        raise HasAPlace(
            f"This phone holds a seat for {seat.group_name} already, so the code has not been used. Type it on the "
            "phone that has none; or ask the facilitator to remove the seat here first, and press the button again."
        )


@router.get("/workshops/{workshop_id}/notice")
def notice(request: Request, place: ReadsNotice) -> Response:
    with running(request).store.read() as session:
        workshop, seat = session.get_one(Workshop, place.workshop_id), session.get_one(Seat, place.seat_id)
        asks = not seat.is_waiting and seat.group is not None and is_asked_for_consent(session, workshop, seat.group)
        backups = still_held(running(request).settings.backups_kept_days, workshop.erase_record_on)
        return page(request, "join/notice.html", workshop=workshop, seat=seat, asks=asks, backups=backups)


@router.post("/workshops/{workshop_id}/notice")
async def notice_read(request: Request, place: ReadsNotice, choice: Text = "") -> Response:
    answer = {"shown": True, "pooled": False}.get(choice)

    def read(session: Session) -> int | None:
        workshop, seat = session.get_one(Workshop, place.workshop_id), session.get_one(Seat, place.seat_id)
        if seat.token_hash != place.token_hash:
            raise NotYours("Not kept: this seat has moved to another phone.")
        if answer is not None and not workshop.has_ended and not seat.is_waiting:
            must_be_asked(session, workshop, seat)
        seat.read_notice(may_show_group=None if workshop.has_ended else answer)
        return None if seat.is_waiting else first_unanswered(session, seat)

    round_id = await running(request).writer.do(place.workshop_id, read)
    phone = f"/workshops/{place.workshop_id}/phone"
    return RedirectResponse(f"{phone}/rounds/{round_id}" if round_id else phone, 303)


@router.get("/workshops/{workshop_id}/waiting")
def waiting(request: Request, place: Annotated[Place, Depends(may("wait at the door"))]) -> Response:
    with running(request).store.read() as session:
        workshop, seat = session.get_one(Workshop, place.workshop_id), session.get_one(Seat, place.seat_id)
        if not seat.is_waiting:
            return RedirectResponse(f"/workshops/{workshop.id}/phone", 303)
        if seat.notice_read_at is None:
            return RedirectResponse(f"/workshops/{workshop.id}/notice", 303)
        return page(request, "join/waiting.html", workshop=workshop, group=seat.group_name)


def _leads_to(server: Running, code: str) -> int | None:
    with server.store.read() as session:
        link = session.get(OneUseLink, hashed(typed_code(code)))
        return link.workshop_id if link else None


def _workshop(request: Request, code: str) -> tuple[int, bool]:
    with running(request).store.read() as session:
        workshop = by_join_code(session, code)
        return workshop.id, workshop.admits_everybody
