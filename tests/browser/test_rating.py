"""The rating page: all of the scale on one screen, a foot that says what it records, and what is half made is kept."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, ViewportSize, expect

from tests.browser.steps import PHONE, choose, complains, is_connected, knows, record, wait_until
from tests.northvale import Hall, until

NARROW: ViewportSize = {"width": 320, "height": 640}
HIGHEST = 915  # of its page at 390; 900 is the aim
STANDARDS = ("4", "6", "9")
BOTTOM = "part => document.querySelector(part).getBoundingClientRect().bottom"
FOOT = "document.querySelector('.record-foot').getBoundingClientRect().top"
WORDS = "Monitoring visits ask for the same figures three times."
Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, hall: Hall) -> Open:
    """The first open standard on somebody's phone."""
    hall.open(*STANDARDS)

    def open_page(name: str = "Priya", *, scripts: bool = True) -> Page:
        context = browser.new_context(viewport=PHONE, java_script_enabled=scripts)
        knows(context, hall.base, hall.cookies(name), scripts=scripts)
        page = context.new_page()
        complains(page)
        go_to(page, hall, "6")
        return page

    return open_page


def go_to(page: Page, hall: Hall, number: str) -> None:
    page.goto(f"{hall.base}{hall.path}/phone")
    page.locator(".to-rate a[data-round]", has_text=f"{number}. ").click()
    page.wait_for_load_state()  # its scripts have changed what stands in the foot
    expect(heading(page)).to_contain_text(f"{number}. ")


def heading(page: Page) -> Locator:
    """The form's own: the room that waits below it until the round is over has another."""
    return page.locator("h1:visible")


def button(page: Page) -> str:
    return page.locator(".record-foot :is(button, a):visible").all_inner_texts()[0]


def test_the_whole_scale_and_the_foot_stand_on_the_first_screen(open_page: Open, hall: Hall) -> None:
    page = open_page()
    for size in (PHONE, NARROW):
        page.set_viewport_size(size)
        for number in STANDARDS:
            go_to(page, hall, number)
            assert page.evaluate("scrollY") == 0
            assert page.evaluate(BOTTOM, ".cant-tell") <= page.evaluate(FOOT)
            assert page.evaluate(BOTTOM, ".record-foot") <= size["height"]


def test_the_page_of_a_standard_is_hardly_higher_than_one_screen(open_page: Open) -> None:
    assert open_page().evaluate("document.documentElement.scrollHeight") <= HIGHEST


def test_the_foot_says_what_it_will_record_and_choosing_never_records(open_page: Open, hall: Hall) -> None:
    page = open_page()
    assert button(page) == "Skip for now"
    choose(page, "3")
    assert button(page) == "Record 3"
    page.keyboard.press("ArrowRight")
    assert button(page) == "Record 4"
    expect(page.locator(".receipt")).to_have_attribute("data-recorded", "no")
    record(page)
    expect(page.locator(".receipt")).to_contain_text(
        re.compile(r"Recorded: 4, \d\d:\d\d\s+Change it until it is closed")
    )
    expect(page.locator(".record-foot .next")).to_have_text(re.compile(r"^Next: 9\. "))
    page.get_by_role("radio", name="I can’t tell").check(force=True)
    assert button(page) == "Record instead: I can’t tell"
    choose(page, "5")
    assert button(page) == "Record 5 instead"
    choose(page, "4")
    page.locator("#reason").fill(WORDS)
    assert button(page) == "Record what you changed"
    record(page)
    page.locator(".record-foot .next").click()
    expect(heading(page)).to_contain_text("9. ")


def test_without_scripts_a_plain_button_records_and_links_lead_on(open_page: Open) -> None:
    page = open_page(scripts=False)
    expect(page.get_by_label("You may quote this")).to_be_visible()
    expect(page.get_by_role("link", name="Skip for now")).to_be_visible()
    choose(page, "3")
    page.get_by_role("button", name="Record my rating").click()
    expect(page.locator(".receipt")).to_contain_text("Recorded: 3")
    expect(page.get_by_role("link", name="Next: 9. ")).to_be_visible()


