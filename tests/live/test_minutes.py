"""What the room is doing and for how long, in words that advise."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

import pytest

from app.clock import now
from app.live.minutes import RATING, TALK, minutes, phase
from app.live.reading import read_scene
from app.live.scene import Scene
from app.models.ending.closing import close
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

ANSWERS: dict[str, int | None] = {"Olu": 8, "Oona": 8, "Omar": 9, "Priya": 3, "Pat": 3, "Petra": 4}


def scene(room: Lobby) -> Scene:
    room.session.commit()
    return read_scene(room.session, room.workshop.id)


@pytest.fixture
def slot(make_room: Callable[..., Lobby]) -> Lobby:
    """75 minutes of four standards: 12 to rate them, 12 to talk about each, 15 for how it begins and ends."""
    return make_room(standards=("6", "7", "8", "9"), planned_minutes=75)


@pytest.mark.parametrize(
    ("minute", "words", "advice"),
    [
        (0, "Rating, minute 1 of 3", ""),
        (2, "Rating, minute 3 of 3", ""),
        (-3, "Rating, minute 1 of 3", ""),
        (8, "Rating, minute 9 of 3", "6 over: close and reveal?"),
    ],
)
def test_rating_counts_its_minutes_beside_its_part_of_a_standards_share(
    slot: Lobby, minute: int, words: str, advice: str
) -> None:
    sitting = slot.open("6")
    found = phase(scene(slot), sitting.opened_at + timedelta(minutes=minute))
    assert (found.words, found.advice) == (words, advice)


def test_four_that_are_rated_at_once_have_the_time_of_four_and_nothing_is_closed(slot: Lobby) -> None:
    sitting = slot.open("6", "7", "8", "9")
    twelfth, next_one = (phase(scene(slot), sitting.opened_at + timedelta(minutes=after)) for after in (11, 12))
    assert (twelfth.words, twelfth.advice) == ("Rating, minute 12 of 12", "")
    assert (next_one.words, next_one.advice) == ("Rating, minute 13 of 12", "1 over: close and reveal?")
    hours = phase(scene(slot), sitting.opened_at + timedelta(hours=3))
    assert hours.advice == "169 over: close and reveal?" and scene(slot).sitting.is_open  # type: ignore[union-attr]


def test_talking_is_counted_from_when_it_was_put_on_stage(slot: Lobby) -> None:
    round_ = slot.revealed(ANSWERS)
    assert phase(scene(slot), now()).words == "Revealed, nothing on stage"
    numbered(slot.session, slot.workshop.id, "6").show(slot.session, by="facilitator")
    assert round_.shown_at is not None
    found = phase(scene(slot), round_.shown_at + timedelta(minutes=12))
    assert (found.words, found.advice) == ("Talking about 6, minute 13 of 12", "1 over: shorten or park?")


@pytest.mark.parametrize("part", [RATING, TALK])
def test_the_shortest_plan_still_has_a_minute(slot: Lobby, part: Fraction) -> None:
    slot.workshop.planned_minutes = 5
    assert minutes(scene(slot), part) == 1


def test_a_lobby_counts_nothing_and_a_closed_workshop_says_nothing(room: Lobby) -> None:
    assert phase(scene(room), now()).words == "Lobby"
    room.revealed(ANSWERS)
    close(room.session, room.workshop, by="facilitator")
    assert phase(scene(room), now()).words == ""
