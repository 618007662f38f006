"""Words on stage and phones: as they are read back, or settled. What everybody may know, and not a word more."""

import re
from collections.abc import Callable, Mapping
from html import unescape

import pytest

from app.frameworks import OVERALL
from app.live.fragments import Screen, fragments
from app.live.reading import read_scene
from app.live.scene import Kind, Scene
from app.models import AttributionRule, Role
from app.models.record import asking, dissent
from app.models.record.dissent import OwnWords, Shown
from app.models.record.position import PositionState, Wording
from app.models.record.read_back import CanStand
from app.models.record.settling import finish_later, reopen, settle, undo
from app.models.record.subject import Subject
from app.models.rounds.standard import numbered
from app.tokens import new_token
from tests.conftest import Lobby

ANSWERS: dict[str, int | None] = {
    "Olu": 7, "Oona": 7, "Omar": 8, "Ola": 7, "Priya": 3, "Pat": 3, "Petra": 4, "Hari": 5, "Carol": 6, "Cy": 6,
}  # fmt: skip
STAGE, PHONE = Screen(Kind.STAGE, Role.STAGE), Screen(Kind.PHONE, Role.PARTICIPANT)
CONSOLE = Screen(Kind.CONSOLE, Role.FACILITATOR, "6")
TEXT = "Fees have not kept pace with costs."
AGREED = Wording(PositionState.AGREED, TEXT)
AGREE, LIVES, NOT = CanStand.AGREE, CanStand.LIVE_WITH_IT, CanStand.DO_NOT_AGREE
BY = "facilitator"


@pytest.fixture
def six(room: Lobby) -> Subject:
    room.revealed(ANSWERS)
    return Subject.standard(numbered(room.session, room.workshop.id, "6"))


def scene(room: Lobby) -> Scene:
    room.session.flush()
    return read_scene(room.session, room.workshop.id)


def seen(room: Lobby, screen: Screen = STAGE) -> str:
    return "".join(fragments(screen, scene(room)).values())


def text(room: Lobby, screen: Screen = STAGE) -> str:
    return words_of(seen(room, screen))


def ask(room: Lobby, subject: Subject, answers: Mapping[str, CanStand], wording: Wording = AGREED) -> None:
    read = asking.read_back(room.session, subject, wording.state, wording.wording, wording.number, by=BY)
    for name, answer in answers.items():
        asking.assent(room.session, subject, read, room.seats[name].id, answer, new_token())


def dissents(room: Lobby, subject: Subject, name: str, said: str, shown: Shown, *behind: str) -> None:
    written = dissent.write(
        room.session, subject, room.seats[name], OwnWords(said, shown, True, asks_group=bool(behind))
    )
    assert written is not None
    for other in behind:
        dissent.stand_behind(room.session, subject, written, room.seats[other], stands=True)


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<!--.*?-->|<[^>]+>", " ", html)).split())


# -- What stands there


def test_read_back_they_stand_with_how_many_have_answered_and_nothing_of_who_said_what(
    room: Lobby, six: Subject
) -> None:
    ask(room, six, {"Olu": AGREE, "Priya": NOT, "Pat": NOT})
    dissents(room, six, "Priya", "Nobody asked us.", Shown.WITHOUT_NAME)
    for screen in (STAGE, PHONE):
        said = text(room, screen)
        assert TEXT in said and "3 of 10 have answered" in said and "not settled" in said
        assert (
            "Nobody asked us" not in said
            and "Providers" not in said
            and "Council" not in said.replace("Northvale Council", "")
        )


def test_what_people_answer_changes_no_letter_while_it_is_asked(room: Lobby, six: Subject) -> None:
    """Equal counts, equal frames: neither order nor length tells who agrees."""
    ask(room, six, {"Olu": AGREE, "Priya": NOT, "Pat": NOT})
    before = seen(room), seen(room, PHONE)
    ask(room, six, {"Olu": LIVES, "Priya": AGREE, "Pat": LIVES})
    assert (seen(room), seen(room, PHONE)) == before


def test_settled_they_stand_with_who_is_not_of_one_mind_and_what_each_unit_says_in_its_order(
    room: Lobby, six: Subject
) -> None:
    ask(room, six, dict.fromkeys(room.seats, AGREE) | {"Priya": NOT, "Hari": NOT})
    dissents(room, six, "Priya", "Nobody asked us.", Shown.WITH_UNIT)
    settle(room.session, six, AGREED, BY, 0)
    asking.show_words(room.session, six, by=BY)
    for screen in (STAGE, PHONE):
        said = text(room, screen)
        assert re.search(r"Agreed .*Fees have not.* Not of one mind “Nobody asked us\.” Providers\.", said)
        assert said.index("Council Can stand") < said.index("Providers Not everyone can live with it")
        assert "Smaller groups together Not everyone can live with it" in said
        assert "have answered" not in said and "3 of" not in said


