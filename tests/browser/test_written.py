"""A sign-in that ends over a long text, in a real browser: the words stay, and come back to their field."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.steps import PHONE, complains
from tests.browser.test_accessibility import violations
from tests.conftest import Server

DESK: ViewportSize = {"width": 1366, "height": 768}
WORDS = "Choice is thin outside the towns.\n\nNobody was asked “why”, and 20 % of <homes> closed."


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve("revealed")


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    made: list[BrowserContext] = []

    def context(**settings: object) -> BrowserContext:
        made.append(browser.new_context(**{"viewport": DESK, **settings}))  # type: ignore[arg-type]
        return made[-1]

    yield context
    for it in made:
        it.close()


def sign_in(page: Page, server: Server) -> None:
    page.get_by_label("Email address").fill(server.email)
    page.get_by_label("Password").fill(server.password)
    page.get_by_role("button", name="Sign in").click()


def typing(context: BrowserContext, server: Server) -> Page:
    """The console of the revealed standard, with a position half written."""
    page = context.new_page()
    complains(page)
    page.goto(f"{server.base}/sign-in?then=/workshops/{server.workshop}/console/standards/6")
    sign_in(page, server)
    page.wait_for_load_state()  # its scripts see what is typed
    page.get_by_label("Not agreed", exact=True).check()
    page.get_by_label("How are we doing?").fill(WORDS)
    return page


def sign_out_in_another_tab(context: BrowserContext, server: Server) -> None:
    tab = context.new_page()
    tab.goto(f"{server.base}/workshops")
    tab.get_by_role("button", name="Sign out").click()
    expect(tab.get_by_role("heading", name="Join a workshop")).to_be_visible()
    tab.close()


def test_the_console_says_that_the_sign_in_ended_and_settle_leads_over_it_and_back_to_the_text(
    contexts: Callable[..., BrowserContext], server: Server
) -> None:
    context = contexts()
    page = typing(context, server)
    sign_out_in_another_tab(context, server)
    expect(page.locator("#notice")).to_contain_text("The sign-in of this browser has ended")
    expect(page.locator("#notice")).not_to_contain_text("another phone")
    expect(page.get_by_label("How are we doing?")).to_have_value(WORDS)
    page.get_by_role("button", name="Settle").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.locator("#written-1")).to_have_value(WORDS)
    assert violations(page) == []
    sign_in(page, server)
    expect(page.locator("#signal")).to_have_text("Connected")
    expect(page.get_by_label("How are we doing?")).to_have_value(WORDS)
    expect(page.get_by_label("Not agreed", exact=True)).to_be_checked()


def test_whoever_signs_in_in_a_new_tab_presses_the_same_button_again(
    contexts: Callable[..., BrowserContext], server: Server
) -> None:
    context = contexts()
    page = typing(context, server)
    sign_out_in_another_tab(context, server)
    with context.expect_page() as opened:
        page.locator("#notice").get_by_role("link", name="Sign in").click()
    sign_in(opened.value, server)
    expect(opened.value.get_by_role("heading", name="Your workshops")).to_be_visible()
    page.get_by_role("button", name="Settle and next").click()
    expect(page.locator("#undo")).to_contain_text("Standard 6 settled")
    page.goto(f"{server.base}/workshops/{server.workshop}/console/standards/6")
    expect(page.locator(".agreed")).to_contain_text("Choice is thin outside the towns.")
    page.get_by_text("Reopen it").click()
    page.get_by_label("Reason, for the record").fill("One more try.")
    page.get_by_role("button", name="Reopen").click()
    expect(page.get_by_role("button", name="Settle")).to_be_visible()


def test_without_javascript_a_button_more_leads_back_to_the_text(
    contexts: Callable[..., BrowserContext], server: Server
) -> None:
    context = contexts(java_script_enabled=False, viewport=PHONE)
    page = typing(context, server)
    sign_out_in_another_tab(context, server)
    page.get_by_role("button", name="Settle").click()
    expect(page.locator("#written-1")).to_have_value(WORDS)
    sign_in(page, server)
    page.get_by_role("button", name="Back to the form, with what you wrote").click()
    expect(page.get_by_label("How are we doing?")).to_have_value(WORDS)
    expect(page.get_by_label("Not agreed", exact=True)).to_be_checked()
