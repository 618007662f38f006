import io
from datetime import date
from functools import cache
from zipfile import ZipFile

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from app.exports.odf.sheet import TOP, as_open_sheet
from app.exports.tables import tables
from tests.exports.demo_record import HOSTILE, demo, nothing, quiet, saying

URN = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
SPACES = {name: URN.format(name) for name in ("office", "table", "text", "meta", "config", "style")}
SPACES["dc"] = "http://purl.org/dc/elements/1.1/"


@cache
def whole() -> bytes:
    return as_open_sheet(demo())


def part(content: bytes, name: str) -> etree._Element:
    with ZipFile(io.BytesIO(content)) as file:
        return etree.fromstring(file.read(name))


def test_it_is_an_open_document_spreadsheet_and_every_part_is_in_its_manifest() -> None:
    with ZipFile(io.BytesIO(whole())) as file:
        first, names = file.infolist()[0], set(file.namelist())
        assert (first.filename, first.compress_type) == ("mimetype", 0)
        assert file.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = part(whole(), "META-INF/manifest.xml")
    listed = {entry.get(f"{{{URN.format('manifest')}}}full-path") for entry in manifest}
    assert listed == names - {"mimetype", "META-INF/manifest.xml"} | {"/"}


def test_another_reader_finds_the_rows_of_the_tables() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(whole()))
    assert book.sheet_names == ["About", *(table.name for table in tables(demo())), "The method"]
    for made in tables(demo()):
        header, *rows = book.get_sheet_by_name(made.name).to_python()[TOP - 1 :]
        assert header == [column.name for column in made.columns]
        assert [[cell or "" for cell in row] for row in rows] == [[cell or "" for cell in row] for row in made.rows]


def test_header_rows_are_marked_and_stay_in_sight() -> None:
    content, settings = part(whole(), "content.xml"), part(whole(), "settings.xml")
    for made in tables(demo()):
        (row,) = content.xpath(f"//table:table[@table:name='{made.name}']/table:table-header-rows/*", namespaces=SPACES)
        assert [*row.itertext()] == [column.name for column in made.columns]
        (split,) = settings.xpath(
            f"//config:config-item-map-entry[@config:name='{made.name}']"
            "/config:config-item[@config:name='VerticalSplitPosition']/text()",
            namespaces=SPACES,
        )
        assert split == str(TOP)
    ranges = content.xpath("//table:database-range/@table:name", namespaces=SPACES)
    assert ranges == [table.name.replace(" ", "_") for table in tables(demo())]


def test_days_and_numbers_are_days_and_numbers() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(whole()))
    assert book.get_sheet_by_name("Actions").to_python()[TOP][3] == date(2027, 1, 31)
    assert book.get_sheet_by_name("Views by group").to_python()[TOP][6] == 8


def test_it_says_its_title_its_language_and_its_marks() -> None:
    meta, styles = part(whole(), "meta.xml"), part(whole(), "styles.xml")
    assert meta.findtext(".//dc:title", namespaces=SPACES) == "Northvale Council: Peer challenge, day 2"
    assert meta.findtext(".//dc:language", namespaces=SPACES) == "en-GB"
    headers = ["".join(each.itertext()) for each in styles.findall(".//style:header", SPACES)]
    assert len(headers) == 2 and all("NOT FOR PUBLICATION" in header for header in headers)


def test_an_empty_table_says_so_and_numbers_off_leaves_no_band() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_open_sheet(nothing())))
    assert book.get_sheet_by_name("Actions").to_python()[TOP][0] == "No action was written down."
    inside = etree.tostring(part(as_open_sheet(quiet()), "content.xml"), encoding="unicode")
    assert "Red/amber" not in inside and "Middle" not in inside.replace("A middle is", "")


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_hostile_words_are_text_and_no_formula(words: str) -> None:
    made = saying(words)
    content = as_open_sheet(made)
    root = part(content, "content.xml")
    assert not root.xpath("//@table:formula", namespaces=SPACES)
    shown = "".join(letter for letter in words if letter not in "\x00\x0b\ud800").strip()
    found = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Actions").to_python()[TOP][0]
    assert str(found) == shown.replace("\t", "")  # this reader leaves tabs out
