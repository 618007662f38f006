"""Python's search for garbage among all that it keeps takes longer than a room should wait: it is done when none does.

With a thousand screens open one search through everything is 0.15 s in which nobody is answered, and Python would begin
it whenever enough was made: in the middle of an opening. Among what is new it goes on looking by itself, in a few ms.
What was freed is given back to the system then: the allocator keeps it otherwise, in pieces between what still lives,
and a server that is up for weeks would seem to grow. For the same reason all threads take from one place.
"""

import asyncio
import ctypes
import gc
import os
import time
from collections.abc import Callable

YOUNG, MIDDLE, NEVER = 2000, 20, 1_000_000  # things made until Python looks among the youngest, looks until the next
ENOUGH = 5  # looks among the middle ones: with less there is little to find
LOOK_EVERY = 1.0  # seconds
QUIET_FOR = 1.0  # seconds without an act, after which nobody waits
AT_LATEST = 600.0  # seconds, however busy the day
ALLOCATOR = ctypes.CDLL(None) if os.name == "posix" else None
TRIM = getattr(ALLOCATOR, "malloc_trim", None)
SET = getattr(ALLOCATOR, "mallopt", None)
MOST_ARENAS = -8  # `M_ARENA_MAX` of glibc's malloc.h


def give_back() -> bool:
    """Whether there was anything, and this system's allocator can: glibc's does."""
    return TRIM is not None and bool(TRIM(0))


def share_one_arena() -> bool:
    """Whether it can be had, which is where the allocator is glibc's; to be asked for before there are threads.

    Each of them gets a place of its own otherwise, with its own pieces between what still lives: an eighth of all that
    a server held. Python lets one thread run at a time, so none waits for another there.
    """
    return SET is not None and bool(SET(MOST_ARENAS, 1))


class Tidying:
    def __init__(self, quiet_for: Callable[[], float]) -> None:
        self._quiet_for = quiet_for
        self._tidied_at = time.monotonic()
        self._before: tuple[int, int, int] | None = None
        self._going_on: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._before = gc.get_threshold()
        gc.set_threshold(YOUNG, MIDDLE, NEVER)
        self._going_on = asyncio.create_task(self._go_on())

    def look(self) -> bool:
        """Whether it tidied up."""
        is_late = time.monotonic() - self._tidied_at >= AT_LATEST
        if gc.get_count()[2] < ENOUGH or not (is_late or self._quiet_for() >= QUIET_FOR):
            return False
        gc.collect()
        self._tidied_at = time.monotonic()
        return True

    async def close(self) -> None:
        if self._going_on and self._before:
            self._going_on.cancel()
            await asyncio.gather(self._going_on, return_exceptions=True)
            gc.set_threshold(*self._before)

    async def _go_on(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            if self.look():
                await asyncio.to_thread(give_back)  # some ms, for which nobody need wait
