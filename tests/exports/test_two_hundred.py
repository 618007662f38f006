"""Two hundred hostile strings in every field that people type into, in one record: every file opens and shows them."""

import csv
import json
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO, StringIO
from itertools import cycle, product
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree, html
from openpyxl import load_workbook
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from app.exports import FORMATS, Report, without_numbers
from app.exports.contents.part import Part
from app.exports.contents.recorded import Action
from tests.exports.demo_record import demo

BEFORE = (
    "", "=", "+", "-", "@", "\t", "\r", "'", '"', "<script>", "]]>", "{{", "#let ", "$ x $", "\\u{202e}", "\u202e",
    "\u2067", "\x00\x0b", "\ud800", "&lt;", "%PDF-", "PK\x03\x04", "..\\..\\", "javascript:", "_x0041_",
)  # fmt: skip
WITHIN = (
    "HYPERLINK(\"http://x\")", "alert(1)", "نحن هنا", "שלום", "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "e\u0301\u0302\u0303 a\ufe0f\u200d",
    "\ufffe\uffff\udfff", "a\nb\r\nc",
)  # fmt: skip
STRINGS = [f"{before}{within} kept{number:03}" for number, (before, within) in enumerate(product(BEFORE, WITHIN))] + [
    "x" * 30_000 + " kept200"
]
MARKS = [f"kept{number:03}" for number in range(len(STRINGS))]
NOT_TYPED = {
    "number",
    "criterion",
    "answers",
    "strength",
    "state",
    "rule",
    "code",
    "key",
    "edition",
    "written_by",
    "by",
}


@cache
def record() -> Report:
    """Of the demo's own, with every text another hostile one; and an action for each of them."""
    texts = cycle(STRINGS[:-1])
    filled = _filled(demo(), texts)
    domains = list(filled.domains)
    last = domains[-1]
    first, *others = last.standards
    like = next(iter(demo().domains[-1].standards[0].actions))
    actions = tuple(_action(like, words, texts) for words in STRINGS)
    domains[-1] = last.model_copy(update={"standards": (first.model_copy(update={"actions": actions}), *others)})
    made: Report = filled.model_copy(update={"domains": tuple(domains)})
    return made


def _action(like: Action, words: str, texts: Iterator[str]) -> Action:
    return like.model_copy(
        update={"what": words, "who": (next(texts),), "due_on": None, "due": next(texts), "how_known": next(texts)}
    )


def _filled(part: Any, texts: Iterator[str]) -> Any:
    if isinstance(part, Part):
        names = [name for name in type(part).model_fields if name not in NOT_TYPED | {"events", "thresholds", "forms"}]
        return part.model_copy(update={name: _filled(getattr(part, name), texts) for name in names})
    if isinstance(part, tuple):
        return tuple(_filled(inside, texts) for inside in part)
    return next(texts) if type(part) is str and part else part


def test_there_are_two_hundred_of_them_and_one_that_is_long() -> None:
    assert len(STRINGS) == len({*STRINGS}) == 201 and len(STRINGS[-1]) > 30_000


def of_xml(content: bytes, *names: str) -> str:
    with ZipFile(BytesIO(content)) as parts:
        assert parts.testzip() is None
        trees = {
            name: etree.fromstring(parts.read(name)) for name in parts.namelist() if name.endswith((".xml", ".rels"))
        }
    assert {*names} <= {*trees}
    return " ".join("".join(trees[name].itertext()) for name in names)


def of_workbook(content: bytes) -> str:
    book = load_workbook(BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"], "a text became a formula"
    return " ".join(str(cell.value) for cell in cells)


def of_open_sheet(content: bytes) -> str:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return " ".join(
        str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    )


def of_csv(content: bytes) -> str:
    found = []
    with ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith(".csv"):
                rows = list(csv.reader(StringIO(parts.read(name).decode("utf-8-sig"), newline="")))
                found += [cell for row in rows for cell in row]
    assert not [cell for cell in found if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    return " ".join(found)


READ: dict[str, Callable[[bytes], str]] = {
    "docx": lambda content: of_xml(content, "word/document.xml"),
    "odt": lambda content: of_xml(content, "content.xml"),
    "html": lambda content: html.document_fromstring(content).text_content(),
    "pdf": lambda content: "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages),
    "actions": of_workbook,
    "xlsx": of_workbook,
    "ods": of_open_sheet,
    "csv": of_csv,
    "json": lambda content: json.dumps(json.loads(content), ensure_ascii=False),
}


@pytest.mark.long
@pytest.mark.parametrize("key", READ)
def test_every_file_opens_and_shows_each_of_them(key: str) -> None:
    text = READ[key](FORMATS[key].make(record()))
    assert [mark for mark in MARKS if mark not in text] == []


@pytest.mark.long
@pytest.mark.parametrize("key", ["pptx", "summary"])
def test_what_shortens_opens_all_the_same(key: str) -> None:
    content = FORMATS[key].make(without_numbers(record()))
    if key == "summary":
        assert len(PdfReader(BytesIO(content)).pages) == 1
    else:
        assert "kept" in of_xml(content, "ppt/slides/slide1.xml", "ppt/slides/slide5.xml")


@pytest.mark.long
def test_nothing_of_them_is_a_script_or_an_element_of_the_page() -> None:
    tree = html.document_fromstring(FORMATS["html"].make(record()))
    assert tree.xpath("//script | //iframe | //*[@onerror] | //a[starts-with(@href, 'javascript')]") == []
