"""What a screen may show while it is open: for each kind of screen its fragments, each a template and an element id.

The page includes the same templates, so a first load and a push cannot differ.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlmodel import Session

from app.access.rights import rights_of
from app.clock import now
from app.divergence.codes import CONSOLE_ONLY
from app.frameworks import OVERALL
from app.live.agenda import agenda_parts, further, moves_of, revealed_last
from app.live.closing import ClosingList, read_closing_list
from app.live.insets import Insets
from app.live.minutes import phase
from app.live.next_act import CLOSING, CONFIRMING, May, next_act
from app.live.on_stage import on_stage
from app.live.scene import Kind, Scene
from app.live.standard_scene import StandardScene
from app.live.state import NOBODYS, Rendered, gap
from app.models import Reason, Role
from app.models.record.subject import Key, Level
from app.models.record.typed_text import TypedTexts, texts_of
from app.models.rounds.reason import reasons_of
from app.rendering import fragment
from app.revealed.arrow import Arrow
from app.revealed.brief import brief
from app.revealed.fitting import fit_at_the_foot
from app.revealed.picture import Picture
from app.revealed.small_picture import SmallPicture

Places = Callable[[str, int], str]
ACTIONS, COMMENTS = "actions", "comments"
OVERVIEW = "overview"  # all standards by group
STAGE = "stage"
PAGES = ("", ACTIONS, CLOSING, CONFIRMING, COMMENTS, OVERVIEW, STAGE)


def reasons_by_unit(reasons: Sequence[Reason]) -> dict[str, list[Reason]]:
    by_unit: dict[str, list[Reason]] = {}
    for reason in reasons:
        by_unit.setdefault(reason.unit, []).append(reason)
    return by_unit


@dataclass(frozen=True)
class Screen:
    """An audience: everybody with an equal screen gets equal fragments, rendered once."""

    kind: Kind
    role: Role
    standard: str | None = None  # which standard a console has open, or the whole
    domain: str | None = None  # or which domain
    page: str = ""  # or which page about all of it: "actions", "closing"

    @staticmethod
    def console(role: Role, key: Key | None) -> "Screen":
        if key is None:
            return Screen(Kind.CONSOLE, role)
        if key.level is Level.DOMAIN:
            return Screen(Kind.CONSOLE, role, domain=key.number)
        return Screen(Kind.CONSOLE, role, key.number or OVERALL)

    @property
    def is_public(self) -> bool:
        """Shows what everybody in the room is told."""
        return self.kind in (Kind.PHONE, Kind.STAGE)

    @property
    def key(self) -> Key | None:
        """The position that a console has open."""
        if self.domain:
            return Key(Level.DOMAIN, self.domain)
        if self.standard == OVERALL:
            return Key(Level.OVERALL)
        return Key(Level.STANDARD, self.standard) if self.standard else None


TEMPLATES: dict[Kind, dict[str, str]] = {
    Kind.PHONE: {
        "now": "live/_now.html",
        "can-stand": "live/_can_stand.html",
        "to-rate": "live/_to_rate.html",
        "how-many": "live/_how_many.html",
        "next-step": "live/_next_step.html",
        "word": "live/_word.html",
    },
    Kind.STAGE: {
        "join": "live/_stage_join.html",
        "word": "live/_stage_word.html",
        "stage": "live/_stage.html",
    },
    Kind.CONSOLE: {
        "presence": "live/_presence.html",
        "phase": "live/_phase.html",
        "door": "live/_door.html",
        "agenda": "live/_agenda.html",
        "word": "live/_console_word.html",
        "sitting": "live/_sitting.html",
        "undo": "live/_undo.html",
        "foot": "live/_foot.html",
    },
    Kind.WAITING: {},
}

OF_THE_SITTING = {
    "progress": "live/_progress.html",
    "waiting-for": "live/_waiting_for.html",
    "asking-all": "live/_asking_all.html",
    "ended": "live/_ended.html",
}
BY_GROUP = {"by-group": "live/_by_group.html"}
BEFORE_THE_CLOSE = {"closing": "live/_closing.html", "open-points": "live/_open_points.html"}
ABOUT_THE_STAGE = {"stage": "live/_stage.html", "stage-acts": "live/_stage_acts.html"}
OF_PAGES = {CLOSING: BEFORE_THE_CLOSE, STAGE: ABOUT_THE_STAGE, OVERVIEW: BY_GROUP}
OF_A_POSITION = {"progress": "live/_progress.html", "asking": "live/_asking.html", "typed": "live/_typed.html"}
OF_WHAT_WAS_RATED = {**OF_A_POSITION, "findings": "live/_findings.html"}
OF_A_DOMAIN = {**OF_A_POSITION, "standards-say": "live/_standards_say.html"}

ACT_TO_SEE = {
    Kind.PHONE: "see the phone",
    Kind.STAGE: "see the stage",
    Kind.CONSOLE: "see the console",
    Kind.WAITING: "wait at the door",
}


class Writer(NamedTuple):
    """Who is in which field, on which page."""

    field: str
    who: str
    page: str


@dataclass(frozen=True)
class Desk:
    """What only a console with something open is told of that; empty for any other screen."""

    reasons: Sequence[Reason] = ()  # what people wrote about the standard, once revealed
    typed: TypedTexts = field(default_factory=dict)  # what is in the fields of the position and not settled
    writing: Sequence[Writer] = ()
    closing: ClosingList | None = None  # what is still open, where the page before the close is


EMPTY = Desk()


def desk_for(session: Session, screen: Screen, scene: Scene, writing: Sequence[Writer] = ()) -> Desk:
    may = rights_of(screen.role, scene.state, scene.rule, scene.grants, is_rehearsal=scene.is_rehearsal)
    if screen.page == CLOSING and may("close the workshop") and not scene.has_ended:
        return Desk(closing=read_closing_list(session, scene.seen_by(screen.kind, screen.role)))
    if screen.kind is not Kind.CONSOLE or screen.key is None:
        return Desk()
    standard = scene.rated_as(screen.key)
    reasons = reasons_of(session, standard.revealed_round_id) if standard and standard.revealed_round_id else ()
    return Desk(reasons, texts_of(session, scene.workshop_id, screen.key), writing)


def fragments(screen: Screen, scene: Scene, desk: Desk = EMPTY, insets: Insets | None = None) -> Rendered:
    """What everybody with this screen sees, with gaps for what is somebody's own. `insets`: of this reading."""
    shown = context(screen, scene, gap, desk, insets)
    return {element: fragment(template, **shown) for element, template in templates_of(screen).items()}


