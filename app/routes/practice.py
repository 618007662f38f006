"""A practice rating: one made-up question. Nothing is kept of it but that this seat has practised."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.errors import Incomplete, NotYours
from app.frameworks.tones import number_of
from app.models import Seat, Workshop
from app.rendering import page
from app.rendering.form import Form
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/phone/practice")
Practises = Annotated[Place, Depends(may("practise"))]
CHOOSE = "Choose a number, or “I can’t tell”. It is only practice."


@router.get("")
def practice(request: Request, place: Practises) -> Response:
    return _page(request, place, Form())


@router.post("")
async def practised(request: Request, place: Practises, answer: Annotated[str, Field()] = "") -> Response:
    """What was chosen is looked at here, and goes no further."""
    if not answer:
        return await asyncio.to_thread(_page, request, place, Form(refusal=Incomplete({"answer": CHOOSE})), 422)

    def act(session: Session) -> None:
        seat = session.get_one(Seat, place.seat_id)
        if seat.token_hash != place.token_hash:
            raise NotYours("This seat has moved to another phone.")
        seat.has_practised = True

    await running(request).writer.do(place.workshop_id, act)
    return RedirectResponse(f"/workshops/{place.workshop_id}/phone/practice", 303)


def _page(request: Request, place: Place, form: Form, status: int = 200) -> Response:
    with running(request).store.read() as session:
        workshop, seat = session.get_one(Workshop, place.workshop_id), session.get_one(Seat, place.seat_id)
        scale = workshop.framework.scale
        return page(
            request, "phone/practice.html", status, workshop=workshop, seat=seat, scale=scale, tone=number_of, form=form
        )
