"""A standard is handed out as far as it is shown or settled, and no further."""

from app.live.reading import read_scene
from app.live.scene import Kind, Scene
from app.models import Role
from app.models.record.position import PositionState, Wording
from app.models.record.settling import reopen, settle
from app.models.record.subject import Subject
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

ANSWERS = {"Olu": 8, "Oona": 8, "Omar": 9, "Priya": 3, "Pat": 3, "Petra": 4, "Hari": 5, "Carol": 4, "Cy": 6}
ROLES = {Kind.PHONE: Role.PARTICIPANT, Kind.STAGE: Role.STAGE, Kind.CONSOLE: Role.FACILITATOR}


def handed_to(room: Lobby, kind: Kind) -> Scene:
    room.session.commit()
    return read_scene(room.session, room.workshop.id).seen_by(kind, ROLES[kind])


def test_f24_a_shown_standard_is_handed_without_the_rounds_before_it(room: Lobby) -> None:
    room.revealed(ANSWERS)
    room.revealed({**ANSWERS, "Olu": 7})
    numbered(room.session, room.workshop.id, "6").show(room.session, by="facilitator")
    handed = handed_to(room, Kind.STAGE)
    assert handed.shown is not None and handed.shown.revealed is not None and handed.shown.earlier == ()
    assert handed_to(room, Kind.CONSOLE).shown != handed.shown


def test_what_was_settled_is_everybodys_and_what_is_only_being_written_is_not(room: Lobby) -> None:
    room.revealed(ANSWERS)
    standard = numbered(room.session, room.workshop.id, "6")
    settle(room.session, Subject.standard(standard), Wording(PositionState.AGREED, "We ask people."), "scribe", 0)
    handed = handed_to(room, Kind.PHONE).standard("6")
    assert handed is not None and handed.position_wording == "We ask people."
    reopen(room.session, Subject.standard(standard), "A report came in", "facilitator")
    reopened = handed_to(room, Kind.PHONE).standard("6")
    assert reopened is not None and reopened.position_wording is None
