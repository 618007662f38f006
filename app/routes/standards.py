from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import Response

from app.access.places import Place, may
from app.models import Standard
from app.models.record.subject import Key, key_of
from app.models.rounds import talk_order
from app.models.rounds.standard import numbered
from app.routes.screens import done
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/standards/{number}")
Shows = Annotated[Place, Depends(may("show a standard"))]
Parks = Annotated[Place, Depends(may("park a standard"))]
# What the page with the button showed: the newest revealed round.
Shown = Annotated[int | None, Field(ge=0, lt=2**31)]
Text = Annotated[str, Field()]
Order = Annotated[str | None, Field()]  # the numbers as that page had them
Verb = Callable[[Session, Standard, str], object]  # the last is who acts


@router.post("/show")
async def show(request: Request, number: str, place: Shows, round_id: Shown = None) -> Response:
    return await _act(request, place, number, lambda session, standard, by: standard.show(session, round_id, by=by))


@router.post("/hide")
async def hide(request: Request, number: str, place: Shows) -> Response:
    return await _act(request, place, number, lambda session, standard, by: standard.hide(session, by=by))


@router.post("/park")
async def park(request: Request, number: str, place: Parks) -> Response:
    return await _act(request, place, number, lambda session, standard, by: standard.park(session, by, parked=True))


@router.post("/take-up")
async def take_up(request: Request, number: str, place: Parks) -> Response:
    return await _act(request, place, number, lambda session, standard, by: standard.park(session, by, parked=False))


@router.post("/pin")
async def pin(request: Request, number: str, place: Parks) -> Response:
    return await _act(request, place, number, lambda session, standard, by: standard.pin(session, by, pinned=True))


@router.post("/unpin")
async def unpin(request: Request, number: str, place: Parks) -> Response:
    return await _act(request, place, number, lambda session, standard, by: standard.pin(session, by, pinned=False))


@router.post("/move")
async def move(request: Request, number: str, place: Parks, before: Text = "", seen: Order = None) -> Response:
    """In the order of talk: before the standard of that number, or last."""
    return await _act(
        request,
        place,
        number,
        lambda session, standard, by: talk_order.move(session, standard, before, seen, by=by),
    )


@router.post("/findings/{code}/stage")
async def stage_finding(request: Request, number: str, code: str, place: Shows, round_id: Shown = None) -> Response:
    return await _act(
        request,
        place,
        number,
        lambda session, standard, by: standard.stage_finding(session, code, staged=True, by=by, round_id=round_id),
    )


@router.post("/findings/{code}/unstage")
async def unstage_finding(request: Request, number: str, code: str, place: Shows, round_id: Shown = None) -> Response:
    return await _act(
        request,
        place,
        number,
        lambda session, standard, by: standard.stage_finding(session, code, staged=False, by=by, round_id=round_id),
    )


async def _act(request: Request, place: Place, number: str, verb: Verb) -> Response:
    def act(session: Session) -> Key:
        standard = numbered(session, place.workshop_id, number)
        verb(session, standard, place.actor(session))
        return key_of(standard)

    key = await running(request).writer.do(place.workshop_id, act)
    return done(request, place.workshop_id, key)
