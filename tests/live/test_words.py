"""What screens show of positions: the words, how many have answered, and nothing of who said what while it is asked."""

import pytest

from app.live.reading import read_scene
from app.live.scene import Kind, Scene
from app.live.words import subjects_of
from app.models import CanStand, PositionState, ReadBack, Role
from app.models.record import asking, dissent
from app.models.record.dissent import OwnWords, Shown
from app.models.record.position import Wording
from app.models.record.settling import settle, undo
from app.models.record.subject import Subject
from app.models.rounds.standard import numbered
from app.tokens import new_token
from tests.conftest import Lobby

ANSWERS: dict[str, int | None] = {
    "Olu": 7, "Oona": 7, "Omar": 8, "Ola": 7, "Priya": 3, "Pat": 3, "Petra": 4, "Hari": 5, "Carol": 5, "Cy": 4,
}  # fmt: skip
AGREED = Wording(PositionState.AGREED, "Choice is thin.")


@pytest.fixture
def subject(room: Lobby) -> Subject:
    room.revealed(ANSWERS)
    return Subject.standard(numbered(room.session, room.workshop.id, "6"))


@pytest.fixture
def asked(room: Lobby, subject: Subject) -> ReadBack:
    return asking.read_back(room.session, subject, AGREED.state, AGREED.wording, by="facilitator")


def says(room: Lobby, subject: Subject, asked: ReadBack, **answers: CanStand) -> None:
    for name, answer in answers.items():
        asking.assent(room.session, subject, asked, room.seats[name].id, answer, new_token())
    room.session.flush()


def scene(room: Lobby) -> Scene:
    room.session.flush()
    return read_scene(room.session, room.workshop.id)


def test_every_standard_each_domain_with_one_and_the_whole_have_a_position(room: Lobby) -> None:
    """The workshop has standards 4, 6 and 9."""
    slugs = ["standard-4", "standard-6", "standard-9", "domain-2", "domain-3", "overall"]
    assert [subject.key.slug for subject in subjects_of(room.workshop)] == slugs
    assert [position.slug for position in scene(room).positions] == slugs


def test_while_it_is_asked_screens_hear_how_many_answered_and_nothing_else(
    room: Lobby, subject: Subject, asked: ReadBack
) -> None:
    says(room, subject, asked, Olu=CanStand.AGREE, Priya=CanStand.DO_NOT_AGREE)
    dissent.write(room.session, subject, room.seats["Priya"], OwnWords("Nobody asked us.", Shown.WITHOUT_NAME))
    for kind in Kind:
        (shown,) = scene(room).seen_by(kind, Role.FACILITATOR).askings
        assert (shown.answered, shown.asked, shown.units, shown.dissents) == (2, 10, (), ())


def test_when_asking_has_ended_units_and_words_that_disagree_are_told(
    room: Lobby, subject: Subject, asked: ReadBack
) -> None:
    says(room, subject, asked, Priya=CanStand.DO_NOT_AGREE, Pat=CanStand.AGREE, Petra=CanStand.AGREE)
    dissent.write(room.session, subject, room.seats["Priya"], OwnWords("Nobody asked us.", Shown.WITH_UNIT))
    asking.end(room.session, subject, asked, by="facilitator")
    (shown,) = scene(room).seen_by(Kind.STAGE).askings
    assert {unit.name: unit.sentence for unit in shown.units}["Providers"] == "Not everyone can live with it"
    assert [(words.unit, words.text, words.behind) for words in shown.dissents] == [
        ("Providers", "Nobody asked us.", None)
    ]


@pytest.mark.parametrize(
    ("kind", "role", "reads"),
    [
        (Kind.CONSOLE, Role.FACILITATOR, True), (Kind.CONSOLE, Role.SCRIBE, False),
        (Kind.STAGE, Role.FACILITATOR, False), (Kind.PHONE, Role.PARTICIPANT, False),
    ],
)  # fmt: skip
def test_words_for_the_facilitator_alone_are_on_the_facilitators_console_alone(
    room: Lobby, subject: Subject, asked: ReadBack, kind: Kind, role: Role, reads: bool
) -> None:
    dissent.write(room.session, subject, room.seats["Priya"], OwnWords("For you.", Shown.FACILITATOR_ONLY))
    asking.end(room.session, subject, asked, by="facilitator")
    (shown,) = scene(room).seen_by(kind, role).askings
    assert [words.text for words in shown.dissents] == (["For you."] if reads else [])


def test_what_is_held_back_is_on_consoles_with_its_reason_and_nowhere_else(
    room: Lobby, subject: Subject, asked: ReadBack
) -> None:
    words = dissent.write(room.session, subject, room.seats["Priya"], OwnWords("Mr X lies.", Shown.WITHOUT_NAME))
    assert words is not None
    asking.end(room.session, subject, asked, by="facilitator")
    dissent.hold_back(room.session, words, "It names a person.", by="facilitator")
    assert scene(room).seen_by(Kind.CONSOLE, Role.SCRIBE).askings[0].dissents[0].held_back_why == "It names a person."
    for kind in (Kind.STAGE, Kind.PHONE):
        assert scene(room).seen_by(kind, Role.PARTICIPANT).askings[0].dissents == ()


def test_an_answer_is_about_the_words_it_was_given_to(room: Lobby, subject: Subject, asked: ReadBack) -> None:
    settle(room.session, subject, Wording(PositionState.AGREED, "Other words."), "scribe 1", 0)
    position = scene(room).position("standard-6")
    assert position and not scene(room).askings[0].is_about(position)
    undo(room.session, subject, 1, by="facilitator")
    settle(room.session, subject, AGREED, "scribe 1", 1)
    position = scene(room).position("standard-6")
    assert position and scene(room).askings[0].is_about(position)


def test_settling_can_be_undone_until_anything_else_is_done(room: Lobby, subject: Subject) -> None:
    settle(room.session, subject, AGREED, "scribe 1", 0)
    undoable = scene(room).undoable
    assert undoable and undoable.slug == "standard-6"
    numbered(room.session, room.workshop.id, "6").pin(room.session, "facilitator", pinned=True)
    assert scene(room).undoable is None


def test_a_settled_standard_whose_picture_was_on_stage_shows_its_words_and_a_picture_takes_them_off(
    room: Lobby, subject: Subject
) -> None:
    six = numbered(room.session, room.workshop.id, "6")
    six.show(room.session, by="facilitator")
    settle(room.session, subject, AGREED, "scribe 1", 0)
    words = scene(room).words
    assert words and (words.slug, words.wording) == ("standard-6", "Choice is thin.")
    six.show(room.session, by="facilitator")
    assert scene(room).words is None