def test_where_the_rule_lets_units_be_counted_they_are(make_room: Callable[..., Lobby]) -> None:
    room = make_room(attribution_rule=AttributionRule.OPEN)
    room.revealed(ANSWERS)
    six = Subject.standard(numbered(room.session, room.workshop.id, "6"))
    ask(room, six, dict.fromkeys(room.seats, AGREE) | {"Priya": NOT})
    dissents(room, six, "Priya", "Nobody asked us.", Shown.WITH_UNIT, "Pat")
    settle(room.session, six, AGREED, BY, 0)
    asking.show_words(room.session, six, by=BY)
    for screen in (STAGE, PHONE):
        said = text(room, screen)
        assert "Council All agree" in said and "Providers not of one mind 2 agree, 1 does not agree" in said
        assert "Providers. 2 of 3 stand behind these words." in said


def test_where_it_was_not_asked_nothing_is_said_of_it(room: Lobby, six: Subject) -> None:
    settle(room.session, six, AGREED, BY, 0)
    asking.show_words(room.session, six, by=BY)
    for screen in (STAGE, PHONE):
        assert TEXT in text(room, screen) and "Can this stand" not in text(room, screen)
    assert 'class="read wide"' in seen(room)


def test_settled_in_other_words_than_were_read_back_nobody_is_said_to_have_answered(room: Lobby, six: Subject) -> None:
    ask(room, six, dict.fromkeys(room.seats, AGREE))
    settle(room.session, six, Wording(PositionState.NOT_AGREED, "Providers do not see it."), BY, 0)
    asking.show_words(room.session, six, by=BY)
    assert "Providers do not see it." in text(room) and "Can stand" not in text(room) and TEXT not in text(room)


def test_words_that_nobody_read_back_or_settled_are_not_there(room: Lobby, six: Subject) -> None:
    asking.show_words(room.session, six, by=BY)
    assert scene(room).staged is None and "We take them one at a time" in text(room)


def test_what_was_finished_later_does_not_say_that_it_was_settled_later(room: Lobby, six: Subject) -> None:
    position = settle(room.session, six, AGREED, BY, 0)
    finish_later(room.session, six, {"next_step": "A paper in March"}, BY, 1)
    staged = scene(room).position("standard-6")
    assert staged is not None
    assert (staged.version, staged.settled_at) == (2, position.written_at)


@pytest.mark.parametrize("words, size, moves", [(20, 56, False), (65, 48, False), (80, 44, False), (400, 44, True)])
def test_long_words_step_down_and_are_never_cut(room: Lobby, six: Subject, words: int, size: int, moves: bool) -> None:
    wording = " ".join(f"word{number}" for number in range(words))
    ask(room, six, {}, Wording(PositionState.AGREED, wording))
    assert wording in text(room) and wording in text(room, PHONE)
    assert f"size-{size}" in seen(room)
    assert ("read long" in seen(room)) == moves


# -- One act, one stage


def test_words_take_the_place_of_a_picture_and_give_it_back(room: Lobby, six: Subject) -> None:
    six.standards[0].show(room.session, by=BY)
    assert "<svg" in seen(room) and scene(room).on_stage == "standard-6"
    ask(room, six, {})
    assert "<svg" not in seen(room) and "<svg" not in seen(room, PHONE)
    asking.hide_words(room.session, six, by=BY)
    assert "<svg" in seen(room) and TEXT not in text(room)


def test_showing_a_standard_takes_words_off_the_stage(room: Lobby, six: Subject) -> None:
    ask(room, six, {})
    six.standards[0].show(room.session, by=BY)
    assert scene(room).staged is None and "<svg" in seen(room) and TEXT not in text(room)


def test_settled_while_its_picture_stands_there_its_words_stand_there_at_once(room: Lobby, six: Subject) -> None:
    six.standards[0].show(room.session, by=BY)
    settle(room.session, six, AGREED, BY, 0)
    assert TEXT in text(room) and "<svg" not in seen(room)


def test_settled_unseen_it_stays_off_the_stage(room: Lobby, six: Subject) -> None:
    room.revealed(ANSWERS, "9").standard.show(room.session, by=BY)
    settle(room.session, six, AGREED, BY, 0)
    assert TEXT not in text(room) and scene(room).on_stage == "standard-9"


