"""A page for each step of a draft. What is typed is saved as it stands, and what is missing is told."""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import JSONResponse, RedirectResponse, Response

from app.access.places import Place, may
from app.access.rights import allows
from app.access.written import asks_back
from app.errors import Incomplete
from app.errors.acts import ChangedMeanwhile
from app.models import AttributionRule, Workshop, WorkshopState
from app.models.rounds.preparing import missing, prepare
from app.models.workshop.in_short import counted
from app.models.workshop.steps import FILLED_IN, Step, step_of
from app.models.workshop.typed_draft import state_of, values_of
from app.models.workshop.workshop import WARNING
from app.rendering import page
from app.rendering.form import Form
from app.rendering.spoken import clock
from app.routes.pressing import OnePress
from app.routes.step_form import WHOLE, pressed, theirs, typed
from app.routes.step_pages import as_typed, changed, step_page
from app.running import running
from app.settings.backups import still_held

router = APIRouter(prefix="/workshops/{workshop_id}/prepare")
PART = "edit standards and groups"
PreparesAll = Annotated[Place, Depends(may(WHOLE))]


def _served(step: Step) -> None:
    """Its page, its form, and the same form saved as one goes. Each names the act that it is for."""
    act = PART if step in (Step.STANDARDS, Step.GROUPS) else WHOLE
    edits = Annotated[Place, Depends(may(act))]

    def show(request: Request, place: edits) -> Response:
        return step_page(request, place, step)

    async def save(request: Request, place: edits, press: OnePress) -> Response:
        return await _save(request, place, step, press.once)

    async def save_typed(request: Request, place: edits) -> Response:
        return await _save_typed(request, place, step)

    router.add_api_route(f"/{step}", show, methods=["GET"])
    router.add_api_route(f"/{step}", save, methods=["POST"])
    router.add_api_route(f"/{step}/typed", save_typed, methods=["POST"])


for _step in FILLED_IN:
    _served(_step)


async def _save(request: Request, place: Place, step: Step, once: Callable[[Any], Any]) -> Response:
    form = await request.form()
    values = typed(form)
    if asks_back(values):
        return await asyncio.to_thread(as_typed, request, place, step, values)
    button = next((name for name in ("move", "take", "groups_of") if form.get(name)), "")

    def act(session: Session) -> dict[str, bool]:
        workshop = session.get_one(Workshop, place.workshop_id)
        said, took = pressed(session, theirs(values, workshop, place), step)
        holds = prepare(session, workshop, step, said, str(form.get("seen", "")))
        return {"holds": holds, "stays": bool(button) or took}

    try:
        saved = await running(request).writer.do(place.workshop_id, once(act))
    except ChangedMeanwhile:
        return await asyncio.to_thread(changed, request, place, step, values)
    if saved["stays"]:
        return await asyncio.to_thread(as_typed, request, place, step, values)
    if saved["holds"]:
        return RedirectResponse(_onward(place, step), 303)
    return await asyncio.to_thread(step_page, request, place, step, tells=True)


async def _save_typed(request: Request, place: Place, step: Step) -> Response:
    """Silently, soon after the last key; what is wrong is told once *Save and continue* is pressed."""
    form = await request.form()
    values = typed(form)
    if values.get("shown", values.get("framework_key", "")) != values.get("framework_key", ""):
        return JSONResponse({"refused": "Press “Show its standards” to go on with another framework."})

    def act(session: Session) -> dict[str, str]:
        workshop = session.get_one(Workshop, place.workshop_id)
        prepare(session, workshop, step, theirs(values, workshop, place), str(form.get("seen", "")))
        assert workshop.prepared_at is not None
        return {"saved": clock(workshop.prepared_at), "seen": state_of(step, values_of(workshop))}

    try:
        return JSONResponse(await running(request).writer.do(place.workshop_id, act))
    except ChangedMeanwhile as refusal:
        return JSONResponse({"refused": f"{refusal} Press “Save and continue” to see what it says."})


def _onward(place: Place, step: Step) -> str:
    base = f"/workshops/{place.workshop_id}"
    following = step.following
    prepares_all = allows(WHOLE, place.role, WorkshopState.DRAFT, AttributionRule.BY_GROUP)
    is_theirs = prepares_all or following in (Step.STANDARDS, Step.GROUPS)
    return f"{base}/prepare/{following}" if is_theirs else base


@router.get("/check")
def check(request: Request, place: PreparesAll) -> Response:
    return check_page(request, place)


def check_page(request: Request, place: Place, refusal: Incomplete | None = None) -> Response:
    """Everything as people will be told it, and a link to the step of whatever is missing."""
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        problems = missing(session, values_of(workshop))
        told = [(step_of(field) or Step.CHECK, field, sentence) for field, sentence in problems.items()]
        visible = workshop.visible_groups
        return page(
            request,
            "prepare/check.html",
            422 if refusal else 200,
            form=Form({}, refusal if refusal and not problems else None),
            workshop=workshop,
            base=f"/workshops/{workshop.id}",
            missing=sorted(told, key=lambda row: row[0].number),
            warning=WARNING.format(", ".join(visible)) if visible else "",
            counted=counted(len(workshop.standards), workshop.planned_minutes),
            backups=still_held(running(request).settings.backups_kept_days, workshop.erase_record_on),
        )
