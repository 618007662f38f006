"""The end of the day: what is still open, the close, and later the confirmation."""

import asyncio
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.clock import now
from app.errors import Incomplete, Refusal
from app.exports.sealing import fix_record
from app.live.fragments import Screen, desk_for
from app.live.next_act import CLOSING, CONFIRMING
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import Role, Workshop
from app.models.ending import closing
from app.models.ending.granting import grant
from app.models.record import deferring
from app.models.record.comment import how_many
from app.models.record.subject import subject_of
from app.models.workshop.workshop import COMMENTS_FOR
from app.rendering.form import Form
from app.routes.screens import console_path, done, in_frame
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}")
Closes = Annotated[Place, Depends(may("close the workshop"))]
Confirms = Annotated[Place, Depends(may("confirm the workshop"))]
Undoes = Annotated[Place, Depends(may("undo the close"))]
Grants = Annotated[Place, Depends(may("grant to the scribe"))]
Settles = Annotated[Place, Depends(may("settle"))]
Reopens = Annotated[Place, Depends(may("reopen"))]
Text = Annotated[str, Field()]
Left = Annotated[str | None, Field()]


@router.get("/console/closing")
def before_you_close(request: Request, place: Closes) -> Response:
    return _closing_page(request, place)


def _closing_page(request: Request, place: Place, form: Form | None = None) -> Response:
    with running(request).store.read() as session:
        scene, screen = read_scene(session, place.workshop_id), Screen(Kind.CONSOLE, place.role, page=CLOSING)
        if scene.has_ended:
            return RedirectResponse(console_path(place.workshop_id), 303)
        desk, comments_end = desk_for(session, screen, scene), now() + COMMENTS_FOR
        shown = {"comments_end": comments_end, "form": form or Form()}
        return in_frame(request, "console/closing.html", scene, screen, desk, 422 if form else 200, **shown)


@router.post("/positions/{slug}/defer")
async def defer(
    request: Request, slug: str, place: Settles, version: Annotated[int, Field(ge=0, lt=2**31)] = 0
) -> Response:
    def act(session: Session) -> None:
        deferring.defer(session, subject_of(session, place.workshop_id, slug), version, by=place.actor(session))

    await running(request).writer.do(place.workshop_id, act)
    return done(request, place.workshop_id, part=CLOSING)


@router.post("/deferrals")
async def defer_all(request: Request, place: Settles, reason: Text = "", left: Left = None) -> Response:
    """All that is left, for one reason. `left`: the standards that the page named."""

    def act(session: Session) -> None:
        workshop = session.get_one(Workshop, place.workshop_id)
        deferring.defer_all(session, workshop, reason, left, by=place.actor(session))

    try:
        await running(request).writer.do(place.workshop_id, act)
    except Refusal as refusal:
        if place.role is not Role.FACILITATOR:  # the page is the facilitator's
            raise
        problems = refusal if isinstance(refusal, Incomplete) else Incomplete({"reason": str(refusal)})
        return await asyncio.to_thread(_closing_page, request, place, Form({"reason": reason}, problems))
    return done(request, place.workshop_id, part=CLOSING)


@router.post("/deferrals/undo")
async def undo_all(request: Request, place: Reopens, deferral: Annotated[int, Field(ge=0, lt=2**63)] = 0) -> Response:
    """`deferral`: the act that the page showed."""

    def act(session: Session) -> None:
        workshop = session.get_one(Workshop, place.workshop_id)
        deferring.undo_all(session, workshop, deferral, by=place.actor(session))

    await running(request).writer.do(place.workshop_id, act)
    return done(request, place.workshop_id, part=CLOSING)


@router.post("/close")
async def close(request: Request, place: Closes, left: Left = None) -> Response:
    """`left`: the standards of which the page said that this leaves them for later."""

    def act(session: Session) -> None:
        workshop = session.get_one(Workshop, place.workshop_id)
        closing.close(session, workshop, by=place.actor(session), deferring=left)
        fix_record(session, place.workshop_id, place.actor(session))

    await running(request).writer.do(place.workshop_id, act)
    await running(request).emptying.empty(place.workshop_id)
    return done(request, place.workshop_id)


@router.post("/close/undo")
async def undo(request: Request, place: Undoes, closed: Annotated[datetime | None, Field()] = None) -> Response:
    """`closed`: when the close that the page showed was made."""

    def act(session: Session) -> None:
        workshop = session.get_one(Workshop, place.workshop_id)
        closing.undo(session, workshop, by=place.actor(session), closed_at=closed)

    await running(request).writer.do(place.workshop_id, act)
    await running(request).emptying.empty(place.workshop_id)  # a pack that was thrown away leaves the log too
    return done(request, place.workshop_id)


@router.post("/grants")
async def grant_to_the_scribe(
    request: Request,
    place: Grants,
    exports: Annotated[bool, Field()] = False,
    finishes: Annotated[bool, Field()] = False,
) -> Response:
    def act(session: Session) -> None:
        workshop = session.get_one(Workshop, place.workshop_id)
        grant(session, workshop, exports=exports, finishes=finishes, by=place.actor(session))

    await running(request).writer.do(place.workshop_id, act)
    return done(request, place.workshop_id)


@router.get("/console/confirming")
def before_you_confirm(request: Request, place: Confirms) -> Response:
    with running(request).store.read() as session:
        scene, screen = read_scene(session, place.workshop_id), Screen(Kind.CONSOLE, place.role, page=CONFIRMING)
        if scene.confirmed_at:
            return RedirectResponse(console_path(place.workshop_id), 303)
        comments = how_many(session, session.get_one(Workshop, place.workshop_id)).total()
        return in_frame(request, "console/confirming.html", scene, screen, comments=comments)


@router.post("/confirm")
async def confirm(request: Request, place: Confirms) -> Response:
    def act(session: Session) -> None:
        closing.confirm(session, session.get_one(Workshop, place.workshop_id), by=place.actor(session))
        fix_record(session, place.workshop_id, place.actor(session))

    await running(request).writer.do(place.workshop_id, act)
    await running(request).emptying.empty(place.workshop_id)  # what was cut, and what opened the older entry
    return done(request, place.workshop_id)
