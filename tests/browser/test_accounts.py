"""Accounts in a real browser: every page passes axe and fits 320 pixels; one takes over and the other is told."""

from collections.abc import Callable, Iterator

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import complains
from tests.browser.test_accessibility import NARROW, violations
from tests.conftest import Server
from tests.northvale import DEADLINE, KEEPS

PASSWORD = "four more plain words"


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve("revealed")


@pytest.fixture
def pages(browser: Browser) -> Iterator[Callable[..., Page]]:
    contexts = []

    def page(**viewport: int) -> Page:
        contexts.append(browser.new_context(viewport=viewport or {"width": 1366, "height": 768}))  # type: ignore[arg-type]
        made = contexts[-1].new_page()
        complains(made)
        return made

    yield page
    for context in contexts:
        context.close()


def sign_in(page: Page, server: Server, email: str, password: str) -> Page:
    page.goto(f"{server.base}/sign-in")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your workshops")).to_be_visible()
    return page


def test_one_is_added_named_and_takes_over_and_the_first_console_is_told(
    server: Server, pages: Callable[..., Page]
) -> None:
    fay = sign_in(pages(), server, server.email, server.password)
    fay.get_by_role("link", name="Accounts and workshops").click()
    fay.get_by_role("button", name="Link for one who runs workshops").click()
    link = fay.locator("#link").inner_text()

    sid = pages(**NARROW)
    sid.goto(link)
    sid.get_by_label("Your name").fill("Sid Okafor")
    sid.get_by_label("Email address").fill("sid@northvale.example")
    sid.get_by_label("Password").fill("password")
    sid.get_by_role("button", name="Make the account").click()
    expect(sid.locator("#password-error")).to_contain_text("list of common ones")
    expect(sid.get_by_label("Your name")).to_have_value("Sid Okafor")
    assert violations(sid) == []
    sid.get_by_label("Password").fill(PASSWORD)
    sid.get_by_role("button", name="Make the account").click()

    fay.goto(f"{server.base}/second-facilitators/{server.workshop}")
    fay.get_by_label("Name one by the address").fill("sid@northvale.example")
    fay.get_by_role("button", name="Name this account").click()
    expect(fay.get_by_text("named by you")).to_be_visible()
    fay.goto(f"{server.at}/console")
    expect(fay.locator("#signal")).to_have_text("Connected")

    sid.reload()
    sid.locator("summary", has_text="Take over").click()
    assert violations(sid) == []
    sid.get_by_role("button", name="Take over this workshop").click()
    expect(sid.locator("#agenda")).to_be_attached()  # folded on a narrow screen
    expect(fay.locator("#notice")).to_contain_text("Sid Okafor runs this workshop now, since")
    fay.get_by_role("link", name="Your workshops").click()
    expect(fay.get_by_text("Sid Okafor has taken over")).to_be_visible()


@pytest.mark.parametrize("path", ["/workshops", "/account", "/accounts", "/second-facilitators/1"])
def test_pages_about_accounts_pass_axe_and_fit_320_pixels(
    server: Server, pages: Callable[..., Page], path: str
) -> None:
    page = sign_in(pages(**NARROW), server, server.email, server.password)
    page.goto(f"{server.base}{path}")
    page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_who_guesses_too_often_is_told_so_and_what_was_typed_stays(server: Server, pages: Callable[..., Page]) -> None:
    for number in range(5):
        guess = {"email": "ann@northvale.example", "password": f"guess {number}"}
        httpx2.post(f"{server.base}/sign-in", data=guess, cookies=KEEPS, timeout=DEADLINE)
    page = pages(**NARROW)
    page.goto(f"{server.base}/sign-in")
    page.get_by_label("Email address").fill("ann@northvale.example")
    page.get_by_label("Password").fill("one guess more")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#email-error")).to_contain_text("Too many tries for this address")
    expect(page.get_by_label("Email address")).to_have_value("ann@northvale.example")
    assert violations(page) == []
