"""Short readings that are asked for in the same moment, done by one thread in one session.

After a restart a whole room comes back at once, and each socket asks where its seat is. A thread, a session and a
transaction for each of them cost more than what is read; and threads that take turns hold up the loop.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlmodel import Session

from app.store.sqlite import Store
from app.store.writer import Result

Reading = Callable[[Session], Result]
AT_ONCE = 50  # the first of them waits for the last: some 10 ms


class Together:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[Reading[Any], asyncio.Future[Any]]] = []
        self._going_on: asyncio.Task[None] | None = None

    async def read(self, reading: Reading[Result]) -> Result:
        """What it returns or raises, as of a moment after it was asked. Plain values: others use the session, too."""
        answer: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((reading, answer))
        if self._going_on is None or self._going_on.done():
            self._going_on = asyncio.create_task(self._go_on())
        return await answer

    async def _go_on(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            try:
                outcomes = await asyncio.to_thread(self._read, [reading for reading, _ in batch])
            except Exception as error:  # no thread or no session, so nobody was read
                outcomes = [error] * len(batch)
            for (_, answer), outcome in zip(batch, outcomes, strict=True):
                if answer.cancelled():
                    continue
                if isinstance(outcome, Exception):
                    answer.set_exception(outcome)
                else:
                    answer.set_result(outcome)

    def _read(self, readings: list[Reading[Any]]) -> list[Any]:
        kept: list[object] = []  # a session forgets what nobody holds, and would read the same workshop fifty times
        with self._store.read() as session:
            event.listen(session, "loaded_as_persistent", lambda _session, row: kept.append(row))
            return [_outcome(reading, session) for reading in readings]


def _outcome(asked: Callable[[Any], Any], of: Any) -> Any:
    """An error is told to whoever asked; the others are read all the same."""
    try:
        return asked(of)
    except Exception as error:
        return error
