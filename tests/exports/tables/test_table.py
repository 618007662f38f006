from datetime import date

from app.exports.tables import tables
from app.exports.tables.table import LETTERS, as_cell, capital, lined, subjects
from tests.exports.demo_record import demo, nothing, quiet

OF_NUMBERS = {"Number", "Band", "Middle from", "Middle to", "Bands", "Marker"}


def test_five_tables_have_rows_as_wide_as_their_header() -> None:
    made = tables(demo())
    assert [table.name for table in made] == ["Actions", "Positions", "Views by group", "Evidence", "Assent"]
    for table in (*made, *tables(quiet()), *tables(nothing())):
        assert table.about.endswith(".") and table.nothing.endswith(".")
        assert {len(row) for row in table.rows_or_nothing} == {len(table.columns)}
        assert len({column.name for column in table.columns}) == len(table.columns)


def test_with_numbers_off_their_columns_are_not_there() -> None:
    on, off = ({column.name for table in tables(made) for column in table.columns} for made in (demo(), quiet()))
    assert on - off == OF_NUMBERS and not off & OF_NUMBERS


def test_a_table_without_rows_says_so_in_one() -> None:
    made = {table.name: table for table in tables(nothing())}
    assert made["Actions"].rows == ()
    assert made["Actions"].rows_or_nothing == (("No action was written down.", *[""] * 7),)


def test_cells_have_types_of_their_own() -> None:
    kinds = {type(value) for table in tables(demo()) for row in table.rows for value in row}
    assert kinds - {str, int, date} == set()
    assert any(type(value) is date for table in tables(demo()) for row in table.rows for value in row)


def test_subjects_come_in_the_order_of_the_forms() -> None:
    names = [name for name, _ in subjects(demo())]
    assert names[:3] == [
        "1. Person-centred and focused on outcomes",
        "2. Co-produced with service users, their carers and the wider local community",
        "Domain 1: Person-centred and outcomes-focused",
    ]
    assert names[-1] == "Overall"


def test_a_cell_is_plain_and_says_where_it_was_cut() -> None:
    assert as_cell("x\x00\ud800y\r\n") == "xy"
    assert as_cell("x" * LETTERS) == "x" * LETTERS
    cut = as_cell("🙂" * LETTERS)
    assert len(cut.encode("utf-16-le")) // 2 <= LETTERS and cut.endswith("record for programs.)")


def test_lines_leave_out_what_is_empty() -> None:
    assert lined(["a", "", " ", "b"]) == "a\nb"
    assert (capital("to do"), capital(None)) == ("To do", "")
