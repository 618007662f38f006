"""A picture in a Word document, read back from the file's own XML."""

import struct
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from app.exports.drawing import standard_svg
from app.exports.forms.blocks import Pages, Picture, pixels, size_of
from app.exports.word.document import word_of
from tests.exports.drawn import BANDS, round_of, unit

DRAWN = standard_svg([round_of(unit("Council", 8))], BANDS, has_numbers=True)
PICTURE = Picture(DRAWN, "Council: middle 8.\x00 \ud83d", "6. A market: “<b>”")
NAMES = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}


@pytest.fixture(scope="module")
def file() -> ZipFile:
    return ZipFile(BytesIO(word_of(Pages("Northvale", "Commissioning", "", "", (PICTURE,)))))


def test_it_has_its_words_its_size_and_no_margin_of_its_own(file: ZipFile) -> None:
    (inline,) = etree.fromstring(file.read("word/document.xml")).iterfind(".//wp:inline", NAMES)
    described, extent = inline.find("wp:docPr", NAMES), inline.find("wp:extent", NAMES)
    assert described is not None and extent is not None
    assert (described.get("descr"), described.get("title")) == ("Council: middle 8.", "6. A market: “<b>”")
    assert int(extent.get("cx", 0)) == round(size_of(PICTURE).wide * 360_000)
    assert {inline.get(f"dist{side}") for side in "TBLR"} == {"0"}


def test_it_is_a_png_of_the_size_that_prints_well(file: ZipFile) -> None:
    (name,) = [name for name in file.namelist() if name.startswith("word/media/")]
    content = file.read(name)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", content[16:20])[0] == pixels(size_of(PICTURE))


def test_its_caption_stands_below_on_the_same_page(file: ZipFile) -> None:
    picture, caption = etree.fromstring(file.read("word/document.xml")).iterfind(".//w:p", NAMES)
    assert picture.find("w:pPr/w:keepNext", NAMES) is not None
    assert caption.find("w:pPr/w:pStyle", NAMES).get(f"{{{NAMES['w']}}}val") == "Caption"
    assert "".join(caption.itertext()) == "6. A market: “<b>”"
