import csv
import io
from zipfile import ZipFile

from app.exports.csv_files import as_csv_files, inert
from app.exports.front import NOT_A_RATING
from app.exports.tables import tables
from tests.exports.demo_record import HOSTILE, demo, quiet, saying

MARK = b"\xef\xbb\xbf"
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def files(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_it_holds_five_tables_and_a_page_about_them() -> None:
    inside = files(as_csv_files(demo()))
    assert [*inside] == [
        "About.txt", "actions-NOT-FOR-PUBLICATION.csv", "positions-NOT-FOR-PUBLICATION.csv",
        "views-by-group-NOT-FOR-PUBLICATION.csv", "evidence-NOT-FOR-PUBLICATION.csv", "assent-NOT-FOR-PUBLICATION.csv",
    ]  # fmt: skip
    assert all(content.startswith(MARK) and content.endswith(b"\r\n") for content in inside.values())
    about = inside["About.txt"].decode("utf-8-sig")
    assert NOT_A_RATING in about and "apostrophe" in about and "NOT FOR PUBLICATION" in about


def test_each_file_is_its_table() -> None:
    inside = [*files(as_csv_files(quiet())).values()][1:]
    for content, table in zip(inside, tables(quiet()), strict=True):
        header, *found = rows(content)
        assert header == [column.name for column in table.columns]
        assert found == [[str(value) for value in row] for row in table.rows]


def test_the_same_report_is_the_same_bytes() -> None:
    assert as_csv_files(demo()) == as_csv_files(demo().model_copy())


def test_no_cell_begins_as_a_formula_does() -> None:
    assert inert("=1") == "'=1" and inert("1=") == "1="
    tables_alone = [content for words in HOSTILE for content in [*files(as_csv_files(saying(words))).values()][1:]]
    cells = [cell for content in tables_alone for row in rows(content) for cell in row]
    assert any(cell.startswith("'=1+1|cmd") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(BEGINS_A_FORMULA)]
