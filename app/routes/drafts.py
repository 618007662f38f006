"""Preparing a workshop, and opening its lobby."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, SignedIn, may
from app.access.rights import allows, refusal, rights_of
from app.access.written import asks_back
from app.errors import Incomplete, NotFound
from app.frameworks import DEFAULT
from app.models import AttributionRule, Edition, Purpose, Role, Workshop, WorkshopState
from app.models.people.second_facilitator import name_of_runner
from app.models.rounds.preparing import create, edit
from app.models.workshop.draft import MOST_GROUPS
from app.models.workshop.edition import listed, named
from app.models.workshop.presets import PRESETS
from app.rendering import Form, page
from app.routes.arrangement import arrangement
from app.routes.draft_form import (
    THEME_NUMBERS,
    Values,
    as_fixed,
    chosen_purpose,
    fresh,
    group_fields,
    kept,
    read_draft,
    themes_of,
    typed,
    without_groups,
)
from app.routes.pressing import OnePress
from app.running import running

router = APIRouter()
ComesIn = Annotated[Place, Depends(may("come in"))]
Edits = Annotated[Place, Depends(may("edit standards and groups"))]


@router.get("/workshops/new")
def new(request: Request, account: SignedIn, purpose: Purpose = Purpose.LGA_PEER_CHALLENGE) -> Response:
    with running(request).store.read() as session:
        edition = named(session, DEFAULT)
        return _draft_page(request, session, Form(fresh(purpose, edition.choice, edition.framework)))


@router.post("/workshops/new")
async def take_preset(request: Request, account: SignedIn) -> Response:
    """The groups of a purpose into the form; nothing is stored, and nothing else that was typed changes."""
    form = await request.form()
    purpose = chosen_purpose(form)
    values = {**without_groups(typed(form)), "purpose": purpose.value, **group_fields(PRESETS[purpose])}
    with running(request).store.read() as session:
        return _draft_page(request, session, Form(values))


@router.post("/workshops")
async def add(request: Request, account: SignedIn, press: OnePress) -> Response:
    form = await request.form()
    with running(request).store.read() as session:
        if values := _rearranged(session, typed(form)):
            return _draft_page(request, session, Form(values))
    try:
        draft = read_draft(form)
        made = press.once(lambda session: create(session, account.id, draft).id)
        workshop_id = await running(request).writer.do(None, made)
    except Incomplete as refusal:
        with running(request).store.read() as session:
            return _draft_page(request, session, Form(typed(form), refusal))
    return RedirectResponse(f"/workshops/{workshop_id}/draft", 303)


@router.get("/workshops/{workshop_id}/draft")
def draft_page(request: Request, place: ComesIn) -> Response:
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        if workshop.state is not WorkshopState.DRAFT:
            return RedirectResponse(f"/workshops/{workshop.id}/console", 303)
        return _draft_page(request, session, Form(kept(workshop)), workshop, place.role)


@router.post("/workshops/{workshop_id}/draft")
async def save(request: Request, place: Edits, press: OnePress) -> Response:
    """Saves, and opens the lobby when that button was pressed."""
    form = await request.form()
    opens = form.get("then") == "lobby"
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        if opens and not allows("open the lobby", place.role, workshop.state, workshop.attribution_rule):
            raise refusal("open the lobby", [place.role], workshop.state)
        if values := _rearranged(session, typed(_theirs(form, workshop, place))):
            return _draft_page(request, session, Form(values), workshop, place.role)

    def act(session: Session) -> None:
        workshop = session.get_one(Workshop, place.workshop_id)
        edit(session, workshop, read_draft(_theirs(form, workshop, place)))
        if opens:
            workshop.open_lobby(
                session,
                by=place.actor(session),
                knows_who_is_visible=form.get("knows_who_is_visible") == "yes",
                facilitator=name_of_runner(session, workshop),
            )

    try:
        await running(request).writer.do(place.workshop_id, press.once(act))
    except Incomplete as incomplete:
        with running(request).store.read() as session:
            workshop = session.get_one(Workshop, place.workshop_id)
            values = typed(_theirs(form, workshop, place))
            return _draft_page(request, session, Form(values, incomplete), workshop, place.role)
    return RedirectResponse(f"/workshops/{place.workshop_id}/{'console' if opens else 'draft?saved=yes'}", 303)


@router.post("/workshops/{workshop_id}/lobby")
async def lobby(request: Request, place: Annotated[Place, Depends(may("open the lobby"))]) -> Response:
    def act(session: Session) -> None:
        workshop = session.get_one(Workshop, place.workshop_id)
        workshop.open_lobby(session, by=place.actor(session), facilitator=name_of_runner(session, workshop))

    await running(request).writer.do(place.workshop_id, act)
    return RedirectResponse(f"/workshops/{place.workshop_id}/console", 303)


def _theirs(form: FormData, workshop: Workshop, place: Place) -> FormData:
    """The form as far as it is theirs to fill in. What is fixed is read anew at every use: its owner may change it."""
    if allows("edit occasion, rule and promises", place.role, workshop.state, workshop.attribution_rule):
        return form
    return as_fixed(form, workshop)


def _rearranged(session: Session, values: Values) -> Values | None:
    """The form after a button that moves a standard, or takes another framework. Nothing is stored by these.

    Nor by any other button while the ticks on the page belong to another edition than the one that was chosen: two
    frameworks number their standards alike.
    """
    edition = _edition(session, values)
    if asks_back(values):
        return values
    if values.get("take") == "framework" or values.get("shown", edition.choice) != edition.choice:
        numbers = [standard.number for standard in edition.framework.standards]
        return {**values, "standards": numbers, "order": numbers, "took": "yes"}
    if values.get("move"):
        return {**values, "order": arrangement(values, edition.framework).moved(values["move"])}
    return None


def _draft_page(
    request: Request,
    session: Session,
    form: Form,
    workshop: Workshop | None = None,
    role: Role = Role.FACILITATOR,  # who prepares a new one will run it
) -> Response:
    edition, choices = _edition(session, form.values), listed(session)
    return page(
        request,
        "workshop/draft.html",
        422 if form.problems else 200,
        form=form,
        address=f"/workshops/{workshop.id}/draft" if workshop else "/workshops",
        workshop=workshop,
        may=rights_of(role, WorkshopState.DRAFT, AttributionRule.BY_GROUP),
        edition=edition,
        editions=choices if edition in choices else [edition, *choices],
        arrangement=arrangement(form.values, edition.framework),
        themes=[theme.number for theme in themes_of(form.values)],
        theme_numbers=THEME_NUMBERS,
        purposes=list(Purpose),
        saved=request.query_params.get("saved") == "yes",
        rows=range(MOST_GROUPS),
    )


def _edition(session: Session, values: Values) -> Edition:
    try:
        return named(session, str(values.get("framework_key", "")))
    except NotFound:
        return named(session, DEFAULT)
