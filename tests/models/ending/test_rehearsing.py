"""A rehearsal: a copy with an open door that leaves nothing behind."""

import pytest
from sqlmodel import SQLModel, col, select

from app.clock import today
from app.errors import Refusal
from app.models import Complaint, Seat, Workshop, WorkshopState
from app.models.ending.due import Done, do_what_is_due
from app.models.ending.hold import hold
from app.models.ending.rehearsing import KEPT_FOR, must_not_be_a_rehearsal, rehearse, throw_away
from app.models.people.complaint import complain
from app.models.people.seat import take_seat
from app.models.rounds.opening import open_sitting
from app.tokens import new_token
from tests.conftest import Lobby


@pytest.fixture
def rehearsal(room: Lobby) -> Workshop:
    room.workshop.thresholds = {**room.workshop.thresholds, "unit_scores": 4}
    return rehearse(room.session, room.workshop, by="facilitator")


def rows_of(room: Lobby, workshop: Workshop) -> dict[str, int]:
    tables = [table for table in SQLModel.metadata.sorted_tables if "workshop_id" in table.c]
    connection = room.session.connection()
    counted = {
        table.name: len(connection.execute(table.select().where(table.c.workshop_id == workshop.id)).all())
        for table in tables
    }
    return {name: count for name, count in counted.items() if count}


def test_it_has_what_was_prepared_a_code_of_its_own_and_nobody_of_the_real_one(
    room: Lobby, rehearsal: Workshop
) -> None:
    real = room.workshop
    assert [(group.name, group.expected) for group in rehearsal.groups] == [
        (group.name, group.expected) for group in real.groups
    ]
    assert [row.number for row in rehearsal.standards] == [row.number for row in real.standards]
    assert rehearsal.thresholds == real.thresholds
    assert rehearsal.framework == real.framework and rehearsal.attribution_rule is real.attribution_rule
    assert rehearsal.join_code and rehearsal.join_code != real.join_code
    assert rehearsal.state is WorkshopState.LOBBY and rehearsal.admits_everybody
    assert room.session.exec(select(Seat).where(Seat.workshop_id == rehearsal.id)).all() == []


def test_whoever_took_over_the_real_one_owns_its_rehearsal(room: Lobby) -> None:
    room.workshop.run_by_id = room.workshop.owner_id
    assert rehearse(room.session, room.workshop, by="facilitator").owner_id == room.workshop.runner_id


def test_a_rehearsal_is_not_rehearsed_nor_is_a_workshop_that_has_begun(room: Lobby, rehearsal: Workshop) -> None:
    with pytest.raises(Refusal, match="rehearsal already"):
        rehearse(room.session, rehearsal, by="facilitator")
    open_sitting(room.session, room.workshop, ["6"], by="facilitator")
    with pytest.raises(Refusal, match="live"):
        rehearse(room.session, room.workshop, by="facilitator")


def test_thrown_away_it_leaves_no_row_but_its_number_and_the_real_one_as_it_was(
    room: Lobby, rehearsal: Workshop
) -> None:
    real = rows_of(room, room.workshop)
    take_seat(room.session, rehearsal, rehearsal.groups[0].id, "canary")
    open_sitting(room.session, rehearsal, ["6"], by="facilitator")
    room.session.flush()
    assert {"seat", "sitting", "event", "standard"} <= set(rows_of(room, rehearsal))
    for _ in range(2):
        throw_away(room.session, rehearsal)
    assert rows_of(room, rehearsal) == {} and rows_of(room, room.workshop) == real
    assert rehearsal.is_thrown_away and not room.workshop.is_thrown_away
    assert (rehearsal.council, rehearsal.title, rehearsal.join_code) == ("", "", None)


def test_its_number_is_not_given_again(room: Lobby, rehearsal: Workshop) -> None:
    throw_away(room.session, rehearsal)
    assert rehearse(room.session, room.workshop, by="facilitator").id > rehearsal.id


def test_forgotten_it_goes_by_itself_the_next_day(room: Lobby, rehearsal: Workshop) -> None:
    assert do_what_is_due(room.session, rehearsal.id, today()) == []
    assert do_what_is_due(room.session, rehearsal.id, today() + KEPT_FOR) == [Done.RECORD]
    assert rehearsal.is_thrown_away and rows_of(room, rehearsal) == {}


def test_no_hold_keeps_it(room: Lobby, rehearsal: Workshop) -> None:
    with pytest.raises(Refusal, match="nothing of it is held"):
        hold(room.session, rehearsal, "A complaint", "The monitoring officer", by="administrator")


def test_what_is_real_is_never_thrown_away_and_may_be_exported(room: Lobby, rehearsal: Workshop) -> None:
    with pytest.raises(Refusal, match="no rehearsal"):
        throw_away(room.session, room.workshop)
    must_not_be_a_rehearsal(room.workshop, "exported")
    with pytest.raises(Refusal, match="nothing of it is exported"):
        must_not_be_a_rehearsal(rehearsal, "exported")
    states = room.session.exec(select(Workshop.state).order_by(col(Workshop.id))).all()
    assert states == [WorkshopState.LOBBY, WorkshopState.LOBBY]


def test_a_complaint_that_names_it_is_not_thrown_away_with_it(room: Lobby, rehearsal: Workshop) -> None:
    complain(room.session, rehearsal.join_code or "", "Somebody read my label aloud.", "", new_token())
    room.session.flush()
    throw_away(room.session, rehearsal)
    kept = room.session.exec(select(Complaint)).one()
    assert (kept.workshop_id, kept.text) == (None, "Somebody read my label aloud.")
