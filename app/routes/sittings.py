from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import Response

from app.access.places import Id, Place, may
from app.errors import Incomplete
from app.live.places import asked
from app.models import Sitting, Workshop
from app.models.columns import in_workshop
from app.models.rounds import opening
from app.models.rounds.consent import still_asked
from app.rendering.form import Form
from app.routes.console import console_page
from app.routes.pressing import OnePress
from app.routes.screens import done
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/sittings")
Closes = Annotated[Place, Depends(may("close a sitting"))]
RevealsSitting = Annotated[Place, Depends(may("reveal a sitting"))]
# What the page with the button showed: the turn of a sitting, the newest revealed round of a standard.
Shown = Annotated[int | None, Field(ge=0, lt=2**31)]


@router.post("")
async def open_(
    request: Request,
    place: Annotated[Place, Depends(may("open a sitting"))],
    press: OnePress,
    standards: Annotated[list[str] | None, Field()] = None,
    after: Shown = None,
) -> Response:
    """Opens standards for rating together; one that was revealed before gets a new round: `after` the one shown."""

    def act(session: Session) -> list[int]:
        workshop = session.get_one(Workshop, place.workshop_id)
        opening.open_sitting(session, workshop, standards or [], after, by=place.actor(session))
        return still_asked(session, workshop)

    server = running(request)
    try:
        asked_again = await server.writer.do(place.workshop_id, press.once(act))
    except Incomplete as refusal:
        if request.headers.get("HX-Request"):
            raise
        return console_page(request, place, form=Form(refusal=refusal))
    for seat_id in asked_again:
        server.rooms.say_to_seat(place.workshop_id, seat_id, asked(place.workshop_id))
    return done(request, place.workshop_id)


@router.post("/{sitting_id}/close")
async def close(request: Request, sitting_id: Id, place: Closes, turn: Shown = None) -> Response:
    def act(session: Session) -> None:
        _sitting(session, place, sitting_id).close(session, turn, by=place.actor(session))

    await running(request).writer.do(place.workshop_id, act)
    return done(request, place.workshop_id)


@router.post("/{sitting_id}/close-and-reveal")
async def close_and_reveal(request: Request, sitting_id: Id, place: RevealsSitting, turn: Shown = None) -> Response:
    server = running(request)
    grace = timedelta(seconds=server.settings.cancel_seconds)

    def act(session: Session) -> datetime | None:
        sitting = _sitting(session, place, sitting_id)
        return sitting.close_and_reveal(session, after=grace, turn=turn, by=place.actor(session))

    due = await server.writer.do(place.workshop_id, act)
    if due:
        server.reveals.schedule(place.workshop_id, sitting_id, due)
    return done(request, place.workshop_id)


@router.post("/{sitting_id}/call-off")
async def call_off(request: Request, sitting_id: Id, place: Closes) -> Response:
    """Asking twice is safe: what was called off is gone, and its number is not given again."""
    await running(request).writer.do(place.workshop_id, lambda s: _call_off(s, place, sitting_id))
    return done(request, place.workshop_id)


@router.post("/{sitting_id}/undo-close")
async def undo_close(request: Request, sitting_id: Id, place: Closes, turn: Shown = None) -> Response:
    def act(session: Session) -> None:
        _sitting(session, place, sitting_id).undo_close(session, turn, by=place.actor(session))

    await running(request).writer.do(place.workshop_id, act)
    return done(request, place.workshop_id)


def _call_off(session: Session, place: Place, sitting_id: int) -> None:
    if session.get(Sitting, sitting_id) is not None:
        opening.call_off(session, _sitting(session, place, sitting_id), by=place.actor(session))


def _sitting(session: Session, place: Place, sitting_id: int) -> Sitting:
    return in_workshop(session, Sitting, sitting_id, place.workshop_id)
