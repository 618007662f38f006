"""Evidence: offered on phones for one's own group; written down, asked for and removed on the console.

Two addresses take offers, because a facilitator's browser may also hold a phone: each form acts with its own place.
"""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Id, Place, may
from app.access.rights import allows
from app.access.written import asks_back
from app.errors import Refusal
from app.live.answering import must_still_sit
from app.live.fragments import Screen, context
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import Seat, Workshop
from app.models.ending import pack
from app.models.evidence.item import ask, drop, offer, remove
from app.models.evidence.listing import evidence_list
from app.models.rounds.standard import numbered
from app.rendering import page
from app.rendering.form import Form
from app.routes.evidence_form import Typed, choices, read_group, read_key, read_offer, refused
from app.routes.screens import with_presence
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}")
Sees = Annotated[Place, Depends(may("see the evidence"))]
Writes = Annotated[Place, Depends(may("write down evidence"))]
Asks = Annotated[Place, Depends(may("ask for evidence"))]
Removes = Annotated[Place, Depends(may("remove evidence"))]
Reads = Annotated[Place, Depends(may("read the evidence"))]
Offers = Annotated[Place, Depends(may("offer evidence"))]
SAID = {
    "offered": "Offered. Everybody can see it now.",
    "removed": "Removed, with its words.",
    "asked": "Asked for. It shows on the phones until something is offered for it.",
    "dropped": "No longer asked for.",
}


@router.get("/evidence")
def evidence(request: Request, place: Sees, standard: str = "", answers: str = "") -> Response:
    return _console(request, place, Form({"standard": standard, "asked_standard": standard, "answers": answers}))


@router.post("/evidence")
async def write_down(request: Request, place: Writes, typed: Typed) -> Response:
    if asks_back(typed):
        return _console(request, place, Form(typed))
    try:
        offered, group_id, key = read_offer(typed), read_group(typed), read_key(typed)
        await _act(
            request,
            place,
            lambda s, workshop: offer(s, workshop, offered, by=place.actor(s), group_id=group_id, key=key),
        )
    except Refusal as refusal:
        return _console(request, place, refused(typed, refusal))
    return _back(place, "evidence", "offered", typed["standard"])


@router.post("/evidence/{item_id}/remove")
async def take_away(request: Request, item_id: Id, place: Removes) -> Response:
    def act(session: Session, workshop: Workshop) -> None:
        remove(session, workshop, item_id, by=place.actor(session))
        pack.forget(session, workshop.id)

    await _act(request, place, act)
    await running(request).emptying.empty(place.workshop_id)  # its words go from the log too
    return _back(place, "evidence", "removed")


@router.get("/evidence/asked")
def asking_page(place: Sees) -> Response:
    """The address that a form with a problem leaves in the browser, opened again."""
    return RedirectResponse(f"/workshops/{place.workshop_id}/evidence", 303)


@router.post("/evidence/asked")
async def ask_the_room(request: Request, place: Asks, typed: Typed) -> Response:
    if asks_back(typed):
        return _console(request, place, Form(typed))
    number, title = typed["asked_standard"], typed["asked_title"]
    try:
        await _act(
            request, place, lambda session, workshop: ask(session, workshop, number, title, by=place.actor(session))
        )
    except Refusal as refusal:
        return _console(request, place, refused(typed, refusal, prefix="asked_"))
    return _back(place, "evidence", "asked", number)


@router.post("/evidence/asked/{asked_id}/drop")
async def ask_no_longer(request: Request, asked_id: Id, place: Asks) -> Response:
    await _act(request, place, lambda session, workshop: drop(session, workshop, asked_id, by=place.actor(session)))
    return _back(place, "evidence", "dropped")


@router.get("/phone/evidence")
def phone_evidence(request: Request, place: Reads, standard: str = "", answers: str = "") -> Response:
    return _phone(request, place, Form({"standard": standard, "answers": answers}))


@router.post("/phone/evidence")
async def offer_from_a_phone(request: Request, place: Offers, typed: Typed) -> Response:
    """For the group of the seat, whatever the form says."""
    if asks_back(typed):
        return _phone(request, place, Form(typed))
    try:
        offered, key = read_offer(typed), read_key(typed)
        running(request).pace.offer(place.seat_id)

        def act(session: Session, workshop: Workshop) -> None:
            must_still_sit(session, place, "Not offered")
            offer(session, workshop, offered, by=place.actor(session), group_id=place.group_id, key=key)

        await _act(request, place, act)
    except Refusal as refusal:
        return _phone(request, place, refused(typed, refusal))
    return _back(place, "phone/evidence", "offered", typed["standard"])


async def _act(request: Request, place: Place, verb: Callable[[Session, Workshop], object]) -> None:
    def act(session: Session) -> None:
        verb(session, session.get_one(Workshop, place.workshop_id))

    await running(request).writer.do(place.workshop_id, act)


def _back(place: Place, path: str, said: str, standard: str = "") -> Response:
    query = urlencode({"standard": standard, "said": said} if standard else {"said": said})
    return RedirectResponse(f"/workshops/{place.workshop_id}/{path}?{query}", 303)


def _console(request: Request, place: Place, form: Form) -> Response:
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        takes = allows("write down evidence", place.role, workshop.state, workshop.attribution_rule)
        return _page(request, session, workshop, form, "workshop/evidence.html", takes=takes)


def _phone(request: Request, place: Place, form: Form) -> Response:
    with running(request).store.read() as session:
        workshop, seat = session.get_one(Workshop, place.workshop_id), session.get_one(Seat, place.seat_id)
        if seat.notice_read_at is None:
            return RedirectResponse(f"/workshops/{workshop.id}/notice", 303)
        shown = context(Screen(Kind.PHONE, place.role), with_presence(request, read_scene(session, workshop.id)))
        return _page(request, session, workshop, form, "phone/evidence.html", seat=seat, **shown)


def _page(
    request: Request, session: Session, workshop: Workshop, form: Form, template: str, **shown: object
) -> Response:
    evidence = evidence_list(session, workshop, to_room=template.startswith("phone/"))
    chosen = choices(workshop, evidence, form)
    selected = chosen["selected"]
    round_ = numbered(session, workshop.id, selected.number).latest_round if selected else None
    said = SAID.get(request.query_params.get("said", ""), "")
    return page(
        request,
        template,
        422 if form.problems else 200,
        **{**shown, **chosen},
        workshop=workshop,
        evidence=evidence,
        form=form,
        round_id=round_.id if round_ else None,
        said=said,
        unfinished=running(request).emptying.is_unfinished(workshop.id),
    )
