"""One-use links to a scribe's, an observer's or the stage's place, and rejoin codes: made here, taken here."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Form as Field
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from app.errors import NotFound, NotNow, Refusal
from app.models import LinkPurpose, OneUseLink, Role, Workshop, WorkshopState
from app.models.event import record
from app.models.seat import take_place
from app.reach import public_origin
from app.rendering import page
from app.routes.cookies import keep
from app.routes.pressing import OnePress
from app.running import running
from app.seats import Place, may, seat_cookie

router = APIRouter()
FOR_PLACES = (LinkPurpose.SCRIBE, LinkPurpose.OBSERVER, LinkPurpose.STAGE)
LASTS = timedelta(days=14)


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

    await running(request).writer.do(None, press.once(link))
    address = f"{public_origin(request)}/links/{token}"
    return page(request, "workshop/link.html", address=address, role=role, workshop_id=place.workshop_id)


@router.get("/links/{token}")
def offer(request: Request, token: str) -> Response:
    """Opening the address uses nothing up, for mail programs open addresses too; the button does."""
    return page(request, "join/link.html")


@router.post("/links/{token}")
async def take(request: Request, token: str) -> Response:
    here = running(request)

    def sit(session: Session) -> tuple[str, int, str]:
        link = OneUseLink.use(session, token, *FOR_PLACES)
        if link.workshop_id is None:
            raise NotFound
        role = Role(link.purpose.value)
        state = session.get_one(Workshop, link.workshop_id).state
        if role is not Role.STAGE and state is WorkshopState.CLOSED:
            raise NotNow(f"The workshop is closed. The {role}’s part ended with it.")
        theirs = "draft" if state is WorkshopState.DRAFT else "console"
        screen = theirs if role is Role.SCRIBE else "stage"
        return screen, link.workshop_id, take_place(session, link.workshop_id, role)

    screen, workshop_id, seat_token = await here.writer.do(None, sit)
    response = RedirectResponse(f"/workshops/{workshop_id}/{screen}", 303)
    return keep(response, seat_cookie(workshop_id, here.settings.is_https), seat_token, here.settings, LASTS)