def templates_of(screen: Screen) -> dict[str, str]:
    """By element. A console also has what belongs to the page or position that it has open."""
    return TEMPLATES[screen.kind] | (_of_what_is_open(screen) if screen.kind is Kind.CONSOLE else {})


def _of_what_is_open(screen: Screen) -> dict[str, str]:
    if screen.page:
        return OF_PAGES.get(screen.page, {})
    if screen.key is None:
        return OF_THE_SITTING
    return OF_A_DOMAIN if screen.key.level is Level.DOMAIN else OF_WHAT_WAS_RATED


def context(
    screen: Screen, scene: Scene, own: Places = NOBODYS.place, desk: Desk = EMPTY, insets: Insets | None = None
) -> dict[str, Any]:
    """What the templates of fragments need, in a page and in a room alike.

    `own` gives the viewer's own places, or leaves gaps for them.
    """
    on_the_stage = _on_the_stage(scene) if screen.kind is Kind.STAGE or screen.page == STAGE else {}
    scene = scene.seen_by(screen.kind, screen.role)
    may = rights_of(screen.role, scene.state, scene.rule, scene.grants, is_rehearsal=scene.is_rehearsal)
    selected = scene.standard(screen.standard) if screen.standard else None
    frame = _frame(screen, scene, desk, may, selected) if screen.kind is Kind.CONSOLE else {}
    return {
        **frame,
        **on_the_stage,
        "scene": scene,
        "screen": screen,
        "role": screen.role,
        "selected": selected,
        "open_position": scene.position(screen.key.slug) if screen.key else None,
        "asking": scene.asking(screen.key.slug) if screen.key else None,
        "picture_of": Picture,
        "small_picture_of": SmallPicture,
        "fit_at_the_foot": fit_at_the_foot,
        "arrow_of": Arrow,
        "brief": brief,
        "console_only": CONSOLE_ONLY,
        "own": own,
        "inset": (insets or Insets()).of,
        "reasons": reasons_by_unit(desk.reasons),
        "typed_texts": desk.typed,
        "writing": desk.writing,
        "page_of": screen.page,
        "closing": desk.closing,
        "may": may,
    }


def _on_the_stage(scene: Scene) -> dict[str, Any]:
    """For the stage, and for the page of a console with a small picture of it."""
    stage_scene = scene.seen_by(Kind.STAGE, Role.STAGE)
    return {"stage": on_stage(stage_scene), "stage_scene": stage_scene}


def _frame(screen: Screen, scene: Scene, desk: Desk, may: May, selected: StandardScene | None) -> dict[str, Any]:
    """What stands round every page of a console."""
    return {
        "agenda": agenda_parts(scene),
        "further": further(scene, screen.key, screen.page, may),
        "moves": moves_of(scene, selected) if selected else {},
        "phase": phase(scene, now()),
        "revealed_last": None if scene.sitting or scene.has_ended else revealed_last(scene),
        "next": next_act(scene, screen.key, screen.page, may, desk.closing),
    }
