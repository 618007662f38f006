"""The glossary of a workshop's framework: read it for yourself, or have a word explained to everybody."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.frameworks import Term
from app.live.answering import must_still_sit
from app.live.fragments import Screen, context
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import Role, Seat, Workshop
from app.rendering import page
from app.routes.screens import done
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/words")
Reads = Annotated[Place, Depends(may("read the words"))]
Explains = Annotated[Place, Depends(may("explain a word"))]
LONGEST = 100  # of what is looked for


@router.get("")
def words(request: Request, place: Reads, q: str = "") -> Response:
    with running(request).store.read() as session:
        scene = read_scene(session, place.workshop_id)
        glossary = session.get_one(Workshop, place.workshop_id).edition.framework.glossary
        wanted = q.strip()[:LONGEST]
        shown: dict[str, Any] = {"q": wanted, "found": _saying(wanted, glossary), "count": len(glossary)}
        if place.role is Role.PARTICIPANT:
            screen, seat = Screen(Kind.PHONE, place.role), session.get_one(Seat, place.seat_id)
            return page(request, "phone/words.html", seat=seat, **shown, **context(screen, scene))
        return page(request, "workshop/words.html", scene=scene, **shown)


@router.post("/show")
async def show(request: Request, place: Explains, term: Annotated[str, Field()] = "") -> Response:
    def act(session: Session) -> None:
        if place.role is Role.PARTICIPANT:
            must_still_sit(session, place, "Not shown")
        session.get_one(Workshop, place.workshop_id).explain(session, term, place.actor(session))

    if place.role is Role.PARTICIPANT:
        running(request).pace.word(place.workshop_id, place.seat_id)
    await running(request).writer.do(place.workshop_id, act)
    if place.role is Role.PARTICIPANT:
        return RedirectResponse(f"/workshops/{place.workshop_id}/phone", 303)
    return done(request, place.workshop_id)


@router.post("/put-away")
async def put_away(
    request: Request,
    place: Annotated[Place, Depends(may("put a word away"))],
    term: Annotated[str | None, Field()] = None,
) -> Response:
    def act(session: Session) -> None:
        session.get_one(Workshop, place.workshop_id).put_away(session, place.actor(session), term)

    await running(request).writer.do(place.workshop_id, act)
    return done(request, place.workshop_id)


def _saying(wanted: str, glossary: Sequence[Term]) -> list[Term]:
    """Entries that say this, those that are called so first."""
    said = wanted.casefold()
    if not said:
        return list(glossary)
    named = [term for term in glossary if said in term.term.casefold()]
    return named + [term for term in glossary if term not in named and said in term.words.casefold()]
