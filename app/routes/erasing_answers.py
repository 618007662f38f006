"""A participant's own wish before the close: what they said is erased, and their seat with it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.cookies import drop
from app.access.places import Place, may, seat_cookie
from app.clock import today
from app.live.answering import must_still_sit
from app.models import Seat, Workshop
from app.models.ending.erasing_answers import erase_answers
from app.rendering import page
from app.routes.pressing import OnePress
from app.running import running
from app.settings.backups import still_held

router = APIRouter()
ErasesOwn = Annotated[Place, Depends(may("erase my answers"))]


@router.get("/workshops/{workshop_id}/phone/erasing")
def before_you_erase(request: Request, place: ErasesOwn) -> Response:
    server = running(request)
    with server.store.read() as session:
        seat, workshop = session.get_one(Seat, place.seat_id), session.get_one(Workshop, place.workshop_id)
        if seat.notice_read_at is None:
            return RedirectResponse(f"/workshops/{workshop.id}/notice", 303)
        backups = still_held(server.settings.backups_kept_days, today())
        return page(request, "phone/erasing.html", seat=seat, workshop=workshop, backups=backups)


@router.post("/workshops/{workshop_id}/phone/erasing")
async def erase(request: Request, place: ErasesOwn, press: OnePress) -> Response:
    """Their other screens are told by the room that the seat is gone."""

    def act(session: Session) -> None:
        must_still_sit(session, place, "Not erased")
        workshop = session.get_one(Workshop, place.workshop_id)
        erase_answers(session, workshop, session.get_one(Seat, place.seat_id))

    server = running(request)
    await server.writer.do(place.workshop_id, press.once(act))
    await server.emptying.empty(place.workshop_id)
    return drop(
        RedirectResponse("/erased", 303), seat_cookie(place.workshop_id, server.settings.is_https), server.settings
    )


@router.get("/erased")
def erased(request: Request) -> Response:
    """The same for everybody: it says nothing of any workshop."""
    return page(request, "phone/erased.html", backups=still_held(running(request).settings.backups_kept_days, today()))
