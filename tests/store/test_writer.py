import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app.errors import Refusal
from app.errors.acts import RoundNotOpen
from app.errors.saving import StorageBusy, StorageFull
from app.models import Workshop
from app.models.workshop.event import record
from app.store.bus import Announcement, InProcessBus, Raises
from app.store.sqlite import Store
from app.store.writer import BATCH, Writer
from tests.conftest import Lobby

Bench = tuple[Writer, list[Announcement]]


@asynccontextmanager
async def writing(store: Store) -> AsyncIterator[Bench]:
    heard: list[Announcement] = []
    bus = InProcessBus()
    bus.subscribe(heard.append)
    writer = Writer(store, bus)
    try:
        yield writer, heard
    finally:
        await writer.close()


@asynccontextmanager
async def held(writer: Writer) -> AsyncIterator[None]:
    """While inside, the writer's thread is busy, so that whatever is asked queues up for one batch."""
    began, go_on = threading.Event(), threading.Event()

    def hold(session: Session) -> None:
        began.set()
        assert go_on.wait(20)

    holding = asyncio.ensure_future(writer.do(None, hold))
    await asyncio.to_thread(began.wait, 20)
    try:
        yield
    finally:
        go_on.set()
        await holding


def note(workshop_id: int, word: str) -> Callable[[Session], str]:
    def act(session: Session) -> str:
        record(session, workshop_id, "facilitator", word)
        return word

    return act


def noted(file: Path) -> list[str]:
    """As another program sees the file: only what is committed."""
    connection = sqlite3.connect(file)
    try:
        return [act for (act,) in connection.execute("SELECT act FROM event WHERE act LIKE 'note%' ORDER BY id")]
    finally:
        connection.close()


def revs(file: Path, number: str = "rev") -> dict[int, int]:
    connection = sqlite3.connect(file)
    try:
        return dict(connection.execute(f"SELECT id, {number} FROM workshop"))
    finally:
        connection.close()


def rev(file: Path) -> int:
    (only,) = revs(file).values()
    return only


def test_many_acts_that_came_meanwhile_are_one_commit(store: Store, workshop: int) -> None:
    commits: list[object] = []
    event.listen(store.writing, "commit", commits.append)

    async def run() -> None:
        async with writing(store) as (writer, _):
            async with held(writer):
                asked = [asyncio.ensure_future(writer.do(workshop, note(workshop, f"note {n}"))) for n in range(60)]
                await asyncio.sleep(0)
                commits.clear()
            assert await asyncio.gather(*asked) == [f"note {n}" for n in range(60)]

    asyncio.run(run())
    assert len(commits) == 1  # of the sixty; the act that held the writer wrote nothing
    assert noted(store.file) == [f"note {n}" for n in range(60)]


def test_more_acts_than_a_batch_holds_are_all_stored(store: Store, workshop: int) -> None:
    async def run() -> None:
        async with writing(store) as (writer, _):
            async with held(writer):
                asked = [asyncio.ensure_future(writer.do(None, note(workshop, "note"))) for _ in range(BATCH + 7)]
                await asyncio.sleep(0)
            await asyncio.gather(*asked)

    asyncio.run(run())
    assert len(noted(store.file)) == BATCH + 7


@pytest.mark.parametrize("failure", [Refusal("not like this"), ValueError("a slip of ours")])
def test_an_act_that_fails_rolls_back_itself_and_no_other(store: Store, workshop: int, failure: Exception) -> None:
    def fails(session: Session) -> None:
        note(workshop, "note of the failed")(session)
        session.flush()
        raise failure

    async def run() -> None:
        async with writing(store) as (writer, _):
            async with held(writer):
                acts = [note(workshop, "note before"), fails, note(workshop, "note after")]
                asked = [asyncio.ensure_future(writer.do(workshop, act)) for act in acts]
                await asyncio.sleep(0)
            before, failed, after = await asyncio.gather(*asked, return_exceptions=True)
            assert (before, failed, after) == ("note before", failure, "note after")

    asyncio.run(run())
    assert noted(store.file) == ["note before", "note after"]


def plainly(letter: str, failure: Exception | None = None) -> Callable[[Session], str]:
    """By a statement alone, as a rating is written."""

    def act(session: Session) -> str:
        session.connection().execute(text("UPDATE workshop SET title = title || :letter"), {"letter": letter})
        if failure:
            raise failure
        return letter

    return act


