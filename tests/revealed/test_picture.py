"""The picture from 2 to 12 units and 3 to 200 people: nothing outside, nothing upon another, figures that agree."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from html import unescape
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest

from app.clock import now
from app.divergence import DEFAULT, DK, RULES, Facts, Rule, Terms, Voice, release
from app.live.fragments import Screen, context, fragments
from app.live.scene import Kind, Scene
from app.live.standard_scene import StandardScene
from app.live.words import PositionScene
from app.models import AttributionRule, Door, Purpose, Role, StandardState, UnitCounts, WorkshopState
from app.models.record.subject import Key, Level
from app.models.rounds.snapshot import Snapshot
from app.rendering import fragment
from app.revealed.picture import Picture
from app.revealed.round import Revealed, revealed
from tests.cases import over

SIZES = [
    (2, 3),
    (2, 200),
    (3, 24),
    (5, 20),
    (6, 60),
    (7, 40),
    (8, 24),
    (9, 50),
    (10, 200),
    (11, 40),
    (12, 24),
    (12, 200),
]
LEFT_ON_STAGE = 820  # of 1080: less 54 of padding, 150 for the heading and 56 for the footer's line
CAPITAL, DIGIT = 29, 22  # height and width of a figure in letters of 40

Answers = dict[str, list[int | str]]


def long_name(place: int) -> str:
    name = f"{'ABCDEFGHIJKL'[place]} voluntary and community organisations of the"
    return name[:40].rstrip().ljust(40, "x")


def room(groups: int, people: int, *, long: bool = False, tight: bool = False) -> Answers:
    """Every score of the scale comes up; every seventh can't tell. `tight`: nearly all of a group on one point."""
    names = [long_name(place) if long else f"Group {'ABCDEFGHIJKL'[place]}" for place in range(groups)]
    answers: Answers = {name: [] for name in names}
    for person in range(people):
        group = person % groups
        score = (group * 3) % 10 + 1 if tight else (person * 7 + group) % 10 + 1
        answers[names[group]].append(DK if person % 7 == 6 and groups * 3 < people else score)
    return answers


def snapshot(answers: Answers, rule: Rule) -> Snapshot:
    people = [Voice(name, answer) for name, given in answers.items() for answer in given]
    told = release(Facts(tuple(answers), dict(enumerate(people))), Terms(rule)).release
    return Snapshot(
        rule=rule,
        units=tuple(UnitCounts(**vars(unit)) for unit in told.units),
        pooled=told.pooled,
        withheld=told.withheld,
        late=(),
        apart=told.apart,
        assessing_unit=None,
        answered=len(people),
        seated=len(people),
        thresholds=DEFAULT.to_dict(),
    )


def known(answers: Answers, rule: Rule) -> Revealed:
    return revealed(json.dumps(snapshot(answers, rule).to_json()))


def scene(shown: Revealed) -> Scene:
    standard = StandardScene(
        number="6", title="A diverse and sustainable market", domain="", plain="", state=StandardState.REVEALED,
        is_shown=True, is_parked=False, rounds=1, round_id=1, revealed=shown, revealed_at=now(), revealed_number=1,
        revealed_round_id=1, position_state=None, position_wording=None, position_number=None, position_band=None,
        is_pinned=False, staged=(), position_version=0, earlier=(),
    )  # fmt: skip
    return Scene(
        workshop_id=1, council="Northvale Council", title="Day 2", purpose=Purpose.LGA_PEER_CHALLENGE,
        state=WorkshopState.LIVE, rule=AttributionRule.BY_GROUP, join_code="ABC234", door=Door.OPEN, groups=(),
        standards=(standard,), sitting=None, planned_minutes=75,
        positions=(PositionScene(Key(Level.STANDARD, "6"), standard.title, standard.heading, True, True),),
    )  # fmt: skip


STAGE = Screen(Kind.STAGE, Role.STAGE)
PHONE = Screen(Kind.PHONE, Role.PARTICIPANT)
CONSOLE = Screen(Kind.CONSOLE, Role.FACILITATOR, "6")


@cache
def cached(groups: int, people: int, rule: Rule, long: bool, tight: bool) -> Revealed:
    return known(room(groups, people, long=long, tight=tight), rule)


def page(shown: Revealed, screen: Screen) -> str:
    return "".join(fragments(screen, scene(shown)).values())


def svg(shown: Revealed, screen: Screen) -> ET.Element:
    kind = "small-picture" if screen is CONSOLE else "picture"
    drawn = re.search(rf'<svg class="{kind}\b.*?</svg>', page(shown, screen), re.DOTALL)
    assert drawn is not None
    return ET.fromstring(drawn[0])


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def texts(drawn: ET.Element, kind: str) -> list[ET.Element]:
    return [text for text in drawn.iter("text") if text.get("class") == kind]


