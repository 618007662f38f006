import io

from openpyxl import load_workbook

from app.frameworks.entries import Entries
from app.frameworks.files import read_framework
from app.frameworks.kinds import KINDS, WORDING_KINDS
from app.frameworks.kinds.standards import CRITERIA
from app.frameworks.problems import Problems
from app.frameworks.sheet_file import ABOUT, read_sheets
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
