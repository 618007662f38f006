"""`erase --due`, alone and beside a running server."""

from datetime import timedelta
from pathlib import Path

from sqlmodel import Session, select

from app.clock import today
from app.models import Seat, Workshop, WorkshopState
from app.store.writer import Store
from tests.conftest import Run, lobby_in
from tests.northvale import serving, until


def workshop_due(file: Path, seats: int, record: int, title: str = "Day 2") -> int:
    """Its dates, in days from now."""
    store = Store(file)
    try:
        with Session(store.writing) as session, session.begin():
            room = lobby_in(session, title=title)
            room.workshop.erase_seats_on = today() + timedelta(days=seats)
            room.workshop.erase_record_on = today() + timedelta(days=record)
            return room.workshop.id
    finally:
        store.close()


def state(file: Path, workshop_id: int) -> tuple[WorkshopState, int]:
    store = Store(file)
    try:
        with store.read() as session:
            seats = session.exec(select(Seat).where(Seat.workshop_id == workshop_id)).all()
            return session.get_one(Workshop, workshop_id).state, len(seats)
    finally:
        store.close()


def test_alone_it_does_what_is_due_says_it_in_a_line_a_workshop_and_then_nothing(run: Run, database: Path) -> None:
    seats, record, later = (workshop_due(database, *days) for days in ((0, 9), (-9, -1), (1, 9)))
    ended = run("erase", "--due", database=database, BACKUPS_KEPT_DAYS="30")
    assert ended.returncode == 0, ended.stderr
    lines = ended.stdout.splitlines()
    assert [line.split(". ")[0] for line in lines] == [
        f"Workshop {seats}: seats and reasons were erased", f"Workshop {record}: the record was erased",
    ]  # fmt: skip
    assert all("Backups that were made before still hold it until" in line for line in lines)
    assert state(database, seats) == (WorkshopState.CLOSED, 0) and state(database, record) == (WorkshopState.ERASED, 0)
    assert state(database, later)[1] == 10
    assert run("erase", "--due", database=database).stdout == "Nothing is due.\n"


def test_without_the_word_due_it_erases_nothing(run: Run, database: Path) -> None:
    id_ = workshop_due(database, 0, 9)
    assert run("erase", database=database).returncode != 0
    assert state(database, id_)[1] == 10


def test_a_server_that_slept_over_a_date_does_it_at_its_start_and_the_command_goes_through_it(
    run: Run, database: Path
) -> None:
    slept = workshop_due(database, -40, 9)
    with serving(database):
        until(lambda: state(database, slept)[1] == 0)
        due = workshop_due(database, 0, 9, "Day 3")
        ended = run("erase", "--due", database=database)
        assert ended.stdout.startswith(f"Workshop {due}: seats and reasons were erased."), ended.stderr
    assert state(database, due)[1] == 0
