"""Files of a pack in a folder: whole under their names, or not there."""

import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import CannotStart
from app.exports import FORMATS, File, written

WORD, JSON = FORMATS["docx"], FORMATS["json"]
SMALL, LARGE = File(WORD, "forms.docx", b"small"), File(JSON, "record.json", b"x" * 50_000)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_every_file_is_written_under_its_name_in_a_folder_that_need_not_be_there(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    assert list(written([SMALL, LARGE], folder)) == [folder / "forms.docx", folder / "record.json"]
    assert (folder / "forms.docx").read_bytes() == b"small" and names(folder) == ["forms.docx", "record.json"]
    assert (folder / "forms.docx").stat().st_mode & 0o077 == 0  # everything that was said in a workshop stands in it


def test_what_an_earlier_export_left_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "forms.docx").write_text("of yesterday, and longer")
    list(written([SMALL], tmp_path))
    assert (tmp_path / "forms.docx").read_bytes() == b"small"


@pytest.fixture
def small_disk() -> Iterator[None]:
    """As a disk with room for 20 KB: no file of this process may be larger."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.usefixtures("small_disk")
def test_on_a_full_disk_it_is_said_in_one_sentence_and_nothing_half_written_is_left(tmp_path: Path) -> None:
    (tmp_path / "record.json").write_text("of yesterday")
    with pytest.raises(
        CannotStart, match=r"record\.json cannot be written: the disk of .* is full.* before it is whole"
    ):
        list(written([SMALL, LARGE], tmp_path))
    assert names(tmp_path) == ["forms.docx", "record.json"]
    assert (tmp_path / "record.json").read_text() == "of yesterday"


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    with pytest.raises(CannotStart, match=r"The folder .* cannot be written"):
        list(written([SMALL], in_the_way))


def test_whoever_ends_it_half_way_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(written([SMALL], tmp_path))
    assert names(tmp_path) == []
