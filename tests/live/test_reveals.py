"""A reveal that falls due comes, whatever stands in its way for a while; a cancel in between wins."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from app.clock import now
from app.live import reveals
from app.live.reveals import LAPSED, Reveals, claim
from app.models import Event, Sitting
from app.models.rounds.opening import call_off
from app.models.rounds.revealing import reveal
from app.store.bus import InProcessBus
from app.store.sqlite import Store
from app.store.writer import Writer
from tests.conftest import Lobby
from tests.northvale import DEADLINE
from tests.store.test_writer import full, locked


@pytest.fixture
def sitting(room: Lobby) -> tuple[int, int]:
    """Closed; a room of ten whose snapshot is larger than the room left in a full storage."""
    sitting = room.open("4", "6", "9")
    for number in ("4", "6", "9"):
        for place, name in enumerate(room.seats):
            room.rate(name, room.round_of(number), 1 + place, reason="Calls wait. " * 60)
    workshop_id, sitting_id = room.workshop.id, sitting.id
    room.session.commit()
    room.session.close()
    return workshop_id, sitting_id


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reveals, "AGAIN_AFTER", 0.01)


@asynccontextmanager
async def revealing(store: Store) -> AsyncIterator[tuple[Writer, Reveals]]:
    writer = Writer(store, InProcessBus())
    pending = Reveals(writer)
    try:
        yield writer, pending
    finally:
        await pending.close()
        await writer.close()


def is_revealed(file: Path, sitting_id: int) -> bool:
    connection = sqlite3.connect(file)
    try:
        return (
            connection.execute("SELECT revealed_at FROM sitting WHERE id = ?", (sitting_id,)).fetchone()[0] is not None
        )
    finally:
        connection.close()


async def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE
    while not holds():
        assert time.monotonic() < end, "it did not come true in time"
        await asyncio.sleep(0.01)


async def ask(writer: Writer, pending: Reveals, sitting: tuple[int, int]) -> None:
    due = await writer.do(
        sitting[0],
        lambda s: s.get_one(Sitting, sitting[1]).close_and_reveal(
            s, after=timedelta(milliseconds=50), by="facilitator"
        ),
    )
    assert due
    pending.schedule(*sitting, due)


def tries(capsys: pytest.CaptureFixture[str], said: list[str]) -> int:
    said.append(capsys.readouterr().err)
    return "".join(said).count("a reveal has to wait")


def test_f28_a_reveal_that_falls_due_while_storage_is_full_comes_when_there_is_room(
    store: Store, sitting: tuple[int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []

    async def run() -> None:
        async with revealing(store) as (writer, pending):
            await ask(writer, pending, sitting)
            with full(store) as lid:
                lid.spare = 0
                await until(lambda: tries(capsys, said) >= 3)
                assert not is_revealed(store.file, sitting[1])
            await until(lambda: is_revealed(store.file, sitting[1]))

    asyncio.run(run())


def test_a_cancel_while_the_reveal_has_to_wait_wins(
    store: Store, sitting: tuple[int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []

    async def run() -> None:
        async with revealing(store) as (writer, pending):
            await ask(writer, pending, sitting)
            with full(store) as lid:
                lid.spare = 0
                await until(lambda: tries(capsys, said) >= 1)
            await writer.do(sitting[0], lambda s: s.get_one(Sitting, sitting[1]).undo_close(s, by="facilitator"))
            await until(lambda: not pending.waiting)
            assert not is_revealed(store.file, sitting[1])

    asyncio.run(run())


def test_f19_a_reveal_that_falls_due_while_the_file_is_locked_comes_after_it(
    store: Store, sitting: tuple[int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []

    async def run() -> None:
        async with revealing(store) as (writer, pending):
            await ask(writer, pending, sitting)
            with locked(store.file):
                await until(lambda: tries(capsys, said) >= 1)
                assert not is_revealed(store.file, sitting[1])
            await until(lambda: is_revealed(store.file, sitting[1]))

    asyncio.run(run())


def test_a_slip_of_ours_in_a_reveal_is_told_and_it_is_tried_again(
    store: Store, sitting: tuple[int, int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def slips(session: Session, sitting: Sitting, *, by: str) -> None:
        raise ZeroDivisionError("canary-of-Priya")

    async def run() -> None:
        async with revealing(store) as (writer, pending):
            monkeypatch.setattr(reveals, "reveal", slips)
            await ask(writer, pending, sitting)
            await until(lambda: tries(capsys, said) >= 2)
            monkeypatch.setattr(reveals, "reveal", reveal)
            await until(lambda: is_revealed(store.file, sitting[1]))

    asyncio.run(run())
    assert "ZeroDivisionError" in "".join(said) and "canary" not in "".join(said)


def test_a_sitting_that_was_called_off_while_its_reveal_fell_due_is_let_go(
    store: Store, room: Lobby, capsys: pytest.CaptureFixture[str]
) -> None:
    nobody_answered = room.open("6")
    sitting = room.workshop.id, nobody_answered.id
    room.session.commit()

    async def run() -> None:
        async with revealing(store) as (writer, pending):
            await ask(writer, pending, sitting)
            await writer.do(sitting[0], lambda s: call_off(s, s.get_one(Sitting, sitting[1]), by="facilitator"))
            await until(lambda: not pending.waiting)

    asyncio.run(run())
    assert "has to wait" not in capsys.readouterr().err


def acts(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.exec(select(Event.act).order_by(Event.id)))  # type: ignore[arg-type]


def due_of(store: Store, sitting_id: int) -> datetime | None:
    with store.read() as session:
        return session.get_one(Sitting, sitting_id).reveal_due_at


@asynccontextmanager
async def two_processes(store: Store) -> AsyncIterator[tuple[tuple[Writer, Reveals], tuple[Writer, Reveals]]]:
    """Two writers over one storage, each with reveals of its own, as two processes have them."""
    other = Store(store.file)
    try:
        async with revealing(store) as one, revealing(other) as two:
            yield one, two
    finally:
        other.close()


def test_a_second_process_that_starts_cancels_no_reveal_of_the_first(store: Store, sitting: tuple[int, int]) -> None:
    async def run() -> None:
        async with two_processes(store) as ((writer, pending), (_, others)):
            due = await writer.do(
                sitting[0],
                lambda s: s.get_one(Sitting, sitting[1]).close_and_reveal(
                    s, after=timedelta(seconds=30), by="facilitator"
                ),
            )
            await others.leave_interrupted(is_alone=False)
            assert due_of(store, sitting[1]) == due
            await writer.do(None, lambda s: _falls_due(s, sitting[1], now()))
            pending.schedule(*sitting, due_of(store, sitting[1]))  # type: ignore[arg-type]
            await until(lambda: is_revealed(store.file, sitting[1]))

    asyncio.run(run())
    assert "left a reveal undone at a restart" not in acts(store)


def _falls_due(session: Session, sitting_id: int, moment: datetime) -> None:
    session.get_one(Sitting, sitting_id).reveal_due_at = moment


def test_a_reveal_that_two_processes_wait_for_happens_once(store: Store, sitting: tuple[int, int]) -> None:
    async def run() -> None:
        async with two_processes(store) as ((writer, pending), (_, others)):
            await ask(writer, pending, sitting)
            due = due_of(store, sitting[1])
            assert due
            for _ in range(3):
                others.schedule(*sitting, due)
            await until(lambda: not pending.waiting and not others.waiting)

    asyncio.run(run())
    assert is_revealed(store.file, sitting[1])
    assert acts(store).count("revealed") == 1


def test_a_cancel_in_one_process_wins_over_the_reveal_that_another_waits_for(
    store: Store, sitting: tuple[int, int]
) -> None:
    async def run() -> None:
        async with two_processes(store) as ((writer, _), (_, others)):
            due = await writer.do(
                sitting[0],
                lambda s: s.get_one(Sitting, sitting[1]).close_and_reveal(s, after=timedelta(0), by="facilitator"),
            )
            await writer.do(sitting[0], lambda s: s.get_one(Sitting, sitting[1]).undo_close(s, by="facilitator"))
            assert due
            others.schedule(*sitting, due)
            await until(lambda: not others.waiting)

    asyncio.run(run())
    assert not is_revealed(store.file, sitting[1])
    assert "revealed" not in acts(store)


@pytest.mark.parametrize(("is_alone", "since", "stands"), [
    (True, timedelta(seconds=-30), False),
    (False, timedelta(seconds=-30), True),
    (False, LAPSED / 2, True),
    (False, LAPSED * 2, False),
])  # fmt: skip
def test_a_start_leaves_undone_what_nobody_has_in_hand_and_nothing_else(
    store: Store, sitting: tuple[int, int], is_alone: bool, since: timedelta, stands: bool
) -> None:
    async def run() -> None:
        async with revealing(store) as (writer, pending):
            await writer.do(sitting[0], lambda s: s.get_one(Sitting, sitting[1]).close(s, by="facilitator"))
            await writer.do(None, lambda s: _falls_due(s, sitting[1], now() - since))
            for _ in range(2):
                await pending.leave_interrupted(is_alone=is_alone)

    asyncio.run(run())
    assert (due_of(store, sitting[1]) is not None) is stands
    assert acts(store).count("left a reveal undone at a restart") == (0 if stands else 1)
    assert not is_revealed(store.file, sitting[1])


def test_a_due_moment_is_claimed_once_and_only_as_it_stands(store: Store, sitting: tuple[int, int]) -> None:
    async def run() -> None:
        async with two_processes(store) as ((writer, _), (other, _)):
            moment = now()
            await writer.do(sitting[0], lambda s: s.get_one(Sitting, sitting[1]).close(s, by="facilitator"))
            await writer.do(None, lambda s: _falls_due(s, sitting[1], moment))
            late = moment + timedelta(seconds=1)
            assert not await other.do(None, lambda s: claim(s, sitting[1], late))
            claims = [each.do(None, lambda s: claim(s, sitting[1], moment)) for each in (writer, other, writer, other)]
            assert sorted(await asyncio.gather(*claims)) == [False, False, False, True]

    asyncio.run(run())


def test_a_claim_whose_reveal_fails_is_given_back(
    store: Store, sitting: tuple[int, int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def slips(session: Session, sitting: Sitting, by: str) -> None:
        raise ZeroDivisionError

    async def run() -> None:
        async with two_processes(store) as ((writer, pending), (_, others)):
            monkeypatch.setattr(reveals, "reveal", slips)
            await ask(writer, pending, sitting)
            await until(lambda: tries(capsys, said) >= 1)
            due = due_of(store, sitting[1])
            assert due
            monkeypatch.setattr(reveals, "reveal", reveal)
            others.schedule(*sitting, due)
            await until(lambda: not pending.waiting and not others.waiting)

    asyncio.run(run())
    assert acts(store).count("revealed") == 1
