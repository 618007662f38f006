"""What is half made on a console or a phone when the room moves on; what moves there by hand, and without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from app.tokens import new_token
from tests.browser.steps import PHONE, complains, is_connected, knows, lines_of, wait_until
from tests.cases import mostly_long
from tests.northvale import Hall, Town

LOW: ViewportSize = {"width": 1366, "height": 600}
ROOM = ("Olu", "Oona", "Omar", "Priya", "Pat", "Petra")
HALF_MADE = """() => [document.activeElement.id, document.activeElement.selectionStart, document.activeElement.value,
    document.querySelector("[type=radio]:checked")?.value, scrollY, document.querySelector("main").scrollTop]"""
Opens = Callable[..., Page]


@pytest.fixture
def opens(browser: Browser) -> Opens:
    def opens(hall: Hall, name: str, at: str, *, scripts: bool = True, size: ViewportSize = LOW) -> Page:
        context = browser.new_context(viewport=size, java_script_enabled=scripts)
        knows(context, hall.base, hall.cookies(name), scripts=scripts)
        page = context.new_page()
        complains(page)
        page.goto(f"{hall.base}{hall.path}{at}")
        if scripts:
            is_connected(page)
        return page

    return opens


def revealed(town: Town, *numbers: str) -> Hall:
    hall = town.hall()
    hall.open(*numbers)
    for name in ROOM:
        for number in numbers:
            hall.rate(name, number, "8" if name.startswith("O") else "3")
    hall.reveal()
    return hall


def agenda(page: Page) -> Locator:
    return page.locator("#agenda li[data-number] .number")


# -- F10: no push takes focus, caret, text, choice or the place that somebody had scrolled to


FORMS_OF_A_CONSOLE = ["/console/standards/6", "/console/domains/2", "/console/overall", "/console/closing"]


@pytest.mark.parametrize("at", mostly_long(FORMS_OF_A_CONSOLE, "/console/standards/6", "/console/closing"))
def test_f10_what_is_half_made_on_a_console_stays_whatever_the_room_does(town: Town, opens: Opens, at: str) -> None:
    hall = revealed(town, "4", "6")
    fay = opens(hall, "Fay", at)
    if at.endswith("closing"):
        fay.locator(".defer-all summary").click()
    else:
        fay.get_by_role("radio", name="Not agreed").check(force=True)
    box = fay.locator("textarea:visible").first
    box.press_sequentially("Half a sentence")
    box.evaluate("box => box.setSelectionRange(4, 4)")
    scrolled_to(fay, 24)
    before = fay.evaluate(HALF_MADE)
    hall.act("/standards/6/show")
    hall.act("/standards/4/pin")
    expect(fay.locator("#agenda li[data-number]").first).to_contain_text("pinned")
    hall.open("9")
    hall.rate("Olu", "9", "5")
    expect(fay.locator("#agenda")).to_contain_text("Open, 1 of 10")
    hall.act(f"/sittings/{hall.sitting}/close")
    expect(fay.locator("#agenda")).to_contain_text("Closed, 1 of 10")
    hall.act(f"/sittings/{hall.sitting}/undo-close")
    expect(fay.locator("#agenda")).to_contain_text("Open, 1 of 10")
    after = fay.evaluate(HALF_MADE)
    assert after[:-1] == before[:-1]
    assert at.endswith("closing") or after[-1] == before[-1]  # rows that come over the form move what one sees along


def test_f10_a_console_on_which_nothing_is_typed_loads_itself_again_and_stands_where_it_stood(
    town: Town, opens: Opens
) -> None:
    hall = revealed(town, "4", "6")
    fay = opens(hall, "Fay", "/console/standards/6")
    fay.locator("#wording").focus()
    scrolled_to(fay, 40)
    before = fay.evaluate(HALF_MADE)
    with fay.expect_event("load"):
        hall.open("9")
        hall.rate("Olu", "9", "5")
    is_connected(fay)
    expect(fay.locator("#wording")).to_be_focused()
    assert fay.evaluate(HALF_MADE) == before


def test_f10_a_comment_on_a_phone_stays_half_made_while_the_record_is_confirmed(town: Town, opens: Opens) -> None:
    hall = revealed(town, "6")
    hall.act("/close", left="6")
    pat = opens(hall, "Pat", "/phone/comments", size=PHONE)
    lines = lines_of(pat)
    pat.reload()
    is_connected(pat)
    line = lines[-1]
    box = pat.locator("textarea:visible").first
    box.press_sequentially("Nobody asked the night staff")
    box.evaluate("box => box.setSelectionRange(6, 6)")
    scrolled_to(pat, 40)
    before = pat.evaluate(HALF_MADE)
    frames: list[str] = []
    line.on("framereceived", lambda payload: frames.extend([str(payload)]))
    hall.act("/phone/comments", by="Olu", text="The same in the north.", key=new_token())
    hall.act("/confirm")
    wait_until(pat, lambda: any("confirmed" in frame for frame in frames))
    assert pat.evaluate(HALF_MADE) == before


def scrolled_to(page: Page, y: int) -> None:
    page.evaluate("y => { scrollTo(0, y); document.querySelector('main').scrollTop = y; }", y)


# -- The order of talk by drag


def test_a_row_dragged_by_mouse_stands_where_it_was_dropped_on_every_console(town: Town, opens: Opens) -> None:
    hall = revealed(town, "4", "6", "9")
    fay, sam = (opens(hall, name, "/console") for name in ("Fay", "Sam"))
    before = agenda(fay).all_inner_texts()
    last, first = fay.locator("#agenda li[data-number]").last, fay.locator("#agenda li[data-number]").first
    last.drag_to(first, target_position={"x": 60, "y": 4})
    order = [before[2], before[0], before[1]]
    for page in (fay, sam):
        expect(agenda(page)).to_have_text(order)
    height = last.bounding_box()["height"]  # type: ignore[index]
    first.drag_to(last, target_position={"x": 60, "y": height - 4})
    expect(agenda(fay)).to_have_text(before)
    expect(fay.locator(".drops-above, .drops-below")).to_have_count(0)
    assert fay.url.endswith("/console")  # a row is a link too, and was not followed


# -- Where a console goes by itself


def test_a_reveal_leads_to_its_first_standard_and_what_is_called_off_leads_nowhere(town: Town, opens: Opens) -> None:
    hall = revealed(town, "6")
    hall.open("9")
    fay = opens(hall, "Fay", "/console")
    expect(fay.locator("h1")).to_have_text("Rating is open")
    hall.act(f"/sittings/{hall.sitting}/call-off")
    expect(fay.locator("h1")).not_to_have_text("Rating is open")
    assert fay.url.endswith("/console")
    hall.open("9")
    for name in ROOM:
        hall.rate(name, "9", "5")
    expect(fay.locator("h1")).to_have_text("Rating is open")
    is_connected(fay)
    hall.reveal()
    hall.act("/standards/6/pin")  # with which the room is told
    expect(fay).to_have_url(re.compile(r"/console/standards/9#heading$"))
    expect(fay.locator("h1")).to_be_focused()


def test_without_scripts_the_console_goes_on_to_the_first_standard_once_it_is_revealed(
    town_with: Callable[..., Town], opens: Opens
) -> None:
    hall = town_with(CANCEL_SECONDS="2").hall()
    hall.open("6")
    for name in ROOM:
        hall.rate(name, "6", "8" if name.startswith("O") else "3")
    fay = opens(hall, "Fay", "/console", scripts=False)
    fay.get_by_role("button", name="Close and reveal").click()
    fay.wait_for_url("**/console/standards/6*")
    expect(fay.locator("h1")).to_contain_text("6. ")
    expect(fay.get_by_role("button", name="Show on stage").first).to_be_visible()
