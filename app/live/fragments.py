"""What a screen may show while it is open: for each kind of screen its fragments, each a template and an element id.

The page includes the same templates, so a first load and a push cannot differ.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.live.picture import Picture
from app.live.scene import Scene
from app.models import Role
from app.rendering import fragment

Own = Callable[[int], str]


def nobodys(_round_id: int) -> str:
    return ""


class Kind(StrEnum):
    PHONE = "phone"
    STAGE = "stage"
    CONSOLE = "console"


@dataclass(frozen=True)
class Screen:
    """An audience: everybody with an equal screen gets equal fragments, rendered once."""

    kind: Kind
    role: Role
    standard: str | None = None  # which standard a console has open


TEMPLATES: dict[Kind, dict[str, str]] = {
    Kind.PHONE: {"now": "live/_now.html", "to-rate": "live/_to_rate.html"},
    Kind.STAGE: {"stage": "live/_stage.html"},
    Kind.CONSOLE: {
        "presence": "live/_presence.html",
        "agenda": "live/_agenda.html",
        "sitting": "live/_sitting.html",
        "progress": "live/_progress.html",
        "findings": "live/_findings.html",
    },
}

ACT_TO_SEE = {Kind.PHONE: "see the phone", Kind.STAGE: "see the stage", Kind.CONSOLE: "see the console"}


def fragments(screen: Screen, scene: Scene, own: Own = nobodys) -> dict[str, str]:
    """Element id -> HTML of the whole element."""
    shown = context(screen, scene, own)
    return {element: fragment(template, **shown) for element, template in TEMPLATES[screen.kind].items()}


def context(screen: Screen, scene: Scene, own: Own = nobodys) -> dict[str, Any]:
    """What the templates of fragments need, in a page and in a room alike.

    `own` gives the line about the viewer's own answer in a round. A room renders for everybody and leaves it empty; it
    reaches its owner by a letter of its own.
    """
    return {
        "scene": scene,
        "screen": screen,
        "role": screen.role,
        "selected": scene.standard(screen.standard) if screen.standard else None,
        "picture_of": Picture,
        "own_mine": own,
    }
