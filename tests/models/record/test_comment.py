"""Comments on a closed workshop's record: who may write how many until when, and that none tells who wrote it."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from sqlmodel import select

from app.clock import LONDON, today
from app.errors import Incomplete, NotFound, Refusal
from app.models import AttributionRule, Comment, Event, Seat
from app.models.ending.closing import close, confirm, start_window, undo
from app.models.record import comment as comments
from app.models.record.comment import LONGEST, MOST_OF_A_SEAT, comment, comments_on, how_many, own_comments, take_back
from app.models.record.subject import Key, Level, Subject
from app.models.rounds.standard import numbered
from app.models.workshop.workshop import COMMENTS_FOR, UNDO_WITHIN
from tests.conftest import CAST, Lobby

SIX = Key(Level.STANDARD, "6")
NOT_ATTRIBUTABLE = AttributionRule.NOT_ATTRIBUTABLE


@pytest.fixture
def closed(room: Lobby) -> Lobby:
    room.revealed(dict.fromkeys(CAST, 5))
    close(room.session, room.workshop, by="facilitator")
    return room


@pytest.fixture
def cut(make_room: Callable[..., Lobby]) -> Lobby:
    """Under *not attributable*, eleven minutes after the close."""
    room = make_room(attribution_rule=NOT_ATTRIBUTABLE)
    room.revealed(dict.fromkeys(CAST, 5))
    close(room.session, room.workshop, by="facilitator")
    assert room.workshop.closed_at
    room.workshop.closed_at -= UNDO_WITHIN + timedelta(minutes=1)
    return room


def say(room: Lobby, name: str, text: str, about: Key | None = SIX) -> None:
    comment(room.session, room.workshop, room.seats[name].id, about, text)
    room.session.flush()


def rows(room: Lobby) -> list[Comment]:
    return list(room.session.exec(select(Comment)).all())


def told(room: Lobby) -> list[tuple[str, str, str]]:
    subjects = [Subject.standard(numbered(room.session, room.workshop.id, number)) for number in ("4", "6", "9")]
    found = comments_on(room.session, room.workshop, subjects)
    return [(on.heading, one.unit, one.text) for on in found for one in on.comments]


def test_it_is_told_by_group_where_that_may_be_named_and_never_as_it_came(closed: Lobby) -> None:
    say(closed, "Hari", "The last word.")
    say(closed, "Olu", "A first word.")
    say(closed, "Pat", "In general.", None)
    six = closed.workshop.framework.standard("6").title
    assert told(closed) == [
        ("The record in general", "Providers", "In general."),
        (f"6. {six}", "Council", "A first word."),
        (f"6. {six}", "Smaller groups together", "The last word."),
    ]
    assert how_many(closed.session, closed.workshop) == {None: 1, SIX: 2}


def test_comments_of_one_unit_stand_by_their_words_whoever_wrote_first(closed: Lobby) -> None:
    for name, text in (("Olu", "C."), ("Oona", "A."), ("Omar", "B.")):
        say(closed, name, text)
    assert [text for _, _, text in told(closed)] == ["A.", "B.", "C."]


def test_no_act_tells_of_it(closed: Lobby) -> None:
    """A log with the moments of comments would tell who wrote them to whoever saw them write."""
    before = closed.session.exec(select(Event.id)).all()
    say(closed, "Hari", "Nobody asked us.")
    assert closed.session.exec(select(Event.id)).all() == before


@pytest.mark.parametrize("about", [Key(Level.STANDARD, "8"), Key(Level.DOMAIN, "9")])
def test_what_the_workshop_does_not_speak_of_cannot_be_commented_on(closed: Lobby, about: Key) -> None:
    with pytest.raises(NotFound):
        say(closed, "Hari", "Here.", about)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (LONGEST + 1)])
def test_nothing_and_too_much_are_refused_at_the_text(closed: Lobby, text: str) -> None:
    with pytest.raises(Incomplete) as refused:
        say(closed, "Hari", text)
    assert list(refused.value.problems) == ["text"] and rows(closed) == []


def test_a_seat_has_room_for_so_many_and_a_workshop_too(closed: Lobby, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(MOST_OF_A_SEAT):
        say(closed, "Hari", f"{number}.")
    with pytest.raises(Incomplete, match="take one back"):
        say(closed, "Hari", "One more.")
    say(closed, "Olu", "Another seat.")
    monkeypatch.setattr(comments, "MOST", MOST_OF_A_SEAT + 1)
    with pytest.raises(Incomplete, match="as many comments as it takes"):
        say(closed, "Pat", "One more.")


# -- Until when


def test_it_begins_with_the_close_and_ends_seven_days_later_to_the_moment(room: Lobby) -> None:
    room.revealed(dict.fromkeys(CAST, 5))
    with pytest.raises(Refusal, match="once the workshop is closed"):
        say(room, "Hari", "Too early.")
    close(room.session, room.workshop, by="facilitator")
    assert room.workshop.closed_at
    room.workshop.closed_at -= COMMENTS_FOR - timedelta(seconds=30)
    say(room, "Hari", "In time.")
    room.workshop.closed_at -= timedelta(seconds=30)
    (row,) = rows(room)
    with pytest.raises(Refusal, match="seven days, until"):
        say(room, "Hari", "Too late.")
    with pytest.raises(Refusal, match="seven days, until"):
        take_back(room.session, room.workshop, room.seats["Hari"].id, row.id)


def test_it_goes_on_after_the_confirmation(closed: Lobby) -> None:
    confirm(closed.session, closed.workshop, by="facilitator")
    say(closed, "Hari", "Still here.")
    assert len(rows(closed)) == 1


def test_undoing_the_close_keeps_what_was_said_and_takes_no_more(closed: Lobby) -> None:
    say(closed, "Hari", "Before.")
    undo(closed.session, closed.workshop, by="facilitator")
    with pytest.raises(Refusal):
        say(closed, "Hari", "Meanwhile.")
    close(closed.session, closed.workshop, by="facilitator")
    assert [row.text for row in own_comments(closed.session, closed.seats["Hari"])] == ["Before."]


# -- Taking it back


def test_its_writer_takes_it_back_and_nobody_else_does(closed: Lobby) -> None:
    say(closed, "Hari", "Mine.")
    (row,) = rows(closed)
    with pytest.raises(NotFound):
        take_back(closed.session, closed.workshop, closed.seats["Olu"].id, row.id)
    take_back(closed.session, closed.workshop, closed.seats["Hari"].id, row.id)
    closed.session.flush()
    assert rows(closed) == []


def test_what_another_phone_of_the_seat_wrote_is_not_shown_on_this_one(closed: Lobby) -> None:
    say(closed, "Hari", "Before I lost it.")
    seat: Seat = closed.seats["Hari"]
    seat.rejoined_at = rows(closed)[0].written_at
    say(closed, "Hari", "On the new one.")
    assert [row.text for row in own_comments(closed.session, seat)] == ["On the new one."]


# -- Not attributable


def test_within_the_ten_minutes_it_keeps_its_seat_and_then_seat_and_hour_go(make_room: Callable[..., Lobby]) -> None:
    room = make_room(attribution_rule=NOT_ATTRIBUTABLE)
    room.revealed(dict.fromkeys(CAST, 5))
    close(room.session, room.workshop, by="facilitator")
    say(room, "Hari", "Early.")
    (row,) = rows(room)
    assert row.seat_id == room.seats["Hari"].id and told(room) == []
    with pytest.raises(Refusal, match="cannot be taken back"):
        take_back(room.session, room.workshop, room.seats["Hari"].id, row.id)
    assert room.workshop.closed_at
    room.workshop.closed_at -= UNDO_WITHIN
    start_window(room.session, room.workshop, by="program")
    room.session.flush()
    room.session.expire_all()
    (row,) = rows(room)
    assert (row.seat_id, row.written_at, row.text) == (None, midnight(), "Early.")
    tomorrow(room)
    assert told(room)[0][1:] == ("", "Early."), "no unit is named"


@pytest.mark.parametrize("has_looked", [True, False])
def test_afterwards_it_is_stored_without_seat_and_hour_whether_or_not_anybody_has_looked(
    cut: Lobby, has_looked: bool
) -> None:
    """A server that slept through the tenth minute has cut nothing yet."""
    if has_looked:
        start_window(cut.session, cut.workshop, by="program")
    say(cut, "Hari", "Nobody asked us.")
    (row,) = rows(cut)
    assert (row.seat_id, row.written_at) == (None, midnight())
    assert own_comments(cut.session, cut.seats["Hari"]) == []
    tomorrow(cut)
    assert told(cut)[0][1:] == ("", "Nobody asked us.")


def test_whoever_looks_before_and_after_somebody_wrote_sees_the_same(cut: Lobby) -> None:
    say(cut, "Olu", "Yesterday.")
    tomorrow(cut)
    before = told(cut), how_many(cut.session, cut.workshop)
    say(cut, "Hari", "Nobody asked us.")
    assert (told(cut), how_many(cut.session, cut.workshop)) == before and len(before[0]) == 1
    tomorrow(cut)
    assert how_many(cut.session, cut.workshop).total() == 2


def midnight() -> datetime:
    return datetime.combine(today(), time(), LONDON)


def tomorrow(room: Lobby) -> None:
    """As the rows look from there."""
    for row in rows(room):
        assert row.written_at
        row.written_at -= timedelta(days=1)
    room.session.flush()


def test_nothing_in_the_rows_tells_in_which_order_they_were_written(cut: Lobby) -> None:
    """The adversary has the whole file, and knows in which order people wrote: the order of ids is drawn each time.

    Against ids that count up this finds every order of eight to be the one of writing.
    """
    orders = set()
    for _ in range(6):
        for name in list(CAST)[:8]:
            say(cut, name, f"{name} wrote this.")
        raw = cut.session.connection().exec_driver_sql("SELECT text FROM comment ORDER BY rowid").scalars().all()
        orders.add(tuple(raw))
        for row in rows(cut):
            cut.session.delete(row)
        cut.session.flush()
    assert len(orders) > 1
    say(cut, "Hari", "Once more.")
    (row,) = rows(cut)
    names = {key for key, value in row.model_dump().items() if value in {seat.id for seat in cut.seats.values()}}
    assert names <= {"workshop_id"}, "no column holds a seat's number"
