"""The console's page about the stage: a small picture of it, and what only the facilitator does with it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import Response

from app.access.places import Place, may
from app.live.fragments import STAGE, Screen
from app.live.on_stage import on_stage
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import Role, Workshop
from app.models.workshop import stage
from app.routes.pressing import OnePress
from app.routes.screens import Verb, carry_out, done, in_frame
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}")
Runs = Annotated[Place, Depends(may("run the stage"))]


@router.get("/console/stage")
def about_the_stage(request: Request, place: Runs) -> Response:
    with running(request).store.read() as session:
        scene = read_scene(session, place.workshop_id)
        return in_frame(request, "console/stage.html", scene, Screen(Kind.CONSOLE, place.role, page=STAGE))


@router.post("/stage/freeze")
async def freeze(request: Request, place: Runs, stands: Annotated[str | None, Field()] = None) -> Response:
    """`stands`: what the page with the button saw on the stage."""

    def act(session: Session, workshop: Workshop, by: str) -> None:
        now = on_stage(read_scene(session, workshop.id).seen_by(Kind.STAGE, Role.STAGE))
        stage.freeze(session, workshop, now.name, stands, by=by)

    return await _act(request, place, act)


@router.post("/stage/blank")
async def blank(request: Request, place: Runs) -> Response:
    return await _act(request, place, lambda session, workshop, by: stage.blank(session, workshop, by=by))


@router.post("/stage/go-on")
async def go_on(request: Request, place: Runs) -> Response:
    return await _act(request, place, lambda session, workshop, by: stage.let_go(session, workshop, by=by))


@router.post("/stage/timer")
async def start_timer(
    request: Request, place: Runs, press: OnePress, minutes: Annotated[int, Field(ge=-999, le=9999)] = 0
) -> Response:
    def act(session: Session, workshop: Workshop, by: str) -> None:
        stage.start_timer(session, workshop, minutes, by=by)

    await carry_out(request, place, act, press)
    return done(request, place.workshop_id, part=STAGE)


@router.post("/stage/timer/more")
async def more_time(request: Request, place: Runs, ends: Annotated[str, Field()] = "") -> Response:
    """`ends`: when it ended as the page showed it, so that pressing twice adds three minutes once."""

    def act(session: Session, workshop: Workshop, by: str) -> None:
        if not ends or ends == stage.named(workshop.timer_ends_at):
            stage.add_to_timer(session, workshop, by=by)

    return await _act(request, place, act)


@router.post("/stage/timer/stop")
async def stop_timer(request: Request, place: Runs) -> Response:
    return await _act(request, place, lambda session, workshop, by: stage.stop_timer(session, workshop, by=by))


async def _act(request: Request, place: Place, verb: Verb) -> Response:
    await carry_out(request, place, verb)
    return done(request, place.workshop_id, part=STAGE)
