"""A page for each step of a draft. What is typed is saved as it stands, and what is missing is told."""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.responses import JSONResponse, RedirectResponse, Response

from app.access.places import Place, may
from app.access.rights import allows, rights_of
from app.access.written import asks_back
from app.errors import ChangedMeanwhile, Incomplete
from app.frameworks import DEFAULT
from app.models import AttributionRule, Edition, Purpose, Workshop, WorkshopState
from app.models.rounds.preparing import chosen_edition, missing, prepare
from app.models.workshop.draft import MOST_GROUPS
from app.models.workshop.edition import listed, named
from app.models.workshop.in_short import counted
from app.models.workshop.presets import PRESETS
from app.models.workshop.steps import FILLED_IN, Step, step_of
from app.models.workshop.typed_draft import (
    THEME_NUMBERS,
    Values,
    differing,
    group_fields,
    read_draft,
    state_of,
    themes_of,
    values_of,
    without_groups,
)
from app.models.workshop.workshop import WARNING
from app.rendering import Form, clock, page
from app.routes.arrangement import arrangement
from app.routes.pressing import OnePress
from app.running import running
from app.settings.backups import still_held

router = APIRouter(prefix="/workshops/{workshop_id}/prepare")
WHOLE = "edit occasion, rule and promises"
PART = "edit standards and groups"
FIXED = {"framework_key", "shows_printed_labels", "attribution_rule"}  # on pages that a scribe edits, too
PreparesAll = Annotated[Place, Depends(may(WHOLE))]


class Shown(NamedTuple):
    """Of a step: what stands in its fields, what is wrong with them, and what somebody else saved meanwhile."""

    values: Values
    refusal: Incomplete | None = None
    theirs: Values | None = None
    took: bool = False


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
        return await asyncio.to_thread(_as_typed, request, place, step, values)
    button = next((name for name in ("move", "take", "groups_of") if form.get(name)), "")

    def act(session: Session) -> dict[str, bool]:
        workshop = session.get_one(Workshop, place.workshop_id)
        said, took = _pressed(session, _theirs(values, workshop, place), step)
        holds = prepare(session, workshop, step, said, str(form.get("seen", "")))
        return {"holds": holds, "stays": bool(button) or took}

    try:
        saved = await running(request).writer.do(place.workshop_id, once(act))
    except ChangedMeanwhile:
        return await asyncio.to_thread(_changed, request, place, step, values)
    if saved["stays"]:
        return await asyncio.to_thread(_as_typed, request, place, step, values)
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
        prepare(session, workshop, step, _theirs(values, workshop, place), str(form.get("seen", "")))
        assert workshop.prepared_at is not None
        return {"saved": clock(workshop.prepared_at), "seen": state_of(step, values_of(workshop))}

    try:
        return JSONResponse(await running(request).writer.do(place.workshop_id, act))
    except ChangedMeanwhile as refusal:
        return JSONResponse({"refused": f"{refusal} Press “Save and continue” to see what it says."})


def typed(form: FormData) -> Values:
    lists = {name: [str(value) for value in form.getlist(name)] for name in ("standards", "order")}
    return {**{key: str(value) for key, value in form.items()}, **lists}


def _theirs(values: Values, workshop: Workshop, place: Place) -> Values:
    """The form as far as it is theirs to fill in: whoever edits standards and groups alone leaves the rest as it is."""
    if allows(WHOLE, place.role, workshop.state, workshop.attribution_rule):
        return values
    stands = {name: value for name, value in values_of(workshop).items() if name in FIXED}
    theirs = {name: value for name, value in values.items() if name not in {*FIXED, "take"}}
    return {**theirs, **stands, "shown": stands.get("framework_key", "")}


def _pressed(session: Session, values: Values, step: Step) -> tuple[Values, bool]:
    """The form after a button that moves a standard or takes a framework or groups; and whether a framework was taken.

    Ticks that belong to another edition than the one that was chosen are never kept: two frameworks number alike.
    """
    if step is Step.GROUPS and (preset := _preset(values)):
        return {**without_groups(values), **group_fields(PRESETS[preset])}, False
    if step is not Step.STANDARDS:
        return values, False
    edition = edition_of(session, values)
    if values.get("take") == "framework" or values.get("shown", edition.choice) != edition.choice:
        return {**values, "standards": [], "order": [s.number for s in edition.framework.standards]}, True
    if values.get("move"):
        return {**values, "order": arrangement(values, edition.framework).moved(values["move"])}, False
    return values, False


def _preset(values: Values) -> Purpose | None:
    try:
        return Purpose(values.get("groups_of", ""))
    except ValueError:
        return None


def _onward(place: Place, step: Step) -> str:
    base = f"/workshops/{place.workshop_id}"
    following = step.following
    prepares_all = allows(WHOLE, place.role, WorkshopState.DRAFT, AttributionRule.BY_GROUP)
    is_theirs = prepares_all or following in (Step.STANDARDS, Step.GROUPS)
    return f"{base}/prepare/{following}" if is_theirs else base


def edition_of(session: Session, values: Values) -> Edition:
    return chosen_edition(session, values) or named(session, DEFAULT)


# -- Pages


def step_page(request: Request, place: Place, step: Step, *, tells: bool = False) -> Response:
    """With a sentence at each field that is missing or wrong, once somebody has pressed the button."""
    with running(request).store.read() as session:
        values = values_of(session.get_one(Workshop, place.workshop_id))
        problems = missing(session, values, step) if tells else {}
        return _page(request, session, place, step, Shown(values, Incomplete(problems) if problems else None))


def _as_typed(request: Request, place: Place, step: Step, values: Values) -> Response:
    """Also what has a place on the page alone: the order of what is not chosen."""
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        said, took = _pressed(session, _theirs(values, workshop, place), step)
        return _page(request, session, place, step, Shown({**_without(step, values_of(workshop)), **said}, took=took))


def _without(step: Step, values: Values) -> Values:
    return {name: value for name, value in values.items() if step_of(name) is not step}


def _changed(request: Request, place: Place, step: Step, values: Values) -> Response:
    """What was typed stays in the fields; what is saved now stands above it."""
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        theirs = values_of(workshop)
        shown = {**_without(step, theirs), **_theirs(values, workshop, place)}
        return _page(request, session, place, step, Shown(shown, theirs=theirs))


def _page(request: Request, session: Session, place: Place, step: Step, shown: Shown) -> Response:
    workshop = session.get_one(Workshop, place.workshop_id)
    edition, choices = edition_of(session, shown.values), listed(session)
    draft, _ = read_draft(shown.values)
    themes = [theme.number for theme in themes_of(shown.values)]
    return page(
        request,
        f"prepare/{step}.html",
        409 if shown.theirs else 422 if shown.refusal else 200,
        form=Form(shown.values, shown.refusal),
        workshop=workshop,
        step=step,
        base=f"/workshops/{workshop.id}",
        address=f"/workshops/{workshop.id}/prepare/{step}",
        seen=state_of(step, values_of(workshop)),
        differs=differing(step, shown.values, shown.theirs) if shown.theirs else [],
        may=rights_of(place.role, workshop.state, workshop.attribution_rule),
        edition=edition,
        editions=choices if edition in choices else [edition, *choices],
        arrangement=arrangement(shown.values, edition.framework),
        counted=counted(len({*draft.standards, *themes}), draft.planned_minutes),
        planned=draft.planned_minutes,
        took=shown.took,
        themes=themes,
        theme_numbers=THEME_NUMBERS,
        purposes=list(Purpose),
        rows=range(MOST_GROUPS),
    )


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
