"""Excel files that cannot be taken."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date

from openpyxl import Workbook, load_workbook

from app.frameworks.files import template
from tests.frameworks.broken import Broken

XLSX = template(".xlsx")
STRINGS = "xl/sharedStrings.xml"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>"""
SPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TEXTS = b"<sst xmlns='%s'>%s</sst>"
FAR = b"<worksheet xmlns='%s'><sheetData><row r='1048576'><c r='A1048576'><v>1</v></c></row></sheetData></worksheet>"

NO_SUCH_TEXT = b"<worksheet xmlns='%s'><sheetData><row><c t='s'><v>99999</v></c></row></sheetData></worksheet>"


def sheets(changes: dict[str, object]) -> bytes:
    """The template with other cells, named as Excel names them: {"Criteria!C2": "…"}; {"Bands": None} takes one out."""
    book = load_workbook(io.BytesIO(XLSX))
    for place, value in changes.items():
        title, _, cell = place.partition("!")
        if cell:
            book[title][cell] = value  # type: ignore[assignment]
        elif value is None:
            del book[title]
        else:
            book.create_sheet(title).append([value])
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(parts: dict[str, bytes]) -> bytes:
    """The template with other parts in its zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in ({name: old.read(name) for name in old.namelist()} | parts).items():
            new.writestr(name, content)
    return file.getvalue()


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "<nothing/>")
    return file.getvalue()


def broken_sheets() -> Iterator[Broken]:
    yield from _no_workbook()
    yield from _hostile()
    yield from _wrong_sheets()
    yield from _wrong_cells()


def _xlsx(title: str, content: bytes, where: str, cause: str, mend: str) -> Broken:
    return Broken(title, "ours.xlsx", content, where, cause, mend)


def _no_workbook() -> Iterator[Broken]:
    file = "the whole file"
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2_000)
    yield _xlsx("an old or locked workbook", old, file, "old Excel file (.xls), or a workbook locked", "password off")
    yield _xlsx("a PDF", b"%PDF-1.7 ...", file, "It is a PDF", "Take the workbook")
    yield _xlsx("a CSV", b"number,text\n1,hello\n", file, "perhaps a CSV", "save it as")
    yield _xlsx("nothing", b"", file, "no Excel workbook", "save it as")
    yield _xlsx("with macros", repacked({"xl/vbaProject.bin": b"x"}), file, "holds macros", "leaves them out")
    yield _xlsx("a binary workbook", zipped("xl/workbook.bin"), file, "(.xlsb)", "save it as")
    yield _xlsx("OpenDocument", zipped("mimetype", "content.xml"), file, "OpenDocument", "save it as")
    yield _xlsx("a Word document", zipped("word/document.xml"), file, "a Word document", "fresh template")
    yield _xlsx("a zip of pictures", zipped("cat.jpg"), file, "no Excel workbook", "save it as")
    yield _xlsx("half a workbook", XLSX[: len(XLSX) // 2], file, "is damaged", "save it as")
    yield _xlsx("a scratched workbook", _scratched(), file, "is damaged", "save it as")
    yield _xlsx("no XML in it", repacked({"xl/workbook.xml": b"not XML"}), file, "is damaged", "save it as")
    criteria = repacked({"xl/worksheets/sheet11.xml": NO_SUCH_TEXT % SPACE})
    yield _xlsx("a damaged sheet", criteria, "sheet Criteria", "is damaged", "save it as")


def _scratched() -> bytes:
    middle = XLSX.index(b"xl/worksheets/sheet3.xml") + 60
    return XLSX[:middle] + bytes(50) + XLSX[middle + 50 :]


def _hostile() -> Iterator[Broken]:
    file = "the whole file"
    yield _xlsx("10 MB", b"PK" + bytes(10_000_000), file, "larger than 2 MB", "take out pictures")
    yield _xlsx("a zip bomb", repacked({"xl/media/image.xml": bytes(50_000_000)}), file, "far larger", "fresh template")
    parts = {f"xl/media/{number}.xml": b"x" for number in range(300)}
    yield _xlsx("very many parts", repacked(parts), file, "far larger", "fresh template")
    yield _xlsx("a billion laughs", repacked({STRINGS: LAUGHS}), file, "DOCTYPE", "fresh template")
    wide = LAUGHS.decode().encode("utf-16")
    yield _xlsx("laughs in UTF-16", repacked({STRINGS: wide}), file, "DOCTYPE", "fresh template")
    texts = b"".join(b"<si><t>%d</t></si>" % number for number in range(100_000))
    many = repacked({STRINGS: TEXTS % (SPACE, texts)})
    yield _xlsx("a hundred thousand texts", many, file, "far more cells", "fresh template")
    sheet = "xl/worksheets/sheet11.xml"
    yield _xlsx("the last row of all", repacked({sheet: FAR % SPACE}), "Criteria!A5001", "after row 5,000", "Delete")
    yield _xlsx("the last column", sheets({"Criteria!XFD2": "x"}), "Criteria!XFD2", "after column 60", "Delete")


def _wrong_sheets() -> Iterator[Broken]:
    file = "the whole file"
    yield _xlsx("a missing sheet", sheets({"Bands": None}), file, "There is no band", "sheet “Bands”")
    yield _xlsx("a slip in a sheet", sheets({"Glosary": "term"}), "sheet Glosary", "no place for this", "“Glossary”?")
    yield _xlsx("an unknown sheet", sheets({"Budget": 1}), "sheet Budget", "no place for this sheet", "Take it out")
    missing = sheets({"Criteria!C1": None, "Criteria!C2": None, "Criteria!C3": None, "Criteria!C4": None})
    yield _xlsx("a missing column", missing, "Criteria!A1", "has no column “text”", "first row")
    slip = sheets({"Criteria!D1": "paeg"})
    yield _xlsx("a slip in a column", slip, "Criteria!D1", "no column “paeg” here", "“page”?")
    yield _xlsx("a column twice", sheets({"Criteria!D1": "Text"}), "Criteria!D1", "“text” is here twice", "Keep one")
    yield _xlsx(
        "a column without a name", sheets({"Criteria!F3": "?"}), "Criteria!F3", "has no name", "Name the column"
    )
    yield _xlsx("two frameworks", sheets({"Framework!A3": "b"}), "Framework!A3", "may hold, 1", "Keep one row")


def _wrong_cells() -> Iterator[Broken]:
    formula = sheets({"Criteria!C2": "=1+1"})
    yield _xlsx("a formula", formula, "Criteria!C2", "holds a formula", "Paste its value")
    yield _xlsx("a formula for a name", sheets({"Scale!A1": '="points"'}), "Scale!A1", "holds a formula", "Paste")
    yield _xlsx("an error", sheets({"Criteria!C2": "#REF!"}), "Criteria!C2", "error of Excel", "Type what belongs")
    day = sheets({"Criteria!B3": date(2026, 2, 1)})
    yield _xlsx("a date for 1-2", day, "Criteria!B3", "made a date", "column as text")
    yield _xlsx("no number", sheets({"Bands!B2": "two"}), "Bands!B2", "not a whole number", "such as 1")
    yield _xlsx(
        "an empty cell", sheets({"Criteria!C3": " "}), "Criteria!C3", "“text” of criterion “1.2” is missing", "Fill"
    )
    parent = sheets({"Criteria!A2": 7})
    yield _xlsx(
        "a parent that is not there", parent, "Criteria!A2", "There is no standard “7”", "Use one that is there"
    )
    yield _xlsx(
        "no parent", sheets({"Standards!A2": None}), "Standards!A2", "“domain” of standard “1” is missing", "Fill"
    )
    twice = sheets({"Criteria!B3": 1.1})
    yield _xlsx("a number twice", twice, "Criteria!B3", "first is at Criteria!B2", "another number")
    colour = sheets({"RAG!D3": "Shoot; Flwer"})
    yield _xlsx("an unknown band in a list", colour, "RAG!D3", "no band “Flwer”", "“Flower”?")
    yield _xlsx("neither yes nor no", sheets({"Questions!E2": "maybe"}), "Questions!E2", "“maybe”", "yes or no")
