"""The chosen standards in plain words, to read, to print, or to send by a private link."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.access.reach import reach
from app.access.rights import allows
from app.models import Role, Workshop
from app.models.workshop.pre_read_link import (
    end_pre_read_link,
    make_pre_read_link,
    must_still_open,
    pre_read_by,
    pre_read_link_of,
)
from app.rendering import page
from app.routes.pressing import OnePress
from app.running import running

router = APIRouter()
OF_WORKSHOP = "/workshops/{workshop_id}/pre-read"
Reads = Annotated[Place, Depends(may("read the pre-read"))]
Sends = Annotated[Place, Depends(may("send the pre-read"))]


@router.get(OF_WORKSHOP)
def pre_read(request: Request, place: Reads) -> Response:
    return _pre_read(request, place)


def _pre_read(request: Request, place: Place, token: str = "") -> Response:
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        there = reach(request)
        return page(
            request,
            "prepare/pre_read.html",
            **_told(workshop),
            back=f"/workshops/{workshop.id}" if place.role in (Role.FACILITATOR, Role.SCRIBE) else "",
            sends=allows("send the pre-read", place.role, workshop.state, workshop.attribution_rule),
            link=pre_read_link_of(session, workshop.id),
            sent=f"{there.origin}/pre-read/{token}" if token else "",
            why_not=there.why_not,
        )


def _told(workshop: Workshop) -> dict[str, Any]:
    """All that the link shows. Standards stand in the workshop's order, each with its domain."""
    framework, numbers = workshop.framework, [standard.number for standard in workshop.standards]
    standards = [(domain, s) for domain in framework.domains for s in domain.standards if s.number in numbers]
    return {"workshop": workshop, "framework": framework, "standards": standards}


@router.post(f"{OF_WORKSHOP}/link")
async def make(request: Request, place: Sends, press: OnePress) -> Response:
    """The answer shows the address, once: it is kept by its hash alone."""
    token = press.token("pre-read")

    def give(session: Session) -> None:
        workshop = session.get_one(Workshop, place.workshop_id)
        press.once(lambda session: make_pre_read_link(session, workshop, token))(session)
        session.flush()
        must_still_open(session, token)

    await running(request).writer.do(place.workshop_id, give)
    return await asyncio.to_thread(_pre_read, request, place, token)


@router.post(f"{OF_WORKSHOP}/link/end")
async def end(request: Request, place: Sends) -> Response:
    await running(request).writer.do(place.workshop_id, lambda session: end_pre_read_link(session, place.workshop_id))
    return RedirectResponse(f"/workshops/{place.workshop_id}/pre-read", 303)


@router.get("/pre-read/{token}")
def sent(request: Request, token: str) -> Response:
    """Opening it takes nothing and gives no place: whoever was sent it may open it on every device they have."""
    with running(request).store.read() as session:
        told = _told(pre_read_by(session, token))
        return page(request, "prepare/pre_read.html", **told, back="", sends=False, link=None, sent="", why_not="")
