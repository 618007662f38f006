"""A participant who needs more time while a sitting is open."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.live.answering import must_still_sit
from app.models.people.more_time import need_more_time
from app.models.rounds.sitting import RoundState, current_sitting
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/more-time")
Answers = Annotated[Place, Depends(may("answer"))]


@router.post("")
async def ask(request: Request, place: Answers) -> Response:
    return await _told(request, place, needs=True)


@router.post("/no-longer")
async def no_longer(request: Request, place: Answers) -> Response:
    return await _told(request, place, needs=False)


async def _told(request: Request, place: Place, *, needs: bool) -> Response:
    def act(session: Session) -> None:
        must_still_sit(session, place, "Not told")
        sitting = current_sitting(session, place.workshop_id)
        is_open = sitting is not None and sitting.state is RoundState.OPEN
        need_more_time(session, place.seat_id or 0, sitting.id if sitting and is_open else None, needs=needs)

    await running(request).writer.do(place.workshop_id, act)
    if request.headers.get("HX-Request"):
        return Response(status_code=204)
    return RedirectResponse(f"/workshops/{place.workshop_id}/phone", 303)
