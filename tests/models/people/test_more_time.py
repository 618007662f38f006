"""Who needs more time while a sitting is open: a count of the room, and nothing else."""

import pytest

from app.errors import Refusal
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models.people.more_time import need_more_time
from tests.conftest import Lobby


def needing(room: Lobby) -> int:
    room.session.flush()
    scene = read_scene(room.session, room.workshop.id)
    for kind in (Kind.PHONE, Kind.STAGE):
        seen = scene.seen_by(kind).sitting
        assert seen is None or seen.more_time == 0
    return scene.sitting.more_time if scene.sitting else 0


def test_the_need_is_counted_once_taken_back_and_ends_with_the_sitting(room: Lobby) -> None:
    hari = room.seats["Hari"].id
    with pytest.raises(Refusal, match="Rating is closed"):
        need_more_time(room.session, hari, None, needs=True)
    sitting = room.open("6")
    for _ in range(2):
        need_more_time(room.session, hari, sitting.id, needs=True)
    assert needing(room) == 1
    need_more_time(room.session, hari, sitting.id, needs=False)
    assert needing(room) == 0
    need_more_time(room.session, hari, sitting.id, needs=True)
    sitting.close(room.session, by="facilitator")
    assert needing(room) == 0
