"""Facilitator and scribe write one position at once, in two browsers; one of them dies in mid-sentence."""

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect
from sqlmodel import select

from app.models import TypedText
from app.store.sqlite import Store
from tests.browser.steps import complains, is_connected, knows
from tests.northvale import Hall, Town, until
from tests.on_disk import as_after_a_kill
from tests.routes.positioned import with_something_to_settle

WIDE: ViewportSize = {"width": 1366, "height": 768}
HALF = "Vacancies are low, but fees have not"


def console(browser: Browser, hall: Hall, name: str, at: str = "/console/standards/6") -> Page:
    context = browser.new_context(viewport=WIDE)
    knows(context, hall.base, hall.cookies(name))
    page = context.new_page()
    complains(page)
    page.goto(f"{hall.base}{hall.path}{at}")
    is_connected(page)
    return page


def typed(hall: Hall) -> list[str]:
    with hall.store.read() as session:
        return [kept.text for kept in session.exec(select(TypedText).where(TypedText.workshop_id == hall.id))]


def wording(page: Page, label: str = "How are we doing?") -> Locator:
    return page.get_by_label(label)


def test_each_sees_the_others_words_as_they_are_typed_and_who_is_in_which_field(town: Town, browser: Browser) -> None:
    hall = with_something_to_settle(town)
    fay, sam = console(browser, hall, "Fay"), console(browser, hall, "Sam")
    wording(fay).press_sequentially(HALF)
    expect(wording(sam)).to_have_value(HALF)
    expect(sam.locator('[data-field="wording"] .note')).to_contain_text("Facilitator is writing here")
    wording(sam, "Divergent views").press_sequentially("Two homes closed")
    expect(wording(fay, "Divergent views")).to_have_value("Two homes closed")
    expect(fay.locator("#elsewhere")).to_contain_text("Scribe 1 is writing in Divergent views")
    expect(wording(fay)).to_have_value(HALF)
    fay.get_by_role("radio", name="Agreed", exact=True).check()
    expect(sam.get_by_role("radio", name="Agreed", exact=True)).to_be_checked()


def test_a_laptop_that_dies_in_mid_sentence_loses_nothing_that_it_said_was_saved(town: Town, browser: Browser) -> None:
    hall = with_something_to_settle(town)
    fay = console(browser, hall, "Fay")
    wording(fay).press_sequentially(HALF)
    until(lambda: typed(hall) == [HALF])
    expect(fay.locator("#saved")).to_contain_text("Saved")
    fay.context.close()
    sam = console(browser, hall, "Sam")
    expect(wording(sam)).to_have_value(HALF)
    wording(sam).press("Control+End")
    wording(sam).press_sequentially(" kept pace.")
    again = console(browser, hall, "Fay")
    expect(wording(again)).to_have_value(f"{HALF} kept pace.")


def test_two_who_change_one_field_see_both_texts_until_one_is_chosen(town: Town, browser: Browser) -> None:
    hall = with_something_to_settle(town)
    fay, sam = console(browser, hall, "Fay"), console(browser, hall, "Sam")
    wording(sam).focus()
    wording(fay).press_sequentially("Fay's words")
    expect(fay.locator("#saved")).to_contain_text("Saved")
    wording(sam).press_sequentially("Sam's words")
    for page in (fay, sam):
        both = page.get_by_role("group").filter(has_text="Nothing is gone until you choose")
        expect(both).to_contain_text("Fay's words")
        expect(both).to_contain_text("Sam's words")
    expect(wording(sam)).to_have_value("Sam's words")
    sam.get_by_role("button", name="Keep mine").click()
    for page in (fay, sam):
        expect(page.get_by_role("group").filter(has_text="Nothing is gone")).to_have_count(0)
    expect(wording(sam)).to_have_value("Sam's words")
    fay.get_by_role("heading", level=1).click()
    expect(wording(fay)).to_have_value("Sam's words")


def test_what_was_saved_survives_a_server_that_is_killed(town: Town, browser: Browser, tmp_path: Path) -> None:
    hall = with_something_to_settle(town)
    fay = console(browser, hall, "Fay")
    wording(fay).fill(HALF)  # at once: half of it may be saved before the rest is typed
    expect(fay.locator("#saved")).to_contain_text("Saved")
    store = Store(as_after_a_kill(hall.store.file, tmp_path / "killed.sqlite3"))
    try:
        with store.read() as session:
            (kept,) = session.exec(select(TypedText).where(TypedText.workshop_id == hall.id)).all()
        assert kept.text == HALF
    finally:
        store.close()
