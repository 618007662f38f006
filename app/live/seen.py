"""When a sign-in was last seen: kept in memory as requests come, written every few minutes in one act.

A console that is open counts, touched or not: whoever leads a room is looking at it. A phone or a stage does not.
"""

import asyncio
import logging
from collections.abc import Callable

from app.models import SignIn
from app.store.writer import Writer

EVERY = 300.0  # seconds; how far “last seen” may lag behind, far below the hours after which a sign-in ends
log = logging.getLogger(__name__)


class Seen:
    def __init__(self, writer: Writer, at_consoles: Callable[[], set[str]]) -> None:
        self._writer, self._at_consoles = writer, at_consoles
        self._noted: set[str] = set()
        self._task = asyncio.create_task(self._keep())

    def note(self, token_hash: str) -> None:
        """From any thread; costs nothing."""
        self._noted.add(token_hash)

    async def write(self) -> None:
        noted, self._noted = self._noted, set()
        if seen := noted | self._at_consoles():
            await self._writer.do(None, lambda session: SignIn.seen(session, seen))

    async def close(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self._write_or_say()

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            await self._write_or_say()

    async def _write_or_say(self) -> None:
        try:
            await self.write()
        except Exception:
            log.exception("who was seen could not be written; a sign-in may end earlier than it should")
