"""A position is about a subject: one settle and one reopen for a standard, a domain and the whole."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from app.errors import Incomplete, Refusal
from app.errors.acts import OlderPage
from app.models import AttributionRule, Event, Position, Standard, StandardState
from app.models.ending.closing import close, confirm
from app.models.ending.closing import undo as undo_close
from app.models.record.asking import read_back
from app.models.record.position import PositionState, Wording
from app.models.record.settling import finish_later, position_of, positions_of, reopen, settle
from app.models.record.subject import Key, Level, Subject
from app.models.record.typed_text import Keystrokes, choose, type_text
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

AGREED = Wording(PositionState.AGREED, "People are asked what matters to them.")
OTHERWISE = Wording(PositionState.NOT_AGREED, "Providers do not see it.", number=4)
ANSWERS: dict[str, int | None] = {"Olu": 7, "Priya": 3, "Pat": 3, "Petra": 4}

Made = Callable[[Lobby], Subject]
SUBJECTS: dict[str, Made] = {
    "standard": lambda room: Subject.standard(numbered(room.session, room.workshop.id, "6")),
    "domain": lambda room: Subject.domain(room.workshop, "3"),
    "overall": lambda room: Subject.overall(room.workshop),
}


@pytest.fixture(params=SUBJECTS)
def made(request: pytest.FixtureRequest) -> Made:
    return SUBJECTS[request.param]


@pytest.fixture
def subject(room: Lobby, made: Made) -> Subject:
    """With one standard revealed that it speaks of."""
    room.revealed(ANSWERS)
    return made(room)


def versions(room: Lobby, subject: Subject) -> Sequence[Position]:
    return positions_of(room.session, room.workshop.id).get(subject.key, ())


def logged(room: Lobby, act: str) -> list[dict[str, object]]:
    return list(room.session.exec(select(Event.about).where(Event.act == act).order_by(Event.id)))  # type: ignore[arg-type]


def test_nothing_is_settled_before_a_reveal(room: Lobby, made: Made) -> None:
    room.open("6")
    with pytest.raises(Refusal, match="A position is written after the reveal"):
        settle(room.session, made(room), AGREED, "scribe 1", 0)


def test_a_position_says_what_was_typed_about_its_subject_and_nothing_more(room: Lobby, subject: Subject) -> None:
    position = settle(room.session, subject, AGREED, "scribe 1", 0)
    assert (position.key, position.version, position.wording) == (subject.key, 1, AGREED.wording)
    assert (position.number, position.band, position.evidence, position.divergent_views) == (None, None, "", "")
    assert position.is_settled and position_of(room.session, subject) is position
    told = {subject.key.level.value: subject.key.number, "version": 1, "state": "agreed"}
    assert logged(room, "settled") == [told]


def test_reopening_is_a_date_of_the_position_and_every_version_is_kept(room: Lobby, subject: Subject) -> None:
    settle(room.session, subject, AGREED, "scribe 1", 0)
    reopen(room.session, subject, " A report came in ", "facilitator")
    settle(room.session, subject, OTHERWISE, "facilitator", 1)
    assert [(it.version, it.wording, it.written_by, it.is_settled) for it in versions(room, subject)] == [
        (1, AGREED.wording, "scribe", False),
        (2, OTHERWISE.wording, "facilitator", True),
    ]
    assert [it["reason"] for it in logged(room, "reopened")] == ["A report came in"]


def test_what_is_settled_takes_no_new_version_before_it_is_reopened(room: Lobby, subject: Subject) -> None:
    settle(room.session, subject, AGREED, "scribe 1", 0)
    with pytest.raises(Refusal, match=f"^{subject.spoken} is settled. Reopen it"):
        settle(room.session, subject, OTHERWISE, "facilitator", 1)
    with pytest.raises(Refusal, match="Someone saved version 1"):
        settle(room.session, subject, OTHERWISE, "facilitator", 0)
    assert len(versions(room, subject)) == 1


def test_the_same_form_sent_twice_is_one_version(room: Lobby, subject: Subject) -> None:
    first = settle(room.session, subject, AGREED, "scribe 1", 0)
    assert settle(room.session, subject, AGREED, "scribe 1", 0) is first
    assert len(logged(room, "settled")) == 1


def test_reopening_needs_a_reason_and_the_version_that_was_seen(room: Lobby, subject: Subject) -> None:
    settle(room.session, subject, AGREED, "scribe 1", 0)
    with pytest.raises(Incomplete):
        reopen(room.session, subject, "  ", "facilitator")
    with pytest.raises(OlderPage):
        reopen(room.session, subject, "A report came in", "facilitator", version=2)
    reopen(room.session, subject, "A report came in", "facilitator", version=1)
    reopen(room.session, subject, "Pressed twice", "facilitator", version=1)
    assert len(logged(room, "reopened")) == 1


def test_nothing_is_settled_or_reopened_in_a_closed_workshop(room: Lobby, subject: Subject) -> None:
    settle(room.session, subject, AGREED, "scribe 1", 0)
    close(room.session, room.workshop, by="facilitator")
    with pytest.raises(Refusal, match="while the workshop is closed"):
        reopen(room.session, subject, "A report came in", "facilitator")
    with pytest.raises(Refusal, match="while the workshop is closed"):
        settle(room.session, subject, OTHERWISE, "facilitator", 1)


def test_each_subject_has_positions_of_its_own(room: Lobby) -> None:
    room.revealed(ANSWERS)
    for make in SUBJECTS.values():
        assert settle(room.session, make(room), AGREED, "scribe 1", 0).version == 1
    assert set(positions_of(room.session, room.workshop.id)) == {
        Key(Level.STANDARD, "6"),
        Key(Level.DOMAIN, "3"),
        Key(Level.OVERALL),
    }


def state(standard: Standard) -> StandardState:
    return standard.state


def test_only_a_standards_own_position_settles_the_standard(room: Lobby) -> None:
    """Rounds look at the standard: it is not rated again while it is settled, whatever its domain says."""
    room.revealed(ANSWERS)
    six = numbered(room.session, room.workshop.id, "6")
    settle(room.session, Subject.domain(room.workshop, "3"), AGREED, "scribe 1", 0)
    settle(room.session, Subject.overall(room.workshop), AGREED, "scribe 1", 0)
    assert state(six) is StandardState.REVEALED
    position = settle(room.session, Subject.standard(six), AGREED, "scribe 1", 0)
    assert state(six) is StandardState.SETTLED and position.is_settled
    reopen(room.session, Subject.standard(six), "A report came in", "facilitator")
    assert state(six) is StandardState.REVEALED and not position.is_settled


@pytest.mark.parametrize("name", SUBJECTS)
def test_the_file_itself_keeps_one_of_each_version_also_of_the_whole(room: Lobby, name: str) -> None:
    room.revealed(ANSWERS)
    subject = SUBJECTS[name](room)
    settle(room.session, subject, AGREED, "scribe 1", 0)
    room.session.add(Position.of(subject, 1, OTHERWISE, "scribe"))
    with pytest.raises(IntegrityError, match="UNIQUE"):
        room.session.flush()


# -- Two at once, and what the stage shows


def standard_six(room: Lobby) -> Subject:
    room.revealed(ANSWERS)
    return SUBJECTS["standard"](room)


def test_who_said_nothing_when_the_words_were_read_back_is_in_the_record_also_where_settling_ends_it(
    make_room: Callable[..., Lobby],
) -> None:
    room = make_room(attribution_rule=AttributionRule.OPEN)
    subject = standard_six(room)
    read_back(room.session, subject, AGREED.state, AGREED.wording, by="facilitator")
    position = settle(room.session, subject, AGREED, "scribe 1", 0)
    assert "Providers did not answer when the words were read back" in position.missing


def test_a_scribe_who_settles_takes_over_no_stage(room: Lobby) -> None:
    six = standard_six(room)
    six.standards[0].show(room.session, by="facilitator")
    settle(room.session, SUBJECTS["domain"](room), AGREED, "scribe 1", 0)
    assert room.workshop.words_on_stage == ""
    settle(room.session, six, AGREED, "scribe 1", 0)
    assert room.workshop.words_on_stage == "standard-6"


def test_the_marker_that_people_were_asked_about_is_not_finished_later(room: Lobby) -> None:
    room.revealed(ANSWERS)
    whole = SUBJECTS["overall"](room)
    settle(room.session, whole, Wording(PositionState.AGREED, "Most of it.", number=5), "facilitator", 0)
    later = {"number": 9, "has_no_marker": True, "narrative": "Providers do not share it."}
    finished = finish_later(room.session, whole, later, "scribe 1", 1)
    assert (finished.number, finished.has_no_marker, finished.narrative) == (5, False, "Providers do not share it.")


def test_what_another_typed_is_not_thrown_away_by_finishing_later_or_with_the_line_of_an_action(room: Lobby) -> None:
    six = standard_six(room)
    type_text(room.session, six, Keystrokes("action_what", "A fee review", 0, "a-page-of-sam"), by="scribe 1")
    with pytest.raises(Refusal, match="scribe 1 wrote something else"):
        settle(room.session, six, AGREED, "facilitator", 0, {}, "a-page-of-fay")
    settle(room.session, six, AGREED, "facilitator", 0, {"action_what": 1}, "a-page-of-fay")
    type_text(room.session, six, Keystrokes("evidence", "Waits fell.", 0, "a-page-of-sam"), by="scribe 1")
    with pytest.raises(Refusal, match="scribe 1 wrote something else"):
        finish_later(room.session, six, {"next_step": "A review"}, "facilitator", 1, {}, "a-page-of-fay")


# -- After the close


def test_after_the_close_only_what_is_folded_is_filled_in_and_marked_for_good(room: Lobby) -> None:
    """What was there is marked once it is changed, and stays so; what was not touched is the room's."""
    room.revealed(ANSWERS)
    six = SUBJECTS["standard"](room)
    settle(room.session, six, replace(AGREED, evidence="Surveys", next_step="Ask"), "scribe 1", 0)
    close(room.session, room.workshop, by="facilitator")
    finish_later(room.session, six, {"how_known": "Fewer wait", "next_step": "Ask"}, "facilitator", 1)
    finish_later(room.session, six, {"next_step": "Ask twice", "wording": "Otherwise."}, "facilitator", 2)
    finish_later(room.session, six, {"next_step": "Ask"}, "scribe 1", 3)
    marked = [(position.version, position.afterwards) for position in versions(room, six)]
    assert marked == [(1, []), (2, ["how_known"]), (3, ["how_known", "next_step"]), (4, ["how_known", "next_step"])]
    newest = versions(room, six)[-1]
    assert (newest.wording, newest.evidence, newest.is_settled) == (AGREED.wording, "Surveys", True)
    with pytest.raises(Refusal, match="while the workshop is closed"):
        settle(room.session, six, OTHERWISE, "facilitator", 4)
    with pytest.raises(Refusal, match="while the workshop is closed"):
        reopen(room.session, six, "A report came in", "facilitator")
    confirm(room.session, room.workshop, by="facilitator")
    with pytest.raises(Refusal, match="while the workshop is confirmed"):
        finish_later(room.session, six, {"next_step": "Too late"}, "facilitator", 4)