def at(element: ET.Element, name: str) -> float:
    return float(element.get(name) or "nan")


def box(mark: ET.Element) -> tuple[float, float, float, float]:
    """Left, right, top, bottom of a mark: a rounded bar, or a diamond drawn from its upper point."""
    if mark.tag == "rect":
        x, y = at(mark, "x"), at(mark, "y")
        return x, x + at(mark, "width"), y, y + at(mark, "height")
    found = re.match(r"M([\d.]+) ([\d.-]+)l([\d.]+)", mark.get("d") or "")
    assert found is not None
    x, y, s = map(float, found.groups())
    return x - s, x + s, y, y + 2 * s


def marks(drawn: ET.Element) -> list[ET.Element]:
    return [each for each in drawn.iter() if each.get("class") == "mark"]


every_size = over("groups, people", SIZES)
every_rule = over("rule", RULES)
every_length = over("long", [False, True])
every_shape = over("screen", [STAGE, PHONE, CONSOLE])


# -- Where things stand


@every_size
@every_rule
@every_length
@every_shape
def test_nothing_stands_outside_the_picture(groups: int, people: int, rule: Rule, long: bool, screen: Screen) -> None:
    for tight in (False, True):
        drawn = svg(cached(groups, people, rule, long, tight), screen)
        width, height = map(float, (drawn.get("viewBox") or "").split()[2:])
        for left, right, top, bottom in boxes(drawn):
            assert -0.01 <= left <= right <= width + 0.01
            assert -0.01 <= top <= bottom <= height + 0.01


def boxes(drawn: ET.Element) -> Iterator[tuple[float, float, float, float]]:
    for each in drawn.iter():
        if each.tag in ("rect", "path"):
            yield box(each)
        elif each.tag == "line":
            xs, ys = sorted((at(each, "x1"), at(each, "x2"))), sorted((at(each, "y1"), at(each, "y2")))
            yield xs[0], xs[1], ys[0], ys[1]
        elif each.tag == "circle":
            x, y, r = at(each, "cx"), at(each, "cy"), at(each, "r")
            yield x - r, x + r, y - r, y + r
        elif each.tag == "text":
            yield at(each, "x"), at(each, "x"), at(each, "y"), at(each, "y")


def test_the_search_for_what_stands_outside_finds_it() -> None:
    drawn = svg(cached(12, 200, "open", False, False), STAGE)
    next(drawn.iter("circle")).set("cy", "9999")
    assert max(bottom for *_, bottom in boxes(drawn)) > 9000


@every_size
@every_rule
@every_length
def test_no_row_reaches_into_the_next(groups: int, people: int, rule: Rule, long: bool) -> None:
    """Labels of neighbouring rows are a letter's height apart, and a mark stays within its row."""
    for is_narrow in (False, True):
        picture = Picture(cached(groups, people, rule, long, False), is_narrow)
        tops = [row.y for row in picture.rows]
        assert all(b - a == pytest.approx(picture.row_height) for a, b in pairwise(tops))
        for row in picture.rows:
            if row.mark:
                assert row.y <= row.mark.y - row.mark.half_height + 0.01
                assert row.mark.y + row.mark.half_height <= row.y + picture.row_height + 0.01
            for dot in row.dots:
                assert row.y <= dot.y - picture.radius and dot.y + picture.radius <= row.y + picture.row_height + 0.01
    lines = sorted(at(text, "y") for text in texts(svg(cached(groups, people, rule, long, False), STAGE), "unit"))
    assert all(b - a >= 40 for a, b in pairwise(lines))


@every_size
@every_rule
def test_the_wide_shape_fits_the_height_that_a_stage_of_1080_leaves(groups: int, people: int, rule: Rule) -> None:
    assert Picture(cached(groups, people, rule, True, False)).height <= LEFT_ON_STAGE


def test_no_text_of_the_wide_shape_is_under_40(stylesheet: str) -> None:
    assert Picture(cached(12, 24, "open", False, False)).width <= 1248  # so a unit is a pixel of the stage's column
    sizes = re.findall(r"^\.picture (?!narrow)[^{]*\{[^}]*?font-size: (\d+)px", stylesheet, re.MULTILINE)
    assert sizes and min(map(int, sizes)) >= 40
    sized = " ".join(re.findall(r"^\.picture ([^{]*)\{[^}]*?font-size: \d+px", stylesheet, re.MULTILINE))
    kinds = {text.get("class") for text in svg(cached(12, 24, "open", False, False), STAGE).iter("text")}
    assert all(f".{kind}" in sized for kind in kinds)


