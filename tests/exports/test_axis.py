"""A row of a picture: its marks stand on their points, and nothing of it overlaps."""

import re

from app.exports.axis import HALF, Axis, Lane, Row, row
from app.exports.contents.rounds import Unit
from tests.exports.drawn import unit

AXIS = Axis(260, 1, 10, has_numbers=True)


def lane(told: Unit | None, *, is_full: bool = True) -> Lane:
    return Lane(told, ("5 people",), told.middle if told else None, is_full)


def test_a_mark_stands_on_its_point_with_its_number() -> None:
    drawn, _ = row(Row("Council", (lane(unit("Council", 8)),)), AXIS, 0)
    marks = [part for part in drawn if part.startswith("<path")]
    assert marks[0].startswith(f'<path d="M{AXIS.x(8):.1f} ')
    assert any(">8</text>" in part for part in drawn)


def test_two_points_are_one_pill_that_stays_on_the_axis() -> None:
    drawn, _ = row(Row("Council", (lane(unit("Council", (9, 10))),)), AXIS, 0)
    pill = next(part for part in drawn if "rx=" in part)
    left, wide = (float(found) for found in re.search(r'x="([\d.]+)".*width="([\d.]+)"', pill).groups())  # type: ignore[union-attr]
    assert left < AXIS.x(9) and left + wide <= AXIS.right
    assert any(">9 to 10</text>" in part for part in drawn)


def test_rounds_stand_in_lanes_one_under_the_other() -> None:
    lanes = lane(unit("Council", 8)), lane(unit("Council", 8), is_full=False), lane(None, is_full=False)
    drawn, bottom = row(Row("Council", lanes), AXIS, 10)
    tops = [float(re.search(r"M[\d.]+ ([\d.]+)l", part)[1]) for part in drawn if part.startswith("<path")]  # type: ignore[index]
    assert tops[1] - tops[0] >= 2 * HALF and bottom >= 10 + 3 * 2 * HALF
    assert any("not told by itself in this round" in part for part in drawn)


def test_every_person_has_a_dot_and_the_row_grows_to_hold_them() -> None:
    few, low = row(Row("Council", (lane(unit("Council", 8, at_8=2)),)), AXIS, 0)
    many, high = row(Row("Council", (lane(unit("Council", 8, at_8=70, at_3=4)),)), AXIS, 0)
    assert (str(few).count("<circle"), str(many).count("<circle")) == (2, 74)
    assert high > low
    lowest = max(float(found) for found in re.findall(r'cy="([\d.]+)"', str(many)))
    assert lowest + 3 < high


def test_without_numbers_a_mark_has_none_and_dots_are_not_drawn() -> None:
    drawn, _ = row(Row("Council", (lane(unit("Council", 8, at_8=2)),)), Axis(260, 0, 10, has_numbers=False), 0)
    assert "<circle" not in str(drawn) and ">8<" not in str(drawn)


def test_who_gave_no_number_is_told_in_words() -> None:
    silent, unsure = (str(row(Row("A", (lane(unit("A", None, 0, each)),)), AXIS, 0)) for each in (0, 2))
    assert "no answer" in silent and "can’t tell" in unsure
