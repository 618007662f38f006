"""A browser that refuses cookies, and one in which a link lands where it is not meant for."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect

from tests.browser.steps import PHONE, complains, facilitator
from tests.browser.test_accessibility import violations
from tests.conftest import Server

BLOCK = 2  # as Chromium keeps “block all cookies” among a profile's preferences


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve("lobby")


@pytest.fixture
def refuses(
    browser_type: BrowserType, browser_type_launch_args: dict[str, object], tmp_path: Path
) -> Iterator[BrowserContext]:
    """Started anew with a profile in which cookies are blocked."""
    profile = tmp_path / "profile" / "Default"
    profile.mkdir(parents=True)
    kept = {"profile": {"default_content_setting_values": {"cookies": BLOCK}}}
    (profile / "Preferences").write_text(json.dumps(kept))
    context = browser_type.launch_persistent_context(
        profile.parent,
        viewport=PHONE,
        headless=True,
        **browser_type_launch_args,  # type: ignore[arg-type]
    )
    yield context
    context.close()


def people(console: Page) -> str:
    return console.locator("#presence").inner_text()


def test_a_browser_that_refuses_cookies_is_told_so_and_nobody_is_counted(
    server: Server, browser: Browser, refuses: BrowserContext
) -> None:
    console = facilitator(browser, server)
    before = people(console)
    page = refuses.new_page()
    complains(page)
    for _ in range(3):
        page.goto(f"{server.base}/join/{server.join_code}")
        page.get_by_label("Carers", exact=True).check()
        page.get_by_role("button", name="Take my seat").click()
        expect(page.get_by_text("Press the button below once more.")).to_be_visible()
        expect(page.get_by_label("Carers", exact=True)).to_be_checked()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    console.reload()
    assert people(console) == before


def test_a_link_that_presses_itself_does_so_once_and_is_not_spent_on_a_browser_without_cookies(
    server: Server, browser: Browser, refuses: BrowserContext
) -> None:
    console = facilitator(browser, server, "/people")
    console.get_by_role("button", name="Link for a stage").click()
    link = console.locator("#link").inner_text()
    page = refuses.new_page()
    complains(page)
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    page.goto(f"{link}#open")
    expect(page.get_by_text("Press the button below once more.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(posted) == 1
    stage = browser.new_context().new_page()
    stage.goto(f"{link}#open")
    expect(stage.locator("#stage")).to_be_visible()


def test_a_facilitator_who_opens_the_scribes_link_is_told_whose_it_is_and_keeps_both(
    server: Server, browser: Browser
) -> None:
    console = facilitator(browser, server, "/people")
    console.get_by_role("button", name="Link for a scribe").click()
    link = console.locator("#link").inner_text()
    console.goto(f"{link}#open")
    expect(console.get_by_text("You run this workshop in this browser")).to_be_visible()
    assert violations(console) == []
    console.get_by_role("button", name="Back to the workshop").click()
    expect(console.locator("#signal")).to_have_text("Connected")
    scribe = browser.new_context(viewport=PHONE).new_page()
    scribe.goto(link)
    expect(scribe.get_by_text("The link is meant for the scribe’s own laptop")).to_be_visible()
    assert violations(scribe) == []
    scribe.get_by_role("button", name="Take my place").click()
    expect(scribe.locator("#signal")).to_have_text("Connected")
