"""An act of the console whose answer does not come, or is a stranger's: it may have been done, and that is said."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Look
from tests.browser.steps import Hurried, is_connected
from tests.browser.test_strangers import answer
from tests.cases import mostly_long
from tests.forwarder import Forwarder
from tests.northvale import Hall

LOOK = "It may have been done all the same: look at what this page shows now, before you press again."
NO_ANSWER = f"“Close without revealing”: no answer came. {LOOK}"
STRANGER = f"“Close without revealing”: this network answered in our place. You may have to sign in to it. {LOOK}"


@pytest.fixture
def console(hall: Hall, look: Look) -> Page:
    hall.act("/sittings", standards="6")
    return look("console")


def hurried(console: Page) -> Hurried:
    clock = Hurried(console)
    console.reload()
    is_connected(console)
    return clock


def press(console: Page) -> None:
    console.get_by_role("button", name="Close without revealing").click()


def lose_the_answers(console: Page, forwarder: Forwarder, *, up: bool = True) -> None:
    """Of every line that the browser holds, one for its next request among them."""
    console.evaluate("fetch(location.href).then((answer) => answer.text())")
    forwarder.fall_silent(up=up)


def is_done_by_pressing_again(console: Page) -> None:
    expect(console.locator("#sitting")).to_contain_text("Rating is open")
    press(console)
    expect(console.locator("#sitting")).to_contain_text("Rating is closed")
    expect(console.locator("#notice")).to_be_empty()


def test_an_act_that_runs_into_a_dead_line_is_given_up_in_words_and_can_be_pressed_again(
    console: Page, forwarder: Forwarder
) -> None:
    clock = hurried(console)
    lose_the_answers(console, forwarder)
    press(console)
    clock.says(console.locator("#notice"), NO_ANSWER, through_silence=True)
    assert "Rating is open" in console.locator("#sitting").inner_text()
    is_done_by_pressing_again(console)


def test_an_act_that_was_done_and_whose_answer_is_lost_is_seen_and_not_told_as_undone(
    console: Page, forwarder: Forwarder
) -> None:
    lose_the_answers(console, forwarder, up=False)
    press(console)
    expect(console.locator("#sitting")).to_contain_text("Rating is closed")


def test_pressing_again_while_the_answer_is_awaited_is_the_same_act_and_not_another_one_afterwards(
    console: Page, forwarder: Forwarder
) -> None:
    clock = hurried(console)
    acts: list[Request] = []
    console.on("request", lambda request: acts.append(request) if request.url.endswith("/close") else None)
    lose_the_answers(console, forwarder)
    press(console)
    press(console)
    clock.says(console.locator("#notice"), NO_ANSWER, through_silence=True)
    expect(console.locator("#sitting")).to_contain_text("Rating is open")
    assert len(acts) == 1


@pytest.mark.parametrize("status", mostly_long([200, 403, 502], 200))
def test_report_14_a_page_that_a_network_answers_to_an_act_is_not_taken_for_it_being_done(
    console: Page, status: int
) -> None:
    console.route("**/close", answer(status))
    press(console)
    expect(console.locator("#notice")).to_have_text(STRANGER)
    expect(console.locator("body")).not_to_contain_text("Wi-Fi")
    console.unroute("**/close")
    is_done_by_pressing_again(console)


def test_an_act_for_which_no_line_is_there_is_told_so(console: Page) -> None:
    console.route("**/close", lambda route: route.abort())
    press(console)
    expect(console.locator("#notice")).to_have_text(NO_ANSWER)
    console.unroute("**/close")
    is_done_by_pressing_again(console)
