import io
from functools import cache
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from app.exports.front import NOT_A_RATING
from app.exports.sheet import TOP, as_action_sheet, as_workbook
from app.exports.tables import tables
from app.exports.tables.table import LETTERS
from tests.exports.demo_record import HOSTILE, demo, nothing, quiet, saying

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAMES = ["Actions", "Positions", "Views by group", "Evidence", "Assent"]


@cache
def whole() -> bytes:
    return as_workbook(demo())


def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist() if name.endswith((".xml", ".rels"))}


def test_it_says_what_it_is_before_its_five_tables_and_the_method_after_them() -> None:
    book = opened(whole())
    assert book.sheetnames == ["About", *NAMES, "The method"]
    texts = [cell.value for row in book["About"].iter_rows() for cell in row if cell.value]
    assert texts[0] == "Northvale Council: Peer challenge, day 2" and NOT_A_RATING in texts
    links = [cell.hyperlink.location for row in book["About"].iter_rows() for cell in row if cell.hyperlink]
    assert links[-1] == "'The method'!A1" and len(links) == len(NAMES) + 1


def test_each_table_is_one_with_a_name_a_header_and_what_stays_in_sight() -> None:
    book = opened(whole())
    for made in tables(demo()):
        sheet = book[made.name]
        (table,) = sheet.tables.values()
        assert table.name == made.name.replace(" ", "_")
        assert sheet.freeze_panes == f"B{TOP + 1}" and sheet.print_title_rows == f"${TOP}:${TOP}"
        assert [cell.value for cell in sheet[TOP]] == [column.name for column in made.columns]
        assert table.ref.startswith(f"A{TOP}:") and table.ref.endswith(str(TOP + len(made.rows)))
        assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet["A4"].alignment.wrap_text


def test_cells_are_of_the_types_of_the_tables() -> None:
    sheet = opened(whole())["Actions"]
    assert (sheet["D4"].is_date, sheet["D4"].value.date().isoformat()) == (True, "2027-01-31")
    assert opened(whole())["Views by group"]["G4"].value == 8
    assert (opened(whole())["Evidence"]["G4"].data_type, opened(whole())["Evidence"]["G4"].value) == ("s", "6.1")


def test_another_reader_finds_the_same_rows() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(whole()))
    for made in tables(demo()):
        rows = book.get_sheet_by_name(made.name).to_python()[TOP:]
        assert [[cell or "" for cell in row] for row in rows] == [[cell or "" for cell in row] for row in made.rows]


def test_marks_stand_on_every_sheet_and_on_every_page() -> None:
    book = opened(whole())
    for sheet in book:
        assert "NOT FOR PUBLICATION" in sheet.oddHeader.right.text
    for name in NAMES:
        assert str(book[name]["A2"].value).startswith("NOT FOR PUBLICATION · Not yet confirmed")


def test_it_is_titled() -> None:
    assert opened(whole()).properties.title == "Northvale Council: Peer challenge, day 2"


def test_an_empty_table_says_so_in_one_row() -> None:
    assert opened(as_workbook(nothing()))["Actions"]["A4"].value == "No action was written down."


def test_the_action_sheet_opens_at_its_actions_and_offers_how_far_each_has_come() -> None:
    book = opened(as_action_sheet(quiet()))
    assert (book.sheetnames, book.active.title) == (["About", "Actions", "The method"], "Actions")
    (rule,) = book["Actions"].data_validations.dataValidation
    assert rule.formula1 == '"To do,Under way,Done,Dropped"' and str(rule.sqref).startswith("E4:E")
    assert [cell.value for cell in book["Actions"][TOP]][4:6] == ["Status", "Progress"]


def test_with_numbers_off_no_band_and_no_middle_is_in_any_part() -> None:
    inside = b"".join(parts(as_workbook(quiet())).values()).decode()
    for word in ("Red/amber", "Amber/green", "Middle from", "Marker"):
        assert word in b"".join(parts(whole()).values()).decode() and word not in inside


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_hostile_words_are_text_and_no_formula(words: str) -> None:
    made = saying(words)
    content = as_workbook(made)
    for name, part in parts(content).items():
        root = etree.fromstring(part)
        assert root.find(f".//{MAIN}f") is None, name
    shown = "".join(letter for letter in words if letter not in "\x00\x0b\ud800").strip()
    cell = opened(content)["Actions"]["A4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (shown, "s", True)
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Actions").to_python()[TOP][0] == shown


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    value = opened(as_action_sheet(saying("w" * 40_000)))["Actions"]["A4"].value
    assert len(value) == LETTERS and value.endswith("stands in the record for programs.)")
