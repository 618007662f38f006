"""Every fragment of every screen is told anew by a change of what it shows: none may be left behind by a push."""

from collections.abc import Callable

import pytest

from app.live.fragments import TEMPLATES
from app.live.scene import Kind
from tests.live.conftest import Dial, elements
from tests.northvale import Hall, Town

WATCHES = {Kind.PHONE: "Pat", Kind.STAGE: "stage", Kind.CONSOLE: "Fay"}
ONLY_TAKEN_AWAY = {"join"}  # it comes with the page


def opens(hall: Hall) -> None:
    hall.act("/sittings", standards="6")


def explains(hall: Hall) -> None:
    hall.act("/words/show", term="Carer")


CHANGES: dict[str, Callable[[Hall], object]] = {
    "now": opens,
    "to-rate": opens,
    "word": explains,
    "join": lambda hall: hall.act("/close"),
    "stage": opens,
    "presence": lambda hall: hall.act("/door", locked="true"),
    "door": lambda hall: hall.comes_late("Nia", "Council"),
    "agenda": opens,
    "sitting": opens,
    "progress": opens,
    "findings": lambda hall: hall.act("/standards/6/pin"),
}


@pytest.mark.parametrize(
    ("kind", "element"), [(kind, element) for kind, templates in TEMPLATES.items() for element in templates]
)
def test_every_fragment_is_told_anew_when_what_it_shows_changes(
    town: Town, dial: Dial, kind: Kind, element: str
) -> None:
    hall = town.hall()
    line = dial(hall, WATCHES[kind], kind.value, "&standard=6" if kind is Kind.CONSOLE else "")
    line.hear_until(lambda frame: set(TEMPLATES[kind]) - ONLY_TAKEN_AWAY <= elements(frame))
    CHANGES[element](hall)
    line.hear_until(lambda frame: element in elements(frame))