def test_what_was_chosen_and_typed_comes_back_after_every_way_of_leaving(open_page: Open, hall: Hall) -> None:
    page = open_page()
    expect(page.get_by_label("You may quote this")).to_be_hidden()
    choose(page, "3")
    page.locator("#reason").fill(WORDS)
    page.get_by_label("You may quote this").check()
    leaves: tuple[Callable[[], object], ...] = (
        page.reload, lambda: go_to(page, hall, "9"), lambda: page.goto("about:blank"),
    )  # fmt: skip
    for leave in leaves:
        leave()
        if heading(page).count() == 0 or "6. " not in heading(page).inner_text():
            page.go_back()
            go_to(page, hall, "6")
        is_as_left(page)
    page.goto(f"{hall.base}{hall.path}/phone")
    expect(page.locator(".to-rate li", has_text="6. ")).to_contain_text("Chosen, not recorded")
    expect(page.locator(".to-rate li", has_text="9. ")).not_to_contain_text("Chosen")
    go_to(page, hall, "6")
    record(page)
    expect(page.locator(".receipt")).to_contain_text("Recorded: 3")
    page.goto(f"{hall.base}{hall.path}/phone")
    expect(page.locator(".to-rate li", has_text="6. ")).to_contain_text("You: 3")
    expect(page.get_by_text("Chosen, not recorded")).to_have_count(0)


def is_as_left(page: Page) -> None:
    expect(page.get_by_role("radio", name="Red/amber: 3")).to_be_checked()
    expect(page.locator("#reason")).to_have_value(WORDS)
    expect(page.get_by_label("You may quote this")).to_be_checked()
    assert button(page) == "Record 3"


def test_nobody_else_at_this_phone_finds_what_was_kept(open_page: Open, hall: Hall) -> None:
    page = open_page()
    choose(page, "3")
    page.context.clear_cookies()
    for cookie, value in hall.cookies("Pat").items():
        page.context.add_cookies([{"name": cookie, "value": value, "url": hall.base}])
    go_to(page, hall, "6")
    expect(page.get_by_role("radio", name="Red/amber: 3")).not_to_be_checked()
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('kept/'))") == []


def test_after_the_close_only_words_that_differ_are_called_not_recorded(open_page: Open, hall: Hall) -> None:
    page = open_page()
    choose(page, "3")
    page.locator("#reason").fill(WORDS)
    record(page)
    expect(page.locator(".receipt")).to_contain_text("Recorded: 3")
    is_connected(page)
    close(hall)
    expect(page.locator(".receipt")).to_contain_text(
        re.compile(r"Closed \d\d:\d\d\.\s+Your\s+3\s+and your reason are\s+recorded")
    )
    expect(page.get_by_text("Not recorded")).to_have_count(0)
    expect(page.locator("#reason")).to_be_hidden()
    hall.act(f"/sittings/{hall.sitting}/undo-close")
    expect(page.locator("#reason")).to_be_visible()
    page.locator("#reason").fill(f"{WORDS} And again.")
    close(hall)
    expect(page.locator("#reason")).to_be_visible()
    page.reload()
    expect(page.locator(".not-recorded")).to_contain_text("Not recorded.")
    expect(page.locator("#unsent")).to_have_value(f"{WORDS} And again.")
    assert page.evaluate(KEPT)
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    hall.act("/close")
    until(lambda: keeps_nothing(page))  # with the workshop's end goes what this phone kept of it


KEPT = "Object.keys(localStorage).some((name) => name.startsWith('kept/'))"


def keeps_nothing(page: Page) -> bool:
    try:
        return not page.evaluate(KEPT)
    except Error:  # the page was left while it was asked
        return False


def close(hall: Hall) -> None:
    assert hall.act(f"/sittings/{hall.sitting}/close").status_code < 400