def test_reopened_or_undone_they_are_off_the_stage_and_its_picture_is_back(room: Lobby, six: Subject) -> None:
    six.standards[0].show(room.session, by=BY)
    ask(room, six, {})
    settle(room.session, six, AGREED, BY, 0)
    undo(room.session, six, 1, by=BY)
    assert TEXT not in text(room) and "<svg" in seen(room)
    settle(room.session, six, AGREED, BY, 1)
    reopen(room.session, six, "A report came in", BY)
    assert TEXT not in text(room) + text(room, PHONE) and "<svg" in seen(room)


def test_rating_that_is_open_stands_before_words(room: Lobby, six: Subject) -> None:
    ask(room, six, {})
    room.open("9")
    assert TEXT not in text(room) and "Rate on your phone" in text(room)


def test_the_agenda_says_on_stage_for_words_and_for_nothing_under_them(room: Lobby, six: Subject) -> None:
    six.standards[0].show(room.session, by=BY)
    settle(room.session, Subject.domain(room.workshop, "3"), AGREED, "scribe 1", 0)
    assert [words_of(row) for row in shown_rows(room)] == [
        "6 A diverse and sustainable market Discuss first · on stage"
    ]
    asking.show_words(room.session, Subject.domain(room.workshop, "3"), by=BY)
    assert [words_of(row) for row in shown_rows(room)] == ["Domain 3 Agreed · on stage"]


def shown_rows(room: Lobby) -> list[str]:
    rows = re.findall(r"<li[ >].*?</li>", fragments(CONSOLE, scene(room))["agenda"], re.DOTALL)
    return [row for row in rows if "on stage" in row]


# -- Blindness


def test_stage_and_phone_are_handed_no_seat_no_missing_voice_and_no_words_that_are_open_again(
    room: Lobby, six: Subject
) -> None:
    settle(room.session, six, Wording(PositionState.AGREED, TEXT, number=7, band="Green"), BY, 0)
    ask(room, six, {"Olu": AGREE})
    nine = Subject.standard(room.revealed({"Olu": 7, "Oona": 6, "Omar": 7, "Priya": None}, "9").standard)
    settle(room.session, nine, Wording(PositionState.AGREED, "Withdrawn words.", number=6), BY, 0)
    reopen(room.session, nine, "A report came in", BY)
    whole = scene(room)
    assert any(position.unheard for position in whole.positions), "the search would find nothing"
    for kind, role in ((Kind.STAGE, Role.STAGE), (Kind.PHONE, Role.PARTICIPANT)):
        told = whole.seen_by(kind, role)
        assert [position.unheard for position in told.positions if position.unheard] == []
        assert all(not asked.heard.people and not asked.heard.units for asked in told.askings)
        assert {(position.number, position.band) for position in told.positions} == {(None, None)}
        assert "Withdrawn words." not in [position.wording for position in told.positions]


def test_words_for_the_facilitator_alone_and_words_held_back_reach_no_other_screen(room: Lobby, six: Subject) -> None:
    ask(room, six, dict.fromkeys(room.seats, AGREE))
    dissents(room, six, "Priya", "For Fay alone.", Shown.FACILITATOR_ONLY)
    dissents(room, six, "Pat", "It names a person.", Shown.WITHOUT_NAME)
    dissents(room, six, "Petra", "Fees are too low.", Shown.WITHOUT_NAME)
    held = dissent.own_dissent(room.session, room.seats["Pat"].id, six.key)
    assert held is not None
    dissent.hold_back(room.session, held, "It names a person", by=BY)
    settle(room.session, six, AGREED, BY, 0)
    asking.show_words(room.session, six, by=BY)
    for screen in (STAGE, PHONE):
        assert "Fees are too low." in seen(room, screen)
        assert "For Fay alone" not in seen(room, screen) and "It names" not in seen(room, screen)
    assert "For Fay alone" in seen(room, CONSOLE)


# -- The whole on its arrow


def whole_of(room: Lobby) -> Subject:
    return Subject.overall(room.workshop)


SIX = Wording(PositionState.AGREED, "We meet most of it.", number=6)


def test_the_marker_stands_only_where_people_have_set_it(room: Lobby) -> None:
    room.revealed(ANSWERS, OVERALL).standard.show(room.session, by=BY)
    assert "Agreed marker" not in text(room) + text(room, PHONE)
    settle(room.session, whole_of(room), Wording(PositionState.NOT_AGREED, "No.", has_no_marker=True), BY, 0)
    without = re.search(r"<svg class=\"picture.*?</svg>", seen(room), re.DOTALL)
    reopen(room.session, whole_of(room), "Again", BY)
    again = re.search(r"<svg class=\"picture.*?</svg>", seen(room), re.DOTALL)
    assert without and again and without[0] == again[0], "no marker leaves the picture as it is"
    settle(room.session, whole_of(room), SIX, BY, 1)
    for screen in (STAGE, PHONE):
        assert "Agreed marker: 6 (Amber/green)" in text(room, screen)
    reopen(room.session, whole_of(room), "Again", BY)
    assert "Agreed marker" not in text(room) + text(room, PHONE)


