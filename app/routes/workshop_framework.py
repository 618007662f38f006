"""The framework of one workshop, for everybody who has a place in it: what is rated, and what the print got wrong."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.access.places import Place, may
from app.models import Role, Workshop, WorkshopState
from app.rendering import page
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}")
SCREENS = {Role.PARTICIPANT: "phone", Role.OBSERVER: "stage", Role.STAGE: "stage"}
Reads = Annotated[Place, Depends(may("read the framework"))]


@router.get("/framework")
def whole(request: Request, place: Reads) -> Response:
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        address = f"/workshops/{workshop.id}"
        is_draft = workshop.state is WorkshopState.DRAFT
        back = address if is_draft else f"{address}/{SCREENS.get(place.role, 'console')}"
        return page(
            request,
            "framework/whole.html",
            edition=None,
            framework=workshop.framework,
            base=f"{address}/framework",
            back=back,
        )


@router.get("/framework/corrections")
def corrections(request: Request, place: Reads) -> Response:
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        base = f"/workshops/{workshop.id}/framework"
        return page(request, "framework/corrections.html", framework=workshop.framework, whole=base)
