"""What the forms are made of: lines, rows that may be broken, pictures that fit on a page."""

from app.exports.drawing import standard_svg
from app.exports.forms.blocks import PAGE, PICTURE, Picture, asks, lines, pixels, row, size_of
from tests.exports.drawn import BANDS, round_of, unit


def test_a_text_becomes_a_line_for_each_of_its_own_and_empty_ones_are_left_out() -> None:
    assert lines("One\r\n\n\x00Two", "Form text") == [("One", "Form text"), ("Two", "Form text")]
    assert (asks("Why?"), asks("Detail:"), asks("Good practice")) == ("Why?", "Detail:", "Good practice:")


def test_a_row_stays_on_one_page_unless_it_may_need_more_than_one() -> None:
    assert row(lines("Short", "Form text"), []).stays_together
    assert not row([], lines("word " * 6000, "Form text")).stays_together
    assert not row(lines("line\n" * 60, "Form text")).stays_together


def test_a_picture_is_never_wider_or_higher_than_there_is_room() -> None:
    for groups in (1, 20):
        units = [unit(f"Group {at} " + "with a long name " * 4, 5) for at in range(groups)]
        size = size_of(Picture(standard_svg([round_of(*units)], BANDS, has_numbers=True), "", ""))
        assert size.wide <= PICTURE and size.high <= PAGE and pixels(size) >= 400
