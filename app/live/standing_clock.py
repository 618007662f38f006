"""Whether the clock on the wall can be believed: not at once, after it has jumped ahead.

What is erased by a clock that was wrong for a minute is not brought back. So where the wall's clock has gone further
than time has passed, nothing is done by it until it has stood there for an hour. A clock that goes back is believed: by
it less is due. At a start it is compared with the newest moment that is written down: where it is days ahead, the
server may have been off, or the clock may be wrong, and one hour tells. What was slept over is done then.
"""

import time
from collections.abc import Callable
from datetime import datetime

from app.clock import now

BELIEVED = 60.0  # seconds between two looks by which a clock is set right without a question
STANDS = 3600.0  # seconds
SLEPT = 7 * 24 * 3600.0  # seconds between what was written down last and a start, without a question
WAITS = (
    "Nothing was erased: this machine’s clock is far ahead of what was written down last. Look whether it is right. "
    "The server does what is due by itself, once the clock has stood for an hour."
)
Seconds = Callable[[], float]


def passed() -> float:
    """Seconds since some moment, those in which the machine slept among them where the system counts them."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def wall() -> float:
    return now().timestamp()


class StandingClock:
    def __init__(
        self, on_the_wall: Seconds | None = None, since: Seconds | None = None, newest: datetime | None = None
    ) -> None:
        """`newest`: of all moments that are written down."""
        self._wall, self._passed = on_the_wall or wall, since or passed
        begins = self._wall()
        if newest and begins > newest.timestamp() + SLEPT:
            begins = newest.timestamp()
        self._ahead = begins - self._passed()  # how far the wall's clock is ahead of time passed, as believed
        self._doubted: tuple[float, float] | None = None  # another such number, and since when it stands

    def is_believed(self) -> bool:
        """Asked at every look."""
        passed = self._passed()
        ahead = self._wall() - passed
        if ahead > self._ahead + BELIEVED and not self._has_stood(ahead, passed):
            return False
        self._ahead, self._doubted = ahead, None
        return True

    def _has_stood(self, ahead: float, passed: float) -> bool:
        if self._doubted is None or abs(ahead - self._doubted[0]) > BELIEVED:
            self._doubted = ahead, passed
        return passed - self._doubted[1] >= STANDS
