"""Report 13: of a page's scripts only some arrive. It keeps itself fresh, or says that it does not, with a way on."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from app.rendering import static_files
from tests.browser.steps import PHONE, choose, record, wait_until
from tests.cases import mostly_long
from tests.northvale import DEADLINE, Hall

SCRIPTS = tuple(name.rpartition("/")[2] for name in static_files.SCRIPTS)
LOST = {
    "htmx": ("/htmx.js",),
    "saying": ("/saying.js",),
    "reach": ("reach.js",),
    "line": ("line.js",),
    "rating": ("rating.js",),
    "unanswered": ("unanswered.js",),
    "live": ("live.js",),
    "announcing": ("announcing.js",),
    "the last": ("whole.js",),
    "all but htmx": SCRIPTS[1:],
    "all": SCRIPTS,
    "all, and the styles": (*SCRIPTS, ".css"),
}
SAYS = "cannot follow the room by itself here"
OLD_SCRIPTS_RUN_BEFORE = 2 * 1000 * DEADLINE
EVERY = re.compile(r'(<meta http-equiv="refresh" content=")1[05]"')  # seconds: a stage's ten, a phone's fifteen


def asks_for(part: str) -> Callable[[str], bool]:
    return lambda url: part in url


def loads_itself_sooner(route: Route) -> None:
    """Every two seconds; the browser's own clock for this is none that a test can move."""
    answer = route.fetch()
    route.fulfill(response=answer, body=EVERY.sub(r'\g<1>2"', answer.text()))


def moves_faster(page: Page) -> None:
    """What the styles bring up by themselves after six seconds; with all scripts it is hidden before."""
    drawing = page.context.new_cdp_session(page)
    drawing.send("Animation.enable")
    drawing.send("Animation.setPlaybackRate", {"playbackRate": 20})


@pytest.fixture
def device(browser: Browser, hall: Hall) -> Iterator[Callable[..., Page]]:
    """A browser in which these files never arrive, as somebody of the cast."""
    contexts = []

    def device(lost: tuple[str, ...], name: str = "Priya") -> Page:
        contexts.append(context := browser.new_context(viewport=PHONE if name == "Priya" else None))
        for cookie, value in hall.cookies(name).items():
            context.add_cookies([{"name": cookie, "value": value, "url": hall.base}])
        for part in lost:
            context.route(asks_for(part), lambda route: route.abort())
        page = context.new_page()
        if lost:
            moves_faster(page)
        return page

    yield device
    for context in contexts:
        for page in context.pages:
            page.unroute_all(behavior="ignoreErrors")  # it may load itself again just now
        context.close()


@pytest.mark.parametrize("lost", mostly_long(LOST, "htmx", "line", "all"))
def test_report_13_a_phone_says_that_its_scripts_arrived_in_part_and_has_the_standards_all_the_same(
    hall: Hall, device: Callable[..., Page], lost: str
) -> None:
    phone = device(LOST[lost])
    phone.route("**/phone", loads_itself_sooner)
    phone.goto(f"{hall.base}{hall.path}/phone")
    expect(phone.get_by_text(SAYS)).to_be_visible()
    hall.act("/sittings", standards="6")
    expect(phone.locator("a[data-round]")).to_be_visible(timeout=OLD_SCRIPTS_RUN_BEFORE)


@pytest.mark.parametrize("lost", ["htmx", "all"])
def test_report_13_a_rating_goes_by_its_form_and_nothing_typed_is_lost_to_a_reload(
    hall: Hall, device: Callable[..., Page], lost: str
) -> None:
    hall.act("/sittings", standards="6")
    phone = device(LOST[lost])
    phone.goto(f"{hall.base}{hall.path}/phone")
    expect(phone.get_by_text(SAYS)).to_be_visible()  # coming up it moves what stands below
    phone.locator("a[data-round]").click()
    expect(phone.locator("meta[http-equiv=refresh]")).to_have_count(0)
    expect(phone.get_by_text(SAYS)).to_be_visible()
    phone.locator("#reason").fill("Calls wait.")
    choose(phone, "4")
    record(phone)
    expect(phone.locator(".receipt")).to_contain_text("Recorded: 4")


