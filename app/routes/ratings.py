"""A rating by POST: for a phone whose socket is down, and for one without JavaScript. Same handler as the socket's."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.access.cookies import keep_choice
from app.access.places import Id, Place, may
from app.access.written import asks_back
from app.errors import NotFound, Refusal
from app.errors.saving import NotSaved
from app.live.answering import answer, must_still_sit, not_rated
from app.live.frames import read_form
from app.live.reading import read_scene
from app.models import Round, Seat
from app.models.columns import in_workshop
from app.models.rounds.rating import TICKED, withdraw
from app.rendering import CHOSEN, EASY, HIDES
from app.routes.phone import rating_page
from app.routes.pressing import OnePress
from app.routes.screens import with_presence
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/rounds/{round_id}")
SWITCHES = {"hide": HIDES, "easy": EASY}  # on this page they stand in the rating's form
Answers = Annotated[Place, Depends(may("answer"))]


@router.post("/rating")
async def record(request: Request, round_id: Id, place: Answers) -> Response:
    form = await request.form()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    criteria = [str(number) for number in form.getlist("criteria")]
    for name in SWITCHES.keys() & fields.keys():  # without scripts: the half-made comes back, nothing is recorded
        chosen = fields.pop(name) == "yes"
        request.cookies[SWITCHES[name]] = CHOSEN if chosen else ""
        again = await asyncio.to_thread(_page_again, request, round_id, place, None, fields, criteria)
        return keep_choice(again, running(request).settings, SWITCHES[name], chosen=chosen)
    if asks_back(fields):
        return _page_again(request, round_id, place, None, fields, criteria)
    live = bool(request.headers.get("HX-Request"))
    try:
        running(request).pace.answer(place.seat_id)
        frame = read_form({**fields, "criteria": criteria, "round": round_id})
        answered = await answer(running(request), place, frame)
    except NotFound:
        raise
    except Refusal as refusal:
        if live:
            notice = not_rated(round_id, fields.get("key", ""), str(refusal))
            return HTMLResponse("".join(notice.values()), refusal.status)
        again = _page_again(request, round_id, place, refusal, fields, criteria)
        again.status_code = 503 if isinstance(refusal, NotSaved) else again.status_code
        return again
    if live:
        return HTMLResponse("".join(answered.message.values()))
    return RedirectResponse(f"/workshops/{place.workshop_id}/phone/rounds/{round_id}#receipt-{round_id}", 303)


@router.post("/withdraw")
async def take_back(request: Request, round_id: Id, place: Answers, press: OnePress) -> Response:
    seat_id = place.seat_id or 0
    server = running(request)
    server.pace.answer(seat_id)

    def act(session: Session) -> None:
        must_still_sit(session, place, "Not taken back")
        withdraw(session, seat_id, place.workshop_id, round_id)

    await server.writer.do(place.workshop_id, press.once(act))
    return RedirectResponse(f"/workshops/{place.workshop_id}/phone/rounds/{round_id}", 303)


def _page_again(
    request: Request, round_id: Id, place: Place, refusal: Refusal | None, fields: dict[str, str], criteria: list[str]
) -> Response:
    """With what was typed still in it."""
    with running(request).store.read() as session:
        seat, round_ = session.get_one(Seat, place.seat_id), in_workshop(session, Round, round_id, place.workshop_id)
        scene = with_presence(request, read_scene(session, place.workshop_id))
        words = {name: fields.get(name, "") for name in ("answer", "reason")}
        typed = {**words, **{name: bool(fields.get(name)) for name in TICKED}, "criteria": criteria}
        return rating_page(request, session, scene, seat, round_, place, refusal, typed)
