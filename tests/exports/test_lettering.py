"""Lines of a picture: nothing of a text is cut, and none is longer than its room."""

import pytest
from lxml import etree

from app.exports.lettering import Letters, long, wrapped, written, written_from_its_side

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
TEXTS = (
    "People who use services and family carers together",
    "Abcdefghij" * 8,
    "Red/amber",
    "مجتمع نحن لا نعرف من نسأل (خاصة في المساء)",
    "বাংলা ভাষা সম্প্রদায়ের মানুষ",
    "中文" * 20,
    FAMILY * 12,
)


@pytest.mark.parametrize("text", TEXTS)
def test_every_letter_stands_in_a_line_that_fits(text: str) -> None:
    lines = wrapped(text, 90)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(long(line) <= 90 for line in lines) or FAMILY in text


def test_what_is_drawn_as_one_letter_is_never_broken() -> None:
    assert {line.replace(FAMILY, "") for line in wrapped(FAMILY * 12, 60)} == {""}
    assert wrapped("e\u0301" * 30, 20)[0].startswith("e\u0301") and not any(
        line.startswith("\u0301") for line in wrapped("e\u0301" * 30, 20)
    )


def test_a_band_is_broken_after_its_slash() -> None:
    assert wrapped("Amber/green", 60) == ("Amber/", "green")
    assert wrapped("", 60) == wrapped("\x00 \n", 60) == ()


def test_what_people_typed_is_text_and_nothing_else() -> None:
    element = etree.fromstring(written(0, 0, '<b x="1">&\x00', Letters()))
    assert element.text == '<b x="1">&' and len(element) == 0
    assert "style" not in element.attrib and "class" not in element.attrib


def test_a_line_that_reads_from_the_right_ends_at_the_right_of_its_column() -> None:
    hebrew, english = (etree.fromstring(written_from_its_side(0, 90, 5, text, Letters())) for text in ("שלום", "Hi"))
    assert (hebrew.get("x"), hebrew.get("text-anchor")) == ("90.0", "end")
    assert (english.get("x"), english.get("text-anchor")) == ("0.0", "start")
