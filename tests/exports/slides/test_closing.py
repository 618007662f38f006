import io
import re
from functools import cache
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from app.exports import Report
from app.exports.slides.closing import as_slides
from tests.exports.demo_record import demo, nothing, quiet, saying

SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
HOSTILE = ("w" * 2000, "<b>&amp;]]>", "x\x00\x0b\ud800y \u202eevil", "好" * 600)


@cache
def parts(made: str) -> dict[str, bytes]:
    reports: dict[str, Report] = {"on": demo(), "off": quiet(), "nothing": nothing()}
    with ZipFile(io.BytesIO(as_slides(reports.get(made) or saying(made)))) as file:
        return {name: file.read(name) for name in file.namelist()}


def slides(made: str, folder: str = "slides/slide") -> list[Any]:
    named = {int(number[1]): name for name in parts(made) if (number := re.search(rf"ppt/{folder}(\d+)\.xml$", name))}
    return [etree.fromstring(parts(made)[named[number]]) for number in sorted(named)]


def texts(slide: Any, path: str) -> list[str]:
    return ["".join(each.itertext()) for each in slide.xpath(path, namespaces=SPACES)]


def titles(made: str) -> list[str]:
    title = "//p:sp[p:nvSpPr/p:nvPr/p:ph[@type='title' or @type='ctrTitle']]/p:txBody"
    return [text.strip() for slide in slides(made) for text in texts(slide, title)]


def test_it_goes_from_whose_views_by_standard_to_the_actions_and_the_method() -> None:
    found = titles("off")
    assert found[:3] == [
        "Northvale Council", "Whose views these are", "Domain 3: Promotes a sustainable and diverse market",
    ]  # fmt: skip
    assert found[found.index("6. A diverse and sustainable market") + 1].endswith(": in words")
    assert found[-4:] == [
        "Key actions", "Not in these slides", "What the fingerprint shows", "How views were counted",
    ]  # fmt: skip


@pytest.mark.parametrize("made", ["on", "off", "nothing"])
def test_each_slide_has_a_title_of_its_own_its_marks_and_notes(made: str) -> None:
    assert len({*titles(made)}) == len(slides(made)) == len(slides(made, "notesSlides/notesSlide"))
    for slide in slides(made):
        (foot,) = texts(slide, "//p:sp[p:nvSpPr/p:nvPr/p:ph[@type='ftr']]/p:txBody")
        assert "NOT FOR PUBLICATION · Not yet confirmed" in foot


def test_pictures_are_told_in_words_and_a_table_has_a_header() -> None:
    pictures = [each for slide in slides("on") for each in slide.xpath("//p:pic//p:cNvPr", namespaces=SPACES)]
    assert len(pictures) == 5
    assert "Providers: 5 people, middle 3 (Red/amber)" in pictures[0].get("descr")
    (table,) = [each for slide in slides("on") for each in slide.xpath("//a:tbl/a:tblPr", namespaces=SPACES)]
    assert table.get("firstRow") == "1"


def test_notes_hold_the_fuller_words() -> None:
    notes = "\n".join("".join(each.itertext()) for each in slides("off", "notesSlides/notesSlide"))
    for words in ("Council: 5 agree, 2 can live with it", "Providers rated this much lower than Council did"):
        assert words in notes


def test_letters_are_large_and_of_one_language() -> None:
    for slide in slides("on"):
        sizes = {int(each) for each in slide.xpath("//a:rPr/@sz", namespaces=SPACES)}
        assert min(sizes, default=1800) >= 1800
        assert set(slide.xpath("//a:r/a:rPr/@lang", namespaces=SPACES)) == {"en-GB"}
        assert not slide.xpath("//a:r[not(a:rPr/@lang)]", namespaces=SPACES)


def test_with_numbers_off_no_slide_and_no_note_tells_a_band() -> None:
    on, off = (
        " ".join("".join(each.itertext()) for folder in ("slides/slide", "notesSlides/notesSlide")
                 for each in slides(made, folder)) for made in ("on", "off")
    )  # fmt: skip
    described = " ".join(each for slide in slides("off") for each in slide.xpath("//@descr"))
    assert "Red/amber" in on and "Red/amber" not in off + described
    assert "middle 3" in on and "middle 3" not in off + described


@pytest.mark.parametrize("made", ["on", "nothing", *HOSTILE], ids=lambda made: ascii(made[:12]))
def test_everything_stands_on_its_slide_and_every_part_can_be_read(made: str) -> None:
    for name, content in parts(made).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
    wide, high = 12_191_695, 6_858_000
    for slide in slides(made):
        for box in slide.xpath("//p:spPr/a:xfrm | //p:graphicFrame/p:xfrm", namespaces=SPACES):
            at, size = box.find("a:off", SPACES), box.find("a:ext", SPACES)
            assert 0 <= int(at.get("x")) <= int(at.get("x")) + int(size.get("cx")) <= wide + 1000
            assert 0 <= int(at.get("y")) <= int(at.get("y")) + int(size.get("cy")) <= high
        for table in slide.xpath("//a:tbl", namespaces=SPACES):
            rows = sum(int(height) for height in table.xpath("./a:tr/@h", namespaces=SPACES))
            assert rows <= 4.95 * 914_400
