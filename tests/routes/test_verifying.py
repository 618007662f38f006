"""The page that verifies a file, and the one that checks a workshop's own record."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import Mock

import httpx2
import pytest

from app.errors import TooMany
from app.exports.parsing import LARGEST_RECORD
from app.routes.verifying import AT_ONCE, check_the_record
from tests.exports.forging import confirmed, content, file, sealed
from tests.northvale import Hall, Town, browser_at, town_on


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    path = Path(shutil.copy(migrated, tmp_path_factory.mktemp("verify") / "town.sqlite3"))
    with town_on(path) as town:
        yield town


def sent(town: Town, content: bytes, fingerprint: str = "") -> httpx2.Response:
    with browser_at(town.base, {"account": town.account(is_administrator=False)}) as browser:
        return browser.post("/verify", files={"file": ("record.json", content)}, data={"fingerprint": fingerprint})


def test_a_file_that_is_intact_is_told_so(town: Town) -> None:
    answer = sent(town, file(), confirmed().chained.fingerprint.lower())
    assert answer.status_code == 200 and "Intact: " in answer.text and "that of the newest entry" in answer.text


def test_a_file_that_was_changed_is_told_where(town: Town) -> None:
    made = content()
    del made["chain"][7]
    answer = sent(town, sealed(made))
    assert answer.status_code == 200 and "Not intact. Entry 8 is missing." in answer.text


def test_what_is_no_record_and_a_mistyped_fingerprint_stand_at_their_fields(town: Town) -> None:
    for answer, field in ((sent(town, b"x"), "file"), (sent(town, file(), "ABCD"), "fingerprint")):
        assert answer.status_code == 422 and f'href="#{field}"' in answer.text
    assert 'value="ABCD"' in answer.text


def test_a_file_that_is_too_large_is_refused_in_words(town: Town) -> None:
    answer = sent(town, b" " * (LARGEST_RECORD + 128 * 1024))
    assert answer.status_code == 413 and "16 MB" in answer.text


def test_whoever_has_not_signed_in_verifies_nothing_here(town: Town) -> None:
    with browser_at(town.base, {}) as browser:
        assert browser.get("/verify").status_code in (303, 401)


def test_a_closed_workshops_own_record_is_checked(town: Town) -> None:
    hall: Hall = town.hall()
    assert hall.act("/close").status_code == 303
    with hall.browser("Fay") as browser:
        answer = browser.get(f"{hall.path}/check")
    assert answer.status_code == 200 and "The record on this server" in answer.text and "Intact" in answer.text


def test_a_check_waits_for_its_turn_as_a_file_does() -> None:
    """Each makes a whole report: people who rate come first. Before anything else is looked at."""
    with ExitStack() as taken:
        for _ in range(2):
            assert AT_ONCE.acquire(blocking=False)
            taken.callback(AT_ONCE.release)
        with pytest.raises(TooMany, match="Two records are being verified"):
            check_the_record(Mock(), Mock())
