"""F07, F09: no screen says that it is connected over a line on which nothing is heard, and a dead one is replaced."""

import os
import signal
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocket, WebSocketRoute, expect
from sqlmodel import select

from app.models import Rating
from app.models.rounds.rating import Submission
from tests.browser.conftest import SCREENS, Look
from tests.browser.steps import PHONE, Hurried, choose, is_connected, knows, lines_of, record, takes_part, wait_until
from tests.cases import mostly_long
from tests.conftest import Server
from tests.forwarder import Forwarder, forwarding
from tests.northvale import Hall, Town, until

HIDE = """
is => {
  Object.defineProperty(document, "hidden", { get: () => is, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}
"""
# Milliseconds: a question is given up after three seconds, and a machine may stand still. Unasked, a line is taken for
# dead after 25.
SOON = 16_000
LIVE = "document.querySelector('[data-live]')"


def no_longer_claims_it(page: Page) -> None:
    expect(page.locator("#signal")).to_have_text("No signal. Trying again…")


def hide(page: Page, *, is_hidden: bool) -> None:
    page.evaluate(HIDE, is_hidden)


def is_impatient(page: Page) -> None:
    """Two seconds instead of 25, so that nobody waits for nothing."""
    page.evaluate(f"{LIVE}.dataset.silentFor = 2")


def is_patient(page: Page) -> None:
    page.evaluate(f"delete {LIVE}.dataset.silentFor")


@pytest.mark.parametrize("screen", mostly_long(SCREENS, "phone", "console"))
def test_report_01_no_screen_claims_a_line_on_which_nothing_is_heard(
    look: Look, forwarder: Forwarder, screen: str
) -> None:
    page = look(screen)
    forwarder.fall_silent(also_for_new=True)
    is_impatient(page)
    no_longer_claims_it(page)
    is_patient(page)
    forwarder.let_through()
    is_connected(page)
    expect(page.locator("body.no-signal")).to_have_count(0)


def test_report_01_a_phone_back_from_the_dark_has_what_happened_while_its_line_died(
    hall: Hall, look: Look, forwarder: Forwarder
) -> None:
    phone = look("phone")
    forwarder.fall_silent()
    hide(phone, is_hidden=True)
    hall.act("/sittings", standards="6")
    hide(phone, is_hidden=False)
    expect(phone.locator(".today")).to_be_visible(timeout=SOON)
    is_connected(phone)


@pytest.mark.parametrize("screen", mostly_long(["stage", "console"], "console"))
def test_f07_a_screen_that_is_looked_at_again_asks_and_does_not_wait_for_the_close(
    hall: Hall, look: Look, forwarder: Forwarder, screen: str
) -> None:
    """Half-open: it was heard a moment ago, and the question is not answered."""
    page = look(screen)
    hide(page, is_hidden=True)
    forwarder.fall_silent(only_sockets=True)  # a console loads itself again, by other lines
    hall.act("/sittings", standards="6")
    hide(page, is_hidden=False)
    expect(page.locator("#main")).to_contain_text("ating is open", timeout=SOON)
    is_connected(page)


def test_a_console_that_loads_itself_again_does_not_wait_for_what_its_browser_kept_of_a_dead_line(
    hall: Hall, look: Look, forwarder: Forwarder
) -> None:
    console = look("console")
    console.evaluate("Promise.all([...'abc'].map((it) => fetch(`${location.href}?${it}`))).then(() => 0)")
    hide(console, is_hidden=True)
    forwarder.fall_silent()
    hall.act("/sittings", standards="6")
    loads: list[str] = []
    console.on("framenavigated", lambda frame: loads.append(frame.url))
    hide(console, is_hidden=False)
    expect(console.locator("#sitting")).to_contain_text("Rating is open")
    wait_until(console, lambda: bool(loads))
    is_connected(console)


def test_f07_an_act_pressed_on_a_console_whose_line_is_dead_is_seen_soon(
    hall: Hall, look: Look, forwarder: Forwarder
) -> None:
    """The act goes by a request of its own, and only the line would bring what came of it."""
    hall.act("/sittings", standards="6")
    console = look("console")
    forwarder.fall_silent(only_sockets=True)
    console.get_by_role("button", name="Close without revealing").click()
    expect(console.locator("#sitting")).to_contain_text("Rating is closed", timeout=SOON)


def test_f07_a_phone_back_from_the_dark_whose_seat_was_removed_is_told_so(
    hall: Hall, look: Look, forwarder: Forwarder
) -> None:
    phone = look("phone")
    forwarder.fall_silent()
    hide(phone, is_hidden=True)
    hall.leaves("Priya")
    hide(phone, is_hidden=False)
    expect(phone.locator("#signal")).to_have_text("Not connected", timeout=SOON)
    expect(phone.locator("#notice")).not_to_be_empty()


def test_a_laptop_that_slept_over_the_reveal_has_it_soon_although_no_event_told_it_that_it_slept(
    hall: Hall, look: Look, forwarder: Forwarder
) -> None:
    """Its scripts stood still, and then only its clock has moved on."""
    hall.open("6")
    for name in ("Olu", "Oona", "Omar", "Priya", "Pat", "Petra"):
        hall.rate(name, "6", "8" if name.startswith("O") else "3")
    stage = look("stage")
    forwarder.fall_silent(only_sockets=True)
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    until(lambda: hall.act("/standards/6/show").status_code == 303)
    stage.evaluate("Date.now = ((now) => () => now() + 3600e3)(Date.now)")
    expect(stage.locator("#stage svg")).to_be_visible(timeout=SOON)


