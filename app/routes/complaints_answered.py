"""Complaints as they are answered: a workshop's by its facilitator, those that name no workshop by an administrator."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Administrator, Id, Place, may
from app.errors import Incomplete, Refusal
from app.models import Complaint, Workshop
from app.models.people.complaint import complaint_of, complaints_about
from app.rendering import page
from app.rendering.form import Form
from app.running import running

router = APIRouter()
Answers = Annotated[Place, Depends(may("answer complaints"))]
Text = Annotated[str, Field()]


@router.get("/workshops/{workshop_id}/complaints")
def of_a_workshop(request: Request, place: Answers) -> Response:
    return _page(request, place.workshop_id)


@router.post("/workshops/{workshop_id}/complaints/{complaint_id}/acknowledge")
async def acknowledge(request: Request, place: Answers, complaint_id: Id, progress: Text = "") -> Response:
    return await _acknowledge(request, place.workshop_id, complaint_id, progress)


@router.post("/workshops/{workshop_id}/complaints/{complaint_id}/outcome")
async def tell(request: Request, place: Answers, complaint_id: Id, outcome: Text = "") -> Response:
    return await _tell(request, place.workshop_id, complaint_id, outcome)


@router.get("/accounts/complaints")
def of_no_workshop(request: Request, administrator: Administrator) -> Response:
    return _page(request, None)


@router.post("/accounts/complaints/{complaint_id}/acknowledge")
async def acknowledge_one(
    request: Request, administrator: Administrator, complaint_id: Id, progress: Text = ""
) -> Response:
    return await _acknowledge(request, None, complaint_id, progress)


@router.post("/accounts/complaints/{complaint_id}/outcome")
async def tell_one(request: Request, administrator: Administrator, complaint_id: Id, outcome: Text = "") -> Response:
    return await _tell(request, None, complaint_id, outcome)


async def _acknowledge(request: Request, workshop_id: int | None, complaint_id: int, progress: str) -> Response:
    def act(session: Session) -> None:
        complaint_of(session, workshop_id, complaint_id).acknowledge(progress)

    try:
        await running(request).writer.do(None, act)  # no screen is told
    except Incomplete as refusal:
        form = _of_one(complaint_id, {"progress": progress}, refusal)
        return await asyncio.to_thread(_page, request, workshop_id, form, refusal)
    return RedirectResponse(_home(workshop_id), 303)


async def _tell(request: Request, workshop_id: int | None, complaint_id: int, outcome: str) -> Response:
    def act(session: Session) -> None:
        complaint_of(session, workshop_id, complaint_id).tell(outcome)

    try:
        await running(request).writer.do(None, act)
    except Incomplete as refusal:
        form = _of_one(complaint_id, {"outcome": outcome}, refusal)
        return await asyncio.to_thread(_page, request, workshop_id, form, refusal)
    return RedirectResponse(_home(workshop_id), 303)


def _of_one(complaint_id: int, typed: dict[str, str], refusal: Incomplete) -> Form:
    """Several forms of one kind stand on the page: each field's name ends with its row's number."""
    problems = {f"{field}-{complaint_id}": sentence for field, sentence in refusal.problems.items()}
    return Form({f"{field}-{complaint_id}": text for field, text in typed.items()}, Incomplete(problems))


def _home(workshop_id: int | None) -> str:
    return f"/workshops/{workshop_id}/complaints" if workshop_id else "/accounts/complaints"


def _page(
    request: Request, workshop_id: int | None, form: Form | None = None, refusal: Refusal | None = None
) -> Response:
    with running(request).store.read() as session:
        complaints: list[Complaint] = list(complaints_about(session, workshop_id))
        return page(
            request,
            "help/complaints.html",
            refusal.status if refusal else 200,
            workshop=session.get_one(Workshop, workshop_id) if workshop_id else None,
            complaints=complaints,
            at=_home(workshop_id),
            form=form or Form(),
        )
