"""Asking whether words can stand: each answer is kept, and of a unit no more is told than the rule of units lets."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from app.errors import Incomplete, Refusal
from app.models import Assent, AssentSubmission, Event
from app.models.ending.closing import close, confirm
from app.models.record.asking import ask_settled, assent, read_back
from app.models.record.position import PositionState, Wording
from app.models.record.read_back import answers_by_seat
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.tokens import new_token
from tests.conftest import Lobby
from tests.models.record.conftest import AGREE, NO, Table


def test_words_are_read_back_after_the_reveal_and_only_if_there_are_words(room: Lobby, table: Table) -> None:
    with pytest.raises(Incomplete, match="there are no words yet"):
        table.read("  ")
    unrevealed = next(standard for standard in room.workshop.standards if standard.number == "4")
    with pytest.raises(Refusal, match="after the reveal"):
        read_back(room.session, Subject.standard(unrevealed), PositionState.AGREED, "Thin.", by="facilitator")
    assert table.room.workshop.words_on_stage == ""


def test_the_same_words_asked_twice_are_one_asking_and_stand_on_the_stage(table: Table) -> None:
    asking = table.read()
    table.say(asking, AGREE, "Olu")
    assert table.read() is asking and len(answers_by_seat(table.room.session, asking.id)) == 1
    assert table.room.workshop.words_on_stage == "standard-6"
    acts = [event.act for event in table.room.session.exec(select(Event))]
    assert acts.count("read back") == 1


def test_an_answer_is_one_row_and_a_retry_gets_what_is_stored(table: Table) -> None:
    asking, seat = table.read(), table.room.seats["Olu"].id
    first, second = new_token(), new_token()
    assent(table.room.session, table.subject, asking, seat, AGREE, first)
    assent(table.room.session, table.subject, asking, seat, NO, second)
    late = assent(table.room.session, table.subject, asking, seat, AGREE, first)
    assert (late.answer, late.outrun, late.is_retry) == (NO, True, True)
    (row,) = table.room.session.exec(select(Assent)).all()
    assert row.answer is NO and len(table.room.session.exec(select(AssentSubmission)).all()) == 2


def test_a_changed_answer_is_recorded_at_the_moment_of_the_change(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, seat, keys = table.read(), table.room.seats["Olu"].id, (new_token(), new_token())
    moments = [datetime(2026, 11, 23, 14, minute, tzinfo=UTC) for minute in (3, 9)]
    for key, answer, moment in zip(keys, (AGREE, NO), moments, strict=True):
        monkeypatch.setattr("app.models.record.asking.now", lambda moment=moment: moment)
        assert assent(table.room.session, table.subject, asking, seat, answer, key).recorded_at == moment
    retried = assent(table.room.session, table.subject, asking, seat, NO, keys[1])
    assert retried.recorded_at == moments[1] and not retried.outrun


def test_of_several_wordings_one_is_asked_at_a_time_whichever_comes_back(table: Table) -> None:
    thin, good = table.read("Choice is thin."), table.read("Choice is good.")
    assert (thin.is_open, good.is_open) == (False, True)
    assert table.read("Choice is thin.") is thin
    assert not good.is_open, "the words that were asked about in between are over"


def test_how_it_ends_is_asked_about_and_folded_fields_are_not(table: Table) -> None:
    asking = table.read("Choice is thin.")
    other = read_back(table.room.session, table.subject, PositionState.NOT_AGREED, "Choice is thin.", by="facilitator")
    assert other.id != asking.id
    wording = Wording(PositionState.NOT_AGREED, "Choice is thin.", how_known="Ask again in spring.", number=4)
    settle(table.room.session, table.subject, wording, "scribe", 0)
    assert ask_settled(table.room.session, table.subject, "facilitator") is other


def test_who_came_after_the_reveal_joins_from_the_next(table: Table) -> None:
    asking = table.read()
    table.room.seat("Late", "Providers")
    with pytest.raises(Refusal, match="you join from the next standard"):
        table.say(asking, AGREE, "Late")


def test_an_answer_may_change_until_the_workshop_is_confirmed(table: Table) -> None:
    asking, workshop = table.read(), table.room.workshop
    close(table.room.session, workshop, by="facilitator")
    table.say(asking, NO, "Olu")
    confirm(table.room.session, workshop, by="facilitator")
    with pytest.raises(Refusal, match="its record is fixed"):
        table.say(asking, AGREE, "Olu")


# -- What is told, and what is not
