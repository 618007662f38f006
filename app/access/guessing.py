"""Wrong codes, counted for the whole service: beyond what a clumsy room types they are slowed, and consoles are told.

Never by address, for a venue is one address; and a right code is looked up first, so it is never refused or slowed.
"""

import asyncio
from collections.abc import Callable

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.errors import TooFast
from app.log import told

AT_EASE = RateLimitItemPerMinute(20)  # 80 people who type six letters on small keys
MANY = RateLimitItemPerMinute(40)  # more than a room: somebody is trying
SLOWED_BY = 1.5  # seconds
MOST_SLOWED = 50  # at once: each holds a request open
CALM_AFTER = 61.0  # seconds, when the last of a minute's codes has left the window
ALARM = "Many wrong codes are being tried. If everybody is here, lock the door."


class Guessing:
    def __init__(self, tell_consoles: Callable[[], None]) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._tell_consoles = tell_consoles
        self._slowed = 0
        self.alarm = ""

    async def wrong(self) -> None:
        """After each wrong code, before its answer goes out."""
        if not self._limiter.hit(MANY, "codes"):
            self._raise_alarm()
        if self._limiter.hit(AT_EASE, "codes"):
            return
        if self._slowed >= MOST_SLOWED:
            raise TooFast("Many codes are being tried right now. Wait a moment, check yours, and try again.")
        self._slowed += 1
        try:
            await asyncio.sleep(SLOWED_BY)
        finally:
            self._slowed -= 1

    def _raise_alarm(self) -> None:
        if not self.alarm:
            self.alarm = ALARM
            told("wrong codes", count=MANY.amount)
            self._tell_consoles()
            asyncio.get_running_loop().call_later(CALM_AFTER, self._calm)

    def _calm(self) -> None:
        """It stands for as long as the window is full."""
        if self._limiter.test(MANY, "codes"):
            self.alarm = ""
            self._tell_consoles()
        else:
            asyncio.get_running_loop().call_later(CALM_AFTER, self._calm)