@pytest.fixture(scope="module")
def stylesheet() -> str:
    from pathlib import Path

    import app

    return (Path(app.__file__).parent / "static" / "styles" / "parts" / "_picture.scss").read_text()


@every_size
def test_a_figure_stands_inside_its_mark(groups: int, people: int) -> None:
    """White on black ends where the mark ends: what reaches beyond it is white on white."""
    drawn = svg(cached(groups, people, "by_group", False, True), STAGE)
    for mark, value in zip(marks(drawn), texts(drawn, "value"), strict=True):
        left, right, top, bottom = box(mark)
        wide = DIGIT * len((value.text or "").replace(" to ", "to"))
        if mark.tag == "rect":
            assert wide <= right - left and bottom - top >= CAPITAL, value.text
        else:
            assert (wide + CAPITAL) / 2 <= (right - left) / 2, value.text


@every_size
def test_the_narrow_shape_is_320_wide(groups: int, people: int) -> None:
    for rule in RULES:
        drawn = svg(cached(groups, people, rule, True, False), PHONE)
        assert (drawn.get("viewBox") or "").startswith("0 0 320 ")


# -- Dots


@every_size
@every_shape
def test_dots_are_drawn_under_the_open_rule_and_no_other(groups: int, people: int, screen: Screen) -> None:
    for rule in RULES:
        dots = list(svg(cached(groups, people, rule, False, False), screen).iter("circle"))
        assert bool(dots) == (rule == "open")


@every_size
def test_every_person_is_drawn_or_said(groups: int, people: int) -> None:
    for tight in (False, True):
        shown = cached(groups, people, "open", False, tight)
        for is_narrow in (False, True):
            picture = Picture(shown, is_narrow)
            for row in picture.rows:
                crowded = picture.radius == 2
                is_said = f"{row.row.name}, {row.row.n} rated" in page(shown, STAGE)
                assert len(row.dots) == row.row.n or (crowded and is_said)


@every_size
def test_no_dot_lies_upon_another_or_under_the_mark(groups: int, people: int) -> None:
    for tight in (False, True):
        shown = cached(groups, people, "open", False, tight)
        for is_narrow in (False, True):
            picture = Picture(shown, is_narrow)
            for row in picture.rows:
                for one, other in combinations(row.dots, 2):
                    assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * picture.radius - 0.01) ** 2
                if row.mark and row.mark.is_diamond:
                    for dot in row.dots:
                        across, down = abs(dot.x - row.mark.x), abs(dot.y - row.mark.y)
                        assert across + down >= row.mark.half_height - 1, "its centre is covered by the diamond"


def test_where_people_are_dots_words_carry_the_same() -> None:
    """Two rooms with the same counts and middles, and other dots: their words must differ as their dots do."""
    one = known({"Council": [1, 5, 9], "Providers": [5, 5, 5]}, "open")
    other = known({"Council": [4, 5, 6], "Providers": [5, 5, 5]}, "open")
    assert list(map(ET.tostring, svg(one, STAGE).iter("circle"))) != list(
        map(ET.tostring, svg(other, STAGE).iter("circle"))
    )
    assert figures(one) != figures(other)


def figures(shown: Revealed) -> str:
    """What stands in the picture's description and in its table."""
    html = page(shown, STAGE)
    found = re.findall(r"<desc.*?</desc>|<table.*?</table>", html, re.DOTALL)
    return words(" ".join(found))


# -- Figures agree


@every_size
@every_rule
@every_shape
def test_picture_description_table_and_counts_add_up_to_the_snapshot(
    groups: int, people: int, rule: Rule, screen: Screen
) -> None:
    answers = room(groups, people)
    frozen, shown = snapshot(answers, rule), known(answers, rule)
    html, drawn = page(shown, screen), svg(shown, screen)
    expected = {unit.name: (len(unit.scores), unit.cant_tell, said(unit.scores)) for unit in frozen.units}
    assert table(html) == expected
    assert described(drawn) == {name: (n, middle) for name, (n, _, middle) in expected.items()}
    assert painted(drawn, shown) == [(n, middle) for n, _, middle in expected.values()]
    if not frozen.withheld:
        rated = sum(answer != DK for given in answers.values() for answer in given)
        assert sum(n for n, _, _ in table(html).values()) == rated
        assert sum(dk for _, dk, _ in table(html).values()) == frozen.answered - rated
        assert f"{rated} rated · {frozen.answered - rated} can’t tell" in words(html)
    else:
        assert "0 rated" not in words(html) and not marks(drawn)


