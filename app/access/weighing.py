"""Passwords are weighed apart: one thread, one at a time, with a line of its own that is never long.

Argon2 takes 160 ms and 64 MiB on purpose. In the threads that everybody shares, 24 guessing visitors kept pushes
waiting for seconds; here guesses wait for guesses alone, and who finds the line full is told so at once.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from app.errors import TooMany
from app.models.people.password import hash_password, password_matches

Weighed = TypeVar("Weighed")
STRANGERS = 4  # in line at most: whoever waits, waits under a second
KNOWN = 12  # with whom a browser proves that it has been here: strangers cannot fill their places
FULL = "Too many people are signing in at this moment. Nothing is wrong with what you typed: wait a minute, try again."


class Weighing:
    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "passwords")
        self._in_line = 0

    async def matches(self, password: str, password_hash: str | None, *, is_known: bool) -> bool:
        """`is_known`: the asker's browser has been signed in to this account before, or is now."""
        return await self._weigh(is_known, lambda: password_matches(password, password_hash))

    async def hash(self, password: str) -> str:
        """For those who hold a one-use link or have just shown their password."""
        return await self._weigh(True, lambda: hash_password(password))

    async def _weigh(self, is_known: bool, weigh: Callable[[], Weighed]) -> Weighed:
        if self._in_line >= (KNOWN if is_known else STRANGERS):
            raise TooMany(FULL)
        self._in_line += 1
        weighed = asyncio.get_running_loop().run_in_executor(self._thread, weigh)
        weighed.add_done_callback(self._leave)
        return await asyncio.shield(weighed)  # whoever goes away meanwhile is in line until it is done

    def _leave(self, _weighed: object) -> None:
        self._in_line -= 1

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)
