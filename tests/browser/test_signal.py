"""Bad Wi-Fi: a rating is never shown as recorded before it is, and never lost for want of a socket."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Request, Route, WebSocketRoute, expect

from tests.browser.steps import PHONE, Hurried, choose, facilitator, is_connected, rate, record, takes_part, wait_until
from tests.conftest import Server

# Whatever a receipt has said, however briefly it stood.
RECEIPTS = """
window.receipts = [];
new MutationObserver(() => {
  for (const it of document.querySelectorAll(".receipt")) receipts.push(it.textContent.trim());
}).observe(document, { subtree: true, childList: true, characterData: true });
"""


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve("open", door="open", CANCEL_SECONDS="0")


@pytest.fixture
def phone(browser: Browser) -> Page:
    return browser.new_context(viewport=PHONE).new_page()


def test_where_sockets_are_blocked_a_rating_goes_by_post_and_the_room_comes_by_polling(
    server: Server, phone: Page, browser: Browser
) -> None:
    phone.route_web_socket("**/live**", lambda socket: socket.close(code=1006))
    hurried = Hurried(phone)
    takes_part(phone, server, "Providers")
    rate(phone, "6", "4")
    expect(phone.locator(".receipt")).to_contain_text("Recorded: 4")
    console = facilitator(browser, server)
    console.get_by_role("button", name="Close without revealing").click()
    hurried.until(phone.locator(".closed-note").is_visible)
    console.get_by_role("button", name="Undo the close").click()
    hurried.until(phone.locator(".closed-note").is_hidden)


def test_an_answer_that_came_too_soon_after_many_others_is_sent_again_by_itself(server: Server, phone: Page) -> None:
    keys: list[str] = []

    def too_fast(route: Route) -> None:
        keys.append(key_of(route.request))
        place = route.request.url.split("/")[-2]
        html = f'<div id="receipt-{place}" data-key="{keys[0]}" data-recorded="no" hx-swap-oob="outerHTML">Wait.</div>'
        if len(keys) == 1:
            route.fulfill(status=429, headers={"Critical-Friend": "1"}, content_type="text/html", body=html)
        else:
            route.continue_()

    phone.route_web_socket("**/live**", lambda socket: socket.close(code=1006))
    phone.route("**/rating", too_fast)
    takes_part(phone, server, "Providers")
    rate(phone, "6", "4")
    expect(phone.locator(".receipt")).to_contain_text("Recorded: 4")
    assert len(keys) == 2 and len(set(keys)) == 1


def test_a_socket_that_swallows_what_it_is_given_is_overtaken_by_a_post_with_the_same_key(
    server: Server, phone: Page
) -> None:
    swallowed: list[str] = []
    posted: list[Request] = []

    def swallow(socket: WebSocketRoute) -> None:
        there = socket.connect_to_server()
        socket.on_message(lambda message: swallowed.extend([str(message)]))  # from the phone: lost
        there.on_message(socket.send)

    phone.route_web_socket("**/live**", swallow)
    phone.on("request", lambda request: posted.append(request) if request.url.endswith("/rating") else None)
    hurried = Hurried(phone)
    takes_part(phone, server, "Providers")
    phone.add_init_script(RECEIPTS)
    rate_by_line(phone, "7", "9")
    hurried.says(phone.locator(".receipt"), "Recorded: 9")
    assert "Sending…" in phone.evaluate("receipts")
    sent = [json.loads(message) for message in swallowed if '"rate"' in message]
    assert len({form["key"] for form in sent} | {key_of(request) for request in posted}) == 1
    assert sent and posted
    choose(phone, "8")
    record(phone)
    hurried.says(phone.locator(".receipt"), "Recorded: 8")
    assert key_of(posted[-1]) != sent[0]["key"], "a new submission, not a retry"


def rate_by_line(phone: Page, number: str, score: str) -> None:
    """The line stands before the button is pressed: without one an answer goes by POST, which is another story."""
    phone.locator(".to-rate a[data-round]", has_text=f"{number}. ").click()
    is_connected(phone)
    choose(phone, score)
    record(phone)


def key_of(request: Request) -> str:
    found = re.search(r"(?:^|&)key=([^&]+)|name=\"key\"\s+([\w-]+)", request.post_data or "")
    assert found, request.post_data
    return found[1] or found[2]


def test_with_no_signal_at_all_nothing_says_recorded_until_it_is(server: Server, phone: Page) -> None:
    takes_part(phone, server, "Carers")
    phone.locator("a[data-round]").first.click()
    expect(phone.locator("#signal")).to_have_text("Connected")
    phone.context.set_offline(True)
    lost: list[Route] = []
    posted: list[Request] = []
    phone.on("request", lambda request: posted.append(request) if request.url.endswith("/rating") else None)

    def lose(route: Route) -> None:
        lost.append(route)
        route.abort()

    phone.route("**/rating", lose)
    choose(phone, "2")
    record(phone)
    expect(phone.locator(".receipt")).to_contain_text("Not recorded yet")
    phone.unroute("**/rating")
    phone.context.set_offline(False)
    expect(phone.locator(".receipt")).to_contain_text("Recorded: 2", timeout=30_000)
    assert lost
    assert len({key_of(request) for request in posted}) == 1


def test_pushes_leave_a_half_made_rating_alone(server: Server, phone: Page, browser: Browser) -> None:
    """F10: choice, text, caret and focus stay while others answer."""
    takes_part(phone, server, "Council")
    phone.locator("a[data-round]").first.click()
    choose(phone, "5")
    phone.locator("#reason").fill("Half a thought")
    phone.locator("#reason").evaluate("box => box.setSelectionRange(4, 4)")
    for name in ("Providers", "Carers", "Healthwatch"):
        takes_part(browser.new_context(viewport=PHONE).new_page(), server, name)
    expect(phone.locator("#how-many")).to_contain_text("have answered standard")
    assert phone.locator("#reason").input_value() == "Half a thought"
    assert phone.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == ["reason", 4]
    expect(phone.get_by_role("radio", name="Amber/green: 5")).to_be_checked()


def test_two_screens_of_one_seat_agree(server: Server, phone: Page) -> None:
    takes_part(phone, server, "Council")
    other = phone.context.new_page()
    phone.locator("a[data-round]").first.click()
    other.goto(phone.url)
    choose(phone, "6")
    record(phone)
    expect(phone.locator(".receipt")).to_contain_text("Recorded: 6")
    expect(other.locator(".receipt")).to_contain_text("Recorded: 6")


def test_an_answer_keeps_its_key_whichever_way_and_how_often_it_is_sent(server: Server, phone: Page) -> None:
    """By socket, pressed again, by POST that fails, and over the next line: to the server all of it is one answer."""
    framed: list[str] = []
    posted: list[str] = []
    lines: list[WebSocketRoute] = []

    def swallow(socket: WebSocketRoute) -> None:
        lines.append(socket)
        there = socket.connect_to_server()
        socket.on_message(
            lambda message: framed.append(str(message)) if '"rate"' in str(message) else there.send(message)
        )

    def lose(route: Route) -> None:
        posted.append(key_of(route.request))
        route.abort()

    phone.route_web_socket("**/live**", swallow)
    phone.route("**/rating", lose)
    takes_part(phone, server, "Carers")
    rate_by_line(phone, "6", "3")
    record(phone)
    wait_until(phone, lambda: len(framed) >= 2 and bool(posted))
    before = len(framed)
    lines[-1].close(code=1006)
    wait_until(phone, lambda: len(framed) > before)
    phone.unroute("**/rating")
    expect(phone.locator(".receipt")).to_contain_text("Recorded: 3", timeout=30_000)
    assert len({json.loads(frame)["key"] for frame in framed} | {*posted}) == 1
