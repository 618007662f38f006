"""What the room is doing and for how long, in words that advise."""

from datetime import timedelta

import pytest

from app.clock import now
from app.live.minutes import minutes_each, phase
from app.live.reading import read_scene
from app.live.scene import Scene
from app.models.ending.closing import close
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

ANSWERS: dict[str, int | None] = {"Olu": 8, "Oona": 8, "Omar": 9, "Priya": 3, "Pat": 3, "Petra": 4}


def scene(room: Lobby) -> Scene:
    room.session.commit()
    return read_scene(room.session, room.workshop.id)


@pytest.mark.parametrize(
    ("minutes", "words", "advice"),
    [(0, "Rating, minute 1 of {n}", ""), (5, "Rating, minute 6 of {n}", ""), (-3, "Rating, minute 1 of {n}", "")],
)
def test_rating_counts_its_minutes_beside_a_standards_share(room: Lobby, minutes: int, words: str, advice: str) -> None:
    sitting = room.open("6")
    read = scene(room)
    found = phase(read, sitting.opened_at + timedelta(minutes=minutes))
    assert (found.words, found.advice) == (words.format(n=minutes_each(read)), advice)


def test_over_the_plan_it_asks_and_says_by_how_much(room: Lobby) -> None:
    sitting = room.open("6")
    each = minutes_each(scene(room))
    late = phase(scene(room), sitting.opened_at + timedelta(minutes=each + 5))
    assert late.advice == "6 over: close and reveal?"


def test_talking_is_counted_from_when_it_was_put_on_stage(room: Lobby) -> None:
    round_ = room.revealed(ANSWERS)
    assert phase(scene(room), now()).words == "Revealed, nothing on stage"
    numbered(room.session, room.workshop.id, "6").show(room.session, by="facilitator")
    assert round_.shown_at is not None
    each = minutes_each(scene(room))
    found = phase(scene(room), round_.shown_at + timedelta(minutes=each))
    assert (found.words, found.advice) == (
        f"Talking about 6, minute {each + 1} of {each}",
        "1 over: shorten or park?",
    )


def test_a_lobby_counts_nothing_and_a_closed_workshop_says_nothing(room: Lobby) -> None:
    assert phase(scene(room), now()).words == "Lobby"
    room.revealed(ANSWERS)
    close(room.session, room.workshop, by="facilitator")
    assert phase(scene(room), now()).words == ""
