"""The parts of an OpenDocument text: tables that say what they are, pictures with words, paragraphs from their side."""

import pytest

from app.exports import Report
from app.exports.drawing import standard_svg
from app.exports.forms.blocks import Box, Paragraph, Picture, Table, lines, row
from tests.exports.day import HOSTILE
from tests.exports.drawn import BANDS, round_of, unit
from tests.exports.odf.reading import NAMES, find, made_of, value, words

DRAWN = standard_svg([round_of(unit("Council", 8))], BANDS, has_numbers=True)
TEXTS = (
    *HOSTILE,
    "tab\there  and  two  spaces",
    "long " * 6000,
    "a\u202eb\u2066c",
    "👩\u200d👩\u200d👧\u200d👦 e\u0301",
)
LONG = row([], lines("w " * 900, "Form text"))
TABLE = Table(
    "A table", "What it holds.", ("One", "Two"), (10, 15.7),
    (row([("Band", "Form heading")]), row(lines("a", "Form text"), [], height=2), LONG),
    colors=("D4351C", "00703C"),
)  # fmt: skip


def test_a_table_has_a_name_words_and_a_header_row_that_repeats(settled_demo: Report) -> None:
    (table,) = find(made_of(settled_demo, [TABLE]), ".//table:table")
    assert value(table, "table:name") == "A table"
    assert [words(each) for each in (*find(table, "table:title"), *find(table, "table:desc"))] == [
        "A table", "What it holds.",
    ]  # fmt: skip
    (top,) = find(table, "table:table-header-rows/table:table-row")
    assert [words(cell) for cell in find(top, "table:table-cell")] == ["One", "Two"]
    (across, covered), (first, second), _ = (list(each) for each in find(table, "table:table-row"))
    assert value(across, "table:number-columns-spanned") == "2" and covered.tag.endswith("covered-table-cell")
    assert words(first) == "a" and len(find(second, "text:p")) == 1


def test_two_tables_of_one_name_are_told_apart(settled_demo: Report) -> None:
    box = Box("A box", "To write in.")
    names = [value(table, "table:name") for table in find(made_of(settled_demo, [box, box]), ".//table:table")]
    assert names == ["A box", "A box (2)"]


def test_a_row_is_broken_over_pages_only_where_it_is_long(settled_demo: Report) -> None:
    root = made_of(settled_demo, [TABLE])
    keeps = {
        value(style, "style:name"): value(find(style, "style:table-row-properties")[0], "fo:keep-together")
        for style in find(root, ".//style:style[@style:family='table-row']")
    }
    rows = find(root, ".//table:table/table:table-row")
    assert [keeps[value(each, "table:style-name")] for each in rows] == ["always", "always", "auto"]


def test_a_picture_has_a_title_and_words(settled_demo: Report) -> None:
    pictures = [Picture(DRAWN, "Council: <middle> 8.\x00", "6. A market")] * 2
    frames = find(made_of(settled_demo, pictures), ".//draw:frame")
    assert [value(frame, "draw:name") for frame in frames] == ["6. A market", "6. A market (2)"]
    for frame in frames:
        assert [words(each) for each in (*find(frame, "svg:title"), *find(frame, "svg:desc"))] == [
            "6. A market", "Council: <middle> 8.",
        ]  # fmt: skip
        assert value(find(frame, "draw:image")[0], "xlink:href") == "Pictures/1.png"


@pytest.mark.parametrize(
    ("text", "way"), [("مرحبا 24/7", "rl-tb"), ("שלום", "rl-tb"), ("It was שלום", None), ("24/7", None)]
)
def test_a_paragraph_runs_as_its_first_letter_does(settled_demo: Report, text: str, way: str | None) -> None:
    root = made_of(settled_demo, [Paragraph(text, "Form text")])
    (paragraph,) = find(root, ".//office:text/text:p")
    ways = {
        value(style, "style:name"): value(find(style, "style:paragraph-properties")[0], "style:writing-mode")
        for style in find(root, ".//style:style[@style:family='paragraph']")
    }
    assert words(paragraph) == text and ways.get(value(paragraph, "text:style-name")) == way


def test_what_people_typed_is_text(settled_demo: Report) -> None:
    boxes = [Box("Box", "About.", tuple(lines(text, "Form text"))) for text in TEXTS]
    root = made_of(settled_demo, [*map(Paragraph, TEXTS), *boxes])
    for text in TEXTS:
        found = [words(each) for each in root.iter(f"{{{NAMES['text']}}}p")]
        assert found.count(text.strip()) >= 2, text[:40]
