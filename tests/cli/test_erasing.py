"""`erase --due`, alone and beside a running server."""

from datetime import timedelta
from pathlib import Path

from sqlmodel import Session, select

from app.clock import now, today
from app.models import Seat, SignIn, Workshop, WorkshopState
from app.store.sqlite import Store
from tests.conftest import Run, lobby_in
from tests.moved_clock import FILE, WRONG, set_clock
from tests.northvale import browser_at, serving, town_on, until


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


def test_by_a_clock_that_is_far_ahead_neither_the_command_nor_the_button_erases(
    run: Run, database: Path, tmp_path: Path
) -> None:
    kept, clock = workshop_due(database, 20, 90), tmp_path / "clock"
    set_clock(clock, timedelta(days=30))
    with town_on(database, **{FILE: str(clock), WRONG: "yes"}) as town:
        refused = run("erase", "--due", database=database)
        assert (refused.returncode, refused.stdout) == (1, "") and "clock is far ahead" in refused.stderr
        with browser_at(town.base, {"account": town.account(is_administrator=True)}) as ada:
            with Session(town.store.writing) as session, session.begin():
                for sign_in in session.exec(select(SignIn)):
                    sign_in.expires_at = sign_in.last_seen_at = now() + timedelta(days=60)
            button = ada.post("/accounts/retention/erase")
        assert button.status_code == 409 and "clock is far ahead" in button.text
    assert state(database, kept)[1] == 10
