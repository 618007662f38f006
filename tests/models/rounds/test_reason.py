"""Reasons as a reveal froze them: beside the unit their writer had, or nowhere."""

import pytest

from app.models.rounds.rating import SAID, TICKED
from app.models.rounds.reason import reasons_of
from app.models.rounds.revealing import reveal
from tests.conftest import CAST, Lobby

TOGETHER = "Smaller groups together"
EVERYBODY: dict[str, int | None] = dict.fromkeys(CAST, 6)
SILENT_FIRST = {name: 6 for name in EVERYBODY if CAST[name] != "Carers"}


def test_f24_a_reason_stands_beside_the_unit_its_writer_had_at_the_first_reveal(room: Lobby) -> None:
    told = []
    for answers in (SILENT_FIRST, EVERYBODY, {name: 6 for name in EVERYBODY if name != "Priya"}):
        sitting = room.open("6")
        for name, score in answers.items():
            room.rate(name, room.round_of("6"), score, reason=f"Words of {name}", criteria=("6.1",))
        sitting.close(room.session, by="facilitator")
        reveal(room.session, sitting, by="facilitator")
        room.session.flush()
        told.append({it.text: it.unit for it in reasons_of(room.session, room.round_of("6").id)})
    assert {told[n]["Words of Hari"] for n in range(3)} == {TOGETHER}
    assert {told[n]["Words of Petra"] for n in range(3)} == {TOGETHER}
    assert not [words for known in told for words in known if words in ("Words of Carol", "Words of Cy")]
    assert "Words of Priya" not in told[2]


@pytest.mark.parametrize("name", SAID)
def test_every_field_of_what_somebody_said_stands_in_their_reason_and_in_no_other_field(room: Lobby, name: str) -> None:
    said: dict[str, object] = {"reason": "Words.", "criteria": ("6.1",)} | ({name: True} if name in TICKED else {})
    sitting = room.open("6")
    for person in ("Olu", "Oona", "Omar"):
        room.rate(person, room.round_of("6"), 6, **(said if person == "Olu" else {}))
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    room.session.flush()
    (reason,) = reasons_of(room.session, room.round_of("6").id)
    assert (reason.text, reason.criteria) == ("Words.", ["6.1"])
    assert [field for field in TICKED if getattr(reason, field)] == [name for name in [name] if name in TICKED]


def test_a_reason_of_somebody_who_brings_another_voice_by_now_is_told_beside_neither(room: Lobby) -> None:
    room.revealed(EVERYBODY)
    sitting = room.open("6")
    room.rate("Pat", room.round_of("6"), 6, reason="Canary")
    room.seats["Pat"].group = next(it for it in room.workshop.groups if it.name == "Carers")
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    room.session.flush()
    assert reasons_of(room.session, room.round_of("6").id) == []
