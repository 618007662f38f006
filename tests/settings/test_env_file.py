"""The file of settings, in whatever writing the machine at hand saved it."""

import shutil
from pathlib import Path

import pytest

from app.settings import current
from tests.settings.conftest import refused

DATA = Path(__file__).parent / "data"

WORDS = "PUBLIC_URL=https://workshops.example.org\r\n# Café – settings\r\nCANCEL_SECONDS=7\r\n"


@pytest.mark.parametrize("name", ["settings-utf-16.env", "settings-windows-1252.env"])
def test_settings_as_windows_saves_them_are_read(elsewhere: Path, name: str) -> None:
    shutil.copy(DATA / name, elsewhere / ".env")
    assert (current().public_url, current().cancel_seconds) == ("https://workshops.example.org", 7)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=repr)
def test_the_same_settings_in_every_writing_are_the_same(elsewhere: Path, encoding: str, line_break: str) -> None:
    (elsewhere / ".env").write_bytes(WORDS.replace("\r\n", line_break).encode(encoding))
    assert (current().public_url, current().cancel_seconds) == ("https://workshops.example.org", 7)


def test_what_stands_in_the_environment_goes_before_the_file(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / ".env").write_text("CANCEL_SECONDS=7\nPUBLIC_URL=https://workshops.example.org\n")
    monkeypatch.setenv("CANCEL_SECONDS", "3")
    assert (current().cancel_seconds, current().public_url) == (3, "https://workshops.example.org")


def test_what_is_no_text_in_any_writing_is_refused_by_the_files_name(elsewhere: Path) -> None:
    (elsewhere / ".env").write_bytes(b"PUBLIC_URL=https://x.example\n# \x81\x8d\n")
    told = refused()
    assert str(elsewhere / ".env") in told and "UTF-8" in told


def test_settings_cut_off_in_the_middle_of_a_letter_are_refused_by_the_files_name(elsewhere: Path) -> None:
    (elsewhere / ".env").write_bytes(WORDS.encode("utf-16")[:-1])
    assert "UTF-8" in refused()


def test_a_folder_of_that_name_is_no_settings(elsewhere: Path) -> None:
    (elsewhere / ".env").mkdir()
    assert current().public_url == ""
