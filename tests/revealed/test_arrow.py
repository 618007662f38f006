"""The whole on its arrow: every unit's mark, the digits in the bands, a marker only where people have set one."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest

from app.divergence import Thresholds
from app.divergence.scale import Band, Scale
from app.frameworks import OVERALL
from app.frameworks.tones import TONES
from app.live.fragments import fragments
from app.live.scene import Scene
from app.live.words import PositionScene
from app.models.record.subject import Key, Level
from app.revealed.arrow import Arrow
from app.revealed.round import Revealed
from tests.cases import over
from tests.revealed.test_picture import (
    CAPITAL,
    DIGIT,
    LEFT_ON_STAGE,
    PHONE,
    SIZES,
    STAGE,
    Answers,
    at,
    box,
    boxes,
    cached,
    described,
    known,
    marks,
    scene,
    table,
    texts,
    words,
)

ROOM: Answers = {"Council": [7, 7, 7, 8], "Providers": [4, 4, 3], "People": [5, 6, 5, 6]}
SCALES = [
    Scale(3, (Band(1, 1, "No"), Band(2, 3, "Yes"))),
    Scale(5, (Band(1, 2, "Not yet"), Band(3, 3, "In part"), Band(4, 5, "Fully"))),
    Scale(11, (Band(1, 3, "Beginning"), Band(4, 6, "Under way"), Band(7, 9, "Established"), Band(10, 11, "Leading"))),
    Scale(),
]
every_size = over("groups, people", SIZES)
every_length = over("long", [False, True])
every_scale = over("scale", SCALES)


def on(scale: Scale) -> Revealed:
    """The room's rows on another scale: each middle at the same share of it."""
    shown = known(ROOM, "by_group")
    rows = []
    for row in shown.rows:
        assert row.middle is not None
        low, high = (1 + round((score - 1) * (scale.points - 1) / 9) for score in row.middle)
        rows.append(replace(row, middle=(low, high), bands=tuple(band.name for band in scale.touched(low, high))))
    return replace(shown, scale=scale, every_row=tuple(rows))


def whole(shown: Revealed, marker: int | None = None, before: Revealed | None = None) -> Scene:
    """The arrow on stage, its position settled with this marker."""
    (standard,) = scene(shown).standards
    arrow = replace(standard, number=OVERALL, title="Where are we as a whole?", first_shown=before)
    position = PositionScene(
        Key(Level.OVERALL), arrow.title, arrow.title, is_revealed=True, is_shown=True, version=1, state="agreed",
        wording="We meet most of it.", number=marker, is_settled=marker is not None,
    )  # fmt: skip
    return replace(scene(shown), standards=(), arrow=arrow, positions=(position,))


def drawn(
    shown: Revealed, screen: object = STAGE, marker: int | None = None, before: Revealed | None = None
) -> ET.Element:
    html = "".join(fragments(screen, whole(shown, marker, before)).values())  # type: ignore[arg-type]
    found = re.search(r"<svg class=\"picture arrow.*?</svg>", html, re.DOTALL)
    assert found is not None
    return ET.fromstring(found[0])


def marker_lines(svg: ET.Element) -> list[ET.Element]:
    return [line for line in svg.iter("line") if line.get("class") == "marker-line"]


def of_kind(svg: ET.Element, kind: str) -> list[ET.Element]:
    return [each for each in svg.iter() if each.get("class") == kind]


# -- The axis


@every_scale
def test_the_digits_stand_in_their_bands_and_the_names_under_them(scale: Scale) -> None:
    for is_narrow in (False, True):
        arrow = Arrow(on(scale), is_narrow)
        for segment, band in zip(arrow.segments, scale.bands, strict=True):
            assert segment.points == tuple(range(band.low, band.high + 1))
            assert all(segment.x < arrow.x(point) < segment.x + segment.width for point in segment.points)
            assert "".join(name.text for name in segment.names).replace(" ", "") == band.name.replace(" ", "")
        assert all(one.x + one.width == pytest.approx(other.x) for one, other in pairwise(arrow.segments))
    svg = drawn(on(scale))
    points = [text.text for text in svg.iter("text") if "point" in (text.get("class") or "").split()]
    assert points == [str(point) for point in range(1, scale.points + 1)]


