"""What a screen may show while it is open: for each kind of screen its fragments, each a template and an element id.

The page includes the same templates, so a first load and a push cannot differ.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.access.rights import rights_of
from app.divergence.codes import CONSOLE_ONLY
from app.live.own import NOBODYS, Rendered, gap
from app.live.scene import Kind, Scene
from app.models import Reason, Role
from app.models.rounds.reason import reasons_of
from app.rendering import fragment
from app.revealed.picture import Picture

Places = Callable[[str, int], str]


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
    standard: str | None = None  # which standard a console has open


TEMPLATES: dict[Kind, dict[str, str]] = {
    Kind.PHONE: {"now": "live/_now.html", "to-rate": "live/_to_rate.html", "word": "live/_word.html"},
    Kind.STAGE: {
        "join": "live/_stage_join.html",
        "word": "live/_stage_word.html",
        "stage": "live/_stage.html",
    },
    Kind.CONSOLE: {
        "presence": "live/_presence.html",
        "door": "live/_door.html",
        "agenda": "live/_agenda.html",
        "word": "live/_console_word.html",
        "sitting": "live/_sitting.html",
        "progress": "live/_progress.html",
        "findings": "live/_findings.html",
    },
    Kind.WAITING: {},
}

ACT_TO_SEE = {
    Kind.PHONE: "see the phone",
    Kind.STAGE: "see the stage",
    Kind.CONSOLE: "see the console",
    Kind.WAITING: "wait at the door",
}


def reasons_for(session: Session, screen: Screen, scene: Scene) -> list[Reason]:
    """What people wrote about the standard a console has open, once revealed; nothing for any other screen."""
    standard = scene.standard(screen.standard) if screen.kind is Kind.CONSOLE and screen.standard else None
    return reasons_of(session, standard.revealed_round_id) if standard and standard.revealed_round_id else []


def fragments(screen: Screen, scene: Scene, reasons: Sequence[Reason] = ()) -> Rendered:
    """What everybody with this screen sees, with gaps for what is somebody's own."""
    shown = context(screen, scene, gap, reasons)
    return {element: fragment(template, **shown) for element, template in TEMPLATES[screen.kind].items()}


def context(
    screen: Screen, scene: Scene, own: Places = NOBODYS.place, reasons: Sequence[Reason] = ()
) -> dict[str, Any]:
    """What the templates of fragments need, in a page and in a room alike.

    `own` gives the viewer's own places, or leaves gaps for them. `reasons` are of the console's standard, and only ever
    given to a console.
    """
    scene = scene.seen_by(screen.kind)
    return {
        "scene": scene,
        "screen": screen,
        "role": screen.role,
        "selected": scene.standard(screen.standard) if screen.standard else None,
        "picture_of": Picture,
        "console_only": CONSOLE_ONLY,
        "own": own,
        "reasons": reasons_by_unit(reasons),
        "may": rights_of(screen.role, scene.state, scene.rule),
    }
