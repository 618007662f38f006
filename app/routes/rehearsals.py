"""A rehearsal: made from a workshop, filled with simulated people, thrown away."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.log import told
from app.models import Workshop
from app.models.ending.rehearsing import must_be_a_rehearsal, rehearse, throw_away
from app.models.people.seat import seated
from app.rendering import page
from app.routes.pressing import OnePress
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}")
Rehearses = Annotated[Place, Depends(may("rehearse"))]
Runs = Annotated[Place, Depends(may("run the rehearsal"))]


@router.post("/rehearsals")
async def make(request: Request, place: Rehearses, press: OnePress) -> Response:
    def act(session: Session) -> int:
        return rehearse(session, session.get_one(Workshop, place.workshop_id), by=place.actor(session)).id

    rehearsal_id = await running(request).writer.do(None, press.once(act))
    return RedirectResponse(f"/workshops/{rehearsal_id}/rehearsal", 303)


@router.get("/rehearsal")
def rehearsal(request: Request, place: Runs) -> Response:
    server = running(request)
    with server.store.read() as session:
        workshop = _rehearsal(session, place)
        return page(
            request, "rehearsal/rehearsal.html", workshop=workshop, simulated=server.simulating.of(workshop.id),
            seated=sum(seated(session, workshop.id).values()),
        )  # fmt: skip


@router.post("/rehearsal/people")
async def bring_people_in(request: Request, place: Runs, wifi: Annotated[str, Field()] = "good") -> Response:
    server = running(request)
    with server.store.read() as session:
        workshop = _rehearsal(session, place)
        workshop.must_go_on()
        code, plan = workshop.join_code or "", [group.expected for group in workshop.groups]
    await server.simulating.bring_in(place.workshop_id, code, plan, has_bad_wifi=wifi == "bad")
    return _back(place)


@router.post("/rehearsal/wifi")
async def switch_wifi(request: Request, place: Runs, wifi: Annotated[str, Field()] = "good") -> Response:
    _must_be_one(request, place)
    await running(request).simulating.switch_wifi(place.workshop_id, is_bad=wifi == "bad")
    return _back(place)


@router.post("/rehearsal/people/away")
async def send_people_away(request: Request, place: Runs) -> Response:
    _must_be_one(request, place)
    await running(request).simulating.send_away(place.workshop_id)
    return _back(place)


@router.post("/rehearsal/throw-away")
async def throw_it_away(request: Request, place: Runs, press: OnePress) -> Response:
    server = running(request)
    _must_be_one(request, place)
    await server.simulating.send_away(place.workshop_id)

    def act(session: Session) -> None:
        throw_away(session, session.get_one(Workshop, place.workshop_id))

    await server.writer.do(place.workshop_id, press.once(act))
    told("threw a rehearsal away", workshop=place.workshop_id, role=place.role.value)
    await server.emptying.empty(place.workshop_id)
    return RedirectResponse("/workshops", 303)


def _must_be_one(request: Request, place: Place) -> None:
    with running(request).store.read() as session:
        _rehearsal(session, place)


def _rehearsal(session: Session, place: Place) -> Workshop:
    workshop = session.get_one(Workshop, place.workshop_id)
    must_be_a_rehearsal(workshop)
    return workshop


def _back(place: Place) -> Response:
    return RedirectResponse(f"/workshops/{place.workshop_id}/rehearsal", 303)
