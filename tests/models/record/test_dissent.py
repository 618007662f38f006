"""Words that disagree: their writer's alone to write, and shown as far as writer and units let them be."""

import pytest
from sqlmodel import select

from app.errors import Incomplete, NotFound, Refusal
from app.models import Dissent, Event, PublicText, StandsBehind
from app.models.ending.closing import close, confirm
from app.models.record.dissent import (
    LONGEST,
    OwnWords,
    Shown,
    asked_of,
    hold_back,
    let_stand,
    stand_behind,
    take_back,
    write,
)
from app.models.record.publishing import DISSENT, Sentence, leave_out
from tests.models.record.conftest import MakeTable, Table

CANARY = "Two homes closed and nobody asked us."


def test_own_words_are_one_row_that_their_writer_changes_and_takes_back(table: Table) -> None:
    first = table.writes("Pat", "Thin.")
    again = table.writes("Pat", CANARY, Shown.WITH_UNIT)
    assert again.id == first.id and table.room.session.exec(select(Dissent)).all() == [again]
    assert (again.text, again.unit) == (CANARY, "Providers")
    assert write(table.room.session, table.subject, table.room.seats["Pat"], OwnWords("  ", None)) is None
    assert not table.room.session.exec(select(Dissent)).all()


def test_what_was_not_chosen_is_not_filled_in(table: Table) -> None:
    with pytest.raises(Incomplete, match="Choose how your words may be shown"):
        write(table.room.session, table.subject, table.room.seats["Pat"], OwnWords(CANARY, None))
    assert table.writes("Pat", CANARY).may_publish is None


def test_words_of_exactly_the_longest_length_are_taken(table: Table) -> None:
    table.writes("Pat", "x" * LONGEST)
    with pytest.raises(Incomplete, match="Keep this under"):
        table.writes("Pat", "x" * (LONGEST + 1))


def test_a_name_that_would_be_somebody_s_is_refused_also_from_an_old_page(make_table: MakeTable) -> None:
    table = make_table()
    assert table.writes("Hari", CANARY, Shown.WITH_UNIT).unit == "Smaller groups together"
    withheld = make_table(silent="Olu Oona Omar Ola Priya Pat Petra Hari")
    with pytest.raises(Incomplete, match="its name would be yours"):
        withheld.writes("Carol", CANARY, Shown.WITH_UNIT)


def test_who_came_after_the_reveal_writes_nothing_and_stands_behind_nothing(table: Table) -> None:
    dissent = table.writes("Pat", CANARY, asks=True)
    late = table.room.seat("Late", "Providers")
    with pytest.raises(Refusal, match="you join from the next standard"):
        table.writes("Late", "Me too.")
    with pytest.raises(Refusal, match="you join from the next standard"):
        stand_behind(table.room.session, table.subject, dissent, late, stands=True)


# -- Standing behind


def test_only_the_writer_s_own_group_is_asked_and_never_the_writer(table: Table) -> None:
    dissent = table.writes("Pat", CANARY, asks=True)
    asked = {name: asked_of(table.room.session, table.subject, seat) for name, seat in table.room.seats.items()}
    assert {name for name, dissents in asked.items() if dissents} == {"Priya", "Petra"}
    for name in ("Pat", "Olu"):
        with pytest.raises(NotFound):
            table.stands(dissent, name)


def test_without_being_asked_nobody_sees_another_s_words(table: Table) -> None:
    dissent = table.writes("Pat", CANARY)
    assert asked_of(table.room.session, table.subject, table.room.seats["Priya"]) == []
    with pytest.raises(NotFound):
        table.stands(dissent, "Priya")


def test_words_to_the_facilitator_only_ask_nobody(table: Table) -> None:
    assert not table.writes("Pat", CANARY, Shown.FACILITATOR_ONLY, asks=True).asks_group


