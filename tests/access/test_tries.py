"""Guessing at passwords, as strangers do it: over HTTP, many at once, at one address or at all of them."""

import json
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
from sqlmodel import Session

from app.models import Account
from app.models.people.password import hash_password
from tests.cases import over
from tests.light_passwords import IN_FULL
from tests.northvale import Town, browser_at, town_on

PASSWORD = "three plain words"
WRONG = "do not belong together"
OF_ADDRESS, OF_SERVICE = 5, 30


@pytest.fixture
def town(migrated: Path, tmp_path: Path) -> Iterator[Town]:
    """A server for each test: what one guessed is still counted in the next."""
    with town_on(Path(shutil.copy(migrated, tmp_path / "town.sqlite3"))) as town:
        with Session(town.store.writing) as session, session.begin():
            for name in ("fay", "sid"):
                Account.add(session, f"{name}@northvale.example", name, hash_password(PASSWORD))
        yield town


def sign_in(town: Town, email: str, password: str, cookies: dict[str, str] | None = None) -> httpx2.Response:
    with browser_at(town.base, cookies) as browser:
        return browser.post("/sign-in", data={"email": email, "password": password})


def guess(town: Town, email: str, times: int) -> list[httpx2.Response]:
    return [sign_in(town, email, f"guess number {number}") for number in range(times)]


def flood(town: Town) -> None:
    """Wrong passwords at made-up addresses until the whole service answers no more."""
    for number in range(OF_SERVICE + 1):
        answer = sign_in(town, f"nobody{number}@evil.example", "a guess of mine")
    assert answer.status_code == 429


def test_a_guesser_of_one_account_is_weighed_five_times_and_not_240(town: Town) -> None:
    answers = guess(town, "fay@northvale.example", 24)
    assert [answer.status_code for answer in answers] == [422] * OF_ADDRESS + [429] * (24 - OF_ADDRESS)
    assert "Too many tries for this address. Wait a minute" in answers[-1].text
    assert 'value="fay@northvale.example"' in answers[-1].text
    assert sign_in(town, "fay@northvale.example", PASSWORD).status_code == 429


def test_a_guesser_does_not_learn_from_the_limit_which_addresses_have_an_account(town: Town) -> None:
    known, unknown = (
        [
            (answer.status_code, re.sub(r'name="key" value="[^"]*"', "", answer.text.replace(email, "")))
            for spelt in (email, email.upper(), f" {email}")
            for answer in guess(town, spelt, 3)
        ]
        for email in ("fay@northvale.example", "nobody@northvale.example")
    )
    assert [(status, text.replace("FAY@NORTHVALE.EXAMPLE", "")) for status, text in known] == [
        (status, text.replace("NOBODY@NORTHVALE.EXAMPLE", "")) for status, text in unknown
    ]
    assert [status for status, _ in known] == [422] * OF_ADDRESS + [429] * 4


def test_a_guesser_of_many_accounts_is_stopped_by_the_limit_of_the_service(town: Town) -> None:
    flood(town)
    refused = sign_in(town, "sid@northvale.example", "a guess of mine")
    assert refused.status_code == 429
    assert "Too many wrong passwords are coming in" in refused.text


def test_many_guessers_at_once_are_answered_and_not_queued(migrated: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(migrated, tmp_path / "town.sqlite3"))
    with town_on(file, **{IN_FULL: "yes"}) as town, ThreadPoolExecutor(24) as crowd:
        answers = list(crowd.map(lambda n: sign_in(town, f"nobody{n}@evil.example", "a guess"), range(24)))
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) == {422, 429}
    assert any("Too many people are signing in" in answer.text for answer in answers)


def test_a_guesser_cannot_keep_the_facilitator_out_of_the_browser_they_know(town: Town) -> None:
    signed_in = sign_in(town, "fay@northvale.example", PASSWORD)
    guess(town, "fay@northvale.example", OF_ADDRESS + 1)
    flood(town)
    with browser_at(town.base, {"account": signed_in.cookies["account"]}) as browser:
        assert browser.get("/workshops").status_code == 200  # whoever is signed in stays so
    back = sign_in(town, "fay@northvale.example", PASSWORD, {"browser": signed_in.cookies["browser"]})
    assert (back.status_code, back.headers["location"]) == (303, "/workshops")


def test_a_browser_known_to_one_account_opens_no_way_around_the_limit_of_another(town: Town) -> None:
    sids = {"browser": sign_in(town, "sid@northvale.example", PASSWORD).cookies["browser"]}
    statuses = [sign_in(town, "fay@northvale.example", "a guess of mine", sids).status_code for _ in range(7)]
    assert statuses[-2:] == [429, 429]


def test_a_browser_that_is_known_is_counted_too(town: Town) -> None:
    known = {"browser": sign_in(town, "fay@northvale.example", PASSWORD).cookies["browser"]}
    statuses = [sign_in(town, "fay@northvale.example", f"guess {n}", known).status_code for n in range(12)]
    assert statuses == [422] * 10 + [429] * 2


def test_f22_a_venue_signs_in_from_one_address_and_nobody_is_limited(town: Town) -> None:
    for _ in range(OF_SERVICE // 2 + 1):
        for name in ("fay", "sid"):
            assert sign_in(town, f"{name}@northvale.example", PASSWORD).status_code == 303


def test_somebody_who_mistypes_and_then_knows_it_starts_afresh(town: Town) -> None:
    for _ in range(2):
        guess(town, "fay@northvale.example", OF_ADDRESS - 1)
        assert sign_in(town, "fay@northvale.example", PASSWORD).status_code == 303


@over("password", ["\x00", "x" * 5000, "ü" * 300, " "])
def test_whatever_is_typed_as_a_password_is_only_wrong(town: Town, password: str) -> None:
    assert sign_in(town, "fay@northvale.example", password).status_code == 422


def test_an_operator_reads_who_was_guessed_at_and_no_password_or_address(migrated: Path, tmp_path: Path) -> None:
    file, said = Path(shutil.copy(migrated, tmp_path / "logged.sqlite3")), tmp_path / "log"
    with town_on(file, said) as town:
        with Session(town.store.writing) as session, session.begin():
            fay = Account.add(session, "fay@northvale.example", "Fay", hash_password(PASSWORD)).id
        guess(town, "fay@northvale.example", 9)
    log = said.read_text()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    failed = [line for line in lines if line["event"] == "sign-in failed"]
    assert [line["account"] for line in failed] == [fay] * OF_ADDRESS
    assert [line["status"] for line in lines if line["event"] == "password tries limited"] == [429]  # once a minute
    assert "guess number" not in log and "northvale.example" not in log
