"""What is typed in a position's fields and not settled."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import JSONResponse, Response

from app.access.places import Place, may
from app.errors import Refusal
from app.models.record import typed_text
from app.models.record.subject import Key, Subject
from app.models.record.typed_text import Keystrokes
from app.rendering.spoken import clock
from app.routes.position_acts import POSITION, Finishes, Text, act_on
from app.routes.screens import done
from app.store.bus import Raises

router = APIRouter(prefix=POSITION)
Writes = Annotated[Place, Depends(may("write"))]


@router.post("/typed")
async def type_text(
    request: Request,
    slug: str,
    place: Writes,
    field: Text = "",
    page: Text = "",
    text: Text = "",
    after: Annotated[int, Field(ge=0, lt=2**31)] = 0,
) -> Response:
    """One field, as a script sends it while somebody types."""

    def act(session: Session, subject: Subject, by: str) -> typed_text.Kept:
        return typed_text.type_text(session, subject, Keystrokes(field, text, after, page), by=by)

    try:
        kept: typed_text.Kept = await act_on(request, place, slug, act, Raises.TYPED)
    except Refusal as refusal:
        return JSONResponse({"refused": str(refusal)}, refusal.status)
    return JSONResponse({"number": kept.number, "rival": kept.has_rival, "saved": clock(kept.at)})


@router.post("/choose")
async def choose(
    request: Request,
    slug: str,
    place: Finishes,
    field: Text = "",
    number: Annotated[int, Field(ge=0, lt=2**31)] = 0,
    keep: Text = "",
) -> Response:
    """One of two texts that stand side by side in a field."""

    def act(session: Session, subject: Subject, _by: str) -> None:
        typed_text.choose(session, subject, field, number, rival=keep == "rival")

    await act_on(request, place, slug, act, Raises.TYPED)
    return done(request, place.workshop_id, Key.of_slug(slug))
