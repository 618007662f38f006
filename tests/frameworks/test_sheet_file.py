import io

from openpyxl import load_workbook

from app.frameworks import DEFAULT, framework
from app.frameworks.entries import Entries
from app.frameworks.files import read_framework
from app.frameworks.kinds import CRITERIA, KINDS, WORDING_KINDS
from app.frameworks.problems import Problems
from app.frameworks.sheet_file import ABOUT, read_sheets
from app.frameworks.sheet_writing import sheets_of
from tests.frameworks import good_neighbours
from tests.frameworks.broken_sheets import XLSX, sheets


def entries(content: bytes) -> Entries:
    problems = Problems()
    found = read_sheets(content, problems)
    assert problems == []
    return found


def test_each_cell_knows_its_place_as_excel_writes_it() -> None:
    second = entries(XLSX).of(CRITERIA)[1]
    assert [second.where, second.where_is("number"), second.where_is("text")] == [
        "Criteria!A3",
        "Criteria!B3",
        "Criteria!C3",
    ]


def test_a_number_that_excel_made_is_the_text_that_was_typed() -> None:
    rows = entries(sheets({"Criteria!B2": 7.1, "Criteria!B3": 3.0, "Criteria!B4": 12, "Criteria!A4": 1}))
    assert [row.cells["number"].value for row in rows.of(CRITERIA)] == ["7.1", "3", "12"]
    assert rows.of(CRITERIA)[2].cells["standard"].value == "1"


def test_names_are_read_in_any_case_and_with_spaces() -> None:
    content = sheets({"Framework!C1": "Short Title", "Criteria!C1": " TEXT "})
    assert read_framework("it.xlsx", content, lambda _: None) == read_framework("it.xlsx", XLSX, lambda _: None)


def test_empty_rows_between_and_a_carriage_return_do_no_harm() -> None:
    book = load_workbook(io.BytesIO(XLSX))
    book["Criteria"].insert_rows(3, 4)
    book["Criteria"]["C2"] = "One_x000D_\ntwo"
    file = io.BytesIO()
    book.save(file)
    rows = entries(file.getvalue()).of(CRITERIA)
    assert [row.where for row in rows] == ["Criteria!A2", "Criteria!A7", "Criteria!A8"]
    assert rows[0].cells["text"].value == "One\ntwo"


def test_a_hidden_sheet_is_read_like_others_and_a_missing_optional_one_is_not_missed() -> None:
    book = load_workbook(io.BytesIO(XLSX))
    book["Criteria"].sheet_state = "hidden"
    for title in ("Glossary", "Forms", "RAG", ABOUT):
        del book[title]
    file = io.BytesIO()
    book.save(file)
    held = read_framework("it.xlsx", file.getvalue(), lambda _: None)
    assert len(held.standards[0].criteria) == 2 and not held.glossary


def test_yes_and_no_are_read_as_words_and_as_excels_own() -> None:
    held = read_framework("it.xlsx", sheets({"Questions!E2": True, "Questions!E3": "No"}), lambda _: None)
    assert [question.misprint for standard in held.standards for question in standard.questions] == [True, False]


def test_a_workbook_of_wording_is_known_by_its_sheet() -> None:
    assert entries(XLSX).kinds is KINDS
    assert read_sheets(sheets({"Wording": "wording_of"}), Problems()).kinds is WORDING_KINDS


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
