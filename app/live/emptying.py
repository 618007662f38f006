"""What was deleted leaves the database's log too: at once, or as soon as whoever still reads it is done.

SQLite cannot empty its log beside a reader that began before; a backup may read for minutes. Until it is done, the
pages of the workshop in which something was deleted say so.
"""

import asyncio

from app.log import failed, told
from app.store.sqlite import Store

AGAIN_AFTER = 0.25  # seconds; twice as long each time
AT_MOST = 5.0
NO_WORKSHOP = 0  # whose pages would say so


class Emptying:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._unfinished: dict[int, int] = {}  # workshop -> its newest deletion, counted
        self._deletions = 0
        self._going_on: asyncio.Task[None] | None = None

    def is_unfinished(self, workshop_id: int) -> bool:
        return workshop_id in self._unfinished

    async def empty(self, workshop_id: int) -> None:
        """Waits for the first try alone; the others go on behind."""
        self._deletions += 1
        self._unfinished[workshop_id] = self._deletions
        if not await self._try() and (self._going_on is None or self._going_on.done()):
            told("deleted words wait in the log", workshop=workshop_id, reason="somebody reads the database")
            self._going_on = asyncio.create_task(self._go_on())

    async def close(self) -> None:
        if self._going_on:
            self._going_on.cancel()
            await asyncio.gather(self._going_on, return_exceptions=True)

    async def _go_on(self) -> None:
        pause = AGAIN_AFTER
        while self._unfinished:
            await asyncio.sleep(pause)
            await self._try()
            pause = min(2 * pause, AT_MOST)

    async def _try(self) -> bool:
        asked = dict(self._unfinished)
        try:
            is_empty = await asyncio.to_thread(self._store.empty_log)
        except Exception as error:
            failed("the log could not be emptied", error)
            return False
        if is_empty:  # what was deleted meanwhile is another's turn
            for workshop_id, deletion in asked.items():
                if self._unfinished.get(workshop_id) == deletion:
                    del self._unfinished[workshop_id]
        return is_empty
