"""The pictures of a pack: what they tell, and without numbers what cannot be read out of them."""

import itertools
import re

import pytest
from lxml import etree

from app.exports import Report, without_numbers
from app.exports.drawing import arrow_svg, standard_svg
from app.exports.in_words import APART, AT_THE_EDGE, NOTHING_TOLD
from tests.exports.day import HOSTILE
from tests.exports.drawn import BANDS, NAMES, SVG, round_of, texts, unit

FOUR = (("Council", 8), ("Providers", 3), ("Carers", (4, 5)), ("People who use services", 5))


def drawn(*middles: int, numbers: bool = False, names: str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ") -> str:
    units = [unit(f"Group {name}", middle) for name, middle in zip(names, middles, strict=False)]
    return standard_svg([round_of(*units)], BANDS, has_numbers=numbers)


def test_with_numbers_bands_points_names_people_and_middles_are_told() -> None:
    told = texts(standard_svg([round_of(*[unit(*each) for each in FOUR])], BANDS, has_numbers=True))
    assert {*NAMES, *map(str, range(1, 11)), "Council", "5 people", "4 to 5"} <= {*told}


def test_without_numbers_the_same_distances_are_the_same_picture_wherever_they_stand() -> None:
    assert drawn(1, 3, 4) == drawn(3, 5, 6) == drawn(7, 9, 10) != drawn(3, 5, 7)


def test_without_numbers_two_marks_at_both_ends_of_the_scale_do_not_tell_that_they_are() -> None:
    """The spread alone would tell where both stand: from the middle of the scale on, all look alike."""
    assert drawn(1, 10) == drawn(2, 8) == drawn(5, 10) != drawn(5, 9)
    assert AT_THE_EDGE in texts(drawn(1, 10)) and AT_THE_EDGE not in texts(drawn(5, 9))


def test_without_numbers_no_digit_but_of_people_and_no_band_or_colour_of_one_is_in_it() -> None:
    svg = drawn(2, 3, 9)
    assert {digits for text in texts(svg) for digits in re.findall(r"\d+", text)} == {"5"}
    assert not any(name in text for text in texts(svg) for name in NAMES)
    assert set(re.findall(r'fill="(#\w+)"', svg)) == {"#0b0c0c", "#505a5f"}
    assert APART in texts(svg)


def test_without_numbers_rounds_stand_each_by_itself() -> None:
    first = round_of(unit("Council", 2), unit("Carers", 4))
    later = [round_of(unit("Council", low), unit("Carers", low + 1), number=2) for low in (2, 8)]
    pictures = {standard_svg([first, each], BANDS, has_numbers=False) for each in later}
    assert len(pictures) == 1 and "Round 2, after seeing" in texts(pictures.pop())


def test_the_newest_round_is_full_and_an_earlier_one_hollow() -> None:
    rounds = [round_of(unit("Council", 4)), round_of(unit("Council", 6), number=2)]
    svg = standard_svg(rounds, BANDS, has_numbers=True)
    fills = [path.get("fill") for path in etree.fromstring(svg.encode()).iter(f"{SVG}path")]
    assert fills == ["#0b0c0c", "#ffffff"]
    assert "Full marks: round 2, after seeing. Hollow marks: round 1." in texts(svg)


@pytest.mark.parametrize("numbers", [True, False])
def test_a_withheld_round_says_so(numbers: bool) -> None:
    told = texts(standard_svg([round_of(withheld=("Carers",))], BANDS, has_numbers=numbers))
    assert NOTHING_TOLD in told and APART not in told


@pytest.mark.parametrize("numbers", [True, False])
def test_hostile_names_are_text_and_presentation_attributes_are_all(numbers: bool) -> None:
    names = (*HOSTILE, "half \ud83d", "x" * 80, "\u202eevil\x00")
    svg = standard_svg([round_of(*[unit(name, 5) for name in names])], BANDS, has_numbers=numbers)
    root = etree.fromstring(svg.encode())
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {"svg", "text", "rect", "path", "line"}
    assert not any({"style", "class", "href"} & {*element.attrib} for element in root.iter())
    assert "".join(texts(svg)).replace(" ", "").count("x" * 20) >= 1 and any("<script>" in text for text in texts(svg))


@pytest.mark.parametrize("points", [3, 5, 11])
def test_a_scale_of_another_length_is_drawn_too(points: int) -> None:
    bands = (BANDS[0].model_copy(update={"high": 2}), BANDS[4].model_copy(update={"low": 3, "high": points}))
    told = texts(standard_svg([round_of(unit("Council", points))], bands, has_numbers=True))
    assert [text for text in told if text.isdigit()].count(str(points)) == 2  # on the axis, and in the mark


def test_nothing_of_twenty_groups_with_long_names_overlaps_or_is_cut() -> None:
    names = [f"Group {at} of people who use services and carers from the north and south" for at in range(20)]
    svg = standard_svg([round_of(*[unit(name, 1 + at % 10) for at, name in enumerate(names)])], BANDS, has_numbers=True)
    lines = [text for text in etree.fromstring(svg.encode()).iter(f"{SVG}text") if text.get("x") == "0.0"]
    heights = [float(text.get("y", "")) for text in lines]
    assert heights == sorted(heights) and min(b - a for a, b in itertools.pairwise(heights)) >= 15
    assert " ".join(text.text or "" for text in lines).count("north and south") == 20


def test_the_arrow_has_its_marker_with_numbers_and_without_them_distances_alone(settled_demo: Report) -> None:
    told, apart = texts(arrow_svg(settled_demo)), texts(arrow_svg(without_numbers(settled_demo)))
    assert {"Agreed marker: 6", *NAMES} <= {*told}
    assert APART in apart and not {"Agreed marker: 6", *NAMES} & {*apart}
