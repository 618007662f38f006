from pathlib import Path

import pytest
from docx import Document
from sqlmodel import Session

from app.errors import CannotStart
from app.exports import file_name, report, write
from tests.exports.conftest import Northvale, workshop_of


def test_it_writes_every_format_under_a_name_that_says_what_it_is(
    session: Session, northvale: Northvale, tmp_path: Path
) -> None:
    files = write(session, northvale.id, tmp_path / "new" / "folder")
    assert [file.name for file in files] == [
        "northvale-council-2026-11-21-workshop-1.json",
        "northvale-council-2026-11-21-workshop-1.docx",
    ]
    assert all(file.stat().st_size > 1000 for file in files)


@pytest.mark.parametrize("numbers", [False, True])
def test_numbers_go_into_the_word_file_only_when_asked_for(
    session: Session, northvale: Northvale, tmp_path: Path, numbers: bool
) -> None:
    word = write(session, northvale.id, tmp_path, numbers=numbers)[1]
    assert ("7 (Green)" in Document(str(word)).tables[0].cell(1, 1).text) == numbers


@pytest.mark.parametrize(
    ("council", "name"),
    [
        ("../../etc/passwd", "etc-passwd-2026-11-21-workshop-1.json"),
        ('a";\r\nX-Evil: 1', "a-x-evil-1-2026-11-21-workshop-1.json"),
        ("Cyngor Sir Ynys Môn", "cyngor-sir-ynys-mon-2026-11-21-workshop-1.json"),
        ("好", "workshop-2026-11-21-workshop-1.json"),
    ],
)
def test_a_council_s_name_cannot_leave_the_folder(session: Session, council: str, name: str) -> None:
    assert file_name(report(session, workshop_of(session, council).id), "json") == name


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(
    session: Session, northvale: Northvale, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    with pytest.raises(CannotStart, match="cannot be written"):
        write(session, northvale.id, in_the_way)
