import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from app.errors import NotFound
from app.models import Workshop
from app.store.sqlite import Store
from app.store.together import AT_ONCE, Together
from tests.conftest import Lobby


def held(together: Together, readings: list[Callable[[Session], Any]]) -> list[Any]:
    """What each answers, or raises, when all are asked for while the thread reads for somebody else."""
    began, go_on = threading.Event(), threading.Event()

    def hold(_session: Session) -> None:
        began.set()
        assert go_on.wait(20)

    async def ask() -> list[Any]:
        first = asyncio.ensure_future(together.read(hold))
        await asyncio.to_thread(began.wait, 20)
        others = [asyncio.ensure_future(together.read(reading)) for reading in readings]
        await asyncio.sleep(0)
        go_on.set()
        await first
        return await asyncio.gather(*others, return_exceptions=True)

    return asyncio.run(ask())


def test_what_is_asked_for_meanwhile_is_read_in_one_session(store: Store) -> None:
    sessions = held(Together(store), [id] * 6)
    assert (len(sessions), len(set(sessions))) == (6, 1)


def test_no_batch_keeps_the_first_waiting_for_all_of_a_town(store: Store) -> None:
    threads = list[int]()
    sizes = list[int]()

    class Counted(Together):
        def _read(self, readings: list[Any]) -> list[Any]:
            threads.append(threading.get_ident())
            sizes.append(len(readings))
            return super()._read(readings)

    held(Counted(store), [lambda _session: None] * (2 * AT_ONCE + 1))
    assert sizes == [1, AT_ONCE, AT_ONCE, 1]
    assert threading.get_ident() not in threads


def test_a_refusal_is_told_to_whoever_asked_alone(store: Store) -> None:
    def refuse(_session: Session) -> None:
        raise NotFound

    before, refused, after = held(Together(store), [lambda _: "before", refuse, lambda _: "after"])
    assert (before, type(refused), after) == ("before", NotFound, "after")


def test_a_row_that_several_ask_for_is_read_once(room: Lobby, store: Store) -> None:
    workshop_id, statements = room.workshop.id, list[str]()
    room.session.commit()
    event.listen(store.reading, "before_cursor_execute", lambda *given: statements.append(given[2]))
    states = held(Together(store), [lambda session: session.get_one(Workshop, workshop_id).state] * 3)
    assert (len(states), len([sql for sql in statements if "FROM workshop" in sql])) == (3, 1)


def test_what_was_stored_before_it_was_asked_is_read(room: Lobby, store: Store) -> None:
    workshop_id, together = room.workshop.id, Together(store)
    room.session.commit()

    async def ask() -> list[str | None]:
        return [await together.read(code), change(), await together.read(code)]

    def code(session: Session) -> str | None:
        return session.get_one(Workshop, workshop_id).join_code

    def change() -> str:
        room.workshop.join_code = "another code"
        room.session.commit()
        return "changed"

    before, _, after = asyncio.run(ask())
    assert before != after == "another code"


def test_whoever_went_meanwhile_is_not_told_and_nobody_else_waits(store: Store) -> None:
    began, go_on = threading.Event(), threading.Event()

    def hold(_session: Session) -> None:
        began.set()
        assert go_on.wait(20)

    async def ask() -> str:
        together = Together(store)
        gone = asyncio.ensure_future(together.read(hold))
        await asyncio.to_thread(began.wait, 20)
        gone.cancel()
        stays = asyncio.ensure_future(together.read(lambda _session: "stays"))
        await asyncio.sleep(0)
        go_on.set()
        return await stays

    assert asyncio.run(ask()) == "stays"


def test_where_nothing_can_be_read_everybody_hears_why(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    together = Together(store)

    def broken() -> None:
        raise OSError("no more files")

    async def ask() -> list[Any]:
        return await asyncio.gather(*[together.read(id) for _ in range(2)], return_exceptions=True)

    monkeypatch.setattr(store, "read", broken)
    assert [type(answer) for answer in asyncio.run(ask())] == [OSError, OSError]
    monkeypatch.setattr(asyncio, "to_thread", lambda *_: broken())  # nor is there a thread
    assert [type(answer) for answer in asyncio.run(asyncio.wait_for(ask(), 20))] == [OSError, OSError]