def test_read_back_the_marker_stands_as_it_is_asked_about(room: Lobby) -> None:
    room.revealed(ANSWERS, OVERALL).standard.show(room.session, by=BY)
    ask(room, whole_of(room), {"Olu": AGREE}, SIX)
    said = text(room)
    assert "<svg" in seen(room) and "Agreed marker: 6" in said and "1 of 10 have answered" in said


def test_words_of_the_whole_stand_beside_the_arrow_and_other_words_over_it(room: Lobby, six: Subject) -> None:
    room.revealed(ANSWERS, OVERALL).standard.show(room.session, by=BY)
    settle(room.session, whole_of(room), SIX, BY, 0)
    assert "<svg" in seen(room) and SIX.wording in text(room) and scene(room).on_stage == OVERALL
    ask(room, six, {})
    assert "<svg" not in seen(room) and TEXT in text(room)


def test_an_arrow_that_was_not_shown_is_not_on_the_stage_with_its_words(room: Lobby) -> None:
    room.revealed(ANSWERS, OVERALL)
    settle(room.session, whole_of(room), SIX, BY, 0)
    asking.show_words(room.session, whole_of(room), by=BY)
    for screen in (STAGE, PHONE):
        assert SIX.wording in text(room, screen) and "<svg" not in seen(room, screen)
    assert scene(room).seen_by(Kind.STAGE, Role.STAGE).arrow is not None
    arrow = scene(room).seen_by(Kind.STAGE, Role.STAGE).arrow
    assert arrow and arrow.revealed is None and arrow.first_shown is None


def test_hidden_the_arrow_takes_its_words_with_it(room: Lobby) -> None:
    arrow = room.revealed(ANSWERS, OVERALL).standard
    arrow.show(room.session, by=BY)
    settle(room.session, whole_of(room), SIX, BY, 0)
    arrow.hide(room.session, by=BY)
    assert scene(room).on_stage == "" and SIX.wording not in text(room)


def test_the_first_round_stands_beside_the_second_only_where_it_was_shown_too(room: Lobby) -> None:
    moved = {**ANSWERS, "Priya": 6, "Pat": 6, "Petra": 6}
    arrow = room.revealed(ANSWERS, OVERALL).standard
    arrow.show(room.session, by=BY)
    room.revealed(moved, OVERALL).standard.show(room.session, by=BY)
    assert 'class="hollow"' in seen(room) and "First round" in seen(room, PHONE)
    arrow.hide(room.session, by=BY)
    hidden = scene(room).seen_by(Kind.STAGE, Role.STAGE).arrow
    assert hidden and hidden.first_shown is None and scene(room).arrow != hidden


def test_a_first_round_that_stayed_on_the_console_stays_there(room: Lobby) -> None:
    room.revealed(ANSWERS, OVERALL)
    room.revealed({**ANSWERS, "Priya": 6, "Pat": 6, "Petra": 6}, OVERALL).standard.show(room.session, by=BY)
    for screen in (STAGE, PHONE):
        assert 'class="hollow"' not in seen(room, screen) and "First round" not in seen(room, screen)
    console = Screen(Kind.CONSOLE, Role.FACILITATOR, OVERALL)
    assert 'class="hollow"' in seen(room, console)


def test_the_whole_is_in_no_list_of_standards_on_any_screen(room: Lobby) -> None:
    room.revealed(ANSWERS, OVERALL)
    whole = scene(room)
    assert OVERALL not in [standard.number for standard in (*whole.standards, *whole.agenda)]
    assert whole.next_to_discuss is None
    for screen in (STAGE, PHONE, Screen(Kind.CONSOLE, Role.FACILITATOR)):
        assert "overall." not in text(room, screen) and "standard overall" not in text(room, screen)


def test_while_it_is_rated_it_goes_by_its_heading(room: Lobby) -> None:
    room.open(OVERALL)
    for screen in (STAGE, PHONE, Screen(Kind.CONSOLE, Role.FACILITATOR)):
        assert "Where are we as a whole?" in text(room, screen)
        assert "overall." not in text(room, screen) and "standard overall" not in text(room, screen)
