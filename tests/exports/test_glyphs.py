import unicodedata

import pytest

from app.exports.glyphs import MARKS, SYLLABLE, Glyphs, broken, drawn
from app.exports.inking import FONTS

TYPEWRITER = "".join(map(chr, range(0x20, 0x7F)))


@pytest.mark.parametrize(
    "text", [TYPEWRITER, "“Dŵr”, 25 %, €3", "שלום", "مرحبا", "नमस्ते", "🙂", "👩\u200d👩\u200d👧", "e\u0301"]
)
def test_what_our_fonts_draw_stays_as_it_is(text: str) -> None:
    glyphs = Glyphs()
    assert (glyphs.settable(text), glyphs.undrawn) == (text, 0)


@pytest.mark.parametrize("text", ["好", "வ", "\ue000", "\u0378", "\U0003fffd", "\u0007"])
def test_what_they_do_not_draw_is_shown_as_a_box_and_counted(text: str) -> None:
    glyphs = Glyphs()
    assert (glyphs.settable(f"a{text}b{text}"), glyphs.undrawn) == ("a□b□", 2)


def test_in_plain_letters_only_the_main_font_draws() -> None:
    glyphs = Glyphs(is_plain=True)
    assert glyphs.settable("Dŵr שלום \u200d🙂") == "Dŵr □□□□ □□"
    assert glyphs.undrawn == 6


def test_the_tables_of_the_fonts_are_read_whole() -> None:
    """Latin, Greek and Cyrillic stand in a table of segments, emoji in one of groups; no control is drawn."""
    main = drawn("SourceSans3")
    assert {ord(letter) for letter in "AzžŵΩЖ□€"} <= main
    assert ord("ש") not in main
    assert 0x1F642 in drawn("NotoEmoji")
    assert not [code for code in drawn("") if unicodedata.category(chr(code)) == "Cc"]
    assert len(list(FONTS.glob("*_400Regular.ttf"))) == len(list(FONTS.glob("*_700Bold.ttf"))) == 8


def test_marks_do_not_climb_over_the_lines_above() -> None:
    assert Glyphs().settable("a" + "\u0301" * 900 + "b") == "a" + "\u0301" * MARKS + "b"


def test_a_word_that_no_line_holds_may_be_broken_and_others_not() -> None:
    assert broken("Responsibilities of https://northvale.example/a-long-way/to-go") == (
        "Responsibilities of https://northvale.example/a-long-way/to-go"
    )
    parts = broken("x" * 30_000).split("\u200b")
    assert "".join(parts) == "x" * 30_000
    assert {len(part) for part in parts} == {SYLLABLE}


def test_it_is_not_broken_inside_a_letter() -> None:
    family, with_mark = "👩\u200d👩\u200d👧", "e\u0301"
    parts = broken(family * 20).split("\u200b") + broken(with_mark * 20).split("\u200b")
    assert all(part.startswith(("👩", "e")) and not part.endswith("\u200d") for part in parts)
