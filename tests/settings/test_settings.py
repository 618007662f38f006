"""Settings are read however the machine at hand writes them, and compared as a browser would compare them."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import CannotStart
from app.schema import must_be_current, upgrade
from app.settings import Settings, current, settings
from app.store.writer import Store, serving_lock

DATA = Path(__file__).parent / "data"
WORDS = "PUBLIC_URL=https://workshops.example.org\r\n# Café – settings\r\nCANCEL_SECONDS=7\r\n"


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    for name in ("PUBLIC_URL", "CANCEL_SECONDS", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def refused() -> str:
    with pytest.raises(CannotStart) as said:
        current()
    told = str(said.value)
    assert len(told.splitlines()) == 1 and told.endswith("."), told
    return told


@pytest.mark.parametrize("name", ["settings-utf-16.env", "settings-windows-1252.env"])
def test_settings_as_windows_saves_them_are_read(elsewhere: Path, name: str) -> None:
    shutil.copy(DATA / name, elsewhere / ".env")
    assert (current().public_url, current().cancel_seconds) == ("https://workshops.example.org", 7)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=repr)
def test_the_same_settings_in_every_writing_are_the_same(elsewhere: Path, encoding: str, line_break: str) -> None:
    (elsewhere / ".env").write_bytes(WORDS.replace("\r\n", line_break).encode(encoding))
    assert (current().public_url, current().cancel_seconds) == ("https://workshops.example.org", 7)


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


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://Workshops.Example.ORG", "https://workshops.example.org"),
        ("https://workshops.example.org:443", "https://workshops.example.org"),
        ("https://workshops.example.org/", "https://workshops.example.org"),
        ("HTTPS://workshops.example.org:443//", "https://workshops.example.org"),
        (" https://workshops.example.org ", "https://workshops.example.org"),
        ("https://workshops.example.org.", "https://workshops.example.org"),
        ("http://10.0.0.5:80", "http://10.0.0.5"), ("http://10.0.0.5:08000", "http://10.0.0.5:8000"),
        ("https://workshops.example.org:8443", "https://workshops.example.org:8443"),
        ("http://workshops.example.org:443", "http://workshops.example.org:443"),
        ("https://wörkshops.example", "https://xn--wrkshops-n4a.example"), ("http://[FE80::1]:80", "http://[fe80::1]"),
    ],
)  # fmt: skip
def test_one_address_however_it_is_written(written: str, meant: str) -> None:
    assert Settings(public_url=written, _env_file=None).public_url == meant  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "wrong",
    [
        "https://fay@workshops.example.org", "https://workshops.example.org:many", "https://workshops.example.org?x=1",
        "https://workshops.example.org#top", "https://", "https://:443", "ftp://workshops.example.org",
        "https://workshops example.org", "https://work_shops\nx", "https://[", "https://x.org:99999",
    ],
)  # fmt: skip
def test_what_no_browser_could_call_its_address_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", wrong)
    assert "PUBLIC_URL must look like https://" in refused()


@pytest.mark.parametrize("folder", ["Which council? Northvale", "50% done", "a#b", "a?b=c", "ü & co", "a%3Fb"])
def test_data_lands_in_the_folder_that_was_named_and_nowhere_else(elsewhere: Path, folder: str) -> None:
    file = elsewhere / folder / "day.sqlite3"
    kept = Settings(database_url=f"sqlite:///{file}", _env_file=None).database_file  # type: ignore[call-arg]
    upgrade(kept)
    must_be_current(kept)
    with serving_lock(kept), closing(Store(kept)) as store, store.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM workshop").scalar() == 0
    assert [each.name for each in elsewhere.iterdir()] == [folder]
    assert file.read_bytes().startswith(b"SQLite format 3")


def test_options_of_other_programs_behind_the_file_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else they would become part of its name."""
    monkeypatch.setenv("DATABASE_URL", "sqlite:///var/day.sqlite3?timeout=20&mode=ro")
    assert "without “?timeout=20&mode=ro” behind it" in refused()