def said(scores: tuple[int, ...]) -> str:
    """The middle, counted here once more."""
    if not scores:
        return "none"
    low, high = scores[(len(scores) - 1) // 2], scores[len(scores) // 2]
    return str(low) if low == high else f"{low} to {high}"


def table(html: str) -> dict[str, tuple[int, int, str]]:
    found = re.findall(
        r'<th scope="row" dir="auto">([^<]+)</th>\s*<td>(\d+)</td>\s*<td>(\d+)</td>\s*'
        r"<td>(none|\d+(?: to \d+)?)(?: \([^)]*\))?</td>",
        html,
    )
    return {unescape(name): (int(n), int(cant_tell), middle) for name, n, cant_tell, middle in found}


def described(drawn: ET.Element) -> dict[str, tuple[int, str]]:
    text = " ".join(next(drawn.iter("desc")).itertext())
    found = re.findall(r"([^.,]+), (\d+) rated(?:, middle (\d+(?: to \d+)?) \([^)]*\)|, no rating)", text)
    return {name.strip(): (int(n), middle or "none") for name, n, middle in found}


def painted(drawn: ET.Element, shown: Revealed) -> list[tuple[int, str]]:
    """Rated and middle of each row, from top to bottom; many rows have their people in words or the table alone."""
    counts = [text for text in drawn.iter() if text.get("class") in ("count", "people")]
    numbers = [int(re.sub(r"\D", "", text.text or "")) for text in counts] or [row.n for row in shown.rows]
    told = [each for each in drawn.iter("text") if each.get("class") in ("value", "silent")]
    values = [each.text or "" for each in told]
    return list(zip(numbers, [v if v[:1].isdigit() else "none" for v in values], strict=True))


@every_rule
def test_sentences_and_table_tell_the_same_middles(rule: Rule) -> None:
    shown = known({"Council": [8, 8, 9, 8], "Providers": [3, 3, 4], "Carers": [4, 6], "Healthwatch": [5]}, rule)
    figures_ = table(page(shown, STAGE))
    spoken = words(" ".join(finding.sentence for finding in shown.findings))
    told = re.findall(r"([A-Z][a-z ]+) \((\d+) people\): middle (\d+(?: to \d+)?)", spoken)
    assert told
    for name, n, middle in told:
        rated, _, middle_ = figures_[name.strip()]
        assert (rated, middle_) == (int(n), middle)


class Said(NamedTuple):
    """How a screen names the two middles; the second of people, or of people and the rows that stand for them."""

    groups: str
    people: str
    people_at_a_middle: str


SAID = {
    STAGE: Said("each group once", "everyone, each counted once", "everyone, small groups at their middle"),
    PHONE: Said("each group once", "everyone, each counted once", "everyone, small groups at their middle"),
    CONSOLE: Said("groups, each once", "everyone, each once", "everyone, small groups at their middle"),
}


@every_shape
def test_stage_phone_and_console_tell_the_same_headlines(screen: Screen) -> None:
    shown = known({"Council": [8, 8, 9, 8], "Providers": [3, 3, 4], "People": [6, 6, 7]}, "open")
    text = words(page(shown, screen)).lower()
    assert shown.by_group == (6, 6) and shown.by_person == (6, 7)
    assert f"{SAID[screen].groups}: 6 " in text
    assert f"{SAID[screen].people}: 6 to 7" in text


@every_shape
def test_where_a_unit_tells_its_row_alone_each_person_is_said_to_stand_at_a_middle(screen: Screen) -> None:
    shown = known({"Council": [8, 8, 9, 8], "Providers": [3, 3, 4], "People": [6, 6, 7]}, "by_group")
    text = words(page(shown, screen)).lower()
    assert shown.by_group == shown.by_person == (6, 6)
    assert f"{SAID[screen].groups}: 6 " in text
    assert f"{SAID[screen].people_at_a_middle}: 6 " in text


def test_the_scale_is_written_under_the_rows_and_the_bands_above(stylesheet: str) -> None:
    for screen in (STAGE, PHONE):
        drawn = svg(cached(6, 60, "by_group", False, False), screen)
        assert [text.text for text in texts(drawn, "score")] == [str(score) for score in range(1, 11)]
        written = "".join(text.text or "" for text in texts(drawn, "band"))
        assert written.replace(" ", "") == "RedRed/amberAmber/greenGreenGreen+"


def test_a_withheld_room_is_drawn_without_a_row_of_ratings() -> None:
    shown = known({"Healthwatch": [1], "Carers": [10]}, "by_group")
    for screen in (STAGE, PHONE, CONSOLE):
        html = page(shown, screen)
        assert "Too few rated to show anything by group" in words(html)
        assert not marks(svg(shown, screen)) and table(html) == {}


def test_the_page_includes_the_same_picture_as_a_push() -> None:
    shown = cached(6, 60, "by_group", False, False)
    pushed = fragments(STAGE, scene(shown))["stage"]
    assert pushed == fragment("live/_stage.html", **context(STAGE, scene(shown)))
