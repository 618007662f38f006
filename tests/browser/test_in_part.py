"""Report 13: of a page's scripts only some arrive. It keeps itself fresh, or says that it does not, with a way on."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import PHONE, choose, record
from tests.northvale import DEADLINE, Hall, Town, town_on

SCRIPTS = ("htmx.min.js", "hx-ws.min.js", "line.js", "rating.js", "live.js", "whole.js")
LOST = {
    "htmx": ("htmx.min.js",),
    "line": ("line.js",),
    "rating": ("rating.js",),
    "live": ("live.js",),
    "the last": ("whole.js",),
    "all but htmx": SCRIPTS[1:],
    "all": SCRIPTS,
    "all, and the styles": (*SCRIPTS, ".css"),
}
SAYS = "cannot follow the room by itself here"
OLD_SCRIPTS_RUN_BEFORE = 2 * 1000 * DEADLINE  # a page loads itself every 15 seconds


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("in-part") / "town.sqlite3"))
    with town_on(file, CANCEL_SECONDS="0") as town:
        yield town


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


@pytest.fixture
def device(browser: Browser, hall: Hall) -> Iterator[Callable[..., Page]]:
    """A browser in which these files never arrive, as somebody of the cast."""
    contexts = []

    def device(lost: tuple[str, ...], name: str = "Priya") -> Page:
        contexts.append(context := browser.new_context(viewport=PHONE if name == "Priya" else None))
        for cookie, value in hall.cookies(name).items():
            context.add_cookies([{"name": cookie, "value": value, "url": hall.base}])
        for part in lost:
            context.route(lambda url, part=part: f"{part}" in url, lambda route: route.abort())
        return context.new_page()

    yield device
    for context in contexts:
        context.close()


@pytest.mark.parametrize("lost", LOST)
def test_report_13_a_phone_says_that_its_scripts_arrived_in_part_and_has_the_standards_all_the_same(
    hall: Hall, device: Callable[..., Page], lost: str
) -> None:
    phone = device(LOST[lost])
    phone.goto(f"{hall.base}{hall.path}/phone")
    expect(phone.get_by_text(SAYS)).to_be_visible()
    hall.act("/sittings", standards="6")
    expect(phone.locator(".rate-list a")).to_be_visible(timeout=OLD_SCRIPTS_RUN_BEFORE)


def test_report_13_without_the_socket_part_alone_a_phone_follows_slowly_and_rates(
    hall: Hall, device: Callable[..., Page]
) -> None:
    phone = device(("hx-ws.min.js",))
    phone.goto(f"{hall.base}{hall.path}/phone")
    expect(phone.locator("#signal")).to_have_text("Connected slowly")
    hall.act("/sittings", standards="6")
    phone.locator(".rate-list a").click()
    choose(phone, "4")
    record(phone)
    expect(phone.locator(".receipt")).to_contain_text("Recorded: 4")


@pytest.mark.parametrize("lost", ["htmx", "all"])
def test_report_13_a_rating_goes_by_its_form_and_nothing_typed_is_lost_to_a_reload(
    hall: Hall, device: Callable[..., Page], lost: str
) -> None:
    hall.act("/sittings", standards="6")
    phone = device(LOST[lost])
    phone.goto(f"{hall.base}{hall.path}/phone")
    phone.locator(".rate-list a").click()
    expect(phone.locator("meta[http-equiv=refresh]")).to_have_count(0)
    expect(phone.get_by_text(SAYS)).to_be_visible()
    phone.locator("#reason").fill("Calls wait.")
    choose(phone, "4")
    record(phone)
    expect(phone.locator(".receipt")).to_contain_text("Recorded: 4")


@pytest.mark.parametrize("lost", ["htmx", "line", "all"])
def test_report_13_a_stage_whose_scripts_arrived_in_part_still_follows(
    hall: Hall, device: Callable[..., Page], lost: str
) -> None:
    stage = device(LOST[lost], "stage")
    stage.goto(f"{hall.base}{hall.path}/stage")
    expect(stage.get_by_text(SAYS)).to_be_visible()
    hall.act("/sittings", standards="6")
    expect(stage.locator("#stage")).to_contain_text("ating is open", timeout=OLD_SCRIPTS_RUN_BEFORE)


@pytest.mark.parametrize("lost", ["htmx", "all"])
def test_report_13_a_console_whose_scripts_arrived_in_part_says_so_and_offers_a_way(
    hall: Hall, device: Callable[..., Page], lost: str
) -> None:
    console = device(LOST[lost], "Fay")
    console.goto(f"{hall.base}{hall.path}/console")
    expect(console.get_by_text(SAYS)).to_be_visible()
    hall.act("/sittings", standards="6")
    console.get_by_role("link", name="Load it again").click()
    expect(console.locator("#sitting")).to_contain_text("Rating is open")


def test_a_phone_with_all_its_scripts_hears_nothing_of_this_and_is_not_loaded_again(
    hall: Hall, device: Callable[..., Page]
) -> None:
    phone = device(())
    phone.goto(f"{hall.base}/")
    loads: list[str] = []
    phone.on("framenavigated", lambda frame: loads.append(frame.url))
    phone.goto(f"{hall.base}{hall.path}/phone")
    expect(phone.locator("#signal")).to_have_text("Connected")
    expect(phone.locator("#in-part")).to_be_hidden()
    assert len(loads) == 1
    assert phone.locator("meta[http-equiv=refresh]").count() == 0
