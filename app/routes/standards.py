import asyncio
from collections.abc import Callable
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.access.written import AGAIN, asks_back
from app.errors import Incomplete, Refusal
from app.models import PositionState, Standard
from app.models.record import settling
from app.models.record.position import Wording
from app.models.record.subject import Subject
from app.models.rounds.standard import numbered
from app.rendering import Form
from app.routes.console import console_page
from app.routes.screens import done
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/standards/{number}")
Shows = Annotated[Place, Depends(may("show a standard"))]
Parks = Annotated[Place, Depends(may("park a standard"))]
Text = Annotated[str, Field()]
# What the page with the button showed: the newest revealed round, the newest version of the position.
Shown = Annotated[int | None, Field(ge=0, lt=2**31)]
FIELDS = (
    "state",
    "wording",
    "number",
    "band",
    "evidence",
    "divergent_views",
    "first_wording",
    "after_version",
    AGAIN,
)
Verb = Callable[[Session, Standard, str], object]  # the last is who acts
SETTLED = "Settled meanwhile: what you wrote is below and not recorded. Compare, and settle again if need be."


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


@router.post("/reopen")
async def reopen(
    request: Request,
    number: str,
    place: Annotated[Place, Depends(may("reopen a standard"))],
    reason: Text = "",
    version: Shown = None,
) -> Response:
    try:
        return await _act(
            request,
            place,
            number,
            lambda session, standard, by: settling.reopen(session, Subject.standard(standard), reason, by, version),
        )
    except Incomplete as refusal:
        if request.headers.get("HX-Request"):
            raise
        return console_page(request, place, number, Form({"why": reason}, Incomplete({"why": str(refusal)})))


async def _typed(request: Request) -> dict[str, str]:
    """Long texts come here: they are taken apart in a thread, and only for somebody who may settle."""
    body = (await request.body()).decode(errors="replace")
    sent = await asyncio.to_thread(parse_qs, body, keep_blank_values=True)
    return {name: sent.get(name, [""])[-1] for name in FIELDS}


@router.get("/position")
def position_page(number: str, place: Annotated[Place, Depends(may("see the console"))]) -> Response:
    """The address that a form with a problem leaves in the browser, opened again."""
    return RedirectResponse(f"/workshops/{place.workshop_id}/console/standards/{number}", 303)


@router.post("/position")
async def settle(
    request: Request,
    number: str,
    place: Annotated[Place, Depends(may("settle a standard"))],
    typed: Annotated[dict[str, str], Depends(_typed)],
) -> Response:
    """A refused form comes back with everything that was typed, and so does one that took a first wording."""
    if asks_back(typed):
        return await asyncio.to_thread(_as_it_was, request, place, number, typed)
    first_wording, after_version = typed.pop("first_wording"), typed["after_version"]
    if first_wording:
        return console_page(
            request, place, number, Form({**typed, "divergent_views": _with_first_wording(typed, first_wording)})
        )
    try:
        version = int(after_version) if after_version.isdecimal() and len(after_version) < 9 else 0
        wording_ = _wording(typed)
        await _do(
            request,
            place,
            number,
            lambda session, standard, by: settling.settle(session, Subject.standard(standard), wording_, by, version),
        )
    except Incomplete as refusal:
        return console_page(request, place, number, Form(typed, refusal))
    except Refusal as refusal:
        return console_page(request, place, number, Form(typed, Incomplete({"wording": str(refusal)})))
    return done(request, place.workshop_id, number)


def _as_it_was(request: Request, place: Place, number: str, typed: dict[str, str]) -> Response:
    """With the version that it was written after, so that a newer one is not overwritten unread."""
    with running(request).store.read() as session:
        is_settled = numbered(session, place.workshop_id, number).settled_at is not None
    values = {**typed, "written_after": typed["after_version"]}
    return console_page(request, place, number, Form(values, Incomplete({"wording": SETTLED}) if is_settled else None))


def _with_first_wording(typed: dict[str, str], first_wording: str) -> str:
    """Into the field, not into the record: it is stored when a person settles with it."""
    return "\n".join(filter(None, (typed["divergent_views"].strip(), first_wording)))


def _wording(typed: dict[str, str]) -> Wording:
    if typed["state"] not in list(PositionState):
        raise Incomplete(
            {"state": "Choose how this standard ends: agreed, with reservations, not agreed, or deferred."}
        )
    number = typed["number"].strip()
    if number and not (number.isdecimal() and len(number) < 5):
        raise Incomplete({"number": "A number is optional; if you give one, make it a whole number on the scale."})
    return Wording(
        state=PositionState(typed["state"]),
        wording=typed["wording"].strip(),
        number=int(number) if number else None,
        band=typed["band"] or None,
        evidence=typed["evidence"].strip(),
        divergent_views=typed["divergent_views"].strip(),
    )


async def _act(request: Request, place: Place, number: str, verb: Verb) -> Response:
    await _do(request, place, number, verb)
    return done(request, place.workshop_id, number)


async def _do(request: Request, place: Place, number: str, verb: Verb) -> None:
    def act(session: Session) -> None:
        verb(session, numbered(session, place.workshop_id, number), place.actor(session))

    await running(request).writer.do(place.workshop_id, act)
