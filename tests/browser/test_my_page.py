"""My page as people use it: from the phone's list, page by page, to paper, and on another device by a private link."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.steps import PHONE, complains, knows
from tests.northvale import Hall, Town
from tests.read_backs import WORDS, asked, dissent

NARROW: ViewportSize = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def settled(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    for name, answer in {"Olu": "8", "Oona": "8", "Omar": "9", "Priya": "3", "Pat": "3", "Petra": "4"}.items():
        hall.rate(name, "6", answer, reason="Fees." if name == "Pat" else "")
    hall.reveal()
    hall.act("/standards/6/show")
    dissent(hall, "Pat", asked(hall), shown="unit")
    hall.act("/positions/standard-6", state="agreed", wording=WORDS, after_version="0")
    return hall


def phone(browser: Browser, hall: Hall, size: ViewportSize, *, scripts: bool = True) -> Page:
    context = browser.new_context(viewport=size, java_script_enabled=scripts)
    knows(context, hall.base, {**hall.cookies("Pat"), "keeps": "yes"}, scripts=scripts)
    page = context.new_page()
    complains(page)
    return page


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def test_it_is_found_read_printed_and_opened_elsewhere(browser: Browser, settled: Hall) -> None:
    page = phone(browser, settled, NARROW)
    page.goto(f"{settled.base}{settled.path}/phone")
    page.get_by_role("link", name="My page").click()
    page.get_by_role("link", name="6. A diverse and sustainable market").click()
    expect(page.locator("main")).to_contain_text("You rated 3. You answered: I do not agree.")
    expect(page.locator(".each-group")).to_contain_text("Council8")
    fits(page)
    page.get_by_role("link", name="Next: 9").click()
    expect(page.locator(".bars")).to_contain_text("3 of 3")
    page.get_by_role("link", name="All of my page").click()
    expect(page.get_by_role("link", name="All of it on one page")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="All of it on one page").click()
    expect(page.get_by_role("button", name="Print this page")).to_be_visible()
    fits(page)
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="Print this page").click()
    expect(page).to_have_title("printed")
    page.get_by_role("link", name="Back to my page").click()
    page.get_by_role("button", name="Make a private link").click()
    expect(page.locator("#link")).to_be_visible()
    fits(page)
    address = page.locator("#link").inner_text()

    other = browser.new_context(viewport=PHONE).new_page()
    complains(other)
    other.goto(f"{address}#open")  # as a camera opens it
    expect(other.locator("main")).to_contain_text("For reading only")
    expect(other.get_by_role("button")).to_have_count(0)
    page.get_by_role("link", name="Back to my page").click()
    page.get_by_role("button", name="End this link").click()
    expect(page.get_by_role("button", name="Make a private link")).to_be_visible()
    other.reload()
    expect(other.locator("main")).to_contain_text("has ended")


def test_without_scripts_the_page_says_how_to_print_it_and_a_link_is_opened_by_its_button(
    browser: Browser, settled: Hall
) -> None:
    page = phone(browser, settled, PHONE, scripts=False)
    page.goto(f"{settled.base}{settled.path}/phone/mine/print")
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()
    expect(page.locator("main")).to_contain_text("choose Print in your browser’s menu")
    page.emulate_media(media="print")
    expect(page.locator(".to-print")).to_be_hidden()
    page.emulate_media(media="screen")
    page.goto(f"{settled.base}{settled.path}/phone/mine")
    page.get_by_role("button", name="Make a private link").click()
    address = page.locator("#link").inner_text()
    other = browser.new_context(viewport=NARROW, java_script_enabled=False).new_page()
    other.goto(f"{address}#open")
    other.get_by_role("button", name="Open the page").click()
    expect(other.locator("h1")).to_have_text("My page")
