"""The facilitator's and scribe's screen."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.access.reach import reach
from app.frameworks.explaining import Explainer
from app.live.fragments import Screen, context, reasons_for
from app.live.reading import read_scene
from app.live.scene import Kind, StandardScene
from app.models import Reason, Workshop, WorkshopState
from app.models.evidence.listing import evidence_list
from app.models.record.settling import position_of
from app.models.record.subject import Subject
from app.models.rounds.standard import numbered
from app.models.workshop.group import SMALL
from app.rendering import Form, page
from app.revealed.first_wording import divergent_views
from app.routes.screens import settle_form, with_presence
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}")
ComesIn = Annotated[Place, Depends(may("come in"))]
SeesConsole = Annotated[Place, Depends(may("see the console"))]


@router.get("")
def workshop(request: Request, place: ComesIn) -> Response:
    with running(request).store.read() as session:
        state = session.get_one(Workshop, place.workshop_id).state
    return RedirectResponse(
        f"/workshops/{place.workshop_id}/{'draft' if state is WorkshopState.DRAFT else 'console'}", 303
    )


@router.get("/console")
def console(request: Request, place: SeesConsole) -> Response:
    return console_page(request, place)


@router.get("/console/standards/{number}")
def console_standard(request: Request, number: str, place: SeesConsole) -> Response:
    return console_page(request, place, number)


def console_page(request: Request, place: Place, number: str | None = None, form: Form | None = None) -> Response:
    with running(request).store.read() as session:
        scene = with_presence(request, read_scene(session, place.workshop_id))
        standard = numbered(session, place.workshop_id, number) if number else None
        position = position_of(session, Subject.standard(standard)) if standard else None
        screen = Screen(Kind.CONSOLE, place.role, number)
        reasons, selected = reasons_for(session, screen, scene), scene.standard(number) if number else None
        workshop = session.get_one(Workshop, place.workshop_id)
        return page(
            request,
            "console/console.html",
            422 if form and form.problems else 200,
            standard=standard,
            reach=reach(request),
            evidence=evidence_list(session, workshop) if standard else None,
            explain=Explainer(workshop.edition.framework) if standard else None,
            forms=workshop.edition.framework.forms,
            form=form or settle_form(position),
            position=position,
            first_wording=_first_wording(selected, reasons),
            unfinished=running(request).emptying.is_unfinished(place.workshop_id),
            **context(screen, scene, reasons=reasons),
        )


def _first_wording(standard: StandardScene | None, reasons: list[Reason]) -> str:
    if standard is None or standard.revealed is None:
        return ""
    return divergent_views(standard.told, reasons, {row.name for row in standard.revealed.rows if row.n < SMALL})