def test_a_digit_is_dark_on_a_light_band_and_light_on_a_dark_one() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for tone in TONES.values():
        ground = luminance(tone.color)
        ink = luminance("0b0c0c") if tone.is_light else 1.0
        assert (max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5, tone


@every_size
@every_length
def test_nothing_stands_outside_it_and_it_fits_the_stage(groups: int, people: int, long: bool) -> None:
    shown = cached(groups, people, "by_group", long, False)
    for screen in (STAGE, PHONE):
        for marker in (None, 1, 10):
            svg = drawn(shown, screen, marker, cached(groups, people, "by_group", long, True))
            width, height = map(float, (svg.get("viewBox") or "").split()[2:])
            without_bands = ET.Element("svg")
            without_bands.extend([each for each in svg if each.get("class") != "colour"])
            for left, right, top, bottom in boxes(without_bands):
                assert -1 <= left <= right <= width + 1
                assert -1 <= top <= bottom <= height + 1
    assert Arrow(shown).height <= LEFT_ON_STAGE - (46 if shown.pooled else 0)
    assert Arrow(shown).width == 1248 and Arrow(shown, True).width == 320


@every_size
def test_a_mark_stands_on_its_middle_within_its_row_and_holds_its_figure(groups: int, people: int) -> None:
    arrow = Arrow(cached(groups, people, "by_group", False, True))
    for unit in arrow.units:
        mark, row = unit.drawn.mark, unit.drawn
        if mark is None or row.row.middle is None:
            continue
        assert row.y <= mark.y - mark.half_height and mark.y + mark.half_height <= row.y + arrow.row_height
        assert abs(mark.x - sum(map(arrow.x, row.row.middle)) / 2) <= mark.half_width
        wide = DIGIT * len(mark.text.replace(" to ", "to"))
        assert (wide + CAPITAL) / 2 <= mark.half_width if mark.is_diamond else wide <= 2 * mark.half_width


def test_no_text_of_it_is_under_40_on_the_stage(stylesheet: str) -> None:
    sizes = re.findall(r"^\.(?:picture|arrow) (?!narrow)[^{]*\{[^}]*?font-size: (\d+)px", stylesheet, re.MULTILINE)
    assert sizes and min(map(int, sizes)) >= 40
    sized = " ".join(re.findall(r"^\.picture ([^{]*)\{[^}]*?font-size: 40px", stylesheet, re.MULTILINE))
    svg = drawn(known(ROOM, "by_group"), STAGE, 6, known({**ROOM, "Council": [4, 4, 4]}, "by_group"))
    kinds = {(text.get("class") or "").split()[0] for text in svg.iter("text")}
    assert kinds >= {"unit", "people", "marker-name", "before", "value", "point", "band"}
    assert all(f".{kind}" in sized for kind in kinds), kinds


@pytest.fixture(scope="module")
def stylesheet() -> str:
    from pathlib import Path

    import app

    parts = Path(app.__file__).parent / "static" / "styles" / "parts"
    return "".join((parts / name).read_text("utf-8") for name in ("_picture.scss", "_arrow.scss"))


# -- The marker


def test_without_a_marker_there_is_no_line_no_flag_and_no_keyline() -> None:
    for screen in (STAGE, PHONE):
        svg = drawn(known(ROOM, "by_group"), screen)
        assert marker_lines(svg) == [] and of_kind(svg, "marker-flag") == [] and of_kind(svg, "keyline") == []
        assert "Agreed marker" not in "".join(svg.itertext())


@every_scale
def test_the_marker_stands_through_all_rows_on_its_point_and_in_words(scale: Scale) -> None:
    shown = on(scale)
    for point in range(1, scale.points + 1):
        for screen, is_narrow in ((STAGE, False), (PHONE, True)):
            arrow, svg = Arrow(shown, is_narrow), drawn(shown, screen, point)
            (line,) = marker_lines(svg)
            assert at(line, "x1") == at(line, "x2") == pytest.approx(arrow.x(point))
            assert at(line, "y1") < arrow.rows[0].y and at(line, "y2") == pytest.approx(arrow.bottom)
            (flag,) = of_kind(svg, "marker-flag")
            left, right, *_ = box(flag)
            assert 0 <= left <= arrow.x(point) <= right <= arrow.width
            (band,) = scale.touched(point, point)
            assert f"Agreed marker: {point} ({band.name})" in words(ET.tostring(svg, "unicode"))


@pytest.mark.parametrize("marker", [0, 11, -1])
def test_a_marker_off_the_scale_is_not_drawn(marker: int) -> None:
    assert Arrow(known(ROOM, "by_group"), marker=marker).flag is None


def test_a_mark_on_the_line_has_a_keyline_and_no_other_has() -> None:
    arrow = Arrow(known(ROOM, "open"), marker=7)
    assert {unit.drawn.row.name: unit.is_on_line for unit in arrow.units} == {
        "Council": True, "Providers": False, "People": False,
    }  # fmt: skip
    svg = drawn(known(ROOM, "open"), STAGE, 7)
    (keyline,) = of_kind(svg, "keyline")
    assert box(keyline)[0] < at(marker_lines(svg)[0], "x1") < box(keyline)[1]


# -- Both rounds


FIRST: Answers = {"Council": [9, 9, 9, 9], "Providers": [4, 4, 3], "People": [5, 5, 5, 5]}


def test_both_rounds_stand_in_it_hollow_and_full_and_in_words_and_table() -> None:
    for screen in (STAGE, PHONE):
        svg = drawn(known(ROOM, "open"), screen, before=known(FIRST, "open"))
        assert [text.text for text in of_kind(svg, "value")] == ["7", "4", "5 to 6"]
        assert [text.text for text in of_kind(svg, "before")] == ["9"], "where a full mark covers it it has no number"
        rings = of_kind(svg, "ring")
        assert len(rings) == 1, "the same in both rounds: full, with a ring"
        said = words(ET.tostring(svg, "unicode"))
        assert "In the first round 9." in said and "In the first round 4." in said and "In the first round 5." in said
        html = "".join(fragments(screen, whole(known(ROOM, "open"), before=known(FIRST, "open"))).values())
        assert re.findall(r"<td>(\d+)</td>\s*<td>\d at", html) == ["9", "4", "5"]


def test_a_unit_that_was_not_there_in_the_first_round_has_no_hollow_mark() -> None:
    first = {name: scores for name, scores in FIRST.items() if name != "Council"}
    svg = drawn(known(ROOM, "open"), before=known(first, "open"))
    assert of_kind(svg, "before") == [] and len(of_kind(svg, "ring")) == 1
    units = {unit.drawn.row.name: unit.before for unit in Arrow(known(ROOM, "open"), before=known(first, "open")).units}
    assert units["Council"] is None and units["Providers"] is not None


# -- Figures agree


@every_size
def test_description_and_table_add_up_to_the_rows(groups: int, people: int) -> None:
    shown = cached(groups, people, "by_group", False, False)
    middles = {
        row.name: (row.n, "none" if row.middle is None else " to ".join(map(str, dict.fromkeys(row.middle))))
        for row in shown.rows
    }
    for screen in (STAGE, PHONE):
        svg = drawn(shown, screen)
        assert described(svg) == middles
        html = "".join(fragments(screen, whole(shown)).values())
        assert {name: (n, middle) for name, (n, _, middle) in table(html).items()} == middles
        assert len(marks(svg)) == sum(row.middle is not None for row in shown.rows)


def test_how_many_people_a_row_stands_for_is_always_in_words() -> None:
    few, many = cached(6, 60, "by_group", False, False), cached(8, 24, "open", False, False)
    assert [text.text for text in texts(drawn(few), "people")] == [f"{row.n} people" for row in few.rows]
    assert texts(drawn(many), "people") == [], "the rows are too low for it"
    html = words("".join(fragments(STAGE, whole(many)).values()))
    counts = [str(row.n) for row in many.rows]
    assert f"People, from the top: {', '.join(counts[:-1])} and {counts[-1]}." in html


def test_dots_of_the_open_rule_are_in_words_and_not_on_the_arrow() -> None:
    svg = drawn(known(ROOM, "open"))
    assert list(svg.iter("circle")) == [] and "1 at 8" in "".join(svg.itertext())


def test_every_scale_that_a_framework_may_bring_is_one_that_thresholds_take() -> None:
    assert all(replace(Thresholds(), scale=scale).scale is scale for scale in SCALES)
