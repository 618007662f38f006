"""When a room's phones hear of counts. An act reaches them at once; how many have answered can wait for a moment.

Each answer changes that number on every phone: a hundred answers a second to a thousand phones would be all that a
server does.
"""

import asyncio
import time
from collections.abc import Callable

COUNTS_EVERY = 1.0  # seconds


class Counts:
    def __init__(self, mark_stale: Callable[[], None]) -> None:
        self._mark_stale = mark_stale
        self._told_at = -COUNTS_EVERY
        self._waiting: asyncio.TimerHandle | None = None
        self.after = -1  # the newest act when all phones were told

    @property
    def can_wait(self) -> bool:
        return self._due_in > 0

    @property
    def _due_in(self) -> float:
        return self._told_at + COUNTS_EVERY - time.monotonic()

    def told(self, newest_act: int) -> None:
        """To all of them, as it was after this act."""
        self.after, self._told_at = newest_act, time.monotonic()
        self.stop()

    def wait(self) -> None:
        if self._waiting is None:
            self._waiting = asyncio.get_running_loop().call_later(max(0.0, self._due_in), self._is_due)

    def stop(self) -> None:
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None

    def _is_due(self) -> None:
        self._waiting = None
        self._mark_stale()
