"""One workbook, written in the ways in which programs write workbooks: the same words come out."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.frameworks import Framework
from app.frameworks.files import BrokenFile, read_framework, write_framework
from tests.frameworks import good_neighbours
from tests.frameworks.broken_sheets import XLSX

DATA = Path(__file__).parent / "data"
ESCAPED = "Standards!E"


def read(content: bytes) -> Framework:
    return read_framework("ours.xlsx", content, lambda _: None)


def problems_of(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(BrokenFile) as refused:
        read(content)
    return [(problem.where, problem.cause) for problem in refused.value.problems]


def strict(encoding: str = "utf-8") -> bytes:
    """The template as a program saves it that writes the strict names."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            for name_, strict_name in STRICT.items():
                text = text.replace(name_, strict_name)
            new.writestr(name, text.replace('encoding="UTF-8"', f'encoding="{encoding}"').encode(encoding))
    return file.getvalue()


STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/": "http://purl.oclc.org/ooxml/spreadsheetml/",
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    "http://schemas.openxmlformats.org/drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
}


def test_a_strict_open_xml_workbook_is_read_like_any_other() -> None:
    """The file is an earlier template: all that it says is said by today's."""
    files = ((DATA / "strict-open-xml.xlsx").read_bytes(), XLSX)
    earlier, today = (read(content).model_dump() for content in files)
    assert earlier["scale"] == today["scale"]
    assert list(differences(earlier, today)) == [
        "passages",
        *(f"domains.0.standards.0.{name}" for name in ("easy_read", "picture", "picture_says")),
        "evidence.headings",
        "resources.works",
        "glossary.1.is_ours",
        "corrections.0.also",
        "forms.needed",
    ]


def differences(one: Any, other: Any, where: str = "") -> Iterator[str]:
    if isinstance(one, dict):
        for name in one:
            yield from differences(one[name], other[name], f"{where}.{name}".strip("."))
    elif isinstance(one, tuple) and len(one) == len(other):
        for place, pair in enumerate(zip(one, other, strict=True)):
            yield from differences(*pair, f"{where}.{place}")
    elif one != other:
        yield where


def test_a_strict_workbook_in_utf_16_is_read_too() -> None:
    assert read(strict("utf-16")) == read(XLSX)


def test_an_address_in_the_words_of_a_cell_stays_as_it_was_typed() -> None:
    told = 'See xmlns="x" and http://purl.oclc.org/ooxml/spreadsheetml/main, word for word.'
    held = good_neighbours().model_copy(update={"note": told})
    assert read(write_framework(held, ".xlsx")).note == told


def test_characters_that_excel_escaped_are_told_by_their_cell_and_never_shown_as_typed() -> None:
    told = problems_of((DATA / "escaped-characters.xlsx").read_bytes())
    assert [where[: len(ESCAPED)] for where, _ in told] == [ESCAPED]
    assert "control character" in told[0][1]
    assert "_x00" not in told[0][1]


@pytest.mark.parametrize(
    ("escaped", "meant"),
    [
        ("caf_x00E9_", "café"), ("caf_x00e9_", "café"), ("_x005F_x000B_ is typed", "_x000B_ is typed"),
        ("smile _xD83D__xDE42_", "smile 🙂"), ("one_x000D__x000A_two", "one\ntwo"), ("one_x000D_\ntwo", "one\ntwo"),
        ("one_x000D_two", "one\ntwo"), ("a_x0009_b", "a\tb"), ("_x003D_1+1", "=1+1"), ("a_b_x_c", "a_b_x_c"),
        ("_X000B_", "_X000B_"), ("_x00B_", "_x00B_"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_shared", [True, False], ids=["shared", "inline"])
def test_what_excel_escapes_is_the_character_it_stands_for(escaped: str, meant: str, is_shared: bool) -> None:
    assert read(with_words("Framework!G2", escaped, is_shared=is_shared)).note == meant


def with_words(place: str, escaped: str, *, is_shared: bool = True) -> bytes:
    """The template with these letters in its XML in the place of one cell's, past the library that escapes them."""
    title, _, cell = place.partition("!")
    words = load_workbook(io.BytesIO(XLSX))[title][cell].value
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        strings = re.findall(r"<t[^>]*>(.*?)</t>", old.read("xl/sharedStrings.xml").decode(), re.DOTALL)
        for name in old.namelist():
            text = old.read(name).decode()
            if is_shared:
                text = text.replace(f">{words}</t>", f">{escaped}</t>")
            else:
                there = f't="s"><v>{strings.index(words)}</v>'
                text = text.replace(there, f't="inlineStr"><is><t>{escaped}</t></is>')
            new.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize("escaped", ["bell _x0007_", "half _xD83D_", "turned _x202E_", "_xFFFF_", "\u2066"])
def test_what_no_file_may_hold_is_refused_escaped_or_not(escaped: str) -> None:
    assert [where for where, _ in problems_of(with_words("Criteria!C2", escaped))] == ["Criteria!C2"]


def test_an_escaped_space_is_an_empty_cell_and_an_escaped_name_is_a_name() -> None:
    assert problems_of(with_words("Criteria!C2", "_x0020__x0009_")) == [
        ("Criteria!C2", "“text” of criterion “1.1” is missing.")
    ]
    assert read(with_words("Criteria!B1", "num_x0062_er")) == read(XLSX)


@pytest.mark.parametrize("words", ["_x000B_", "_x005f_", "__x0041__"])
def test_words_that_look_like_an_escape_are_the_same_after_writing_and_reading(words: str) -> None:
    held = good_neighbours().model_copy(update={"note": f"It says {words} here."})
    assert read(write_framework(held, ".xlsx")) == held


def test_a_zip_with_backslashes_in_its_names_is_read_like_any_other() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name.replace("/", "\\"), old.read(name))
    assert read(file.getvalue()) == read(XLSX)
