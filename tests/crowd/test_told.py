"""What a page says to one of a crowd, found by element and never by position."""

import pytest

from app.crowd.told import Receipt, read


def test_what_is_told_is_found_by_element() -> None:
    told = read(
        '<section id="to-rate" data-sitting="3" data-state="open"><a data-round="12" href="/"></a></section>'
        '<div id="receipt-12" data-key="abc" data-recorded="yes"><p>Recorded<span>: 6</span>, 14:03.</p></div><p>7</p>'
    )

    assert (told.sitting, told.is_open, told.rounds) == ("3", True, ["12"])
    assert told.receipts["12"] == Receipt("abc", is_recorded=True, text="Recorded: 6, 14:03.")
    assert told.receipts["12"].value == "6"


@pytest.mark.parametrize(("told", "value"), [("6", "6"), ("“can’t tell”", "can’t tell")])
def test_what_is_recorded_is_found_after_the_close_too(told: str, value: str) -> None:
    words = f"<p><strong>Closed 14:20.</strong>\nYour <span>\n  {told}</span>\nand your reason are recorded.</p>"
    receipt = read(f'<div id="receipt-1" data-key="" data-recorded="yes">{words}</div>').receipts["1"]
    assert receipt.value == value


def test_a_text_without_a_list_of_rounds_says_nothing_of_a_sitting_and_one_without_any_says_that_there_is_none() -> (
    None
):
    assert read("<p>3 connected</p>").sitting is None
    told = read('<section id="to-rate" data-sitting="" data-state=""></section>')
    assert (told.sitting, told.is_open) == ("", False)


def test_what_a_page_lets_somebody_choose_is_found_by_the_name_of_its_radios() -> None:
    told = read(
        '<input type="radio" name="group" value="7"><input type="radio" name="group" value="8">'
        '<input type="hidden" name="key" value="abc"><input type="radio" name="choice" value="shown">'
    )
    assert told.choices == {"group": ["7", "8"], "choice": ["shown"]}


def test_a_waiting_seat_is_told_where_to_go_on() -> None:
    assert read('<section id="waiting" data-goes-to=""></section>').goes_to == ""
    assert read('<section id="waiting" data-goes-to="/workshops/1/phone"></section>').goes_to == "/workshops/1/phone"


def test_words_outside_a_receipt_are_no_part_of_it() -> None:
    told = read(
        '<div id="receipt-1" data-key="" data-recorded=""><p>Nothing recorded yet.</p></div><p>Recorded: 4,</p>'
    )
    assert (told.receipts["1"].value, told.receipts["1"].is_recorded) == ("", False)


def test_words_that_are_asked_about_are_found_by_their_numbers() -> None:
    assert read('<section id="can-stand" data-asked="7 9"></section>').asked == ["7", "9"]
    assert read('<section id="can-stand" data-asked=""></section>').asked == []
    assert read("<p>Nothing of it</p>").asked is None
