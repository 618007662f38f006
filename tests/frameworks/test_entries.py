"""Rows of cells, each with its place in the file."""

import pytest

from app.frameworks.entries import UNREADABLE, Cell, Entries, Entry
from app.frameworks.kinds import KINDS
from app.frameworks.kinds.around import CORRECTIONS
from app.frameworks.kinds.scale import BANDS
from app.frameworks.kinds.standards import CRITERIA


@pytest.mark.parametrize("value", [None, "", " \t\n", [], ()])
def test_what_somebody_left_blank_is_empty(value: object) -> None:
    assert Cell(value, "Criteria!B2").is_empty


@pytest.mark.parametrize("value", [0, False, 0.0, "0", UNREADABLE])
def test_nought_and_no_are_values_and_what_is_already_a_problem_is_not_missing_too(value: object) -> None:
    assert not Cell(value, "Criteria!B2").is_empty


def test_a_cell_that_is_not_there_has_the_place_of_its_row() -> None:
    row = Entry(CRITERIA, "line 10", {"number": Cell("1.1", "line 11"), "text": Cell(UNREADABLE, "line 12")})
    assert [row.where_is(column) for column in ("number", "text", "page")] == ["line 11", "line 12", "line 10"]
    assert [row.is_readable(column) for column in ("number", "text", "page")] == [True, False, True]
    assert (row.text("text"), row.text("page"), row.whole("page")) == ("", "", None)


def test_a_row_goes_by_its_number_its_name_or_by_nothing() -> None:
    named = Entry(BANDS, "line 1", {"name": Cell("Seed", "line 2")})
    numbered = Entry(CORRECTIONS, "line 3", {"number": Cell(7, "line 4")})
    assert [row.name() for row in (named, numbered, Entry(BANDS, "line 5", {}))] == ["Seed", "7", ""]


def test_checked_rows_take_the_place_of_others_and_what_was_not_read_stays_known() -> None:
    row = Entry(CRITERIA, "line 10", {})
    read = Entries(KINDS, [row, Entry(BANDS, "line 1", {})], {BANDS})
    assert read.of(CRITERIA) == [row]
    checked = read.with_rows([])
    assert (checked.rows, checked.unread, len(read.rows)) == ([], {BANDS}, 2)
