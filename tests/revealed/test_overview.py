"""The table of all standards by group, from rows alone."""

from collections.abc import Callable

from app.revealed.overview import overview
from app.revealed.round import shown_by
from tests.conftest import CAST, Lobby

GROUPS = ("Council", "Providers", "Healthwatch", "Carers")


def test_a_cell_is_the_middle_as_it_was_told_or_words(make_room: Callable[..., Lobby]) -> None:
    room = make_room(attribution_rule="open")
    council = {"Olu": 8, "Oona": 8, "Omar": 9, "Ola": 9}
    six = shown_by(room.revealed(dict.fromkeys(CAST, 3) | council, "6"))
    unsure: dict[str, int | None] = {name: None for name, group in CAST.items() if group == "Providers"}
    nine = shown_by(room.revealed({**dict.fromkeys(CAST, 4), **unsure}, "9"))
    table = overview([("6", "Market", six), ("9", "Engagement", nine)], GROUPS)
    assert table.units == GROUPS
    told = {line.number: dict(zip(table.units, line.cells, strict=True)) for line in table.lines}
    assert told["6"]["Council"] == ("8 to 9", True)
    assert told["9"]["Providers"] == ("can’t tell", False)


def test_where_everything_is_withheld_no_cell_says_anything(room: Lobby) -> None:
    withheld = shown_by(room.revealed({"Hari": 1, "Carol": 10}, "6"))
    rated = shown_by(room.revealed(dict.fromkeys(CAST, 4), "9"))
    table = overview([("6", "Market", withheld), ("9", "Engagement", rated)], GROUPS)
    assert withheld.withheld and not any(cell.is_middle for cell in table.lines[0].cells)
