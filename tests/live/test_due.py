"""What is due is done with the record fixed after it, and told in a line."""

from datetime import date, timedelta

from sqlmodel import Session, select

from app.clock import now
from app.exports.sealing import FIXED
from app.live.due import NOTHING, do_all_due, in_lines
from app.models import Event, Seat, Workshop
from app.models.ending.closing import close
from app.models.ending.due import Done
from app.store.sqlite import Store
from tests.conftest import lobby_in

SEATS, RECORD = date(2096, 5, 1), date(2097, 5, 1)


def test_after_the_seats_the_record_that_remains_is_fixed_in_the_chain(store: Store) -> None:
    with Session(store.writing) as session, session.begin():
        room = lobby_in(session, erase_seats_on=SEATS, erase_record_on=RECORD)
        close(session, room.workshop, by="facilitator")
        room.workshop.closed_at = now() - timedelta(hours=1)
        id_ = room.workshop.id
    with Session(store.writing) as session, session.begin():
        assert do_all_due(session, SEATS) == {id_: [Done.WINDOW, Done.SEATS]}
        acts = [event.act for event in session.exec(select(Event).order_by(Event.id))]  # type: ignore[arg-type]
        assert acts[-2:] == ["erased the seats", FIXED] and session.exec(select(Seat)).all() == []
        assert do_all_due(session, SEATS) == {}
        assert do_all_due(session, RECORD) == {id_: [Done.RECORD]}
        assert session.exec(select(Workshop)).one().record_erased_at


def test_each_line_says_what_backups_still_hold() -> None:
    said = in_lines({7: [Done.WINDOW, Done.SEATS], 9: [Done.RECORD]}, 30, SEATS)
    assert said.splitlines() == [
        "Workshop 7: closing can be undone no longer.",
        "Workshop 7: seats and reasons were erased. Backups that were made before still hold it until 31 May 2096.",
        "Workshop 9: the record was erased. Backups that were made before still hold it until 31 May 2096.",
    ]
    assert in_lines({}, 30, SEATS) == NOTHING
