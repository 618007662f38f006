"""The running server does what is due; what fails is tried again, and stops no other."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from app.live import endings, standing_clock
from app.live.due import do_due
from app.live.emptying import Emptying
from app.live.endings import Endings
from app.live.standing_clock import StandingClock
from app.models import Seat, Workshop, WorkshopState
from app.models.ending.due import Done
from app.store.bus import InProcessBus
from app.store.sqlite import Store
from app.store.writer import Writer
from tests.conftest import lobby_in
from tests.live.test_reveals import until

SEATS, RECORD = date(2096, 5, 1), date(2097, 5, 1)


@pytest.fixture
def workshops(store: Store) -> list[int]:
    with Session(store.writing) as session, session.begin():
        rooms = [lobby_in(session, title=title, erase_seats_on=SEATS, erase_record_on=RECORD) for title in "ABC"]
        return [room.workshop.id for room in rooms]


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    return lambda day: monkeypatch.setattr(endings, "today", lambda: day)


@asynccontextmanager
async def serving(store: Store, clock: StandingClock | None = None) -> AsyncIterator[Endings]:
    writer, emptying = Writer(store, InProcessBus()), Emptying(store)
    served = Endings(store, writer, emptying, clock)
    try:
        yield served
    finally:
        await served.close()
        await emptying.close()
        await writer.close()


def left(store: Store, workshop_id: int) -> int:
    with store.read() as session:
        return len(session.exec(select(Seat).where(Seat.workshop_id == workshop_id)).all())


def test_it_looks_at_its_start(store: Store, workshops: list[int], day: Callable[[date], None]) -> None:
    """A server that slept over the date does it when it wakes."""
    day(SEATS + timedelta(days=40))

    async def starts() -> None:
        async with serving(store) as served:
            served.begin()
            await until(lambda: not any(left(store, each) for each in workshops))

    assert all(left(store, each) for each in workshops)
    asyncio.run(starts())
    assert not any(left(store, each) for each in workshops)


def test_nothing_is_done_a_day_early_and_nothing_twice(
    store: Store, workshops: list[int], day: Callable[[date], None]
) -> None:
    async def looks() -> list[dict[int, list[Done]]]:
        async with serving(store) as served:
            found = []
            for each in (SEATS - timedelta(days=1), SEATS, SEATS, RECORD, RECORD):
                day(each)
                found.append({id_: list(what) for id_, what in (await served.look()).items()})
            return found

    seats, record = ({id_: [each] for id_ in workshops} for each in (Done.SEATS, Done.RECORD))
    assert asyncio.run(looks()) == [{}, seats, {}, record, {}]


def test_one_that_fails_stops_no_other_and_is_tried_again(
    store: Store, workshops: list[int], day: Callable[[date], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    day(SEATS)

    def slips(session: Session, workshop_id: int, day: date) -> list[Done]:
        if workshop_id == workshops[1]:
            raise ZeroDivisionError
        return do_due(session, workshop_id, day)

    async def looks() -> None:
        async with serving(store) as served:
            monkeypatch.setattr(endings, "do_due", slips)
            assert set(await served.look()) == {workshops[0], workshops[2]}
            monkeypatch.setattr(endings, "do_due", do_due)
            assert set(await served.look()) == {workshops[1]}

    asyncio.run(looks())


def test_a_full_disk_is_tried_again(
    store: Store, workshops: list[int], day: Callable[[date], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Erasing takes no room in the file itself, but in the log beside it."""
    day(SEATS)

    def finds_no_room(session: Session, workshop_id: int, day: date) -> list[Done]:
        do_due(session, workshop_id, day)
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))

    async def looks() -> None:
        async with serving(store) as served:
            monkeypatch.setattr(endings, "do_due", finds_no_room)
            assert await served.look() == {} and all(left(store, each) for each in workshops)
            monkeypatch.setattr(endings, "do_due", do_due)
            assert set(await served.look()) == set(workshops)

    asyncio.run(looks())


def test_a_clock_that_jumped_ahead_erases_nothing_until_it_has_stood_for_an_hour(
    store: Store, workshops: list[int], day: Callable[[date], None]
) -> None:
    hands = [1000.0, 0.0]
    clock = StandingClock(lambda: hands[0], lambda: hands[1])

    async def looks() -> None:
        async with serving(store, clock) as served:
            day(RECORD)
            hands[0] += 86400 * 500
            assert await served.look() == {}
            hands[:] = [hands[0] + 3500, 3500]
            assert await served.look() == {}
            hands[:] = [hands[0] + 200, 3700]
            assert set(await served.look()) == set(workshops)

    asyncio.run(looks())
    with store.read() as session:
        assert {one.state for one in session.exec(select(Workshop))} == {WorkshopState.ERASED}


@pytest.mark.parametrize(("days", "is_believed"), [(6, True), (8, False)])
def test_at_a_start_a_clock_far_ahead_of_what_was_written_down_last_has_to_stand_for_an_hour(
    store: Store, workshops: list[int], day: Callable[[date], None], monkeypatch: pytest.MonkeyPatch,
    days: int, is_believed: bool,
) -> None:  # fmt: skip
    """By the cron job, too, and whoever presses the button: what a wrong clock erases does not come back."""
    hands = [standing_clock.wall() + 86400 * days, 0.0]
    monkeypatch.setattr(standing_clock, "wall", lambda: hands[0])
    monkeypatch.setattr(standing_clock, "passed", lambda: hands[1])

    async def looks() -> None:
        async with serving(store) as served:
            day(RECORD)
            assert bool(await served.look()) is is_believed and served.waits is not is_believed
            hands[:] = [hands[0] + 3700, 3700]
            assert bool(await served.look()) is not is_believed and not served.waits

    asyncio.run(looks())
