"""What is due, from its first minute on; never what is held, and nothing twice."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlmodel import select

from app.clock import now
from app.models import AttributionRule, Chain, Event, Rating, Workshop, WorkshopState
from app.models.ending.closing import close
from app.models.ending.due import Done, do_what_is_due, due
from app.models.ending.hold import Hold, hold, lift
from app.models.rounds.preparing import create
from app.models.workshop.event import entries_of
from tests.conftest import CAST, Lobby, northvale_draft

SEATS, RECORD = date(2096, 5, 1), date(2097, 5, 1)
DAY = timedelta(days=1)


@pytest.fixture
def ended(make_room: Callable[..., Lobby]) -> Lobby:
    room = make_room(erase_seats_on=SEATS, erase_record_on=RECORD)
    room.revealed(dict.fromkeys(CAST, 5))
    close(room.session, room.workshop, by="facilitator")
    room.workshop.closed_at = now() - timedelta(hours=1)
    room.session.flush()
    do_what_is_due(room.session, room.workshop.id, SEATS - DAY)
    return room


def done(room: Lobby, day: date) -> list[Done]:
    """What the program does on this day, if it looks for what is due."""
    room.session.flush()
    found = due(room.session, day)
    return do_what_is_due(room.session, room.workshop.id, day) if room.workshop.id in found else []


def test_each_date_is_due_from_its_own_day_on_and_nothing_is_done_twice(ended: Lobby) -> None:
    assert done(ended, SEATS - DAY) == []
    assert done(ended, SEATS) == [Done.SEATS]
    assert done(ended, SEATS) == done(ended, RECORD - DAY) == []
    assert done(ended, RECORD) == [Done.RECORD]
    assert done(ended, RECORD) == done(ended, RECORD + 900 * DAY) == []


def test_a_clock_that_jumps_over_both_dates_erases_the_record(ended: Lobby) -> None:
    assert done(ended, RECORD + 30 * DAY) == [Done.RECORD]
    assert ended.workshop.state is WorkshopState.ERASED


def test_a_clock_that_goes_back_erases_nothing_twice(ended: Lobby) -> None:
    assert done(ended, SEATS) == [Done.SEATS]
    at, entries = ended.workshop.seats_erased_at, len(entries_of(ended.session, ended.workshop.id))
    assert done(ended, SEATS - 30 * DAY) == done(ended, SEATS) == []
    assert (at, entries) == (ended.workshop.seats_erased_at, len(entries_of(ended.session, ended.workshop.id)))


def test_a_hold_stops_both_dates_until_it_is_lifted(ended: Lobby) -> None:
    hold(ended.session, ended.workshop, "A complaint", "The monitoring officer", by="facilitator")
    assert done(ended, SEATS) == done(ended, RECORD) == []
    (standing,) = ended.session.exec(select(Hold)).all()
    lift(ended.session, ended.workshop, standing.id, by="administrator")
    assert done(ended, SEATS) == [Done.SEATS]


def test_a_hold_that_is_set_between_the_look_and_the_act_stops_it(ended: Lobby) -> None:
    assert due(ended.session, SEATS) == [ended.workshop.id]
    hold(ended.session, ended.workshop, "A complaint", "The monitoring officer", by="facilitator")
    assert do_what_is_due(ended.session, ended.workshop.id, SEATS) == []


def test_dates_that_were_moved_meanwhile_are_looked_at_again(ended: Lobby) -> None:
    assert due(ended.session, SEATS) == [ended.workshop.id]
    ended.workshop.erase_seats_on = SEATS + DAY
    ended.session.flush()
    assert do_what_is_due(ended.session, ended.workshop.id, SEATS) == []


def test_a_workshop_that_another_process_erased_meanwhile_is_left_alone(ended: Lobby) -> None:
    assert do_what_is_due(ended.session, ended.workshop.id, RECORD) == [Done.RECORD]
    assert do_what_is_due(ended.session, ended.workshop.id, RECORD) == []
    assert do_what_is_due(ended.session, 4711, RECORD) == []


def test_while_closing_can_be_undone_nothing_is_erased(make_room: Callable[..., Lobby]) -> None:
    room = make_room(erase_seats_on=SEATS, erase_record_on=RECORD)
    close(room.session, room.workshop, by="facilitator")
    assert done(room, RECORD) == []
    assert do_what_is_due(room.session, room.workshop.id, RECORD) == []
    room.workshop.closed_at = now() - timedelta(minutes=11)
    assert done(room, SEATS) == [Done.WINDOW, Done.SEATS]


def test_the_window_starts_when_the_ten_minutes_are_over(make_room: Callable[..., Lobby]) -> None:
    room = make_room(attribution_rule=AttributionRule.NOT_ATTRIBUTABLE, erase_seats_on=SEATS, erase_record_on=RECORD)
    room.revealed(dict.fromkeys(CAST, 5))
    close(room.session, room.workshop, by="facilitator")
    assert done(room, SEATS - DAY) == [] and len(room.session.exec(select(Rating)).all()) == len(CAST)
    room.workshop.closed_at = now() - timedelta(minutes=11)
    assert done(room, SEATS - DAY) == [Done.WINDOW] and room.session.exec(select(Rating)).all() == []
    assert done(room, SEATS - DAY) == []


def test_of_a_draft_nothing_is_due_before_its_record(room: Lobby) -> None:
    draft = northvale_draft(erase_seats_on=SEATS, erase_record_on=RECORD)
    workshop = create(room.session, room.workshop.owner_id, draft)
    room.session.flush()
    assert workshop.id not in due(room.session, SEATS) and do_what_is_due(room.session, workshop.id, SEATS) == []
    assert do_what_is_due(room.session, workshop.id, RECORD) == [Done.RECORD]
    assert room.session.get_one(Workshop, workshop.id).state is WorkshopState.ERASED


def test_a_workshop_that_is_still_live_on_its_date_is_closed_and_erased(make_room: Callable[..., Lobby]) -> None:
    room = make_room(erase_seats_on=SEATS, erase_record_on=RECORD)
    room.open("6")
    assert done(room, SEATS) == [Done.SEATS]
    assert room.workshop.state is WorkshopState.CLOSED and not room.workshop.closing_can_be_undone
    acts = [event.act for event in room.session.exec(select(Event))]
    assert acts[-1] == "erased the seats" and room.session.get(Chain, room.workshop.id) is not None


def test_one_that_nobody_closed_is_held_too_and_goes_on(make_room: Callable[..., Lobby]) -> None:
    room = make_room(erase_seats_on=SEATS, erase_record_on=RECORD)
    room.open("6")
    hold(room.session, room.workshop, "A complaint", "The monitoring officer", by="administrator")
    assert done(room, SEATS) == done(room, RECORD) == [] and room.workshop.goes_on
