"""The arrow and words in a real browser: long names, long words, a stage of 1080, a phone of 320, forced colours."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlmodel import Session

from app.clock import now
from app.frameworks import OVERALL
from app.models import AttributionRule, Workshop
from app.models.record.position import PositionState, Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from tests.browser.steps import Screen, opened_once
from tests.browser.test_picture import BEYOND, NAMES, OUTSIDE, OVERFLOW, PAINT, SMALLEST, UPON, emulated, rated
from tests.northvale import Hall, Town, town_on

ROOMS = {
    "twelve": (NAMES, AttributionRule.BY_GROUP),
    "eight": (NAMES[:8], AttributionRule.OPEN),
    "four": (NAMES[:4], AttributionRule.BY_GROUP),
}
LONG = "We meet most of what good looks like and have agreed action on the gaps. " * 12
AT_ITS_END = """it => {
    it.parentElement.scrollTo(0, 0);
    it.getAnimations()[0].currentTime = 59000;
    return [it, it.parentElement].map(box => box.getBoundingClientRect().bottom);
}"""
BOXES = """() => [".marker-line", ".marker-flag", ".mark"].map(
    kind => [...document.querySelectorAll(`svg.arrow ${kind}`)].pop().getBoundingClientRect().toJSON())"""
every_room = pytest.mark.parametrize("kind", ROOMS)


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("arrow") / "town.sqlite3"))
    with town_on(file, CANCEL_SECONDS="0") as town:
        yield town


@pytest.fixture(scope="module")
def halls(town: Town) -> Callable[[str], Hall]:
    """In each the whole is on stage, settled in long words, with a marker at the end of the scale."""
    known: dict[str, Hall] = {}

    def hall(kind: str) -> Hall:
        if kind not in known:
            known[kind] = rated(town, *ROOMS[kind], 3, OVERALL)
            with Session(town.store.writing) as session, session.begin():
                whole = Subject.overall(session.get_one(Workshop, known[kind].id))
                whole.arrow[0].rounds[0].shown_at = now()  # both rounds were on stage
                settle(session, whole, Wording(PositionState.WITH_RESERVATIONS, LONG, number=10), "facilitator", 0)
        return known[kind]

    return hall


@pytest.fixture
def closes_what_it_opened() -> None:
    """Here a page is opened once and looked at by many tests: the module closes it."""


@pytest.fixture(scope="module")
def screen(browser: Browser, halls: Callable[[str], Hall]) -> Iterator[Screen]:
    with opened_once(browser, halls, "svg.arrow", is_still=True) as screen:
        yield screen


@every_room
def test_on_a_stage_of_1080_the_arrow_stands_whole_and_its_letters_are_of_40(screen: Screen, kind: str) -> None:
    page = screen(kind, "stage", "/stage", 1920, 1080)
    assert page.evaluate(OVERFLOW, "html, .stage main, .stage-body") == []
    assert page.evaluate(OUTSIDE, ".stage-body > *, .stage-body footer span, svg.picture, .plot .note") == []
    assert page.evaluate(BEYOND) == [] and page.evaluate(UPON) == []
    assert page.evaluate(SMALLEST) >= 39.9
    bottom = page.evaluate("document.querySelector('.plot').lastElementChild.getBoundingClientRect().bottom")
    assert bottom <= page.evaluate("document.querySelector('footer').getBoundingClientRect().top") + 1


@every_room
def test_the_agreed_marker_runs_from_its_flag_through_all_rows(screen: Screen, kind: str) -> None:
    for name, path, width, height in (("stage", "/stage", 1920, 1080), ("0-0", "/phone", 320, 640)):
        page = screen(kind, name, path, width, height)
        line, flag, mark = page.evaluate(BOXES)
        assert line["top"] <= flag["bottom"] + 1 and line["bottom"] >= mark["bottom"]
        assert flag["left"] <= line["left"] <= flag["right"]


def test_long_words_are_reached_to_their_end_and_nothing_is_cut(screen: Screen) -> None:
    page = screen("four", "stage", "/stage", 1920, 1080)
    words = page.locator(".read")
    assert words.evaluate("it => it.clientHeight") > 600, "nobody sees them"
    assert words.evaluate("it => it.scrollHeight > it.clientHeight"), "they are not longer than the stage"
    words.evaluate("it => it.scrollTo(0, it.scrollHeight)")
    assert words.evaluate("it => it.scrollTop + it.clientHeight >= it.scrollHeight - 1")
    page.emulate_media(reduced_motion="no-preference")
    end, edge = words.locator(".moves").evaluate(AT_ITS_END)
    page.emulate_media(reduced_motion="reduce")
    assert abs(end - edge) <= 2


@every_room
def test_a_phone_of_320_pixels_does_not_scroll_sideways(screen: Screen, kind: str) -> None:
    page = screen(kind, "0-0", "/phone", 320, 640)
    assert page.evaluate(BEYOND) == [] and page.evaluate(UPON) == []
    table = page.locator("details.tight summary", has_text="table").first
    table.click()
    wide = page.evaluate("document.documentElement.scrollWidth")
    table.click()  # as others find it
    assert wide <= 320


def test_ones_own_mark_stands_under_its_point_of_the_arrow(screen: Screen) -> None:
    page = screen("four", "0-0", "/phone", 390, 844)
    own = page.locator(".strip-own li", has_text="▲").bounding_box()
    score = page.locator(".strip-own strong.own-value").inner_text()
    point = page.locator("svg .point").nth(int(score) - 1).bounding_box()
    assert own and point
    assert abs(own["x"] + own["width"] / 2 - point["x"] - point["width"] / 2) < 6


def test_in_forced_colours_marks_marker_and_figures_are_told_apart(screen: Screen) -> None:
    page = screen("four", "stage", "/stage", 1920, 1080)
    with emulated(page, "forced"):
        for ground, figure in (("mark", "value"), ("hollow", "before"), ("marker-flag", "marker-name")):
            grounds, figures = set(page.evaluate(PAINT, ground)), set(page.evaluate(PAINT, figure))
            assert grounds and figures and not grounds & figures, ground
        line = page.locator("svg .marker-line").evaluate("it => getComputedStyle(it).stroke")
        assert line != page.evaluate("getComputedStyle(document.body).backgroundColor")
