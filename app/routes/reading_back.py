"""Words of a position that are read back to the room, asked about, and shown."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import Response

from app.access.places import Place, may
from app.errors import Refusal
from app.models.record import asking
from app.models.record.subject import Key, Subject
from app.routes.console import console_page
from app.routes.position_acts import POSITION, act_on, returned, written_again
from app.routes.position_form import Typed, read_wording
from app.routes.screens import done

router = APIRouter(prefix=POSITION)
ReadsBack = Annotated[Place, Depends(may("read words back"))]


@router.post("/read-back")
async def read_back(request: Request, slug: str, place: ReadsBack, typed: Typed) -> Response:
    key = Key.of_slug(slug)

    def act(session: Session, subject: Subject, by: str) -> None:
        wording = read_wording(typed, key.level)
        wording.must_fit(subject.workshop.scale, key.level)
        asking.read_back(session, subject, wording.state, wording.wording, wording.number, by=by)

    try:
        await act_on(request, place, slug, act)
    except Refusal as refusal:
        return written_again(request, place, key, typed, refusal)
    if request.headers.get("HX-Request"):
        return Response(status_code=204)
    return console_page(request, place, key, returned(typed))  # a form without scripts keeps its words


@router.post("/ask")
async def ask(request: Request, slug: str, place: ReadsBack) -> Response:
    """What was settled without being read back."""
    await act_on(request, place, slug, asking.ask_settled)
    return done(request, place.workshop_id, Key.of_slug(slug))


@router.post("/end-asking")
async def end_asking(request: Request, slug: str, place: ReadsBack) -> Response:
    await act_on(request, place, slug, lambda session, subject, by: asking.end_all(session, subject, by=by))
    return done(request, place.workshop_id, Key.of_slug(slug))


@router.post("/show")
async def show(request: Request, slug: str, place: ReadsBack) -> Response:
    await act_on(request, place, slug, lambda session, subject, by: asking.show_words(session, subject, by=by))
    return done(request, place.workshop_id, Key.of_slug(slug))


@router.post("/hide")
async def hide(request: Request, slug: str, place: ReadsBack) -> Response:
    await act_on(request, place, slug, lambda session, subject, by: asking.hide_words(session, subject, by=by))
    return done(request, place.workshop_id, Key.of_slug(slug))
