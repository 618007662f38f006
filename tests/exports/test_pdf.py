"""The record as a PDF, read back with another library than wrote it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from app.exports import Report, without_numbers
from app.exports.front import NOT_CONFIRMED, WORKING
from app.exports.in_words import told_in_words
from app.exports.pdf import as_pdf
from tests.exports.day import CANARIES, HOSTILE
from tests.exports.hostile import filled


@pytest.fixture(scope="module")
def content(told: Report) -> bytes:
    return as_pdf(told)


@pytest.fixture(scope="module")
def pdf(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def tree(pdf: PdfReader) -> Iterator[DictionaryObject]:
    """Every element of its structure, from the top down."""
    waiting: list[Any] = [pdf.trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if isinstance(one, IndirectObject) else one
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, DictionaryObject):
            yield one
            waiting.append(one.get("/K"))


def test_it_is_tagged_says_what_it_is_and_in_which_language(pdf: PdfReader, told: Report) -> None:
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert pdf.metadata
    assert pdf.metadata.title == f"{told.workshop.council}: {told.workshop.title}"


def test_its_outline_is_its_headings_without_a_step_left_out(pdf: PdfReader) -> None:
    def flat(entries: Any, depth: int = 1) -> Iterator[tuple[int, str]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from flat(entry, depth + 1)
            else:
                yield depth, entry.title

    outline = list(flat(pdf.outline))
    assert (1, "Overall position") in outline
    assert (2, "6. A diverse and sustainable market") in outline
    kinds = {str(one.get("/S")) for one in tree(pdf)}
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/Link", "/L", "/TOC"} <= kinds | {"/TOC"}


def test_every_table_has_header_cells_and_every_picture_its_words(pdf: PdfReader, told: Report) -> None:
    elements = list(tree(pdf))
    tables = [one for one in elements if one.get("/S") == "/Table"]
    heads = [one for one in elements if one.get("/S") == "/TH"]
    assert tables
    assert len(heads) >= 2 * len(tables)
    alts = [str(one["/Alt"]) for one in elements if "/Alt" in one]
    sixth = next(one for one in told.standards if one.number == "6")
    assert told_in_words(sixth.rounds, has_numbers=True) in alts
    assert all("/Alt" in one or _has_alt(one) for one in elements if one.get("/S") == "/Figure")


def _has_alt(figure: DictionaryObject) -> bool:
    """A figure with a caption holds the picture as a figure of its own."""
    return any("/Alt" in one for one in tree_of(figure))


def tree_of(one: Any) -> Iterator[DictionaryObject]:
    one = one.get_object() if isinstance(one, IndirectObject) else one
    for inside in one if isinstance(one, list) else [one]:
        thing = inside.get_object() if isinstance(inside, IndirectObject) else inside
        if isinstance(thing, DictionaryObject):
            yield thing
            yield from tree_of(thing.get("/K", []))


def test_its_fonts_are_inside_it(pdf: PdfReader) -> None:
    fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"].get("/Font", {}).values()]  # type: ignore[attr-defined]
    assert fonts
    for font in fonts:
        (inner,) = font["/DescendantFonts"]
        described = inner.get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described)


def test_it_holds_the_words_and_beside_them_the_dissents(pdf: PdfReader) -> None:
    said = words(pdf)
    for text in (
        "Views of 11 people in the room on",
        "It is not an LGA or CQC rating",
        "Agreed with reservations: 4 (Red/amber) Choice is thin outside the towns.",
        "Dissent, Council “Fees did rise.” 2 of 5 stand behind these words.",
        "Dissent, held back It names a person.",
        "The market holds, with gaps.",
        "Carers were heard late.",
        "Review fees.",
        "31 January 2027",
    ):
        assert text in said
    assert said.index("Choice is thin outside the towns.") < said.index("“Fees did rise.”")


def test_every_page_carries_its_marks_and_its_number(pdf: PdfReader) -> None:
    for number, page in enumerate(pdf.pages, 1):
        text = page.extract_text()
        assert f"{WORKING} · {NOT_CONFIRMED}" in text
        assert f"Page {number} of {len(pdf.pages)}" in text


def test_it_holds_nothing_of_what_must_not_be_told(content: bytes, pdf: PdfReader) -> None:
    said = words(pdf) + str([one.get("/Alt") for one in tree(pdf)])
    assert not [canary for canary in CANARIES.values() if canary in said or canary.encode() in content]


def test_without_numbers_no_number_and_no_band_of_the_scale_is_in_it(told: Report) -> None:
    plain = PdfReader(BytesIO(as_pdf(without_numbers(told))))
    said = words(plain) + str([one.get("/Alt") for one in tree(plain)])
    assert not [band.name for band in told.workshop.framework.bands if f"({band.name})" in said]
    assert not [text for text in ("middle 8", "Agreed marker", "reservations: 4", "Not agreed: 6") if text in said]


def test_the_same_report_makes_the_same_bytes(told: Report, content: bytes) -> None:
    assert as_pdf(told) == content


@pytest.mark.parametrize("text", [" ".join(HOSTILE), "#panic() $x$ @a \x00\ud800", "नमस्ते दुनिया क्ष", "x" * 500, " "])
def test_whatever_people_write_it_is_made_and_can_be_read(told: Report, text: str) -> None:
    short = told.model_copy(update={"domains": told.domains[-1:], "evidence_missing": ()})
    assert len(PdfReader(BytesIO(as_pdf(filled(short, text)))).pages) > 1
