"""Settings are compared as a browser would compare them, and refused in words where they cannot be meant."""

from contextlib import closing
from pathlib import Path

import pytest

from app.schema import must_be_current, upgrade
from app.settings import Settings
from app.store.sqlite import Store, serving_lock
from tests.settings.conftest import refused


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
    assert Settings(public_url=written, _env_file=None).public_url == meant


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
    kept = Settings(database_url=f"sqlite:///{file}", _env_file=None).database_file
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
