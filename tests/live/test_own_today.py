"""What an act leaves of a person's own places: the very same part."""

from app.live.own_today import Parts, Today
from app.live.reading import read_scene
from app.live.stands import Stands
from app.models import PositionState
from app.models.record.asking import read_back
from app.models.record.subject import Subject
from app.models.rounds.standard import numbered
from tests.conftest import Lobby


def test_an_act_that_shows_a_standard_leaves_all_parts_but_the_strip(room: Lobby) -> None:
    for number in ("4", "6"):
        room.revealed(dict.fromkeys(("Olu", "Oona", "Priya", "Pat", "Petra"), 4), number)
    four = Subject.standard(numbered(room.session, room.workshop.id, "4"))
    read_back(room.session, four, PositionState.AGREED, "Choice is thin.", by="facilitator")
    pat, earlier, parts = room.seats["Pat"], None, list[Parts]()
    for number in ("4", "6"):
        numbered(room.session, room.workshop.id, number).show(room.session, by="facilitator")
        room.session.flush()
        scene = read_scene(room.session, room.workshop.id)
        today = Today(room.session, scene, earlier)
        parts.append(today.parts(pat, {}, Stands(room.session, scene), parts[-1] if parts else None))
        earlier = today
    first, second = parts
    assert first[3].places, "words are asked about"
    asked, shown, rounds, words, waits = (one is other for one, other in zip(first, second, strict=True))
    assert (asked, shown, rounds, words) == (True, False, True, True)
    assert not waits and first[-1] == second[-1]  # what waits for somebody is looked for after every act
