"""What must be true of a file before it is opened as a workbook."""

import io
import zipfile

import pytest

from app.frameworks.problems import Problems, Stopped
from app.frameworks.workbook import MOST_PACKED, MOST_PARTS, open_workbook
from tests.frameworks.broken_sheets import XLSX, repacked, zipped


def causes(content: bytes) -> list[str]:
    problems = Problems()
    with pytest.raises(Stopped):
        open_workbook(content, problems)
    return [problem.cause for problem in problems]


def test_a_workbook_is_opened() -> None:
    assert "Criteria" in open_workbook(XLSX, Problems()).sheetnames


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (rb"{\rtf1 Lunch club}", "It is a Word document with another ending."),
        (zipped("ppt/presentation.xml"), "It is a presentation with another ending."),
        (zipped("xl/workbook.xml"), "It is a zip file, but no Excel workbook."),
        (b"<html><table>", "It is no Excel workbook, whatever its name says; perhaps a CSV or a web page."),
    ],
    ids=["rich text", "a presentation", "a zip of other things", "a web page"],
)
def test_what_has_only_the_ending_of_a_workbook_is_told_by_what_it_is(content: bytes, cause: str) -> None:
    assert causes(content) == [cause]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_what_is_packed_as_no_workbook_is_is_not_unpacked_whole_or_scratched(method: int) -> None:
    """An unpacker of its own may ask for any memory, and has errors of its own."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types>" + "and so on " * 300)
    whole = file.getvalue()
    for at in range(0, len(whole) - 4, 7):
        scratched = whole[:at] + b"\xf0\x0f\xff" + whole[at + 3 :]
        assert len(causes(scratched)) == 1
    assert causes(whole) == ["It is packed in a way that Excel does not know."]


def test_two_megabytes_are_looked_into_and_one_byte_more_is_not() -> None:
    assert causes(b"x" * MOST_PACKED) != causes(b"x" * (MOST_PACKED + 1)) == ["It is larger than 2 MB."]


def test_as_many_parts_as_are_allowed_are_opened_and_one_more_is_not() -> None:
    left = MOST_PARTS - len(zipfile.ZipFile(io.BytesIO(XLSX)).namelist())
    parts = {f"xl/media/{number}.xml": b"x" for number in range(left)}
    assert open_workbook(repacked(parts), Problems())
    assert causes(repacked({**parts, "xl/media/one-more.xml": b"x"})) == [
        "Unpacked it would be far larger than a framework can be."
    ]


def test_a_part_that_is_locked_in_its_zip_is_told_as_damage() -> None:
    """Bit 0 of its flags says that a password is needed, here and in the list at the end."""
    content = bytearray(zipped("[Content_Types].xml"))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert causes(bytes(content)) == ["The workbook is damaged and cannot be read."]
