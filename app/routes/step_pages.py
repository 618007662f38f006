"""The page of a step: as it is saved, as it was typed, or beside what somebody else saved meanwhile."""

from typing import NamedTuple

from fastapi import Request
from sqlmodel import Session
from starlette.responses import Response

from app.access.places import Place
from app.access.rights import rights_of
from app.errors import Incomplete
from app.models import Purpose, Workshop
from app.models.rounds.preparing import missing
from app.models.workshop.draft import MOST_GROUPS
from app.models.workshop.edition import listed
from app.models.workshop.in_short import counted
from app.models.workshop.steps import Step, step_of
from app.models.workshop.typed_draft import (
    THEME_NUMBERS,
    Values,
    differing,
    read_draft,
    state_of,
    themes_of,
    values_of,
)
from app.rendering import page
from app.rendering.form import Form
from app.routes.arrangement import arrangement
from app.routes.step_form import edition_of, pressed, theirs
from app.running import running


class Shown(NamedTuple):
    """Of a step: what stands in its fields, what is wrong with them, and what somebody else saved meanwhile."""

    values: Values
    refusal: Incomplete | None = None
    theirs: Values | None = None
    took: bool = False


def step_page(request: Request, place: Place, step: Step, *, tells: bool = False) -> Response:
    """With a sentence at each field that is missing or wrong, once somebody has pressed the button."""
    with running(request).store.read() as session:
        values = values_of(session.get_one(Workshop, place.workshop_id))
        problems = missing(session, values, step) if tells else {}
        return _page(request, session, place, step, Shown(values, Incomplete(problems) if problems else None))


def as_typed(request: Request, place: Place, step: Step, values: Values) -> Response:
    """Also what has a place on the page alone: the order of what is not chosen."""
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        said, took = pressed(session, theirs(values, workshop, place), step)
        return _page(request, session, place, step, Shown({**_without(step, values_of(workshop)), **said}, took=took))


def _without(step: Step, values: Values) -> Values:
    return {name: value for name, value in values.items() if step_of(name) is not step}


def changed(request: Request, place: Place, step: Step, values: Values) -> Response:
    """What was typed stays in the fields; what is saved now stands above it."""
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        stored = values_of(workshop)
        shown = {**_without(step, stored), **theirs(values, workshop, place)}
        return _page(request, session, place, step, Shown(shown, theirs=stored))


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
