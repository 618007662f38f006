"""A new draft, its list of steps, its copy, and the lobby that it ends in."""

import asyncio
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, SignedIn, may
from app.access.rights import rights_of
from app.access.written import AGAIN
from app.clock import in_london, today
from app.errors import Incomplete
from app.models import Role, Workshop, WorkshopState
from app.models.people.second_facilitator import name_of_runner
from app.models.rounds import beginning, preparing
from app.models.workshop.in_short import in_short
from app.models.workshop.steps import ORDER, Far, Step, how_far
from app.models.workshop.typed_draft import read_draft, values_of
from app.rendering import page
from app.rendering.form import Form
from app.rendering.spoken import clock, moment
from app.routes.preparing import check_page
from app.routes.pressing import OnePress
from app.running import running

router = APIRouter()
Text = Annotated[str, Field()]
AT = {"attribution_rule": "knows_who_is_visible"}  # where the last page takes the answer to it
ComesIn = Annotated[Place, Depends(may("come in"))]


@router.get("/workshops/new")
def new(request: Request, account: SignedIn) -> Response:
    return page(request, "prepare/new.html", form=Form())


@router.post("/workshops")
async def add(
    request: Request,
    account: SignedIn,
    press: OnePress,
    council: Text = "",
    title: Text = "",
    held_on: Text = "",
    again: Annotated[str, Field(alias=AGAIN)] = "",
) -> Response:
    typed = {"council": council, "title": title, "held_on": held_on}
    if again:
        return page(request, "prepare/new.html", form=Form(typed))
    made = press.once(lambda session: beginning.begin(session, account.id, **typed).id)
    try:
        workshop_id = await running(request).writer.do(None, made)
    except Incomplete as incomplete:
        return page(request, "prepare/new.html", 422, form=Form(typed, incomplete))
    return RedirectResponse(f"/workshops/{workshop_id}", 303)


@router.get("/workshops/{workshop_id}")
def steps(request: Request, place: ComesIn) -> Response:
    """Of a draft its five steps; of any other workshop its console."""
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        if workshop.state is not WorkshopState.DRAFT:
            return RedirectResponse(f"/workshops/{workshop.id}/console", 303)
        values = values_of(workshop)
        far = how_far(preparing.missing(session, values))
        draft, _ = read_draft(values)
        return page(
            request,
            "prepare/steps.html",
            workshop=workshop,
            may=rights_of(place.role, workshop.state, workshop.attribution_rule),
            is_facilitator=place.role is Role.FACILITATOR,
            saved=_saved(workshop.prepared_at),
            rows=[(step, in_short(step, draft), far[step].value) for step in ORDER],
            following=next((step for step in ORDER if far[step] is Far.NEXT), Step.CHECK),
        )


def _saved(when: datetime | None) -> str:
    """Of today by the clock alone."""
    if when is None:
        return ""
    return clock(when) if in_london(when).date() == today() else moment(when)


@router.post("/workshops/{workshop_id}/copy")
async def copy(
    request: Request, place: Annotated[Place, Depends(may("copy the workshop"))], account: SignedIn, press: OnePress
) -> Response:
    def act(session: Session) -> int:
        return beginning.copy(session, session.get_one(Workshop, place.workshop_id), account.id).id

    copied = await running(request).writer.do(None, press.once(act))
    return RedirectResponse(f"/workshops/{copied}", 303)


@router.post("/workshops/{workshop_id}/lobby")
async def lobby(
    request: Request,
    place: Annotated[Place, Depends(may("open the lobby"))],
    knows_who_is_visible: Text = "",
) -> Response:
    def act(session: Session) -> None:
        workshop = session.get_one(Workshop, place.workshop_id)
        preparing.must_be_whole(session, workshop)
        workshop.open_lobby(
            session,
            by=place.actor(session),
            knows_who_is_visible=knows_who_is_visible == "yes",
            facilitator=name_of_runner(session, workshop),
        )

    try:
        await running(request).writer.do(place.workshop_id, act)
    except Incomplete as incomplete:
        problems = {AT.get(field, field): sentence for field, sentence in incomplete.problems.items()}
        return await asyncio.to_thread(check_page, request, place, Incomplete(problems))
    return RedirectResponse(f"/workshops/{place.workshop_id}/console", 303)
