"""Everything that is settled is asked about at once, and asking ends for all."""

import pytest

from app.errors import Refusal
from app.models.record.asking_all import ask_about_all, end_all_asking
from app.models.record.position import PositionState, Wording
from app.models.record.read_back import askings_of
from app.models.record.settling import settle
from app.models.record.subject import Subject
from tests.models.record.conftest import AGREE, MakeTable, Table

WORDING = Wording(PositionState.AGREED, "Choice is thin.")


def settled(table: Table, *subjects: Subject) -> None:
    for subject in subjects:
        settle(table.room.session, subject, WORDING, "scribe", 0)


def asked(table: Table) -> list[str]:
    askings = askings_of(table.room.session, table.room.workshop.id)
    return [key.slug for key, rows in askings.items() if rows[-1].is_open]


def test_all_that_is_settled_and_was_not_asked_is_asked_in_the_framework_s_order(table: Table) -> None:
    workshop = table.room.workshop
    settled(table, Subject.overall(workshop), Subject.domain(workshop, "3"), table.subject)
    assert ask_about_all(table.room.session, workshop, by="facilitator") == 3
    assert asked(table) == ["standard-6", "domain-3", "overall"]


def test_what_was_asked_keeps_its_answers_and_is_asked_again_only_about_other_words(table: Table) -> None:
    asking = table.read(WORDING.wording)
    table.say(asking, AGREE, "Olu")
    settled(table, table.subject, Subject.overall(table.room.workshop))
    assert ask_about_all(table.room.session, table.room.workshop, by="facilitator") == 1
    assert asked(table) == ["overall"]


def test_the_stage_shows_what_it_showed(table: Table) -> None:
    settled(table, table.subject, Subject.overall(table.room.workshop))
    table.room.workshop.words_on_stage = "standard-6"
    ask_about_all(table.room.session, table.room.workshop, by="facilitator")
    assert table.room.workshop.words_on_stage == "standard-6"


def test_pressed_twice_it_asks_once_and_with_nothing_settled_it_says_so(table: Table) -> None:
    with pytest.raises(Refusal, match="Settle something first"):
        ask_about_all(table.room.session, table.room.workshop, by="facilitator")
    settled(table, table.subject)
    assert ask_about_all(table.room.session, table.room.workshop, by="facilitator") == 1
    assert ask_about_all(table.room.session, table.room.workshop, by="facilitator") == 0


def test_what_was_left_without_words_is_not_asked_about(table: Table) -> None:
    settle(table.room.session, table.subject, Wording(PositionState.DEFERRED, ""), "scribe", 0)
    with pytest.raises(Refusal, match="Nothing is settled"):
        ask_about_all(table.room.session, table.room.workshop, by="facilitator")


def test_asking_ends_for_all_at_once(make_table: MakeTable) -> None:
    table = make_table()
    settled(table, table.subject, Subject.overall(table.room.workshop))
    ask_about_all(table.room.session, table.room.workshop, by="facilitator")
    end_all_asking(table.room.session, table.room.workshop, by="facilitator")
    end_all_asking(table.room.session, table.room.workshop, by="facilitator")
    assert asked(table) == []
