"""Actions: all of them on one page, entered in a line, completed each on its own."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Id, Place, may
from app.access.written import asks_back
from app.errors import Incomplete, NotFound, Refusal
from app.live.fragments import ACTIONS, Screen
from app.live.reading import read_scene
from app.live.scene import Kind
from app.live.words import subjects_of
from app.models import Action, ActionStatus, Workshop
from app.models.columns import in_workshop
from app.models.ending import pack
from app.models.record import action
from app.models.record.action_list import Asked, listed, owners_of
from app.models.record.subject import Subject, subject_of
from app.rendering.form import Form
from app.routes.action_form import (
    Typed,
    choices,
    criteria_of,
    form_of,
    names_of,
    needed_for,
    read_action,
    read_version,
    refused,
)
from app.routes.pressing import OnePress
from app.routes.screens import carry_out, in_frame
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/actions")
Sees = Annotated[Place, Depends(may("see the actions"))]
Writes = Annotated[Place, Depends(may("write an action"))]
SAID = {"written": "Written down.", "changed": "Saved.", "removed": "Removed."}


@router.get("")
def actions(request: Request, place: Sees, asked: Annotated[Asked, Depends()], subject: str = "") -> Response:
    return _list(request, place, asked, Form({"subject": subject}))


@router.post("")
async def write(request: Request, place: Writes, typed: Typed, press: OnePress) -> Response:
    if asks_back(typed):
        return _list(request, place, Asked(), Form(typed))

    def act(session: Session, workshop: Workshop, by: str) -> None:
        about = _subject(session, workshop, typed["subject"])
        action.write(session, about, read_action(typed), by=by)

    try:
        await carry_out(request, place, act, press)
    except Refusal as refusal:
        return _list(request, place, Asked(), refused(typed, refusal))
    return _back(place, "written", typed["subject"])


@router.get("/{action_id}")
def one_action(request: Request, action_id: Id, place: Sees) -> Response:
    return _one(request, place, action_id)


@router.post("/{action_id}")
async def change(request: Request, action_id: Id, place: Writes, typed: Typed) -> Response:
    if asks_back(typed):
        return _one(request, place, action_id, Form(typed))

    def act(session: Session, workshop: Workshop, by: str) -> None:
        about = Subject.of(workshop, _action(session, action_id, workshop.id).key)
        typed_action = read_action(typed, criteria_of(about))
        action.change(session, workshop, action_id, typed_action, read_version(typed), by=by)

    try:
        await carry_out(request, place, act)
    except NotFound:
        raise
    except Refusal as refusal:
        return _one(request, place, action_id, refused(typed, refusal))
    return _back(place, "changed")


@router.post("/{action_id}/remove")
async def remove(request: Request, action_id: Id, place: Writes) -> Response:
    def act(session: Session, workshop: Workshop, by: str) -> None:
        action.remove(session, workshop, action_id, by=by)
        pack.forget(session, workshop.id)

    await carry_out(request, place, act)
    await running(request).emptying.empty(place.workshop_id)  # its words go from the log too
    return _back(place, "removed")


def _subject(session: Session, workshop: Workshop, slug: str) -> Subject:
    try:
        return subject_of(session, workshop.id, slug)
    except NotFound:
        raise Incomplete({"subject": "Choose what this is about from the list."}) from None


def _action(session: Session, action_id: int, workshop_id: int) -> Action:
    try:
        return in_workshop(session, Action, action_id, workshop_id)
    except NotFound:
        raise NotFound("That action is not there any more: somebody removed it. The others are.") from None


def _back(place: Place, said: str, subject: str = "") -> Response:
    """To the list, where the next one is often about the same."""
    query = urlencode({"said": said, "subject": subject} if subject else {"said": said})
    return RedirectResponse(f"/workshops/{place.workshop_id}/actions?{query}", 303)


# -- The pages


def _list(request: Request, place: Place, asked: Asked, form: Form) -> Response:
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        every, subjects = action.actions_of(session, workshop.id), subjects_of(workshop)
        found = listed(every, asked, [subject.key for subject in subjects])
        return _page(
            request, session, place, "console/actions.html", form,
            found=found, count=len(every), asked=asked, owners=owners_of(every), statuses=list(ActionStatus),
            subjects=subjects, names=names_of(workshop), forms=workshop.framework.forms,
            said=SAID.get(request.query_params.get("said", ""), ""),
        )  # fmt: skip


def _one(request: Request, place: Place, action_id: int, form: Form | None = None) -> Response:
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        row, names = _action(session, action_id, workshop.id), names_of(workshop)
        about = Subject.of(workshop, row.key)
        return _page(
            request, session, place, "console/action.html", form or form_of(row, names),
            action=row, subject=about, names=names, forms=workshop.framework.forms, needed=needed_for(about),
            criterion=criteria_of(about).get(row.criterion, ""), **choices(about),
        )  # fmt: skip


def _page(request: Request, session: Session, place: Place, template: str, form: Form, **shown: Any) -> Response:
    scene, screen = read_scene(session, place.workshop_id), Screen(Kind.CONSOLE, place.role, page=ACTIONS)
    return in_frame(request, template, scene, screen, status=422 if form.problems else 200, form=form, **shown)
