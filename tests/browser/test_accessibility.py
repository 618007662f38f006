"""WCAG A and AA by axe on every kind of screen, nothing wider than 320 pixels, and the keyboard alone."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.steps import facilitator, open_stage, rate, takes_part
from tests.conftest import Server
from tests.northvale import Hall, Town, complained

# Violations alone are told, as a line each: all that axe looked at and found good is a megabyte of a page.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
AXE = Axe().axe_script
FIND = """rules => axe.run(rules).then(
    ({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))"""
NARROW: ViewportSize = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve("revealed", door="open")


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=NARROW)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    page.wait_for_load_state()  # and has its styles
    if page.evaluate("!('axe' in window)"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(FIND, RULES)
    return found


def test_the_way_in_passes_axe_and_fits_320_pixels(server: Server, narrow: Page) -> None:
    for path in ("/", "/rejoin", "/sign-in", f"/join/{server.join_code}"):
        narrow.goto(server.base + path)
        assert violations(narrow) == []
        assert narrow.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_phone_passes_axe_and_fits_320_pixels(server: Server, narrow: Page) -> None:
    takes_part(narrow, server, "Carers")
    expect(narrow.locator("svg.picture")).to_be_visible()
    assert violations(narrow) == []
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_rating_form_passes_axe_fits_and_works_by_keyboard_alone(
    serve: Callable[..., Server], narrow: Page
) -> None:
    takes_part(narrow, serve("open", door="open"), "Carers")
    rate(narrow, "6", "3")
    expect(narrow.locator(".receipt")).to_contain_text("Recorded: 3")
    assert violations(narrow) == []
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    narrow.get_by_role("radio", name="Red/amber: 3").focus()
    narrow.keyboard.press("ArrowRight")
    expect(narrow.locator(".receipt")).to_contain_text("Recorded: 3")  # arrowing through records nothing
    narrow.get_by_role("button", name="Record 4 instead").focus()
    narrow.keyboard.press("Enter")
    expect(narrow.locator(".receipt")).to_contain_text("Recorded: 4")


def test_help_privacy_and_complaints_pass_axe_and_fit_320_pixels(town: Town, hall: Hall, narrow: Page) -> None:
    """And what becomes of a complaint: refused, followed by its writer, answered by the facilitator."""

    def passes() -> None:
        assert violations(narrow) == [], narrow.url
        assert narrow.evaluate("document.documentElement.scrollWidth") <= 320, narrow.url

    for path in ("/help", "/accessibility", "/privacy", "/nowhere", "/complaints"):
        narrow.goto(town.base + path)
        passes()
    narrow.get_by_role("button", name="Send the complaint").click()
    expect(narrow.locator(".govuk-error-summary")).to_be_visible()
    passes()
    narrow.get_by_label("What went wrong?").fill("My label was read aloud in the room.")
    narrow.get_by_role("button", name="Send the complaint").click()
    expect(narrow.locator("h1")).to_contain_text("Your complaint")
    passes()
    complained(town, hall)
    narrow.context.add_cookies([{"name": "account", "value": hall.tokens["Fay"], "url": town.base}])
    for path in (f"{hall.path}/complaints", f"/second-facilitators/{hall.id}", "/account", f"{hall.path}/pre-read"):
        narrow.goto(town.base + path)
        passes()


def test_console_and_stage_pass_axe(server: Server, browser: Browser) -> None:
    console = facilitator(browser, server)
    assert violations(console) == []
    console.goto(f"{server.at}/console/standards/6")
    assert violations(console) == []
    console.goto(f"{server.at}/people")
    assert violations(console) == []
    assert violations(open_stage(browser, server)) == []


def test_nothing_on_the_stage_is_under_40_pixels_at_1920(server: Server, browser: Browser) -> None:
    """But for the address and the code, which are of 32 where they only stand by."""
    console = facilitator(browser, server, "/stage")
    console.set_viewport_size({"width": 1920, "height": 1080})
    small = console.evaluate(
        """() => [...document.querySelectorAll('#main *')].filter(e => [...e.childNodes].some(
            n => n.nodeType === 3 && n.textContent.trim()) && !e.closest('.govuk-visually-hidden, title, desc'))
            .map(e => [parseFloat(getComputedStyle(e).fontSize), e.textContent.trim(), !!e.closest('#join')])
            .filter(([size, _, joins]) => size < (joins ? 32 : 39.9))"""
    )
    assert small == []
