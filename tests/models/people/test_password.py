"""Which passwords may be kept."""

import pytest

from app.errors import Incomplete
from app.models.people.password import ABOUT_YOU, COMMON, LONGEST, hash_password, must_hold, password_matches
from tests.light_passwords import FULL

EMAIL = "fay.walker@northvale.example"


def refused(password: str, email: str = EMAIL, guesses: tuple[str, ...] = ()) -> str:
    with pytest.raises(Incomplete) as refusal:
        must_hold(password, email, guesses)
    return refusal.value.problems["password"]


@pytest.mark.parametrize(
    "password",
    [
        "password", "Password", "PASSWORD1", "password123", "12345678", "qwertyuiop", "iloveyou", "sunshine",
        "liverpool1", "Football2026!", "elizabeth", "aaaaaaaa", "aaaaaaaaaaaaaaaaaaaa", "abababababababab",
        "abcabcabcabcabcabc",
    ],
)  # fmt: skip
def test_a_password_that_guessers_try_first_opens_no_account(password: str) -> None:
    assert refused(password) == COMMON


@pytest.mark.parametrize(
    "password",
    [
        EMAIL, EMAIL.upper(), "fay.walker", "FayWalker2026", "northvale.example", "Northvale1!", "critical friend",
        "CriticalFriend", "workshop2026", "facilitator", "Peer-Challenge-2026",
    ],
)  # fmt: skip
def test_a_password_made_of_what_everybody_here_knows_opens_no_account(password: str) -> None:
    assert refused(password) == ABOUT_YOU


def test_the_council_and_title_of_a_workshop_of_mine_are_no_password() -> None:
    assert refused("Southmoor Council 26", guesses=("Southmoor Council", "Day 2")) == ABOUT_YOU


@pytest.mark.parametrize("password", ["", "short", "1234567", "🦉" * 7])
def test_fewer_than_eight_characters_are_too_few(password: str) -> None:
    assert "8 characters or more" in refused(password)


@pytest.mark.parametrize(
    "password",
    ["rvnq7wpt", "three plain words", "Überraschung am See", "x" * 5 + "y" * 59, "ab cd ef gh ij kl", "p" + "qz" * 127],
)
def test_no_mixture_is_asked_for_and_long_ones_may_be_pasted(password: str) -> None:
    must_hold(password, EMAIL)


def test_a_password_longer_than_anybody_pastes_is_refused_in_words() -> None:
    assert str(LONGEST) in refused("rvnq7wpt " * 40)


def test_nobodys_password_and_no_password_fit_nothing() -> None:
    kept = hash_password("three plain words")
    assert password_matches("three plain words", kept)
    assert not password_matches("Three plain words", kept)
    assert not password_matches("nobody", None)
    assert not password_matches("anything", "no password fits this")


def test_a_password_is_weighed_as_slowly_as_is_advised_although_tests_weigh_lightly() -> None:
    """64 MiB three times over; OWASP advises 19 MiB twice over, or more."""
    kept = FULL.hash("three plain words")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert FULL.verify("three plain words", kept) and not FULL.verify("Three plain words", kept)
