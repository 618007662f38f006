"""The moment of the close, on screens whose part ends with it and on those that stay."""

import re

from playwright.sync_api import Browser, Page, ViewportSize, expect

from app.models import AttributionRule
from tests.browser.steps import PHONE, complains, is_connected, knows
from tests.live.conftest import settled
from tests.northvale import Hall, Town

RECORDED = re.compile(r"Closed \d\d:\d\d\.\s+Your\s+3\s+(is|and your reason are)\s+recorded")
WIDE: ViewportSize = {"width": 1366, "height": 900}


def screen(browser: Browser, hall: Hall, name: str, path: str, size: ViewportSize) -> Page:
    context = browser.new_context(viewport=size)
    knows(context, hall.base, hall.cookies(name))
    page = context.new_page()
    complains(page)
    page.goto(f"{hall.base}{hall.path}{path}")
    is_connected(page)
    return page


def test_f23_a_scribes_screen_is_cleared_at_the_close_and_keeps_only_what_was_being_typed(
    town: Town, browser: Browser
) -> None:
    hall = settled(town)
    hall.act("/positions/standard-6/reopen", reason="Another sentence.")
    reads = screen(browser, hall, "Sam", "/console/standards/6", WIDE)
    types = screen(browser, hall, "Sam", "/console/standards/6", WIDE)
    types.get_by_label("How are we doing?").fill("Half a sentence")
    for page in (reads, types):
        expect(page.locator("main")).to_contain_text("canary-of-Priya")
    hall.act("/close")
    for page in (reads, types):
        expect(page.locator("#notice")).to_contain_text("The scribe’s part ended with it.")
        expect(page.locator("body")).not_to_contain_text("canary-of-Priya")
        expect(page.locator("#agenda")).to_have_count(0)
    expect(types.get_by_label("How are we doing?")).to_have_value("Half a sentence")
    expect(reads.get_by_label("How are we doing?")).to_have_count(0)


def test_a_stage_shows_its_closed_page_without_the_dead_code(town: Town, browser: Browser) -> None:
    hall = settled(town)
    stage = screen(browser, hall, "stage", "/stage", {"width": 1920, "height": 1080})
    expect(stage.locator("#join b")).to_have_text(re.compile(r"^\w{3} \w{3}$"))  # the code to join with
    code, square = stage.locator("#join b").inner_text(), stage.locator("img[src$='/qr.svg']")
    # This server listens to its own machine alone and draws no code to scan; the page is given one as it stands there.
    stage.locator("#join").evaluate("join => join.append(Object.assign(new Image(), {src: '/workshops/qr.svg'}))")
    expect(square).to_have_count(1)
    hall.act("/close")
    expect(stage.locator("h1")).to_contain_text("Thank you")
    expect(stage.locator(".listed li").nth(1)).to_contain_text("Agreed")
    expect(stage.locator("#join")).to_be_empty()
    expect(square).to_have_count(0)
    expect(stage.locator("body")).not_to_contain_text(code)


def test_under_not_attributable_a_rating_page_leaves_for_the_thanks_when_the_workshop_closes(
    town: Town, browser: Browser
) -> None:
    hall = settled(town, attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    phone = screen(browser, hall, "Priya", f"/phone/rounds/{hall.rounds['6']}", PHONE)
    expect(phone.locator(".receipt")).to_contain_text(RECORDED)
    hall.act("/close")
    expect(phone.locator("#now")).to_contain_text("Thank you")
    expect(phone.locator("body")).not_to_contain_text(re.compile("recorded", re.IGNORECASE))


def test_own_ratings_can_be_looked_at_after_the_close(town: Town, browser: Browser) -> None:
    hall = settled(town)
    phone = screen(browser, hall, "Priya", "/phone", PHONE)
    hall.act("/close")
    phone.get_by_role("link", name="What I recorded").click()
    expect(phone.locator(".receipt")).to_contain_text(RECORDED)
    expect(phone.locator(".until")).to_be_hidden()
