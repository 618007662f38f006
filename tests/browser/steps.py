"""What people do in their browsers, for every browser test."""

from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server

PHONE = {"width": 390, "height": 844}


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
    expect(page.locator("#now")).to_be_visible()
    return page


def rate(page: Page, number: str, score: str) -> None:
    page.locator(".rate-list a", has_text=f"{number}. ").click()
    choose(page, score)
    record(page)


def choose(page: Page, score: str) -> None:
    page.locator(".point", has=page.locator(f"input[value='{int(score):02d}']")).click()


def record(page: Page) -> None:
    page.get_by_role("button", name="Record my rating").click()


def complains(page: Page) -> None:
    """A script error or a refused inline style on any screen fails the test at once."""

    def fail(text: str) -> None:
        raise AssertionError(f"{page.url}: {text}")

    page.on("pageerror", lambda error: fail(str(error)))
    page.on("console", lambda message: fail(message.text) if "Content Security Policy" in message.text else None)
