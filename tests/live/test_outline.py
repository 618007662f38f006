"""The outline of a scene is read again after an act alone, and kept while it is asked for."""

from types import SimpleNamespace

import pytest

from app.live import outline
from app.live.reading import read_scene
from app.live.scene import Scene
from app.models import Chain, WorkshopState
from app.models.ending.closing import close
from tests.conftest import Lobby, lobby_in
from tests.live.conftest import asked


def scene(room: Lobby) -> Scene:
    room.session.flush()
    return read_scene(room.session, room.workshop.id)


def test_of_idle_workshops_a_few_outlines_are_kept_and_of_those_that_go_on_all(
    room: Lobby, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that runs for months would keep all that was ever revealed on it."""
    monkeypatch.setattr(outline, "MOST_IDLE", 2)
    moment = 1000.0
    monkeypatch.setattr(outline, "time", SimpleNamespace(monotonic=lambda: moment))
    rooms = [room.workshop.id, *[lobby_in(room.session, title=title).workshop.id for title in ("Day 2", "Day 3")]]

    def is_kept(workshop_id: int) -> bool:
        with asked(room) as statements:
            read_scene(room.session, workshop_id)
        return len(statements) == 2  # the newest event, and the seats

    room.session.flush()
    first, second, third = rooms
    assert [is_kept(each) for each in rooms] == [False, False, False]
    assert [is_kept(each) for each in rooms] == [True, True, True]
    moment += outline.IDLE_AFTER
    assert [is_kept(each) for each in (third, second)] == [True, True]
    assert not is_kept(first), "idle longest"


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
