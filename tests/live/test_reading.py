"""Reading a scene: its counts come anew every time, and nothing else does."""

from collections.abc import Callable

import pytest

from app.live.progress import Progress
from app.live.reading import read_scene
from app.live.scene import Scene
from app.models.people.seat import take_seat
from tests.conftest import Lobby
from tests.live.conftest import asked


def scene(room: Lobby) -> Scene:
    room.session.flush()
    return read_scene(room.session, room.workshop.id)


def progress(room: Lobby) -> Progress:
    sitting = scene(room).sitting
    assert sitting is not None
    return sitting.progress[0]


def answered(room: Lobby) -> dict[str, int]:
    return {group.name: group.answered for group in progress(room).groups if group.answered}


def test_a_rating_costs_its_counts_and_no_whole_reading(room: Lobby) -> None:
    room.open("6")
    scene(room)
    room.rate("Olu", room.round_of("6"), 7)
    room.session.flush()
    with asked(room) as statements:
        read = read_scene(room.session, room.workshop.id)
    assert read.sitting is not None and read.sitting.answered == 1
    assert len(statements) == 3, statements  # the newest event, the seats, the answers


def test_whoever_waits_at_the_door_is_counted_there_and_in_nothing_else(room: Lobby) -> None:
    room.open("6")
    council = next(group for group in room.workshop.groups if group.name == "Council")
    before = scene(room)
    take_seat(room.session, room.workshop, council.id, "")
    after = scene(room)
    assert [group.waiting_seats for group in before.groups] == [0, 0, 0, 0]
    assert [group.waiting_seats for group in after.groups] == [1, 0, 0, 0]
    assert after.newest_waiting > before.newest_waiting == 0
    assert [group.seated for group in after.groups] == [group.seated for group in before.groups] == [4, 3, 1, 2]


def test_an_answer_of_somebody_who_was_removed_counts_no_more(room: Lobby) -> None:
    room.open("6")
    for name in ("Olu", "Hari"):
        room.rate(name, room.round_of("6"), 7)
    assert answered(room) == {"Council": 1, "Healthwatch": 1}
    room.seats["Hari"].remove(room.session, by="facilitator")
    assert answered(room) == {"Council": 1}
    assert progress(room).seated == 9


@pytest.mark.parametrize("rule", ["by_group", "open"])
def test_rated_again_its_own_people_answer_and_whoever_came_since_joins_next(
    make_room: Callable[..., Lobby], rule: str
) -> None:
    room = make_room(attribution_rule=rule)
    everybody = dict.fromkeys(room.seats, 6)
    room.revealed(everybody)
    room.seat("Otto", "Council")
    room.open("6")
    room.rate("Olu", room.round_of("6"), 7)
    again = progress(room)
    assert again.is_again and (again.seated, again.joining_next, again.answered) == (10, 1, 1)
    # Under by_group a pool is guarded, and who of which group answers again is nobody's business.
    assert [group.name for group in again.groups] == (
        [""] if rule == "by_group" else ["Council", "Providers", "Healthwatch", "Carers"]
    )
