"""All standards by group: a page of the console, and on the stage when the facilitator puts it there."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.access.places import Place, may
from app.live.fragments import OVERVIEW, Screen
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models.rounds.overview import hide_overview, show_overview
from app.routes.screens import Verb, carry_out, done_at, in_frame
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/overview")
Sees = Annotated[Place, Depends(may("see the console"))]
Shows = Annotated[Place, Depends(may("show a standard"))]


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
    await carry_out(request, place, verb)
    return done_at(request, f"/workshops/{place.workshop_id}/overview")