@pytest.mark.parametrize("failure", [RoundNotOpen(), ValueError("a slip of ours")])
def test_a_plain_act_that_fails_takes_back_its_statements_and_nothing_of_the_acts_beside_it(
    store: Store, workshop: int, failure: Exception
) -> None:
    async def run() -> None:
        async with writing(store) as (writer, _):
            async with held(writer):
                asked = [
                    asyncio.ensure_future(writer.do(workshop, plainly("A"), is_plain=True)),
                    asyncio.ensure_future(writer.do(workshop, note(workshop, "note between"))),
                    asyncio.ensure_future(writer.do(workshop, plainly("B", failure), is_plain=True)),
                    asyncio.ensure_future(writer.do(workshop, plainly("C"), is_plain=True)),
                ]
                await asyncio.sleep(0)
            told = await asyncio.gather(*asked, return_exceptions=True)
            assert told == ["A", "note between", failure, "C"]

    asyncio.run(run())
    assert noted(store.file) == ["note between"]
    with store.read() as session:
        assert session.get_one(Workshop, workshop).title.endswith("AC")


def test_an_act_that_the_database_refuses_does_not_sink_the_others(store: Store, workshop: int) -> None:
    async def run() -> None:
        async with writing(store) as (writer, _):
            async with held(writer):
                acts = [note(workshop, "note before"), note(999, "note of nowhere"), note(workshop, "note after")]
                asked = [asyncio.ensure_future(writer.do(workshop, act)) for act in acts]
                await asyncio.sleep(0)
            told = await asyncio.gather(*asked, return_exceptions=True)
            assert [type(answer).__name__ for answer in told] == ["str", "IntegrityError", "str"]

    asyncio.run(run())
    assert noted(store.file) == ["note before", "note after"]


def test_whoever_is_told_finds_it_in_the_file(store: Store, workshop: int) -> None:
    seen: list[list[str]] = []

    async def run() -> None:
        async with writing(store) as (writer, _):
            for n in range(5):
                future = asyncio.ensure_future(writer.do(workshop, note(workshop, f"note {n}")))
                future.add_done_callback(lambda _: seen.append(noted(store.file)))
                await future
                await asyncio.sleep(0)

    asyncio.run(run())
    assert [len(found) for found in seen] == [1, 2, 3, 4, 5]


def test_nobody_is_told_before_the_commit(store: Store, workshop: int) -> None:
    order: list[str] = []
    event.listen(store.writing, "commit", lambda _: order.append("committed"))

    async def run() -> None:
        async with writing(store) as (writer, _):
            future = asyncio.ensure_future(writer.do(workshop, note(workshop, "note")))
            future.add_done_callback(lambda _: order.append("told"))
            await future
            await asyncio.sleep(0)

    asyncio.run(run())
    assert order == ["committed", "told"]


def test_a_batch_raises_rev_once_and_announces_it_after_the_commit(store: Store, workshop: int) -> None:
    before = rev(store.file)
    in_file: list[int] = []

    async def run() -> list[Announcement]:
        async with writing(store) as (writer, heard):
            writer._bus.subscribe(lambda announcement: in_file.append(rev(store.file)))
            async with held(writer):
                asked = [asyncio.ensure_future(writer.do(workshop, note(workshop, "note"))) for _ in range(10)]
                await asyncio.sleep(0)
            await asyncio.gather(*asked)
            return heard

    assert asyncio.run(run()) == [Announcement(workshop, before + 1)]
    assert in_file == [before + 1]


def test_a_batch_over_several_workshops_raises_and_announces_the_rev_of_each(
    make_room: Callable[..., Lobby], store: Store
) -> None:
    rooms = [make_room() for _ in range(3)]
    changed, refused, quiet = (room.workshop.id for room in rooms)
    again = make_room().workshop.id
    rooms[0].session.commit()
    before = revs(store.file)

    def refuses(session: Session) -> None:
        raise Refusal("no")

    async def run() -> list[Announcement]:
        async with writing(store) as (writer, heard):
            async with held(writer):
                acts: list[tuple[int | None, Callable[[Session], object]]] = [
                    (changed, note(changed, "note")),
                    (again, note(again, "note")),
                    (refused, refuses),
                    (changed, note(changed, "note")),
                    (None, note(quiet, "note")),
                ]
                asked = [asyncio.ensure_future(writer.do(where, act)) for where, act in acts]
                await asyncio.sleep(0)
            await asyncio.gather(*asked, return_exceptions=True)
            return heard

    heard = asyncio.run(run())
    assert sorted(heard) == sorted(Announcement(id_, before[id_] + 1) for id_ in (changed, again))
    assert revs(store.file) == before | {id_: before[id_] + 1 for id_ in (changed, again)}


