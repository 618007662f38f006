"""What units said stands on a phone's own page as it was shown, and where it was shown."""

import pytest

from app.live.said_by_units import SaidByUnits, over_rounds, said_by_units
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

FIRST: dict[str, int | None] = {
    "Olu": 8, "Oona": 8, "Omar": 9, "Ola": 8, "Priya": 3, "Pat": 3, "Petra": 4, "Hari": 5, "Carol": 4, "Cy": 5,
}  # fmt: skip
AGAIN = {**FIRST, "Olu": 7, "Oona": 7, "Omar": 7, "Priya": None, "Pat": None, "Petra": None}


def said(room: Lobby) -> SaidByUnits | None:
    room.session.flush()
    room.session.expire_all()
    return said_by_units(numbered(room.session, room.workshop.id, "6"))


def show(room: Lobby) -> None:
    room.session.expire_all()
    numbered(room.session, room.workshop.id, "6").show(room.session, by="facilitator")


def rows(room: Lobby) -> dict[str, str]:
    told = said(room)
    return {unit.name: unit.over_rounds for unit in told.units} if told else {}


@pytest.mark.parametrize(
    ("rounds", "sentence"),
    [
        (["8"], "8"), (["8", "7"], "8, then 7"), (["7", "7"], "7 both times"), (["4 to 5"] * 2, "4 to 5 both times"),
        (["7", "7", "7"], "7 every time"), (["7", "7", "8"], "7, then 7, then 8"), (["can’t tell"], "can’t tell"),
    ],
)  # fmt: skip
def test_rounds_are_told_in_words(rounds: list[str], sentence: str) -> None:
    assert over_rounds(rounds) == sentence


def test_nothing_is_told_before_the_show_and_everything_stays_when_it_is_hidden_again(room: Lobby) -> None:
    room.revealed(FIRST)
    assert said(room) is None
    show(room)
    shown = rows(room)
    assert shown == {"Council": "8", "Providers": "3", "Smaller groups together": "5"}
    numbered(room.session, room.workshop.id, "6").hide(room.session, by="facilitator")
    assert rows(room) == shown


def test_a_second_round_stands_beside_the_first_once_it_is_shown_too(room: Lobby) -> None:
    room.revealed(FIRST)
    show(room)
    before = said(room)
    room.revealed(AGAIN)
    assert said(room) == before
    show(room)
    assert rows(room)["Council"] == "8, then 7"
    assert rows(room)["Smaller groups together"] == "5 both times"


def test_a_round_that_was_never_shown_is_told_beside_a_later_one_neither(room: Lobby) -> None:
    room.revealed(FIRST)
    room.revealed(AGAIN)
    show(room)
    told = said(room)
    assert told is not None
    assert rows(room)["Council"] == "7"
    assert (told.rounds, told.is_in_part, told.which_rounds) == ((2,), True, "round 2")


def test_of_a_group_that_could_not_tell_or_was_silent_that_is_told(room: Lobby) -> None:
    answers = {**FIRST, "Priya": None, "Pat": None, "Petra": None}
    for name in ("Hari", "Carol", "Cy"):
        del answers[name]
    room.revealed(answers)
    show(room)
    told = said(room)
    assert told is not None
    assert {unit.over_rounds for unit in told.units} <= {"8", "can’t tell", "no answer"} or told.is_withheld


def test_where_nothing_may_be_told_by_group_the_page_says_so(room: Lobby) -> None:
    room.revealed({"Hari": 1, "Carol": 10})
    show(room)
    told = said(room)
    assert told is not None and told.is_withheld
    assert not any(character.isdigit() for unit in told.units for character in unit.over_rounds)