def test_hidden_is_hidden_on_every_page_and_nothing_moves(open_page: Open, hall: Hall) -> None:
    page = open_page()
    choose(page, "3")
    page.locator("#reason").fill(WORDS)
    record(page)
    expect(page.locator(".record-foot .next")).to_be_visible()
    choose(page, "4")
    before = page.evaluate(HEIGHTS)
    page.get_by_role("button", name="Hide mine").click()
    assert page.evaluate(HEIGHTS) == before
    expect(page.get_by_role("button", name="Show mine")).to_be_visible()
    assert button(page) == "Record the change"
    assert not re.search(r"\b[34]\b, \d\d:", page.locator(".record-foot").inner_text())
    assert page.locator("#reason").evaluate("box => (box.blur(), getComputedStyle(box).color)") == "rgba(0, 0, 0, 0)"
    page.goto(f"{hall.base}{hall.path}/phone")
    expect(page.locator("body")).to_have_class(re.compile("own-hidden"))
    shown = page.locator(".yours .own-value").first
    assert shown.evaluate(HIDDEN) == ["hidden", "visible", '"Recorded"']


def test_easy_read_comes_at_once_takes_nothing_away_and_stays_on_that_phone(open_page: Open, hall: Hall) -> None:
    page = open_page()
    choose(page, "3")
    page.locator("#reason").fill(WORDS)
    before = page.evaluate(HEIGHTS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    easy = page.get_by_role("button", name="Easy Read", pressed=False)
    easy.click()
    expect(page.get_by_text("There is good help near you.")).to_be_visible()
    expect(page.get_by_role("img", name="Three houses in a row, each of another kind.")).to_be_visible()
    expect(page.locator(".plain")).to_be_hidden()
    expect(page.locator("#reason")).to_have_value(WORDS)
    assert (button(page), asked) == ("Record 3", [])
    page.get_by_text("All of it in full").click()
    expect(page.locator(".plain")).to_be_visible()
    page.goto(f"{hall.base}{hall.path}/notice")
    expect(page.get_by_text("First, nobody sees your number.")).to_be_visible()
    expect(page.get_by_text("Blind first.")).to_be_hidden()
    page.go_back()
    page.get_by_role("button", name="Easy Read", pressed=True).click()
    assert page.evaluate(HEIGHTS) == before


HEIGHTS = """[document.documentElement.scrollHeight,
    ...[...document.querySelectorAll('main > *, footer > *')].map(e => e.offsetHeight)]"""
HIDDEN = "e => [getComputedStyle(e).visibility, ...(s => [s.visibility, s.content])(getComputedStyle(e, '::after'))]"


def test_f10_thirty_pushes_leave_focus_caret_text_choice_and_scroll_alone(open_page: Open, hall: Hall) -> None:
    page = open_page()
    is_connected(page)
    choose(page, "3")
    page.locator("#reason").fill("Monitoring ask for the same figures")
    page.locator("#reason").evaluate("box => box.setSelectionRange(11, 11)")
    page.evaluate("scrollTo(0, 40)")
    page.evaluate(COUNT)
    before = page.evaluate(HALF_MADE)
    for number, name in enumerate(("Pat", "Petra", "Olu", "Oona", "Omar", "Ola", "Hari"), 1):
        for standard in STANDARDS:
            hall.rate(name, standard, str(number))
        wait_for(page, number * 3)
    hall.act("/words/show", term="Outcome")
    expect(page.locator(".record-foot .word")).to_be_visible()
    assert page.evaluate(HALF_MADE) == before
    hall.act(f"/sittings/{hall.sitting}/close")
    expect(page.locator("body")).to_have_class(re.compile(r"\bover\b"))
    hall.act(f"/sittings/{hall.sitting}/undo-close")
    expect(page.locator("body")).not_to_have_class(re.compile(r"\bover\b"))
    assert page.evaluate(HALF_MADE)[1:] == before[1:]  # the focus alone went with the field that went


COUNT = """() => { window.frames_ = 0;
    document.addEventListener("htmx:ws:after:message:incoming", () => { window.frames_ += 1; }); }"""
HALF_MADE = """() => [document.activeElement.id, document.querySelector("#reason").selectionStart,
    document.querySelector("#reason").value, document.querySelector("[name=answer]:checked").value, scrollY]"""


def wait_for(page: Page, frames: int) -> None:
    wait_until(page, lambda: page.evaluate("window.frames_") >= frames // 3)