def test_standing_twice_is_standing_once_and_changed_words_have_nobody_behind_them(table: Table) -> None:
    dissent = table.writes("Pat", CANARY, asks=True)
    table.stands(dissent, "Priya", "Priya", "Petra")
    assert len(table.room.session.exec(select(StandsBehind)).all()) == 2
    table.stands(dissent, "Petra", whether=False)
    assert len(table.room.session.exec(select(StandsBehind)).all()) == 1
    table.writes("Pat", "Something quite different.", asks=True)
    assert not table.room.session.exec(select(StandsBehind)).all()


def test_what_is_held_back_says_why_and_is_never_edited(table: Table) -> None:
    dissent = table.writes("Pat", CANARY, asks=True)
    with pytest.raises(Incomplete, match="Say why these words are held back"):
        hold_back(table.room.session, dissent, " ", by="facilitator")
    hold_back(table.room.session, dissent, "It names a person.", by="facilitator")
    assert (dissent.text, dissent.held_back_why) == (CANARY, "It names a person.")
    assert asked_of(table.room.session, table.subject, table.room.seats["Priya"]) == []
    let_stand(table.room.session, dissent, by="facilitator")
    assert not dissent.is_held_back
    log = [(event.act, event.about) for event in table.room.session.exec(select(Event))]
    assert ("held back a dissent", {"why": "It names a person."}) in log
    assert CANARY not in str(log)


def test_it_is_fixed_with_the_record(table: Table) -> None:
    dissent = table.writes("Pat", CANARY, asks=True)
    close(table.room.session, table.room.workshop, by="facilitator")
    table.stands(dissent, "Priya")
    confirm(table.room.session, table.room.workshop, by="facilitator")
    for change in (lambda: table.writes("Pat", "Other words."), lambda: table.stands(dissent, "Petra")):
        with pytest.raises(Refusal, match="its record is fixed"):
            change()


def test_taking_back_takes_with_it_who_stands_behind(table: Table) -> None:
    dissent = table.writes("Pat", CANARY, asks=True)
    table.stands(dissent, "Priya")
    take_back(table.room.session, table.room.workshop, dissent)
    table.room.session.flush()
    assert not table.room.session.exec(select(StandsBehind)).all()


# -- Who tries to find a writer, or to bring words back


def test_words_that_ask_a_group_stay_with_it_when_their_writer_moves(table: Table) -> None:
    table.read()
    words = table.writes("Pat", CANARY, asks=True)
    council = next(group for group in table.room.workshop.groups if group.name == "Council")
    table.room.seats["Pat"].group_id = council.id
    table.room.session.flush()
    asked = {name: asked_of(table.room.session, table.subject, table.room.seats[name]) for name in ("Priya", "Olu")}
    assert asked == {"Priya": [words], "Olu": []}


@pytest.mark.parametrize("takes_back", [True, False])
def test_words_that_are_held_back_come_back_through_no_other_door(table: Table, takes_back: bool) -> None:
    table.read()
    hold_back(table.room.session, table.writes("Pat", CANARY), "It names a person.", by="facilitator")
    if takes_back:
        write(table.room.session, table.subject, table.room.seats["Pat"], OwnWords("", None))
        assert table.dissents() == ()
    again = table.writes("Pat", f"{CANARY}!")
    assert again.is_held_back and [words.is_held_back for words in table.dissents()] == [True]
    let_stand(table.room.session, again, by="facilitator")
    assert [words.is_held_back for words in table.dissents()] == [False]


@pytest.mark.parametrize("text", ["", "I say it otherwise."])
def test_of_words_that_are_changed_or_taken_back_no_decision_keeps_a_mark(table: Table, text: str) -> None:
    """What Olu and Pat both said stays decided while one of them says it."""
    session, workshop = table.room.session, table.room.workshop
    table.writes("Pat", CANARY), table.writes("Olu", CANARY)
    leave_out(session, workshop, Sentence(table.subject.key, DISSENT, CANARY), by="facilitator")
    for name, left in (("Pat", 1), ("Olu", 0)):
        write(session, table.subject, table.room.seats[name], OwnWords(text, Shown.WITHOUT_NAME))
        session.flush()
        assert len(session.exec(select(PublicText)).all()) == left
