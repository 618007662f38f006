"""All standards by group: a page of the console, and on the stage when the facilitator puts it there."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.live.fragments import OVERVIEW, Screen
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import Workshop
from app.models.rounds.overview import hide_overview, show_overview
from app.routes.screens import in_frame
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/overview")
Sees = Annotated[Place, Depends(may("see the console"))]
Shows = Annotated[Place, Depends(may("show a standard"))]
Verb = Callable[[Session, Workshop, str], None]  # the last is who acts


@router.get("")
def by_group(request: Request, place: Sees) -> Response:
    with running(request).store.read() as session:
        scene = read_scene(session, place.workshop_id)
    return in_frame(request, "console/overview.html", scene, Screen(Kind.CONSOLE, place.role, page=OVERVIEW))


@router.post("/show")
async def show(request: Request, place: Shows) -> Response:
    return await _act(request, place, lambda session, workshop, by: show_overview(session, workshop, by=by))


@router.post("/hide")
async def hide(request: Request, place: Shows) -> Response:
    return await _act(request, place, lambda session, workshop, by: hide_overview(session, workshop, by=by))


async def _act(request: Request, place: Place, verb: Verb) -> Response:
    def act(session: Session) -> None:
        verb(session, session.get_one(Workshop, place.workshop_id), place.actor(session))

    await running(request).writer.do(place.workshop_id, act)
    if request.headers.get("HX-Request"):
        return Response(status_code=204)
    return RedirectResponse(f"/workshops/{place.workshop_id}/overview", 303)
