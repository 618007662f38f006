"""Anyone's own framework in a browser: a spreadsheet filled in, mended, imported, chosen, arranged, opened."""

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import PHONE, choose, complains, facilitator, record, takes_part
from tests.browser.test_accessibility import violations
from tests.conftest import Server


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve("open", door="open", CANCEL_SECONDS="0")


@pytest.fixture
def fay(browser: Browser, server: Server) -> Iterator[Page]:
    page = facilitator(browser, server, "/people")
    yield page
    page.context.close()


def upload(page: Page, file: Path, button: str) -> None:
    page.set_input_files("#file", file)
    page.get_by_role("button", name=button).click()


@pytest.mark.long  # what is told of a broken file, and each step of it, is tested without a browser
def test_a_spreadsheet_is_mended_by_what_the_page_says_and_then_rated_on(
    fay: Page, browser: Browser, server: Server, tmp_path: Path
) -> None:
    fay.goto(f"{server.base}/frameworks")
    assert violations(fay) == []
    file = tmp_path / "lunch.xlsx"
    with fay.expect_download() as taken:
        fay.get_by_role("link", name="Template (spreadsheet)").click()
    taken.value.save_as(file)
    book = openpyxl.load_workbook(file)
    standards = book["Standards"]
    number = next(cell for cell in standards[1] if cell.value == "number").column_letter
    standards[f"{number}3"] = standards[f"{number}2"].value  # two standards with one number
    book.save(file)
    upload(fay, file, "Check it")
    expect(fay.locator(".problems tbody tr", has_text=f"Standards!{number}3")).to_be_visible()
    standards[f"{number}3"] = "2"
    book.save(file)
    upload(fay, file, "Import it")
    expect(fay.get_by_role("status")).to_contain_text("New workshops can choose it now")

    fay.goto(f"{server.base}/workshops/new")
    fay.get_by_label("Council", exact=True).fill("Eastmere Council")
    fay.get_by_label("Title").fill("Lunch clubs")
    fay.get_by_label("Date").fill("2026-12-01")
    fay.get_by_role("button", name="Begin").click()
    fay.get_by_role("link", name="Go on: the occasion").click()
    fay.get_by_label("Self-assessment").check()
    saves(fay)
    title = fay.locator("#framework_key option", has_text="Eating together").first.inner_text()
    fay.get_by_label("Framework").select_option(label=title)
    fay.get_by_role("button", name="Show its standards").click()
    expect(fay.locator("#standard-1")).to_be_visible()
    fay.locator("#standard-1 input[type=checkbox]").check()
    fay.locator("#standard-2 input[type=checkbox]").check()
    expect(fay.locator(".counted")).to_have_text("2 chosen, about 37 minutes each")
    before = fay.locator("input[name=order]").evaluate_all("all => all.map(it => it.value)")
    fay.get_by_role("button", name="down").and_(fay.locator("[value^='down domain']:not([disabled])")).first.click()
    after = fay.locator("input[name=order]").evaluate_all("all => all.map(it => it.value)")
    assert before != after and sorted(before) == sorted(after)
    fay.get_by_text("Add a local theme").click()
    with fay.expect_response("**/typed"):
        fay.locator("#theme-title-L1").fill("Care across the border")
    expect(fay.locator(".counted")).to_have_text("3 chosen, about 25 minutes each")
    expect(fay.locator("[data-saved]")).to_contain_text("Saved ")
    fay.goto(fay.url.partition("#")[0])  # a reload would send the form again that this page answers
    expect(fay.locator("#standard-L1")).to_contain_text("Care across the border")
    assert violations(fay) == []
    saves(fay)
    fay.get_by_role("button", name="Self-assessment").click()
    saves(fay)
    fay.get_by_label("Who is responsible for the data?").fill("Eastmere Council")
    fay.get_by_label("Contact for questions about data").fill("data@eastmere.example")
    fay.get_by_label("Lawful basis").fill("Public task")
    fay.get_by_label("Erase seats and reasons on").fill("2127-01-01")
    fay.get_by_label("Erase the record on").fill("2128-01-01")
    assert violations(fay) == []
    saves(fay)
    fay.get_by_role("button", name="Open the lobby").click()
    fay.get_by_role("button", name="for rating").click()
    code = fay.locator("header code").inner_text()

    phone = browser.new_context(viewport={**PHONE, "width": 320}).new_page()
    complains(phone)
    phone.goto(server.base)
    phone.get_by_label("The code on the stage").fill(code)
    phone.get_by_role("button", name="Join").click()
    phone.get_by_label("Providers", exact=True).check()
    phone.get_by_role("button", name="Take my seat").click()
    phone.get_by_role("button", name="I have read this").click()
    fay.get_by_role("button", name="Let all in").click()
    phone.locator(".to-rate a[data-round]", has_text="Care across the border").click()
    assert violations(phone) == []
    choose(phone, "4")
    record(phone)
    expect(phone.locator(".receipt").first).to_contain_text("Recorded: 4")
    assert phone.evaluate("document.documentElement.scrollWidth") == 320
    phone.context.close()


def saves(fay: Page) -> None:
    fay.get_by_role("button", name="Save and continue").last.click()


def test_criteria_ticked_on_a_phone_stand_after_it_is_loaded_again(browser: Browser, server: Server) -> None:
    phone = takes_part(browser.new_context(viewport=PHONE).new_page(), server, "Providers")
    phone.locator(".to-rate a[data-round]", has_text="6. ").click()
    choose(phone, "3")
    phone.get_by_text("Where it comes from").click()
    phone.locator("input[name=criteria][value='6.5']").check()
    phone.locator("input[name=criteria][value='6.1']").check()
    record(phone)
    expect(phone.locator(".receipt").first).to_contain_text("Recorded: 3")
    phone.reload()
    assert phone.locator("input[name=criteria]:checked").evaluate_all("all => all.map(it => it.value)") == [
        "6.1",
        "6.5",
    ]
    phone.context.close()


def test_a_person_reads_the_whole_framework_and_a_correction_from_the_phone(browser: Browser, server: Server) -> None:
    phone = takes_part(browser.new_context(viewport={**PHONE, "width": 320}).new_page(), server, "Carers")
    phone.get_by_role("link", name="Read all the standards").click()
    assert violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") == 320
    phone.locator("#criterion-5\\.1").get_by_role("link").first.click()
    expect(phone.locator(".correction:target")).to_be_visible()
    assert violations(phone) == []
    phone.context.close()
