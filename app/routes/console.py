"""The facilitator's and scribe's screen."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from app.access.places import Place, may
from app.access.reach import reach
from app.frameworks.explaining import Explainer
from app.live.agenda import revealed_last
from app.live.fragments import Screen, context, desk_for
from app.live.narrative import narrative
from app.live.next_act import BEFORE_YOU_CLOSE, CLOSING
from app.live.reading import read_scene
from app.live.scene import Scene
from app.models import Reason, Workshop
from app.models.evidence.listing import evidence_list
from app.models.record.action import actions_of
from app.models.record.comment import how_many
from app.models.record.settling import Positions, positions_of
from app.models.record.subject import Key, Level, Subject
from app.models.workshop.group import SMALL
from app.rendering import page
from app.rendering.form import Form
from app.revealed.first_wording import FirstWording, divergent_views, of_domain
from app.routes.position_form import position_form
from app.routes.screens import console_path, with_presence
from app.running import running

router = APIRouter(prefix="/workshops/{workshop_id}")
HEADING = "#heading"  # takes the focus where a page is gone to by itself
SeesConsole = Annotated[Place, Depends(may("see the console"))]


@router.get("/console")
def console(request: Request, place: SeesConsole) -> Response:
    return console_page(request, place)


@router.get("/console/standards/{number}")
def console_standard(request: Request, number: str, place: SeesConsole) -> Response:
    return console_page(request, place, Key(Level.STANDARD, number))


@router.get("/console/domains/{number}")
def console_domain(request: Request, number: str, place: SeesConsole) -> Response:
    return console_page(request, place, Key(Level.DOMAIN, number))


@router.get("/console/overall")
def console_overall(request: Request, place: SeesConsole) -> Response:
    return console_page(request, place, Key(Level.OVERALL))


@router.get("/console/next")
def console_next(request: Request, place: SeesConsole, revealed: bool = False) -> Response:
    """After *Settle and next*: what the agenda has next, or the room; where nothing is left to rate or to talk about,
    what is still open before the close. Once `revealed`: what that reveal puts first.
    """
    with running(request).store.read() as session:
        scene = read_scene(session, place.workshop_id)
    after_reveal = None if scene.sitting else revealed_last(scene)
    if onward := after_reveal if revealed else scene.next_to_discuss:
        return RedirectResponse(console_path(place.workshop_id, Key.of_slug(onward.slug)) + HEADING, 303)
    room, then = console_path(place.workshop_id), context(Screen.console(place.role, None), scene)["next"]
    is_last = not revealed and then is not None and then.path == BEFORE_YOU_CLOSE
    return RedirectResponse(f"{room}/{CLOSING}{HEADING}" if is_last else room, 303)


def console_page(request: Request, place: Place, key: Key | None = None, form: Form | None = None) -> Response:
    with running(request).store.read() as session:
        workshop = session.get_one(Workshop, place.workshop_id)
        subject = Subject.of(workshop, key) if key else None
        scene = with_presence(request, read_scene(session, place.workshop_id))
        positions, screen = positions_of(session, workshop.id), Screen.console(place.role, key)
        newest = next(reversed(positions.get(key, ())), None) if key else None
        desk, selected = desk_for(session, screen, scene), scene.rated_as(key) if key else None
        return page(
            request,
            f"console/{_template(key)}.html",
            422 if form and form.problems else 200,
            subject=subject,
            reach=reach(request),
            evidence=evidence_list(session, workshop) if selected and not selected.is_overall else None,
            explain=Explainer(workshop.edition.framework),
            forms=workshop.framework.forms,
            scale=workshop.scale,
            form=form or position_form(newest, desk.typed),
            position=newest,
            first_wording=_first_wording(workshop, scene, key, desk.reasons, positions),
            actions=[action for action in actions_of(session, workshop.id) if action.key == key],
            comments=how_many(session, workshop).total() if scene.has_ended and key is None else 0,
            unfinished=running(request).emptying.is_unfinished(place.workshop_id),
            **context(screen, scene, desk=desk),
        )


def _template(key: Key | None) -> str:
    return "console" if key is None else key.level.value


def first_wording_of(level: Level) -> str:
    """The field that a first wording is for."""
    return "narrative" if level is Level.OVERALL else "divergent_views"


def _first_wording(
    workshop: Workshop, scene: Scene, key: Key | None, reasons: Sequence[Reason], positions: Positions
) -> FirstWording:
    """Drafted from ratings and settled texts, and stored only if a person takes it."""
    if key is None:
        return FirstWording()
    if key.level is Level.OVERALL:
        return narrative(scene, [partner.words for partner in workshop.framework.groups])
    if key.level is Level.DOMAIN:
        return of_domain([positions[standard.key][-1] for standard in scene.of_domain(key) if standard.is_settled])
    standard = scene.rated_as(key)
    if standard is None or standard.revealed is None:
        return FirstWording()
    small = {row.name for row in standard.revealed.rows if row.n < SMALL}
    return divergent_views(standard.told, [reason for reason in reasons if not reason.is_held_back], small)
