"""What people write is a text in a PDF, never markup; and no text stops a PDF from being made."""

from io import BytesIO
from typing import Any

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from app.exports.front import WORKING
from app.exports.glyphs import Glyphs
from app.exports.record.blocks import Line, Picture, Record, Section, Text
from app.exports.typesetting import families, typeset

MARKUP = '#panic("no") $x$ *b* _i_ `r` @ref <label> = H \\ // c ~ [x] {y} "q"'


def made(*texts: str, title: str = "Northvale") -> PdfReader:
    lines = tuple(Line(text) for text in texts)
    record = Record(title, "About", (WORKING,), (), (Section("a", "Words", (Text(lines),)),), "Foot")
    return PdfReader(BytesIO(typeset("record.typ", {"record": record})))


def words(pdf: PdfReader) -> str:
    return " ".join("".join(page.extract_text() for page in pdf.pages).replace("\u200b", "").split())


def test_what_looks_like_markup_is_text() -> None:
    assert " ".join(MARKUP.split()) in words(made(MARKUP))


@pytest.mark.parametrize(
    ("text", "settable"),
    [("a好b", "a□b"), ("\ue000", "□"), ("வண", "□□"), ("x\u0378y", "x□y"), ("a\x07b", "a□b")],
)
def test_what_has_no_drawing_is_shown_as_a_box_and_counted_at_the_end(text: str, settable: str) -> None:
    said = words(made(text))
    assert settable in said
    many = settable.count("□")
    assert f"{many} character{'s' if many > 1 else ''} of what people wrote cannot be set" in said


def test_where_everything_could_be_set_nothing_is_said_of_it() -> None:
    assert "cannot be set" not in words(made("Plain words, שלום, 🙂"))


def test_the_typesetter_itself_would_refuse_such_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """What these tests are about: without the boxes there would be no file."""
    monkeypatch.setattr(Glyphs, "settable", lambda self, text: text)
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        made("好")


def test_a_text_that_is_refused_all_the_same_is_set_in_plain_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(self: Any, text: str) -> str:
        return text.replace("好", "□") if len(self.drawn) < 3000 else text

    monkeypatch.setattr(Glyphs, "settable", careless)
    assert "a□b" in words(made("a好b"))


@pytest.mark.parametrize("text", ["W" * 9_000, "🙂" * 900, "a" + "\u0301" * 900, "word " * 900])
def test_nothing_stands_outside_a_page(text: str) -> None:
    for page in made(text).pages:
        ends: list[float] = []

        def keep(part: str, _: Any, at: list[float], *font: Any, ends: list[float] = ends) -> None:
            ends.extend([at[4]] if part.strip() else [])

        page.extract_text(visitor_text=keep)
        assert all(0 <= left < page.mediabox.width for left in ends)


def test_an_address_longer_than_any_is_text() -> None:
    line = Line("Here", to="https://northvale.example/" + "a" * 9_000)
    record = Record("Northvale", "About", (), (), (Section("a", "Words", (Text((line,)),)),), "Foot")
    pdf = PdfReader(BytesIO(typeset("record.typ", {"record": record})))
    assert [page.get("/Annots") for page in pdf.pages[1:]] == [None] * (len(pdf.pages) - 1)


def test_only_our_own_fonts_are_used() -> None:
    assert families()[0] == "Source Sans 3"
    assert all(name == "Source Sans 3" or name.startswith("Noto") for name in families())
    assert len(families()) == 8


def test_a_drawing_with_letters_of_another_script_is_set_as_outlines() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><text x="1" y="15" font-size="12" fill="#000000" '
        'text-anchor="start">दुनिया</text></svg>'
    )
    picture = Picture(svg, "In words", "Caption")
    record = Record("Northvale", "About", (), (), (Section("a", "Words", (picture,)),), "Foot")
    pdf = PdfReader(BytesIO(typeset("record.typ", {"record": record})))
    assert "Caption" in words(pdf)
    resources = pdf.pages[1]["/Resources"]
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"]
    assert isinstance(fonts, DictionaryObject)
    assert not any("Devanagari" in str(font) for font in fonts.values())
