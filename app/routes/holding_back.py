"""A dissent or a rating's reason that names a person or is unlawful: held back by the facilitator, or let stand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Id, Place, may
from app.errors import Incomplete, NotFound
from app.exports.sealing import fix_after
from app.live.reading import read_scene
from app.models import Dissent, Reason, Round
from app.models.columns import in_workshop
from app.models.ending import pack
from app.models.record import dissent as dissents
from app.models.record.subject import key_of
from app.rendering import page
from app.rendering.form import Form
from app.routes.screens import console_path
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}")
HoldsBack = Annotated[Place, Depends(may("hold back words"))]
Why = Annotated[str, Field()]


@dataclass(frozen=True)
class Words:
    """As the page shows them."""

    text: str
    who: str
    about: str
    back: str
    is_held_back: bool
    why: str
    is_for_facilitator: bool = False


Find = Callable[[Session, int, int], Words]  # workshop, and the number of the words


@router.get("/dissents/{dissent_id}")
def dissent_page(request: Request, dissent_id: Id, place: HoldsBack) -> Response:
    return _page(request, place, dissent_id, _dissent)


@router.post("/dissents/{dissent_id}/hold-back")
async def hold_dissent_back(request: Request, dissent_id: Id, place: HoldsBack, why: Why = "") -> Response:
    def act(session: Session) -> None:
        _dissent(session, place.workshop_id, dissent_id)
        dissents.hold_back(session, session.get_one(Dissent, dissent_id), why, by=place.actor(session))
        pack.forget(session, place.workshop_id)

    return await _do(request, place, dissent_id, _dissent, act, why)


@router.post("/dissents/{dissent_id}/let-stand")
async def let_dissent_stand(request: Request, dissent_id: Id, place: HoldsBack) -> Response:
    def act(session: Session) -> None:
        _dissent(session, place.workshop_id, dissent_id)
        dissents.let_stand(session, session.get_one(Dissent, dissent_id), by=place.actor(session))

    return await _do(request, place, dissent_id, _dissent, act)


@router.get("/reasons/{reason_id}")
def reason_page(request: Request, reason_id: Id, place: HoldsBack) -> Response:
    return _page(request, place, reason_id, _reason)


@router.post("/reasons/{reason_id}/hold-back")
async def hold_reason_back(request: Request, reason_id: Id, place: HoldsBack, why: Why = "") -> Response:
    def act(session: Session) -> None:
        _reason(session, place.workshop_id, reason_id)
        session.get_one(Reason, reason_id).hold_back(session, place.workshop_id, why, by=place.actor(session))

    return await _do(request, place, reason_id, _reason, act, why)


@router.post("/reasons/{reason_id}/let-stand")
async def let_reason_stand(request: Request, reason_id: Id, place: HoldsBack) -> Response:
    def act(session: Session) -> None:
        _reason(session, place.workshop_id, reason_id)
        session.get_one(Reason, reason_id).let_stand(session, place.workshop_id, by=place.actor(session))

    return await _do(request, place, reason_id, _reason, act)


def _dissent(session: Session, workshop_id: int, dissent_id: int) -> Words:
    """As the console is told it: nothing of it while words are asked about, for its coming would tell who answered."""
    scene = read_scene(session, workshop_id)
    for asking in scene.askings:
        for told in asking.dissents:
            if told.id == dissent_id:
                back, only = console_path(workshop_id, asking.key), not told.is_for_others
                about = f"They disagree with the position on: {asking.heading}"
                return Words(told.text, told.who, about, back, told.is_held_back, told.held_back_why, only)
    raise NotFound


def _reason(session: Session, workshop_id: int, reason_id: int) -> Words:
    reason = session.get(Reason, reason_id)
    if reason is None:
        raise NotFound
    standard = in_workshop(session, Round, reason.round_id, workshop_id).standard
    about = f"A reason for a rating: {standard.title}"
    back = console_path(workshop_id, key_of(standard))
    return Words(reason.text, reason.unit, about, back, reason.is_held_back, reason.held_back_why)


def _page(request: Request, place: Place, number: int, find: Find, form: Form | None = None) -> Response:
    with running(request).store.read() as session:
        words = find(session, place.workshop_id, number)
    at = request.url.path.removesuffix("/hold-back").removesuffix("/let-stand")
    status = 422 if form else 200
    return page(request, "console/held_back.html", status, form=form or Form(), at=at, **vars(words))


async def _do(
    request: Request, place: Place, number: int, find: Find, act: Callable[[Session], Any], why: str = ""
) -> Response:
    def act_and_fix(session: Session) -> None:
        fix_after(session, place.workshop_id, place.actor(session), act)

    try:
        await running(request).writer.do(place.workshop_id, act_and_fix)
    except Incomplete as refusal:
        return _page(request, place, number, find, Form({"why": why}, refusal))
    await running(request).emptying.empty(place.workshop_id)  # files that held the words leave the log too
    with running(request).store.read() as session:
        return RedirectResponse(find(session, place.workshop_id, number).back, 303)
