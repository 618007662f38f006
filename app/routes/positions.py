"""Positions of standards, of domains and of the whole: settled, finished, opened again."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.access.written import asks_back
from app.errors import Incomplete, Refusal
from app.exports.sealing import fix_record
from app.models.record import action, settling
from app.models.record.subject import Key, Subject, subject_of
from app.rendering.form import Form
from app.routes.console import console_page, first_wording_of
from app.routes.position_acts import POSITION, Finishes, Text, act_on, returned, written_again
from app.routes.position_form import Typed, read_action, read_later, read_seen, read_version, read_wording
from app.routes.screens import console_path, done
from app.running import running

router = APIRouter(prefix=POSITION)
Version = Annotated[int | None, Field(ge=0, lt=2**31)]
Settles = Annotated[Place, Depends(may("settle"))]
Reopens = Annotated[Place, Depends(may("reopen"))]
SETTLED = "Settled meanwhile: what you wrote is below and not recorded. Compare, and settle again if need be."


@router.get("")
def position_page(slug: str, place: Annotated[Place, Depends(may("see the console"))]) -> Response:
    """The address that a form with a problem leaves in the browser, opened again."""
    return RedirectResponse(console_path(place.workshop_id, Key.of_slug(slug)), 303)


@router.post("")
async def settle(request: Request, slug: str, place: Settles, typed: Typed) -> Response:
    """A refused form comes back with everything that was typed, and so does one that took a first wording."""
    key = Key.of_slug(slug)
    if asks_back(typed):
        return await asyncio.to_thread(_as_it_was, request, place, key, typed)
    if typed["first_wording"]:
        return console_page(request, place, key, returned(_with_first_wording(key, typed)))

    def act(session: Session, subject: Subject, by: str) -> None:
        wording, typed_action = read_wording(typed, key.level), read_action(typed)
        if typed_action:  # first: settling has to be the newest act, or it could not be undone
            action.write(session, subject, typed_action, by=by, key=typed["key"])
        settling.settle(session, subject, wording, by, read_version(typed), read_seen(typed), typed["key"])

    try:
        await act_on(request, place, slug, act)
    except Refusal as refusal:
        return written_again(request, place, key, typed, refusal)
    if typed["onward"]:
        return RedirectResponse(f"/workshops/{place.workshop_id}/console/next", 303)
    return done(request, place.workshop_id, key)


@router.post("/later")
async def finish_later(request: Request, slug: str, place: Finishes, typed: Typed) -> Response:
    """The folded fields, once the position is settled."""
    key = Key.of_slug(slug)

    def act(session: Session, subject: Subject, by: str) -> bool:
        version, seen = read_version(typed), read_seen(typed)
        settling.finish_later(session, subject, read_later(typed), by, version, seen, typed["key"])
        if subject.workshop.has_ended:
            fix_record(session, place.workshop_id, by)  # the close fixed all of it, as it was before this
        return subject.workshop.has_ended

    try:
        if await act_on(request, place, slug, act):
            await running(request).emptying.empty(place.workshop_id)  # what opened the older parts leaves the log too
    except Refusal as refusal:
        return written_again(request, place, key, typed, refusal)
    return done(request, place.workshop_id, key)


@router.post("/undo")
async def undo(request: Request, slug: str, place: Reopens, version: Version = None) -> Response:
    await act_on(
        request, place, slug, lambda session, subject, by: settling.undo(session, subject, version or 0, by=by)
    )
    return done(request, place.workshop_id, Key.of_slug(slug))


@router.post("/reopen")
async def reopen(request: Request, slug: str, place: Reopens, reason: Text = "", version: Version = None) -> Response:
    key = Key.of_slug(slug)

    def act(session: Session, subject: Subject, by: str) -> None:
        settling.reopen(session, subject, reason, by, version)

    try:
        await act_on(request, place, slug, act)
    except Incomplete as refusal:
        if request.headers.get("HX-Request"):
            raise
        return console_page(request, place, key, Form({"why": reason}, Incomplete({"why": str(refusal)})))
    return done(request, place.workshop_id, key)


def _as_it_was(request: Request, place: Place, key: Key, typed: dict[str, str]) -> Response:
    """With the version that it was written after, so that a newer one is not overwritten unread."""
    with running(request).store.read() as session:
        newest = settling.position_of(session, subject_of(session, place.workshop_id, key.slug))
    problem = Incomplete({"wording": SETTLED}) if newest and newest.is_settled else None
    return console_page(request, place, key, returned({**typed, "written_after": typed["after_version"]}, problem))


def _with_first_wording(key: Key, typed: dict[str, str]) -> dict[str, str]:
    """Into the field, not into the record: it is stored when a person settles with it."""
    field = first_wording_of(key.level)
    return {**typed, field: "\n".join(filter(None, (typed[field].strip(), typed["first_wording"])))}
