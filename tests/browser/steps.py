"""What people do in their browsers, for every browser test."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, ViewportSize, WebSocket, expect

from app.rendering.static_files import proof
from tests.conftest import Server
from tests.northvale import DEADLINE, Hall, browser_at

Screen = Callable[..., Page]
PHONE: ViewportSize = {"width": 390, "height": 844}


@cache
def signed_in(server: Server) -> dict[str, str]:
    """The cookies of its facilitator: one sign-in serves every console, for a password takes its time by design."""
    with browser_at(server.base) as desk:
        assert desk.post("/sign-in", data={"email": server.email, "password": server.password}).status_code == 303
        return dict(desk.cookies)


@cache
def on_stage(server: Server) -> dict[str, str]:
    """The cookies of its stage, whose link works once."""
    with browser_at(server.base) as machine:
        assert machine.post(server.stage.partition("#")[0]).status_code == 303
        return dict(machine.cookies)


def knows(context: BrowserContext, base: str, cookies: dict[str, str], *, scripts: bool = True) -> None:
    """As a browser that was here before: all scripts arrived, so that its first page does not load itself again."""
    kept = {**cookies, **({"whole": proof()} if scripts else {})}
    context.add_cookies(
        [{"name": name, "value": value, "url": base} for name, value in kept.items() if not name.startswith("__Host-")]
    )


def facilitator(browser: Browser, server: Server, path: str = "/console") -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    complains(page)
    knows(page.context, server.base, signed_in(server))
    page.goto(f"{server.at}{path}")
    if path == "/console":
        expect(page.locator("#signal")).to_have_text("Connected")
    return page


def signs_in(browser: Browser, server: Server) -> Page:
    """All of the way, as a facilitator goes it."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    complains(page)
    page.goto(f"{server.base}/sign-in?then=/workshops/{server.workshop}/console")
    page.get_by_label("Email address").fill(server.email)
    page.get_by_label("Password").fill(server.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#signal")).to_have_text("Connected")
    return page


def open_stage(browser: Browser, server: Server) -> Page:
    """On a machine of its own; two tabs of one window would also slow each other down."""
    page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    complains(page)
    knows(page.context, server.base, on_stage(server))
    page.goto(f"{server.at}/stage")
    expect(page.locator("#stage")).to_be_visible()
    return page


def opens_stage(browser: Browser, server: Server) -> Page:
    """By its one-use link."""
    page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    complains(page)
    page.goto(server.stage)
    expect(page.locator("#stage")).to_be_visible()
    return page


def takes_part(page: Page, server: Server, group: str) -> Page:
    """Somebody new of this group, who has joined on this phone and read the notice."""
    complains(page)
    with browser_at(server.base) as phone:
        form = phone.get(f"/join/{server.join_code}").text
        number = re.search(rf'name="group" value="(\d+)"[^>]*>\s*<span dir="auto">{group}<', form)
        assert number, form
        phone.post(f"/join/{server.join_code}", data={"group": number[1]})
        assert phone.post(f"/workshops/{server.workshop}/notice").status_code == 303
        knows(page.context, server.base, dict(phone.cookies))
    page.goto(f"{server.at}/phone")
    expect(page.locator("#now")).to_be_visible()
    return page


def join(page: Page, server: Server, group: str) -> Page:
    """All of the way, as somebody in the room goes it."""
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


@contextmanager
def opened_once(
    browser: Browser, halls: Callable[[str], Hall], shows: str, *, is_still: bool = False
) -> Iterator[Screen]:
    """`screen(kind, name, path, width, height)`: opened for the first who asks, for tests that only look."""
    with ExitStack() as opened:

        @cache
        def screen(kind: str, name: str, path: str, width: int, height: int) -> Page:
            hall = halls(kind)
            context = browser.new_context(
                viewport={"width": width, "height": height}, reduced_motion="reduce" if is_still else None
            )
            opened.callback(context.close)
            knows(context, hall.base, hall.cookies(name))
            page = context.new_page()
            complains(page)
            page.goto(f"{hall.base}{hall.path}{path}")
            expect(page.locator(shows).first).to_be_visible()
            return page

        yield screen


class Hurried:
    """A page whose clock a test moves on, so that nobody waits for its patience; what it does when is the same.

    By half a second at once, and while an answer is on its way no faster than any other clock: else a busy machine
    would be told to be too slow. `through_silence`: no answer comes, and that is what is waited for, by two seconds.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked: list[Request] = []
        page.clock.install()
        page.on("request", lambda request: self._asked.extend([request]))
        page.on("requestfinished", self._is_over)
        page.on("requestfailed", self._is_over)

    def _is_over(self, request: Request) -> None:
        if request in self._asked:
            self._asked.remove(request)

    def until(self, holds: Callable[[], bool], *, through_silence: bool = False) -> None:
        def held() -> bool:
            if holds():
                return True
            if through_silence:
                self._page.clock.run_for(2000)
            elif not self._asked:
                self._page.clock.run_for(500)
            return False

        wait_until(self._page, held)

    def says(self, place: Locator, text: str, *, through_silence: bool = False) -> None:
        self.until(lambda: text in place.inner_text(), through_silence=through_silence)


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
    page.wait_for_load_state()  # a button that is pressed before all scripts came sends its form by itself
    page.locator(".record-foot button.go").click()


def complains(page: Page) -> None:
    """A script error or a refused inline style on any screen fails the test at once."""

    def fail(text: str) -> None:
        raise AssertionError(f"{page.url}: {text}")

    page.on("pageerror", lambda error: fail(str(error)))
    page.on("console", lambda message: fail(message.text) if "Content Security Policy" in message.text else None)