@pytest.mark.parametrize("lost", mostly_long(["htmx", "line", "all"], "all"))
def test_report_13_a_stage_whose_scripts_arrived_in_part_still_follows(
    hall: Hall, device: Callable[..., Page], lost: str
) -> None:
    stage = device(LOST[lost], "stage")
    stage.route("**/stage", loads_itself_sooner)
    stage.goto(f"{hall.base}{hall.path}/stage")
    expect(stage.get_by_text(SAYS)).to_be_visible()
    hall.act("/sittings", standards="6")
    expect(stage.locator("#stage")).to_contain_text("Rate on your phone", timeout=OLD_SCRIPTS_RUN_BEFORE)


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


BROKEN = {  # what arrives, and what it says that it is
    "ends in the middle": ("(() => { const friend = (window.crit", "text/javascript"),
    "is a page for guests": ("<!doctype html><h1>Welcome</h1>", "text/html"),
    "is empty": ("", "text/javascript"),
}


@pytest.mark.parametrize("broken", mostly_long(BROKEN, "is a page for guests"))
@pytest.mark.parametrize("script", mostly_long(["htmx.js", "line.js", "whole.js"], "line.js"))
def test_a_script_that_arrives_and_is_not_what_it_should_be_counts_as_one_that_did_not(
    hall: Hall, device: Callable[..., Page], broken: str, script: str
) -> None:
    stage = device((), "stage")
    body, kind = BROKEN[broken]
    stage.route(lambda url: f"/{script}" in url, lambda route: route.fulfill(body=body, content_type=kind))
    stage.goto(f"{hall.base}{hall.path}/stage")
    expect(stage.get_by_text(SAYS)).to_be_visible()
    hall.act("/sittings", standards="6")
    expect(stage.locator("#stage")).to_contain_text("Rate on your phone", timeout=OLD_SCRIPTS_RUN_BEFORE)


@pytest.mark.long
def test_a_browser_that_had_all_scripts_once_and_gets_none_now_says_so_and_offers_a_way(
    hall: Hall, device: Callable[..., Page]
) -> None:
    phone = device(())
    phone.goto(f"{hall.base}/")
    phone.context.route(lambda url: ".js" in url, lambda route: route.abort())
    phone.goto(f"{hall.base}{hall.path}/phone")
    expect(phone.get_by_text(SAYS)).to_be_visible()
    phone.get_by_role("link", name="Load it again").click()
    hall.act("/sittings", standards="6")
    expect(phone.locator("a[data-round]")).to_be_visible(timeout=OLD_SCRIPTS_RUN_BEFORE)  # and from now on by itself


@pytest.mark.parametrize("late", mostly_long(SCRIPTS[1:], "line.js", "whole.js"))
def test_a_script_that_arrives_long_after_those_before_it_costs_no_line(
    hall: Hall, device: Callable[..., Page], late: str
) -> None:
    """Each runs as it comes, and what htmx found on the page may be older than the script that follows it."""
    phone = device(())
    phone.goto(f"{hall.base}/")
    held: list[Route] = []
    phone.route(lambda url: f"/{late}" in url, lambda route: held.extend([route]))
    phone.goto(f"{hall.base}{hall.path}/phone", wait_until="commit")
    wait_until(phone, lambda: bool(held) and phone.evaluate("'htmx' in window"))
    phone.evaluate("new Promise((soon) => setTimeout(soon))")  # htmx looks at the page in a task of its own
    held[0].continue_()
    expect(phone.locator("#signal")).to_have_text("Connected")


def test_a_line_that_was_opened_before_our_script_came_is_followed(hall: Hall, device: Callable[..., Page]) -> None:
    phone = device(())
    phone.goto(f"{hall.base}/")
    held: list[Route] = []
    heard: list[str | bytes] = []
    phone.route(lambda url: "/line.js" in url, lambda route: held.extend([route]))
    phone.on("websocket", lambda line: line.on("framereceived", lambda frame: heard.extend([frame])))
    phone.goto(f"{hall.base}{hall.path}/phone", wait_until="commit")
    wait_until(phone, lambda: bool(held and heard))
    held[0].continue_()
    expect(phone.locator("#signal")).to_have_text("Connected")


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
