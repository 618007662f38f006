"""A participant's own page: all subjects in a list, one a page, and all of it on paper.

A reader, who came by a return link, gets the same pages without the line to the room. All they can press is the button
under a comment, once the workshop is closed.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.errors import NotFound
from app.live.commenting import commenting
from app.live.fragments import Screen, context
from app.live.own import own_of
from app.live.own_page import own_page
from app.live.reading import read_scene
from app.live.scene import Kind
from app.live.state import NOBODYS
from app.models import AttributionRule, Role, Seat, Workshop
from app.models.people.return_link import return_link_of
from app.models.record.subject import Key
from app.rendering import page
from app.rendering.form import Form
from app.routes.screens import with_presence
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}/phone/mine")
SeesMine = Annotated[Place, Depends(may("see my page"))]


@router.get("")
def mine(request: Request, place: SeesMine) -> Response:
    return _page(request, place, "phone/mine/list.html")


@router.get("/print")
def printed(request: Request, place: SeesMine) -> Response:
    return _page(request, place, "phone/mine/print.html")


@router.get("/{slug}")
def subject(request: Request, place: SeesMine, slug: str) -> Response:
    return _page(request, place, "phone/mine/subject.html", slug)


def _page(request: Request, place: Place, template: str, slug: str = "") -> Response:
    with running(request).store.read() as session:
        seat, is_reader = session.get_one(Seat, place.seat_id), place.role is Role.READER
        if seat.notice_read_at is None and not is_reader:
            return RedirectResponse(f"/workshops/{place.workshop_id}/notice", 303)
        mine = own_page(session, seat)
        at = mine.place_of(slug)
        if slug and at is None:
            raise NotFound
        return page(
            request,
            template,
            mine=mine,
            at=at,
            base=f"/workshops/{place.workshop_id}/phone/mine",
            is_reader=is_reader,
            frame="phone/mine/reader.html" if is_reader else "phone/phone.html",
            link=return_link_of(session, seat.id),
            **_comments(session, seat, slug),
            **shared(request, session, seat, place),
        )


def _comments(session: Session, seat: Seat, slug: str) -> dict[str, Any]:
    """The form for a comment, which stands here too once the workshop is closed."""
    workshop = session.get_one(Workshop, seat.workshop_id)
    if not workshop.has_ended:
        return {"commenting": None}
    key = Key.of_slug(slug) if slug else None
    return {"commenting": commenting(session, workshop, seat, key), "form": Form()}


def shared(request: Request, session: Session, seat: Seat, place: Place) -> dict[str, Any]:
    """What the frame of a phone's page needs. A reader hears nothing of the room, and has no own places in it."""
    scene, workshop = read_scene(session, place.workshop_id), session.get_one(Workshop, place.workshop_id)
    own = NOBODYS if place.role is Role.READER else own_of(session, scene, seat.id)
    shown = context(Screen(Kind.PHONE, place.role), with_presence(request, scene), own.place)
    ends_at_close = workshop.attribution_rule is AttributionRule.NOT_ATTRIBUTABLE
    return {**shown, "seat": seat, "workshop": workshop, "ends_at_close": ends_at_close}