def test_a_line_that_carries_only_what_the_server_says_is_found_out_by_the_question(
    hall: Hall, look: Look, forwarder: Forwarder
) -> None:
    phone = look("phone")
    lines = lines_of(phone)
    forwarder.fall_silent(only_sockets=True, down=False)
    hide(phone, is_hidden=True)
    hide(phone, is_hidden=False)
    wait_until(phone, lambda: bool(lines))
    expect(phone.locator("#signal")).to_have_text("Connected")


def test_over_a_line_that_carries_only_what_the_phone_says_a_rating_is_told_and_the_line_is_not_claimed(
    hall: Hall, look: Look, forwarder: Forwarder
) -> None:
    hall.open("6")
    phone = look("phone")
    phone.locator("a[data-round]").first.click()
    is_connected(phone)
    lines = lines_of(phone)
    forwarder.fall_silent(only_sockets=True, up=False)
    choose(phone, "4")
    record(phone)
    expect(phone.locator(".receipt")).to_contain_text("Recorded: 4")
    wait_until(phone, lambda: bool(lines))
    is_connected(phone)
    with hall.store.read() as session:
        assert len(session.exec(select(Submission).where(Submission.seat_id == hall.seats["Priya"])).all()) == 1


def test_f07_the_line_of_a_server_that_stopped_is_not_claimed(browser: Browser, serve: Callable[..., Server]) -> None:
    """Not its process ended, nor a socket closed: stopped, as a suspended laptop is."""
    server = serve("lobby", door="open")
    phone = takes_part(browser.new_context(viewport=PHONE).new_page(), server, "Providers")
    is_connected(phone)
    os.kill(server.process.pid, signal.SIGSTOP)
    try:
        is_impatient(phone)
        no_longer_claims_it(phone)
        is_patient(phone)
    finally:
        os.kill(server.process.pid, signal.SIGCONT)
    expect(phone.locator("#signal")).to_have_text("Connected")
    phone.context.close()


@pytest.fixture
def impatient_proxy(town: Town) -> Iterator[Forwarder]:
    with forwarding(town.base, hangs_up_after=14) as forwarder:
        yield forwarder


@pytest.mark.long  # it waits for as long as that proxy does
def test_f07_a_line_that_is_only_quiet_stays_also_through_a_proxy_that_hangs_up_on_silence(
    hall: Hall, browser: Browser, impatient_proxy: Forwarder
) -> None:
    """Half of the patience that common proxies have, and more than lies between two beats."""
    base = impatient_proxy.base
    page = browser.new_context(viewport=PHONE).new_page()
    knows(page.context, base, hall.cookies("Priya"))
    lines: list[WebSocket] = []
    beats: list[str | bytes] = []

    def listen(line: WebSocket) -> None:
        lines.append(line)
        line.on("framereceived", lambda frame: beats.append(frame) if frame == "{}" else None)

    page.on("websocket", listen)
    page.goto(f"{base}{hall.path}/phone")
    is_connected(page)
    page.evaluate(f"{LIVE}.dataset.silentFor = 18")
    wait_until(page, lambda: len(beats) >= 2)
    is_connected(page)
    assert len(beats) >= 2 and len(lines) == 1
    page.context.close()


@pytest.mark.parametrize("code", [1000, 1008, 1009])
def test_f08_a_line_that_something_between_us_closed_with_an_odd_code_is_opened_again(
    hall: Hall, browser: Browser, code: int
) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    knows(page.context, hall.base, hall.cookies("Priya"))
    tries: list[int] = []

    def close_the_first(line: WebSocketRoute) -> None:
        tries.append(code)
        if len(tries) == 1:
            line.close(code=code)
        else:
            line.connect_to_server()

    page.route_web_socket("**/live**", close_the_first)
    page.goto(f"{hall.base}{hall.path}/phone")
    is_connected(page)
    assert len(tries) == 2
    page.context.close()


def test_f08_such_a_line_is_opened_again_also_where_our_script_comes_after_its_close(
    hall: Hall, browser: Browser
) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    knows(page.context, hall.base, hall.cookies("Priya"))
    tries: list[WebSocketRoute] = []
    held: list[Route] = []

    def close_the_first(line: WebSocketRoute) -> None:
        tries.append(line)
        if len(tries) == 1:
            line.close(code=1008)
        else:
            line.connect_to_server()

    page.route(lambda url: "/line.js" in url, lambda route: held.extend([route]))
    page.route_web_socket("**/live**", close_the_first)
    page.goto(f"{hall.base}{hall.path}/phone", wait_until="commit")
    wait_until(page, lambda: bool(held and tries))
    page.evaluate("new Promise((soon) => setTimeout(soon))")  # what was told to the page before is heard before
    held[0].continue_()
    is_connected(page)
    assert len(tries) == 2
    page.context.close()


def test_a_rating_whose_post_runs_into_a_silent_line_is_sent_again_as_it_was_when_the_button_was_pressed(
    hall: Hall, look: Look, forwarder: Forwarder
) -> None:
    hall.act("/sittings", standards="6")
    phone = look("phone")
    hurried = Hurried(phone)
    phone.locator("a[data-round]").first.click()
    is_connected(phone)
    choose(phone, "4")
    forwarder.fall_silent(also_for_new=True)
    record(phone)
    hurried.says(phone.locator(".receipt"), "Not recorded yet: no signal", through_silence=True)
    choose(phone, "9")  # and not pressed
    forwarder.let_through()
    hurried.says(phone.locator(".receipt"), "Recorded: 4")
    with hall.store.read() as session:
        assert session.exec(select(Rating.score).where(Rating.seat_id == hall.seats["Priya"])).one() == 4
