"""What stands at the foot of a participant's list of today."""

from app.live.own import own_of
from app.live.reading import read_scene
from tests.conftest import Lobby


def foot(room: Lobby, name: str = "Pat") -> str:
    scene = read_scene(room.session, room.workshop.id)
    return str(own_of(room.session, scene, room.seats[name].id).place("next", room.workshop.id))


def test_the_foot_leads_to_what_waits_and_then_says_what_comes(room: Lobby) -> None:
    assert "open here by themselves" in foot(room) and "<a" not in foot(room)
    sitting = room.open("6", "9")
    assert f"/phone/rounds/{room.round_of('6').id}" in foot(room) and ">Rate 6. " in foot(room)
    room.rate("Pat", room.round_of("6"), 4)
    assert ">Next: 9. " in foot(room) and ">Rate 6. " in foot(room, "Priya")
    room.rate("Pat", room.round_of("9"), None)
    assert "You have answered all that is open" in foot(room) and "<a" not in foot(room)
    sitting.close(room.session, by="facilitator")
    room.session.flush()
    assert "The reveal comes next" in foot(room)


def test_the_foot_is_as_long_whatever_was_answered(room: Lobby) -> None:
    room.open("6")
    for name, score in (("Pat", None), ("Priya", 10)):
        room.rate(name, room.round_of("6"), score)
    assert foot(room, "Pat") == foot(room, "Priya")
