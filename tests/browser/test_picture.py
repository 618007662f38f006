"""The picture in a real browser: twelve long-named groups, a 1080 stage, a 320 pixel phone, print."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlmodel import Session, select

from app.models import Answer, AttributionRule, Round, Workshop
from app.models.people.seat import seat_of, take_seat
from app.models.rounds.rating import rate
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.models.workshop.draft import GroupDraft
from app.tokens import new_token
from tests.browser.steps import Screen, opened_once
from tests.northvale import Hall, Town, town_on

NAMES = [f"{letter} voluntary and community organisations"[:38] for letter in "ABCDEFGHIJKL"]
UNBROKEN = [f"{letter}{'mwohngesellschaft' * 3}"[:40] for letter in "ABCDEFGHIJKL"]
ROOMS: dict[str, tuple[list[str], AttributionRule, int]] = {
    "twelve, open": (NAMES, AttributionRule.OPEN, 3),
    "twelve, by group": (NAMES, AttributionRule.BY_GROUP, 3),
    "ten and a pool": (NAMES, AttributionRule.BY_GROUP, 2),
    "twelve unbroken words": (UNBROKEN, AttributionRule.BY_GROUP, 3),
    "four, open": (NAMES[:4], AttributionRule.OPEN, 3),
}


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("picture") / "town.sqlite3"))
    with town_on(file, CANCEL_SECONDS="0") as town:
        yield town


@pytest.fixture(scope="module")
def halls(town: Town) -> Callable[[str], Hall]:
    known: dict[str, Hall] = {}

    def hall(kind: str) -> Hall:
        if kind not in known:
            known[kind] = rated(town, *ROOMS[kind])
        return known[kind]

    return hall


def rated(town: Town, names: list[str], rule: AttributionRule, people: int, number: str = "6") -> Hall:
    """Everybody rated this twice, groups far apart and each within itself, and it is shown."""
    groups = tuple(
        GroupDraft(name, 3 if place < len(names) - 2 else people, is_assessing=place == 0)
        for place, name in enumerate(names)
    )
    hall = town.hall(groups=groups, attribution_rule=rule)
    seats: list[tuple[int, int]] = []
    with Session(town.store.writing) as session, session.begin():
        workshop = session.get_one(Workshop, hall.id)
        for place, group in enumerate(workshop.groups):
            for person in range(group.expected):
                hall.tokens[f"{place}-{person}"] = token = take_seat(session, workshop, group.id, "")
                session.flush()
                seat = seat_of(session, hall.id, token)
                assert seat is not None
                seat.read_notice(may_show_group=None)
                seats.append((seat.id, (place * 4) % 10 + 1 if person < 2 else 10 - place % 10))
    for shift in (0, 1):
        hall.open(number)
        with Session(town.store.writing) as session, session.begin():
            for seat_id, score in seats:
                moved = (score + shift - 1) % 10 + 1
                rate(session, seat_id, hall.id, hall.rounds[number], Answer(moved, key=new_token()))
            sitting = session.exec(select(Round).where(Round.id == hall.rounds[number])).one().sitting
            sitting.close(session, by="facilitator")
            reveal(session, sitting, by="facilitator")
    with Session(town.store.writing) as session, session.begin():
        numbered(session, hall.id, number).show(session, by="facilitator")
    return hall


@pytest.fixture
def closes_what_it_opened() -> None:
    """Here a page is opened once and looked at by many tests: the module closes it."""


@pytest.fixture(scope="module")
def screen(browser: Browser, halls: Callable[[str], Hall]) -> Iterator[Screen]:
    with opened_once(browser, halls, "svg.picture") as screen:
        yield screen


OVERFLOW = """selector => [...document.querySelectorAll(selector)].filter(
    it => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1
).map(it => `${it.className || it.tagName}: ${it.scrollWidth}x${it.scrollHeight}`)"""
OUTSIDE = """selector => [...document.querySelectorAll(selector)].filter(it => {
    const box = it.getBoundingClientRect();
    return box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1;
}).map(it => it.textContent.trim().slice(0, 60))"""
BEYOND = """() => [...document.querySelectorAll("svg.picture text")].filter(it => {
    const text = it.getBoundingClientRect(), all = it.ownerSVGElement.getBoundingClientRect();
    return text.right > all.right + 4 || text.left < all.left - 4
        || text.bottom > all.bottom + 4 || text.top < all.top - 4;
}).map(it => it.textContent)"""
UPON = """() => {
    const seen = [..."unit count people value band".split(" ")].flatMap(
        kind => [...document.querySelectorAll(`svg.picture text.${kind}`)]);
    const boxes = seen.map(it => [it.textContent, it.getBBox()]);
    const found = [];
    boxes.forEach(([a, one], i) => boxes.slice(i + 1).forEach(([b, two]) => {
        const across = Math.min(one.x + one.width, two.x + two.width) - Math.max(one.x, two.x);
        const down = Math.min(one.y + one.height * 0.8, two.y + two.height * 0.8)
            - Math.max(one.y + one.height * 0.25, two.y + two.height * 0.25);
        if (across > 1 && down > 1) found.push(`${a} / ${b}`);
    }));
    return found;
}"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("svg.picture text")].map(it =>
    parseFloat(getComputedStyle(it).fontSize) * it.ownerSVGElement.getScreenCTM().a))"""

every_room = pytest.mark.parametrize("kind", ROOMS)


@every_room
def test_nothing_on_a_stage_of_1080_is_cut_or_overflows(screen: Callable[..., Page], kind: str) -> None:
    page = screen(kind, "stage", "/stage", 1920, 1080)
    assert page.evaluate(OVERFLOW, "html, .stage main, .stage-body, #stage aside") == []
    assert page.evaluate(OUTSIDE, ".stage-body > *, .stage-body aside p, .stage-body footer span, svg.picture") == []
    assert page.evaluate("document.documentElement.scrollHeight") <= 1080


@every_room
def test_names_figures_and_counts_on_the_stage_stand_apart_and_inside_the_picture(
    screen: Callable[..., Page], kind: str
) -> None:
    page = screen(kind, "stage", "/stage", 1920, 1080)
    assert page.evaluate(BEYOND) == []
    assert page.evaluate(UPON) == []


@every_room
def test_no_letter_of_the_stages_picture_is_under_40_pixels(screen: Callable[..., Page], kind: str) -> None:
    assert screen(kind, "stage", "/stage", 1920, 1080).evaluate(SMALLEST) >= 39.9


@every_room
def test_a_phone_of_320_pixels_does_not_scroll_sideways(screen: Callable[..., Page], kind: str) -> None:
    page = screen(kind, "0-0", "/phone", 320, 640)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    table = page.locator("details.tight summary", has_text="table").first
    table.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    table.click()


@every_room
def test_names_on_a_phone_of_320_pixels_stand_inside_the_picture(screen: Callable[..., Page], kind: str) -> None:
    page = screen(kind, "0-0", "/phone", 320, 640)
    assert page.evaluate(BEYOND) == []
    assert page.evaluate(UPON) == []


PAINT = """kind => [...document.querySelectorAll(`svg.picture .${kind}`)].map(it => getComputedStyle(it).fill)"""


@pytest.mark.parametrize("kind", ["twelve, open", "four, open"])
@pytest.mark.parametrize("how", ["forced", "print"])
def test_in_forced_colours_and_in_print_marks_and_their_figures_are_still_told_apart(
    screen: Callable[..., Page], kind: str, how: str, tmp_path: Path
) -> None:
    page = screen(kind, "stage", "/stage", 1920, 1080)
    with emulated(page, how):
        mark, value, dot = (set(page.evaluate(PAINT, each)) for each in ("mark", "value", "dot"))
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert mark and value and dot
        assert not mark & value, "a figure in the colour of its mark"
        assert ground not in mark | dot
        for each in ("mark", "value", "unit"):
            assert page.locator(f"svg.picture .{each}").first.is_visible()
        page.screenshot(path=tmp_path / "seen.png")
    phone = screen(kind, "0-0", "/phone", 390, 844)
    with emulated(phone, how):
        assert phone.locator("svg.picture .mark").first.is_visible()
        assert phone.locator(".strip-own p").first.is_visible()


@contextmanager
def emulated(page: Page, how: str) -> Iterator[None]:
    if how == "forced":
        page.emulate_media(forced_colors="active")
    else:
        page.emulate_media(media="print")
    try:
        yield
    finally:
        page.emulate_media(forced_colors="none", media="screen")
