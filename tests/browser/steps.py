"""What people do in their browsers, for every browser test."""

import time
from collections.abc import Callable

from playwright.sync_api import Browser, Page, ViewportSize, WebSocket, expect

from tests.conftest import Server
from tests.northvale import DEADLINE

PHONE: ViewportSize = {"width": 390, "height": 844}


def facilitator(browser: Browser, server: Server) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    complains(page)
    page.goto(f"{server.base}/sign-in?then=/workshops/{server.workshop}/console")
    page.get_by_label("Email address").fill(server.email)
    page.get_by_label("Password").fill(server.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#signal")).to_have_text("Connected")
    return page


def open_stage(browser: Browser, server: Server) -> Page:
    """On a machine of its own, by its one-use link; two tabs of one window would also slow each other down."""
    page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    complains(page)
    page.goto(server.stage)
    expect(page.locator("#stage")).to_be_visible()
    return page


def join(page: Page, server: Server, group: str) -> Page:
    complains(page)
    page.goto(server.base)
    page.get_by_label("The code on the stage").fill(server.join_code.lower())
    page.get_by_role("button", name="Join").click()
    page.get_by_label(group, exact=True).check()
    page.get_by_role("button", name="Take my seat").click()
    page.get_by_role("button", name="I have read this").click()
    expect(page.locator("#now")).to_be_attached()
    if page.locator("body.rate").count():  # where something is open, the first page is that of a standard
        page.get_by_role("link", name="All of today").first.click()
    expect(page.locator("#now")).to_be_visible()
    return page


def is_connected(page: Page) -> None:
    """And the page does not load itself again any more, which would end what a test begins."""
    expect(page.locator("meta[http-equiv=refresh]")).to_have_count(0)
    is_quiet = page.locator("#signal").get_attribute("data-quiet")
    expect(page.locator("#signal")).to_have_text("" if is_quiet else "Connected", timeout=2000 * DEADLINE)


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Playwright tells its events only while it is asked something."""
    end = time.monotonic() + 2 * DEADLINE
    while not holds():
        assert time.monotonic() < end, "it did not come true in time"
        page.evaluate("new Promise((soon) => setTimeout(soon, 50))")  # a page that loads draws nothing


def lines_of(page: Page) -> list[WebSocket]:
    """The sockets that it opens from now on."""
    lines: list[WebSocket] = []
    page.on("websocket", lambda line: lines.extend([line]))  # Playwright takes no built-in function
    return lines


def rate(page: Page, number: str, score: str) -> None:
    page.locator(".to-rate a[data-round]", has_text=f"{number}. ").click()  # what is open: each row leads somewhere
    choose(page, score)
    record(page)


def choose(page: Page, score: str) -> None:
    page.locator(".point", has=page.locator(f"input[value='{int(score):02d}']")).click()


def record(page: Page) -> None:
    page.locator(".record-foot button.go").click()


def complains(page: Page) -> None:
    """A script error or a refused inline style on any screen fails the test at once."""

    def fail(text: str) -> None:
        raise AssertionError(f"{page.url}: {text}")

    page.on("pageerror", lambda error: fail(str(error)))
    page.on("console", lambda message: fail(message.text) if "Content Security Policy" in message.text else None)