def test_the_marker_that_people_were_asked_about_stays_as_it_is(room: Lobby) -> None:
    room.revealed(ANSWERS)
    whole = SUBJECTS["overall"](room)
    settle(room.session, whole, replace(AGREED, number=6), "scribe 1", 0)
    close(room.session, room.workshop, by="facilitator")
    finish_later(room.session, whole, {"number": 9, "narrative": "Mostly."}, "facilitator", 1)
    newest = versions(room, whole)[-1]
    assert (newest.number, newest.narrative, newest.afterwards) == (6, "Mostly.", ["narrative"])


def test_what_the_room_fills_in_once_the_close_is_undone_is_the_rooms(room: Lobby) -> None:
    room.revealed(ANSWERS)
    six = SUBJECTS["standard"](room)
    settle(room.session, six, AGREED, "scribe 1", 0)
    close(room.session, room.workshop, by="facilitator")
    finish_later(room.session, six, {"how_known": "Fewer wait", "next_step": "Ask"}, "facilitator", 1)
    undo_close(room.session, room.workshop, by="facilitator")
    finish_later(room.session, six, {"next_step": "Ask twice"}, "facilitator", 2)
    assert versions(room, six)[-1].afterwards == ["how_known"]


def test_two_texts_side_by_side_are_chosen_between_in_the_window_too(room: Lobby) -> None:
    room.revealed(ANSWERS)
    six = SUBJECTS["standard"](room)
    settle(room.session, six, AGREED, "scribe 1", 0)
    for page, text in (("page-of-the-scribe", "Ask"), ("page-of-another", "Wait")):
        type_text(room.session, six, Keystrokes("next_step", text, 0, page), by="scribe 1")
    close(room.session, room.workshop, by="facilitator")
    with pytest.raises(Refusal, match="Look at both texts"):
        finish_later(room.session, six, {"next_step": "Wait"}, "facilitator", 1, {"next_step": 2}, "page-of-fay")
    choose(room.session, six, "next_step", 2, rival=True)
    finish_later(room.session, six, {"next_step": "Wait"}, "facilitator", 1, {"next_step": 3}, "page-of-fay")
    assert versions(room, six)[-1].afterwards == ["next_step"]
