"""Report 14: a network answers in our place. That is never a sign of being connected, and no rating is lost to it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.steps import PHONE, Hurried, choose, complains, knows, record
from tests.cases import mostly_long
from tests.northvale import Hall

GUESTS = "<!doctype html><title>Guests</title><h1>Welcome to our free Wi-Fi</h1><div id='now'>Sign in</div>"
BLOCKED = "Blocked by this network. Sign in to it, or use another."


def answer(status: int, **headers: str) -> Callable[[Route], None]:
    def give(route: Route) -> None:
        route.fulfill(status=status, body=GUESTS, headers={"Content-Type": "text/html", **headers})

    return give


STRANGERS = {
    "a page for guests": answer(200),
    "a filter's 403": answer(403),
    "a proxy's 407": answer(407),
    "a filter's 429": answer(429),
    "a proxy's 502": answer(502),
    "a page that is nowhere": answer(404),
    "a redirect to a page for guests": answer(302, Location="/guests"),
    "a redirect to another site": answer(302, Location="http://guests.example/sign-in"),
}


@pytest.fixture
def hall(hall: Hall) -> Hall:
    hall.act("/sittings", standards="6")
    return hall


Screen = Callable[[str, str], tuple[Page, Hurried]]


@pytest.fixture
def screen(browser: Browser, hall: Hall) -> Iterator[Screen]:
    """Somebody's screen where no socket stands."""
    contexts = []

    def screen(name: str, path: str) -> tuple[Page, Hurried]:
        contexts.append(context := browser.new_context(viewport=PHONE if name == "Priya" else None))
        knows(context, hall.base, hall.cookies(name))
        page = context.new_page()
        complains(page)
        page.route_web_socket("**/live**", lambda socket: socket.close(code=1006))
        hurried = Hurried(page)
        page.goto(f"{hall.base}{hall.path}{path}")
        return page, hurried

    yield screen
    for context in contexts:
        context.close()


def blocked(page: Page, stranger: str) -> None:
    page.route("**/live?*", STRANGERS[stranger])
    page.route("**/rating", STRANGERS[stranger])
    page.route("**/guests", answer(200))


@pytest.mark.parametrize("stranger", mostly_long(STRANGERS, "a page for guests", "a redirect to another site"))
def test_report_14_what_a_network_answers_in_our_place_is_no_sign_and_a_rating_is_tried_again(
    hall: Hall, screen: Screen, stranger: str
) -> None:
    phone, hurried = screen("Priya", f"/phone/rounds/{round_of(hall)}")
    blocked(phone, stranger)
    choose(phone, "4")
    record(phone)
    hurried.says(phone.locator(".receipt"), "Not recorded yet: this network answered in our place")
    hurried.says(phone.locator("#signal"), BLOCKED)
    expect(phone.locator("body")).not_to_contain_text("Wi-Fi")
    phone.unroute("**/rating")
    phone.unroute("**/live?*")
    hurried.says(phone.locator(".receipt"), "Recorded: 4")
    hurried.says(phone.locator("#signal"), "Connected slowly")


@pytest.mark.parametrize(("name", "path"), mostly_long([("stage", "/stage"), ("Fay", "/console")], ("stage", "/stage")))
def test_report_14_neither_stage_nor_console_takes_a_strangers_page_for_ours(
    hall: Hall, screen: Screen, name: str, path: str
) -> None:
    page, hurried = screen(name, path)
    hurried.says(page.locator("#signal"), "Connected slowly")
    blocked(page, "a page for guests")
    hurried.says(page.locator("#signal"), BLOCKED)
    page.unroute("**/live?*")
    hurried.says(page.locator("#signal"), "Connected slowly")
    assert "a page for guests" not in page.content()


def test_f07_connected_slowly_is_taken_back_when_the_polls_are_answered_no_more(hall: Hall, screen: Screen) -> None:
    phone, hurried = screen("Priya", "/phone")
    hurried.says(phone.locator("#signal"), "Connected slowly")
    phone.route("**/live?*", lambda route: route.abort())
    hurried.says(phone.locator("#signal"), "No signal. Trying again…")
    assert phone.locator("body.no-signal").count() == 1


def test_a_console_whose_sign_in_ran_out_does_not_take_the_page_to_sign_in_for_the_room(
    hall: Hall, screen: Screen
) -> None:
    """Our own answer, with our mark, and yet not the state that was asked for."""
    console, hurried = screen("Fay", "/console")
    hurried.says(console.locator("#signal"), "Connected slowly")
    with hall.browser("Fay") as elsewhere:
        elsewhere.post("/sign-out")
    hurried.says(console.locator("#signal"), "Not connected")
    expect(console.locator("#notice")).not_to_be_empty()


def round_of(hall: Hall) -> int:
    page = hall.see("/phone", by="Priya").text
    return int(page.split("/phone/rounds/")[1].split('"')[0])
