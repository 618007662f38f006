"""A phone that waits at the door, and the console that lets it in, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.steps import facilitator
from tests.conftest import Server

NARROW: ViewportSize = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve("open")


@pytest.fixture
def phone(browser: Browser) -> Page:
    return browser.new_context(viewport=NARROW).new_page()


def waits(phone: Page, server: Server, group: str) -> None:
    phone.goto(f"{server.base}/join/{server.join_code}")
    phone.get_by_label(group).check()
    phone.get_by_role("button", name="Take my seat").click()
    phone.get_by_role("button", name="I have read this").click()
    expect(phone.get_by_role("heading", name="Please wait a moment")).to_be_visible()


def test_one_tap_on_the_console_lets_a_waiting_phone_in_without_loading_anything_again(
    server: Server, phone: Page, browser: Browser
) -> None:
    console = facilitator(browser, server)
    waits(phone, server, "Healthwatch")
    expect(console.locator("#door")).to_contain_text("1 person waiting to be let in: Healthwatch 1")
    console.get_by_role("button", name="Let all in").click()
    expect(phone).to_have_url(f"{server.at}/phone")
    expect(phone.locator("#to-rate a").first).to_be_visible()
    expect(console.locator("#door")).not_to_contain_text("waiting to be let in")


def test_where_sockets_are_blocked_a_waiting_phone_goes_on_by_polling(
    server: Server, phone: Page, browser: Browser
) -> None:
    phone.route_web_socket("**/live**", lambda socket: socket.close(code=1006))
    console = facilitator(browser, server)
    waits(phone, server, "Carers")
    console.get_by_role("button", name="Let all in").click()
    expect(phone).to_have_url(f"{server.at}/phone")


def test_a_waiting_phone_fits_320_pixels_and_is_shown_nothing_of_the_room(server: Server, phone: Page) -> None:
    waits(phone, server, "Carers")
    assert phone.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    expect(phone.locator("#waiting")).to_contain_text("The facilitator has to let you in")
    expect(phone.get_by_text("Rating is open")).to_have_count(0)


def test_without_a_script_a_waiting_phone_loads_itself_again(server: Server, browser: Browser) -> None:
    phone = browser.new_context(java_script_enabled=False).new_page()
    waits(phone, server, "Carers")
    assert 'http-equiv="refresh"' in phone.content()
