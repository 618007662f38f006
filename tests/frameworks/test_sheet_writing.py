"""A workbook that people fill in: it explains itself, and what they type stays what they typed."""

import io

from openpyxl import load_workbook

from app.frameworks import DEFAULT, framework
from app.frameworks.files import read_framework
from app.frameworks.kinds import KINDS
from app.frameworks.sheet_file import ABOUT
from app.frameworks.sheet_writing import sheets_of
from tests.frameworks import good_neighbours
from tests.frameworks.broken_sheets import XLSX


def test_it_begins_with_a_page_about_itself_that_names_every_column() -> None:
    book = load_workbook(io.BytesIO(XLSX))
    assert book.sheetnames == [ABOUT, *(kind.name for kind in KINDS)]
    told = {(row[0], row[1]) for row in book[ABOUT].iter_rows(values_only=True)}
    assert {(kind.name, column.name) for kind in KINDS for column in kind.columns} <= told


def test_headers_are_bold_and_stay_in_sight_and_cells_are_text_that_wraps() -> None:
    book = load_workbook(io.BytesIO(XLSX))
    for kind in KINDS:
        sheet = book[kind.name]
        assert sheet.freeze_panes == "A2"
        assert [cell.value for cell in sheet[1]][: len(kind.columns)] == list(kind.names)
        for cell in sheet[1]:
            assert cell.font.bold and cell.number_format == "@"
    cell = book["Criteria"]["B2"]
    assert (cell.value, cell.data_type, cell.number_format, cell.alignment.wrap_text) == ("1.1", "s", "@", True)


def test_a_column_that_names_others_offers_them() -> None:
    rules = load_workbook(io.BytesIO(XLSX))["Criteria"].data_validations.dataValidation
    assert [rule.formula1 for rule in rules if rule.type == "list"] == ["'Standards'!$B$2:$B$121"]
    assert all(rule.prompt for rule in rules)


def test_words_that_look_like_formulas_addresses_and_escapes_stay_words() -> None:
    told = "=1+1 and https://example.org, @me, +44, _x0041_, -1"
    held = good_neighbours().model_copy(update={"note": told, "about": "=SUM(A1)"})
    content = sheets_of(held)
    assert read_framework("it.xlsx", content, lambda _: None) == held
    assert load_workbook(io.BytesIO(content))["Framework"]["H2"].data_type == "s"


def test_every_form_of_a_title_has_its_column() -> None:
    book = load_workbook(io.BytesIO(sheets_of(framework(DEFAULT))))
    names = {cell.value for cell in book["Standards"][1]}
    assert {f"titles.{place}" for place in framework(DEFAULT).standards[0].titles} <= names
