"""The console's list of standards: in parts, each row with its state in words."""

from app.live.agenda import agenda_parts, revealed_last
from app.live.reading import read_scene
from app.live.scene import Scene
from app.models.ending.closing import close
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

APART: dict[str, int | None] = {"Olu": 9, "Oona": 9, "Omar": 9, "Priya": 2, "Pat": 2, "Petra": 2}
NEAR: dict[str, int | None] = dict.fromkeys(APART, 6)


def scene(room: Lobby) -> Scene:
    room.session.commit()
    return read_scene(room.session, room.workshop.id)


def told(room: Lobby) -> dict[str, list[str]]:
    return {part.heading: [f"{row.number} {row.state}" for row in part.rows] for part in agenda_parts(scene(room))}


def test_what_is_open_stands_first_with_how_many_have_answered(room: Lobby) -> None:
    room.open("6")
    room.rate("Olu", room.round_of("6"), 5)
    parts = told(room)
    assert next(iter(parts)) == "Open for rating" and parts["Open for rating"] == ["6 Open, 1 of 10"]
    assert "6" not in str(parts["Still to come"])


def test_a_standard_that_is_rated_again_stands_where_it_stood_and_a_parked_one_apart(room: Lobby) -> None:
    for number, answers in (("6", APART), ("4", NEAR), ("9", NEAR)):
        room.revealed(answers, number)
    numbered(room.session, room.workshop.id, "9").park(room.session, "facilitator", parked=True)
    room.open("4")
    parts = told(room)
    states = parts["In order of what differs most"]
    assert states[0].startswith("6 ") and states[1].startswith("4 Open again, 0 of ")
    assert [row.partition(" ")[0] for row in parts["Parked"]] == ["9"]


def test_a_reveal_leads_to_the_first_of_its_own_standards(room: Lobby) -> None:
    room.revealed(APART, "6")
    room.revealed(NEAR, "4")
    first = revealed_last(scene(room))
    assert first is not None and first.number == "4"
    numbered(room.session, room.workshop.id, "4").park(room.session, "facilitator", parked=True)
    assert revealed_last(scene(room)) is None


def test_after_the_close_nothing_is_parked_or_waits(room: Lobby) -> None:
    room.revealed(APART, "6")
    numbered(room.session, room.workshop.id, "6").park(room.session, "facilitator", parked=True)
    close(room.session, room.workshop, by="facilitator")
    assert list(told(room)) == ["In order of what differs most", "Not rated"]
