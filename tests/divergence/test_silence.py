import pytest

from app.divergence import DK, analyse
from tests.divergence.cast import COUNCIL, ICB, PEOPLE, PROVIDERS, Answers


def test_cant_tell_is_high_from_a_third_counting_every_group_once() -> None:
    room: Answers = {COUNCIL: [7] * 20, PEOPLE: [7, 7, DK]}
    assert "dont_know_high" not in analyse(room).codes
    assert "dont_know_high" in analyse({COUNCIL: [7, 7, DK], PEOPLE: [7, 7, DK]}).codes
    assert "dont_know_high" in analyse({COUNCIL: [7] * 20, PEOPLE: [DK, DK, 7]}).codes
    assert "dont_know_high" not in analyse({COUNCIL: [7] * 3, PEOPLE: [DK, DK, 7], ICB: [7]}).codes


def test_silent_groups_do_not_dilute_cant_tell() -> None:
    room: Answers = {COUNCIL: [7, 7, DK], PEOPLE: [7, 7, DK], ICB: [], PROVIDERS: []}
    assert "dont_know_high" in analyse(room).codes


@pytest.mark.parametrize(("people", "expected"), [([7, DK], True), ([7, 7, DK], False), ([DK], True)])
def test_a_group_cannot_say_from_half(people: list[int | str], expected: bool) -> None:
    room: Answers = {COUNCIL: [7] * 3, ICB: [7] * 3, PROVIDERS: [7], PEOPLE: people}
    assert ("group_cannot_say" in analyse(room).codes) is expected


def test_an_invited_group_without_an_answer_is_missing_and_one_that_cannot_tell_is_not() -> None:
    room = {COUNCIL: [7, 7], ICB: [7]}
    assert "missing_group" in analyse({**room, PEOPLE: []}).codes
    assert "missing_group" in analyse(room, invited=[COUNCIL, PEOPLE]).codes
    assert "missing_group" not in analyse({**room, PEOPLE: [DK]}).codes


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        ({COUNCIL: [7, 7], PEOPLE: [7]}, False),
        ({COUNCIL: [7], PEOPLE: [7]}, True),
        ({COUNCIL: [7, 7, 7]}, True),
        ({COUNCIL: [7, 7, 7], PEOPLE: [DK]}, True),
        ({}, True),
    ],
)
def test_three_ratings_from_two_groups_are_enough(room: dict[str, list[int | str]], expected: bool) -> None:
    found = analyse(room)
    assert ("not_enough" in found.codes) is expected
    assert not expected or not {"agreement", "agreement_partial", "mixed"} & set(found.codes)
