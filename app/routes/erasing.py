"""The end of a workshop's data, by its facilitator: holds that stop it, and after the close erasing before the date."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Id, Place, may
from app.clock import today
from app.errors import Incomplete
from app.exports.sealing import fix_record
from app.log import told
from app.models import Chain, Workshop
from app.models.ending import hold as holds
from app.models.ending.erasing import erase_seats, must_be_erasable
from app.models.ending.erasing_record import erase_record
from app.rendering import page
from app.rendering.form import Form
from app.running import running
from app.settings.backups import still_held

router = APIRouter(prefix="/workshops/{workshop_id}/erasing")
Holds = Annotated[Place, Depends(may("hold erasure"))]
Erases = Annotated[Place, Depends(may("erase before the date"))]
Text = Annotated[str, Field()]
WORD = "ERASE"


@router.get("")
def erasing(request: Request, place: Holds) -> Response:
    return _page(request, place)


@router.post("/holds")
async def hold(request: Request, place: Holds, hold_reason: Text = "", hold_owner: Text = "") -> Response:
    typed = {"hold_reason": hold_reason, "hold_owner": hold_owner}
    return await _do(request, place, typed, lambda session, workshop: holds.hold(
        session, workshop, hold_reason, hold_owner, by=place.actor(session)
    ))  # fmt: skip


@router.post("/holds/{hold_id}/lift")
async def lift(request: Request, hold_id: Id, place: Holds) -> Response:
    return await _do(request, place, {}, lambda session, workshop: holds.lift(
        session, workshop, hold_id, by=place.actor(session)
    ))  # fmt: skip


@router.post("/seats")
async def seats(request: Request, place: Erases, seats_word: Text = "") -> Response:
    def act(session: Session, workshop: Workshop) -> None:
        _must_be_meant("seats_word", seats_word)
        must_be_erasable(session, workshop)
        erase_seats(session, workshop, by=place.actor(session))
        fix_record(session, workshop.id, place.actor(session))

    answer = await _do(request, place, {"seats_word": seats_word}, act)
    return await _gone(request, place, "seats", answer)


@router.post("/record")
async def record(request: Request, place: Erases, record_word: Text = "") -> Response:
    def act(session: Session, workshop: Workshop) -> None:
        _must_be_meant("record_word", record_word)
        must_be_erasable(session, workshop)
        erase_record(session, workshop)

    answer = await _do(request, place, {"record_word": record_word}, act, then="/workshops")
    return await _gone(request, place, "record", answer)


def _must_be_meant(field: str, word: str) -> None:
    if word.strip().upper() != WORD:
        raise Incomplete({field: f"Nothing was erased. Type the word {WORD} to say that you mean it."})


async def _gone(request: Request, place: Place, what: str, answer: Response) -> Response:
    if answer.status_code == 303:
        told("erased before its date", workshop=place.workshop_id, role=place.role.value, reason=what)
        await running(request).emptying.empty(place.workshop_id)
    return answer


async def _do(
    request: Request, place: Place, typed: dict[str, str], act: Callable[[Session, Workshop], None], then: str = ""
) -> Response:
    def on_workshop(session: Session) -> None:
        act(session, session.get_one(Workshop, place.workshop_id, populate_existing=True))

    try:
        await running(request).writer.do(place.workshop_id, on_workshop)
    except Incomplete as refusal:
        return _page(request, place, Form(typed, refusal))
    return RedirectResponse(then or f"/workshops/{place.workshop_id}/erasing", 303)


def _page(request: Request, place: Place, form: Form | None = None) -> Response:
    server = running(request)
    with server.store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        chain = session.get(Chain, workshop.id)
        return page(
            request, "console/erasing.html", 422 if form else 200, form=form or Form(), workshop=workshop, word=WORD,
            holds=holds.holds_of(session, workshop.id), fingerprint=chain.fingerprint if chain else "",
            backups=still_held(server.settings.backups_kept_days, today()),
        )  # fmt: skip
