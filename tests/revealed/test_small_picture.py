"""The console's picture: one line a unit, inside its 518 pixels, whatever the names and however many people."""

import pytest

from app.revealed.round import Revealed, shown_by
from app.revealed.small_picture import SmallPicture
from tests.conftest import CAST, Lobby


def of(room: Lobby, **answers: int) -> Revealed:
    return shown_by(room.revealed(dict.fromkeys(CAST, 5) | answers))


def test_each_unit_has_a_row_and_each_mark_stands_over_its_points(room: Lobby) -> None:
    picture = SmallPicture(of(room, Olu=8, Oona=8, Omar=8, Ola=8))
    rows = {row.shown.name: row for row in picture.rows}
    council = rows["Council"].mark
    assert council is not None and (council.text, council.x) == ("8", picture.x(8))
    assert picture.height == 45 + 29 * len(rows) + 20
    assert all(picture.left <= row.mark.x <= picture.right for row in picture.rows if row.mark)


def test_a_middle_between_two_points_is_a_pill_with_both(room: Lobby) -> None:
    picture = SmallPicture(of(room, Olu=9, Oona=9, Omar=10, Ola=10))
    mark = next(row.mark for row in picture.rows if row.shown.name == "Council")
    assert mark is not None and (mark.text, mark.is_diamond) == ("9 to 10", False)
    assert mark.x + mark.half_width <= picture.right


@pytest.mark.parametrize("name", ["Council", "People who use services", "W" * 80])
def test_a_name_is_drawn_tighter_and_then_cut_never_over_the_axis(room: Lobby, name: str) -> None:
    room.workshop.groups[0].name = name
    line = next(row.name for row in SmallPicture(of(room)).rows if row.shown.name == name)
    assert line.length is None or line.length <= 174
    assert line.text == name or line.text.endswith("…")
