"""One-use links to a scribe's, an observer's or the stage's place, and rejoin codes: made here, taken here."""

import asyncio
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from markupsafe import Markup
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.access.cookies import asking_page, keep, must_keep
from app.access.places import Place, may, places, seat_cookie
from app.access.reach import public_origin
from app.errors import Incomplete, NotFound, Refusal
from app.errors.places import HasAPlace, KeepsNoCookies, NotNow
from app.models import LinkPurpose, OneUseLink, Role, Seat, Workshop, WorkshopState
from app.models.people.seat import take_place
from app.models.workshop.event import record
from app.rendering import page
from app.rendering.form import Form
from app.routes.pressing import OnePress
from app.routes.stage import drawn_code
from app.running import running
from app.tokens import hashed

router = APIRouter()
FOR_PLACES = (LinkPurpose.SCRIBE, LinkPurpose.OBSERVER, LinkPurpose.STAGE)
LASTS = timedelta(days=14)
DEVICES = {
    Role.SCRIBE: "the scribe’s own laptop",
    Role.OBSERVER: "the observer’s own laptop or tablet",
    Role.STAGE: "the computer at the projector",
}
MAY_DO = {
    Role.SCRIBE: "A scribe reads the console, writes evidence, positions and actions, settles, and helps people back "
    "to their seats. What people rated is shown to a scribe after the reveal, by group.",
    Role.OBSERVER: "An observer sees what the stage shows, and neither rates nor writes.",
    Role.STAGE: "The stage shows the code, what is open and what the facilitator shows. Nothing can be done from it.",
}
GIVEN_UP = frozenset(DEVICES)


@router.post("/workshops/{workshop_id}/links")
async def make(
    request: Request,
    role: Annotated[str, Field()],
    place: Annotated[Place, Depends(may("give links"))],
    press: OnePress,
) -> Response:
    if role not in FOR_PLACES:
        raise Refusal("Links are for a scribe, an observer or a stage. Participants join with the code.")

    token = press.token("link")

    def link(session: Session) -> None:
        by = place.actor(session)
        record(session, place.workshop_id, by, "made a link", role=role)
        OneUseLink.make(session, LinkPurpose(role), place.workshop_id, made_by=by, token=token)

    await running(request).writer.do(None, press.gives(token, link))
    address = f"{public_origin(request)}/links/{token}"
    return page(
        request,
        "workshop/link.html",
        address=address,
        code=Markup(drawn_code(address)),  # noqa: S704 - drawn here
        may_do=MAY_DO[Role(role)],
        role=role,
        workshop_id=place.workshop_id,
    )


@router.get("/links/{token}")
def offer(request: Request, token: str) -> Response:
    """Opening the address uses nothing up, for mail programs open addresses too; the button does."""
    return _page(request, token)


@router.post("/links/{token}")
async def take(request: Request, token: str, press: OnePress, instead: Annotated[str, Field()] = "") -> Response:
    server, seat_token = running(request), press.token("seat")

    def sit(session: Session) -> tuple[str, int]:
        link = OneUseLink.use(session, token, *FOR_PLACES)
        workshop, role = _leads_to(session, link)
        if role is not Role.STAGE and workshop.has_ended:
            raise NotNow(f"The workshop is closed. The {role}’s part ended with it.")
        if held := _held(request, session, workshop.id):
            _must_give_up(held, role, instead)
            session.get_one(Seat, held.seat_id).remove(session, by=held.actor(session))
        take_place(session, workshop.id, role, seat_token)
        return _screen(role, workshop.state), workshop.id

    try:
        must_keep(request)
        screen, workshop_id = await server.writer.do(None, press.once(sit))
    except (KeepsNoCookies, HasAPlace, NotFound) as refusal:
        return await asyncio.to_thread(_page, request, token, refusal)
    response = RedirectResponse(f"/workshops/{workshop_id}{screen}", 303)
    return keep(response, seat_cookie(workshop_id, server.settings.is_https), seat_token, server.settings, LASTS)


def _page(request: Request, token: str, refusal: Refusal | None = None) -> Response:
    """Whose device it is for, and what this browser has here already: said before anything is spent."""
    with running(request).store.read() as session:
        link = session.get(OneUseLink, hashed(token))
        held = _held(request, session, link.workshop_id) if link and link.workshop_id else None
        if link is None or held is None or link.purpose not in FOR_PLACES:
            link = OneUseLink.unused(session, token, *FOR_PLACES)
        workshop, role = _leads_to(session, link)
        return asking_page(
            request,
            "join/link.html",
            refusal.status if refusal else 200,
            form=Form(refusal=refusal if isinstance(refusal, Incomplete) else None),
            workshop=workshop,
            role=role.value,
            device=DEVICES[role],
            may_do=MAY_DO[role],
            held=held.role.value if held else "",
            goes_to=f"/workshops/{workshop.id}{_screen(held.role, workshop.state)}" if held else "",
        )


def _leads_to(session: Session, link: OneUseLink) -> tuple[Workshop, Role]:
    if link.workshop_id is None:
        raise NotFound
    return session.get_one(Workshop, link.workshop_id), Role(link.purpose.value)


def _held(request: Request, session: Session, workshop_id: int) -> Place | None:
    """The highest place that this browser has in the workshop."""
    held = places(session, workshop_id, request.cookies, running(request).settings.is_https)
    held = [place for place in held if place.role is not Role.READER]  # who reads one page takes any place besides
    return next((place for place in held if place.role is Role.FACILITATOR), held[0] if held else None)


def _must_give_up(held: Place, role: Role, instead: str) -> None:
    """Only a place that counts nowhere, and only by a button that says so."""
    if held.role not in GIVEN_UP or held.role is role or instead != held.role:
        raise HasAPlace(f"This browser has the {held.role}’s place in this workshop. The link has not been used.")


def _screen(role: Role, state: WorkshopState) -> str:
    if role is Role.PARTICIPANT:
        return "/phone"
    theirs = "" if state is WorkshopState.DRAFT else "/console"
    return theirs if role in (Role.FACILITATOR, Role.SCRIBE) else "/stage"
