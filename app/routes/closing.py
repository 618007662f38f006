"""The end of the day: what is still open, the close, and later the confirmation."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.live.fragments import CLOSING, Screen, desk_for
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import Workshop
from app.models.ending import closing
from app.models.record import deferring
from app.models.record.subject import subject_of
from app.routes.screens import console_path, done, in_frame
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}")
Closes = Annotated[Place, Depends(may("close the workshop"))]
Confirms = Annotated[Place, Depends(may("confirm the workshop"))]
Settles = Annotated[Place, Depends(may("settle"))]
Text = Annotated[str, Field()]


@router.get("/console/closing")
def before_you_close(request: Request, place: Closes) -> Response:
    with running(request).store.read() as session:
        scene, screen = read_scene(session, place.workshop_id), Screen(Kind.CONSOLE, place.role, page=CLOSING)
        if scene.has_ended:
            return RedirectResponse(console_path(place.workshop_id), 303)
        return in_frame(request, "console/closing.html", scene, screen, desk_for(session, screen, scene))


@router.post("/positions/{slug}/defer")
async def defer(
    request: Request, slug: str, place: Settles, version: Annotated[int, Field(ge=0, lt=2**31)] = 0
) -> Response:
    def act(session: Session) -> None:
        deferring.defer(session, subject_of(session, place.workshop_id, slug), version, by=place.actor(session))

    await running(request).writer.do(place.workshop_id, act)
    return done(request, place.workshop_id, part=CLOSING)


@router.post("/close")
async def close(request: Request, place: Closes, left: Annotated[str | None, Field()] = None) -> Response:
    """`left`: the standards of which the page said that this leaves them for later."""

    def act(session: Session) -> None:
        workshop = session.get_one(Workshop, place.workshop_id)
        closing.close(session, workshop, by=place.actor(session), deferring=left)

    await running(request).writer.do(place.workshop_id, act)
    await running(request).emptying.empty(place.workshop_id)
    return done(request, place.workshop_id)


@router.post("/confirm")
async def confirm(request: Request, place: Confirms) -> Response:
    def act(session: Session) -> None:
        closing.confirm(session, session.get_one(Workshop, place.workshop_id), by=place.actor(session))

    await running(request).writer.do(place.workshop_id, act)
    return done(request, place.workshop_id)
