"""Reading a scene: its outline is read again after an act alone, its counts every time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.live import reading
from app.live.progress import Progress
from app.live.reading import read_scene
from app.live.scene import Scene
from app.models import Chain, WorkshopState
from app.models.ending.closing import close
from app.models.people.seat import take_seat
from tests.conftest import Lobby, lobby_in


def scene(room: Lobby) -> Scene:
    room.session.flush()
    return read_scene(room.session, room.workshop.id)


def progress(room: Lobby) -> Progress:
    sitting = scene(room).sitting
    assert sitting is not None
    return sitting.progress[0]


def answered(room: Lobby) -> dict[str, int]:
    return {group.name: group.answered for group in progress(room).groups if group.answered}


@contextmanager
def asked(room: Lobby) -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile, by whatever way they go to it."""
    statements: list[str] = []
    driver = room.session.connection().connection.driver_connection
    assert driver is not None
    driver.set_trace_callback(statements.append)
    try:
        yield statements
    finally:
        driver.set_trace_callback(None)


def test_a_rating_costs_its_counts_and_no_whole_reading(room: Lobby) -> None:
    room.open("6")
    scene(room)
    room.rate("Olu", room.round_of("6"), 7)
    room.session.flush()
    with asked(room) as statements:
        read = read_scene(room.session, room.workshop.id)
    assert read.sitting is not None and read.sitting.answered == 1
    assert len(statements) == 3, statements  # the newest event, the seats, the answers


def test_of_many_workshops_the_outlines_read_last_are_kept_and_no_others(
    room: Lobby, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that runs for months would keep all that was ever revealed on it."""
    monkeypatch.setattr(reading, "MOST_OUTLINES", 2)
    rooms = [room.workshop.id, *[lobby_in(room.session, title=title).workshop.id for title in ("Day 2", "Day 3")]]

    def is_kept(workshop_id: int) -> bool:
        with asked(room) as statements:
            read_scene(room.session, workshop_id)
        return len(statements) == 2  # the newest event, and the seats

    room.session.flush()
    first, second, third = rooms
    assert [is_kept(each) for each in (first, second, first, third)] == [False, False, True, False]
    assert [is_kept(each) for each in (first, third, second)] == [True, True, False]


def test_every_act_is_seen_at_the_next_reading(room: Lobby) -> None:
    assert scene(room).state is WorkshopState.LOBBY
    room.revealed({"Olu": 7})
    standard = room.round_of("6").standard
    assert scene(room).shown is None
    standard.show(room.session, by="facilitator")
    shown = scene(room).shown
    assert shown is not None and shown.number == "6"
    standard.hide(room.session, by="facilitator")
    assert scene(room).shown is None


def test_the_fingerprint_is_that_of_a_closed_record_and_before_the_close_there_is_none(room: Lobby) -> None:
    room.revealed({"Olu": 8, "Pat": 3})
    assert scene(room).fingerprint == ""
    close(room.session, room.workshop, by="facilitator")
    assert scene(room).fingerprint == room.session.get_one(Chain, room.workshop.id).fingerprint != ""


def test_a_draft_is_edited_without_events_and_read_whole_every_time(room: Lobby) -> None:
    room.workshop.state = WorkshopState.DRAFT
    for title in ("Day 3", "Day 4"):
        room.workshop.title = title
        assert scene(room).title == title


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