def test_what_is_typed_beside_acts_raises_its_own_number_and_takes_no_announcement_from_them(
    make_room: Callable[..., Lobby], store: Store
) -> None:
    """In one batch, of the same workshop and of another."""
    rooms = [make_room() for _ in range(2)]
    both, other = (room.workshop.id for room in rooms)
    rooms[0].session.commit()
    before, typed_before = revs(store.file), revs(store.file, "typed")

    async def run() -> list[Announcement]:
        async with writing(store) as (writer, heard):
            async with held(writer):
                asked = [
                    asyncio.ensure_future(writer.do(where, note(where, "note"), raises))
                    for where, raises in ((both, Raises.REV), (both, Raises.TYPED), (other, Raises.TYPED))
                ]
                await asyncio.sleep(0)
            await asyncio.gather(*asked)
            return heard

    expected = [Announcement(both, before[both] + 1)]
    expected += [Announcement(one, typed_before[one] + 1, Raises.TYPED) for one in (both, other)]
    assert sorted(asyncio.run(run())) == sorted(expected)
    assert revs(store.file) == before | {both: before[both] + 1}
    assert revs(store.file, "typed") == typed_before | {one: typed_before[one] + 1 for one in (both, other)}


def test_what_was_refused_or_no_screen_shows_is_not_announced(store: Store, workshop: int) -> None:
    def refuses(session: Session) -> None:
        raise Refusal("no")

    async def run() -> list[Announcement]:
        async with writing(store) as (writer, heard):
            await asyncio.gather(writer.do(workshop, refuses), return_exceptions=True)
            await writer.do(None, note(workshop, "note"))
            return heard

    before = rev(store.file)
    assert asyncio.run(run()) == []
    assert rev(store.file) == before


class Room5:
    """Storage with a lid: while it is on, the file may not grow by more than a few pages."""

    def __init__(self, store: Store) -> None:
        self.is_on, self.spare = False, 5
        event.listen(store.writing, "checkout", self._fit)

    def _fit(self, connection: Any, _entry: object, _proxy: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + self.spare if self.is_on else 1_000_000}")


@contextmanager
def full(store: Store) -> Iterator[Room5]:
    lid = Room5(store)
    lid.is_on = True
    yield lid
    lid.is_on = False


def large(workshop_id: int, word: str) -> Callable[[Session], str]:
    def act(session: Session) -> str:
        record(session, workshop_id, "facilitator", word, text="x" * 100_000)
        session.flush()
        return word

    return act


