"""F07: a line on which nothing has to be said is told that it stands; a page may ask; what asks too often waits."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.live.beating import SILENT_FOR, due
from app.live.connection import BEAT
from tests.cases import mostly_long
from tests.live.conftest import Dial
from tests.northvale import DEADLINE, Hall, Town

GIVEN_UP_AFTER = 25  # seconds, by a page

QUESTION = '{"act":"ask"}'  # as app/static/line.js sends it


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    return hall


SCREENS = [("Priya", "phone"), ("stage", "stage"), ("Fay", "console")]


@pytest.mark.parametrize(("name", "screen"), mostly_long(SCREENS, ("Priya", "phone")))
def test_f07_a_silent_line_is_beaten_on_in_half_the_time_after_which_it_would_be_given_up(
    hall: Hall, dial: Dial, name: str, screen: str
) -> None:
    line = dial(hall, name, screen)
    line.hear()
    while (frame := line.socket.recv(timeout=DEADLINE)) != BEAT:
        assert 'id="' in str(frame)


def test_a_page_that_asks_is_answered_at_once_and_with_nothing_else(hall: Hall, dial: Dial) -> None:
    line = dial(hall, "Priya")
    line.hear_all_on_arrival()
    line.socket.send(QUESTION)
    assert line.socket.recv(timeout=DEADLINE) == BEAT
    assert 'data-recorded="yes"' in line.rate("6", "4")


def test_f11_a_flood_of_questions_is_told_so_and_stops_nobody(hall: Hall, dial: Dial) -> None:
    flooding, pat = dial(hall, "Priya"), dial(hall, "Pat")
    flooding.hear_all_on_arrival()
    for _ in range(40):
        flooding.socket.send(QUESTION)
    assert 'data-recorded="yes"' in pat.rate("6", "4")
    assert "too many" in flooding.hear_until(lambda frame: "too many" in frame)


def test_f07_who_waits_at_the_door_hears_that_the_line_stands(hall: Hall, dial: Dial) -> None:
    """There is nothing to tell a waiting seat, so that its first word would be the nod."""
    hall.comes_late("Lee", "Providers")
    line = dial(hall, "Lee", "waiting")
    assert line.socket.recv(timeout=DEADLINE) == BEAT


def lines(*silent_for: float) -> list[Any]:
    return [SimpleNamespace(spoke_at=1000.0 - seconds) for seconds in silent_for]


def test_what_was_heard_a_moment_ago_is_not_beaten_on() -> None:
    assert due(lines(0.1, SILENT_FOR - 0.1), 1000.0) == []


def test_a_thousand_phones_are_beaten_on_a_part_at_a_time_and_each_in_its_turn() -> None:
    phones = lines(*[9.0] * 999, 30.0)
    turns = 0
    first = due(phones, 1000.0)
    assert first[0] is phones[-1]
    while beaten := due(phones, 1000.0):
        assert len(beaten) <= 251
        turns += 1
        for phone in beaten:
            phone.spoke_at = 1000.0
    assert SILENT_FOR + turns + 1 < GIVEN_UP_AFTER  # seconds, for there is a turn a second
