"""What a kind of screen is handed: nothing of a reveal that is not shown, and of who has answered the room's total."""

from dataclasses import asdict

import pytest

from app.live.fragments import Screen, fragments
from app.live.reading import read_scene
from app.live.scene import Kind, Scene
from app.models import Role
from app.models.ending.closing import close
from app.models.people.more_time import need_more_time
from app.models.record.action import Typed, write
from app.models.record.deferring import defer_all
from app.models.record.subject import Subject
from tests.conftest import Lobby

ANSWERS = {"Olu": 8, "Oona": 8, "Omar": 9, "Priya": 3, "Pat": 3, "Petra": 4, "Hari": 5, "Carol": 4, "Cy": 6}


ROLES = {
    Kind.PHONE: Role.PARTICIPANT,
    Kind.WAITING: Role.PARTICIPANT,
    Kind.STAGE: Role.STAGE,
    Kind.CONSOLE: Role.FACILITATOR,
}


def handed_to(room: Lobby, kind: Kind) -> Scene:
    return scene(room).seen_by(kind, ROLES[kind])


def scene(room: Lobby) -> Scene:
    room.session.commit()
    return read_scene(room.session, room.workshop.id)


@pytest.mark.parametrize("kind", [Kind.PHONE, Kind.STAGE, Kind.WAITING])
def test_f24_between_reveal_and_show_a_phone_or_stage_is_handed_nothing_of_the_reveal(room: Lobby, kind: Kind) -> None:
    room.revealed(ANSWERS)
    handed = handed_to(room, kind)
    assert all(standard.revealed is None and not standard.earlier for standard in handed.standards)
    assert "middle" not in str(asdict(handed)) and "scores" not in str(asdict(handed))


@pytest.mark.parametrize("kind", [Kind.PHONE, Kind.STAGE])
def test_who_has_answered_is_handed_as_the_rooms_total(room: Lobby, kind: Kind) -> None:
    room.open("6")
    room.rate("Hari", room.round_of("6"), 5)
    handed = handed_to(room, kind)
    assert handed.sitting is not None
    (progress,) = handed.sitting.progress
    assert (progress.answered, len(progress.groups), progress.groups[0].name) == (1, 1, "")


@pytest.mark.parametrize("kind", [Kind.STAGE, Kind.PHONE])
def test_at_the_close_a_standard_that_was_rated_and_never_shown_is_told_as_rated(room: Lobby, kind: Kind) -> None:
    room.revealed(ANSWERS)
    close(room.session, room.workshop, by="facilitator")
    told = fragments(Screen(kind, ROLES[kind]), scene(room))["stage" if kind is Kind.STAGE else "now"]
    assert (told.count("Rated, not settled"), told.count("Not rated")) == (1, 2 if kind is Kind.STAGE else 1)


@pytest.mark.parametrize("kind", [Kind.PHONE, Kind.STAGE])
def test_who_was_missing_and_how_many_actions_there_are_is_the_consoles(room: Lobby, kind: Kind) -> None:
    """It may be of a round that is not shown."""
    room.revealed({name: score for name, score in ANSWERS.items() if not name.startswith("P")})
    write(room.session, Subject.overall(room.workshop), Typed("Ask again"), by="scribe 1")
    told = {str(voice) for position in scene(room).positions for voice in position.unheard}
    assert told == {"Providers was not heard", "6: Providers was not heard"}
    handed = scene(room).seen_by(kind, Role.PARTICIPANT)
    assert [(position.unheard, position.actions) for position in handed.positions] == [((), 0)] * 6
    assert scene(room).seen_by(Kind.CONSOLE, Role.SCRIBE).positions == scene(room).positions


@pytest.mark.parametrize("kind", [Kind.PHONE, Kind.STAGE, Kind.WAITING])
def test_what_only_a_console_acts_on_is_handed_to_no_other_screen(room: Lobby, kind: Kind) -> None:
    room.revealed(ANSWERS)
    defer_all(room.session, room.workshop, "No time left.", by="facilitator")
    assert scene(room).deferral and handed_to(room, kind).deferral is None
    sitting = room.open("4", "9")
    need_more_time(room.session, room.seats["Hari"].id, sitting.id, needs=True)
    told, handed = scene(room).sitting, handed_to(room, kind).sitting
    assert told and told.overall and told.more_time
    assert handed and (handed.overall, handed.more_time) == ((), 0)


def test_a_new_round_is_asked_of_the_people_of_the_first_reveal_and_of_groups_that_said_nothing(
    room: Lobby,
) -> None:
    six = "6"
    room.revealed({name: score for name, score in ANSWERS.items() if name != "Hari"})
    room.seat("Nia", "Council")
    told = scene(room)
    standard = told.standard(six)
    assert standard is not None
    opened = room.open(six)
    asked = scene(room).sitting
    assert asked is not None and opened.id == asked.id
    assert told.may_answer_again(standard) == asked.progress[0].seated < told.seated