def test_full_storage_is_said_in_words_and_nothing_is_told_as_recorded(
    store: Store, workshop: int, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> list[object]:
        async with writing(store) as (writer, _):
            with full(store):
                async with held(writer):
                    asked = [asyncio.ensure_future(writer.do(workshop, large(workshop, f"note {n}"))) for n in range(3)]
                    await asyncio.sleep(0)
                return await asyncio.gather(*asked, return_exceptions=True)

    told = asyncio.run(run())
    assert [type(answer) for answer in told] == [StorageFull] * 3
    assert "storage is full" in str(told[0])
    assert noted(store.file) == []


def test_beside_an_act_that_finds_the_disk_full_only_what_is_stored_says_recorded(store: Store, workshop: int) -> None:
    acts = [note(workshop, "note small"), large(workshop, "note large"), note(workshop, "note small too")]

    async def run() -> list[object]:
        async with writing(store) as (writer, _):
            with full(store):
                async with held(writer):
                    asked = [asyncio.ensure_future(writer.do(workshop, act)) for act in acts]
                    await asyncio.sleep(0)
                return await asyncio.gather(*asked, return_exceptions=True)

    told = asyncio.run(run())
    assert noted(store.file) == [answer for answer in told if isinstance(answer, str)]


def test_storage_that_fills_at_the_end_of_a_batch_sinks_every_act_of_it(
    store: Store, workshop: int, caplog: pytest.LogCaptureFixture
) -> None:
    """An act that leaves its insert to the savepoint's flush is told too."""

    def unflushed(session: Session) -> str:
        record(session, workshop, "facilitator", "note", text="x" * 100_000)
        return "note"

    async def run() -> object:
        async with writing(store) as (writer, _):
            with full(store):
                return (await asyncio.gather(writer.do(workshop, unflushed), return_exceptions=True))[0]

    assert isinstance(asyncio.run(run()), StorageFull)
    assert noted(store.file) == []


def test_a_plain_act_that_fills_the_storage_is_told_so_and_the_next_one_is_stored(
    store: Store, workshop: int, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        async with writing(store) as (writer, _):
            with full(store), pytest.raises(StorageFull):
                await writer.do(workshop, plainly("x" * 100_000), is_plain=True)
            assert await writer.do(workshop, plainly("A"), is_plain=True) == "A"

    asyncio.run(run())
    with store.read() as session:
        title = session.get_one(Workshop, workshop).title
    assert title.endswith("A") and "x" * 10 not in title


def test_writing_goes_on_when_there_is_room_again(store: Store, workshop: int) -> None:
    async def run() -> None:
        async with writing(store) as (writer, _):
            with full(store), pytest.raises(StorageFull):
                await writer.do(workshop, large(workshop, "note lost"))
            assert await writer.do(workshop, large(workshop, "note kept")) == "note kept"

    asyncio.run(run())
    assert noted(store.file) == ["note kept"]


def test_closing_stores_what_is_still_queued(store: Store, workshop: int) -> None:
    async def run() -> list[str]:
        async with writing(store) as (writer, _):
            async with held(writer):
                asked = [asyncio.ensure_future(writer.do(workshop, note(workshop, f"note {n}"))) for n in range(20)]
                await asyncio.sleep(0)
                closing = asyncio.ensure_future(writer.close())
                await asyncio.sleep(0)
            await closing
            return await asyncio.gather(*asked)

    assert len(asyncio.run(run())) == 20
    assert len(noted(store.file)) == 20


def test_somebody_who_stopped_waiting_disturbs_nobody(store: Store, workshop: int) -> None:
    async def run() -> None:
        async with writing(store) as (writer, _):
            async with held(writer):
                gone = asyncio.ensure_future(writer.do(workshop, note(workshop, "note of the gone")))
                waits = asyncio.ensure_future(writer.do(workshop, note(workshop, "note of the waiting")))
                await asyncio.sleep(0)
                gone.cancel()
            assert await waits == "note of the waiting"

    asyncio.run(run())


# -- Another process holds the file


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """As a backup, or a command that was stopped half way, would hold it."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.close()


def test_f19_a_lock_of_over_five_seconds_is_said_in_words_and_nothing_is_told_as_recorded(
    store: Store, workshop: int
) -> None:
    """All at once: sixty acts that each waited for the lock would hold everybody up for five minutes."""
    waiting: list[object] = []
    event.listen(store.writing, "begin", waiting.append)

    async def run() -> list[object]:
        async with writing(store) as (writer, _):
            with locked(store.file):
                asked = [asyncio.ensure_future(writer.do(workshop, note(workshop, f"note {n}"))) for n in range(60)]
                return await asyncio.gather(*asked, return_exceptions=True)

    told = asyncio.run(run())
    assert {type(answer) for answer in told} == {StorageBusy}
    assert "Not saved" in str(told[0]) and "try again" in str(told[0])
    assert len(waiting) <= 2  # the first alone, and what came while it waited
    assert noted(store.file) == []


def test_f19_while_the_file_is_locked_the_loop_turns_and_readers_read(store: Store, workshop: int) -> None:
    async def run() -> int:
        turns = 0
        async with writing(store) as (writer, _):
            with locked(store.file):
                asked = asyncio.ensure_future(writer.do(workshop, note(workshop, "note")))
                while not asked.done():
                    with store.read() as session:
                        assert session.get_one(Workshop, workshop).id == workshop
                    turns += 1
                    await asyncio.sleep(0.01)
            with pytest.raises(StorageBusy):
                await asked
        return turns

    assert asyncio.run(run()) > 10


def test_writing_goes_on_once_the_lock_is_gone(store: Store, workshop: int) -> None:
    async def run() -> str:
        async with writing(store) as (writer, _):
            with locked(store.file):
                asked = asyncio.ensure_future(writer.do(workshop, note(workshop, "note in time")))
                await asyncio.sleep(0)
            return await asked

    assert asyncio.run(run()) == "note in time"
    assert noted(store.file) == ["note in time"]


def test_f24_an_act_that_fails_leaves_no_words_of_it_in_the_log(
    store: Store, workshop: int, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """A database's error repeats the whole statement with everything that was to be stored."""
    canary = "canary-of-Priya"

    def act(session: Session) -> None:
        session.connection().execute(text("INSERT INTO nowhere VALUES (:reason)"), {"reason": canary})

    async def run() -> None:
        async with writing(store) as (writer, _):
            with pytest.raises(OperationalError) as error:
                await writer.do(workshop, act)
            assert canary not in str(error.value)

    asyncio.run(run())
    said = capsys.readouterr().err + caplog.text
    assert "an act was not stored" in said and "OperationalError" in said
    assert canary not in said
