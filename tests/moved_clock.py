"""A clock that a test moves, for a program in a process of its own: an offset in a file, read at every look.

`app.clock` is the one clock of the program, so it is moved there, and nothing that waits is.
"""

import os
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from app import clock
from app.live import standing_clock

FILE = "MOVED_CLOCK"  # in the environment: where the offset stands, in seconds; nothing there is none
WRONG = "MOVED_CLOCK_IS_WRONG"  # likewise: no time has passed with it


def move_clock() -> None:
    """For a process that was started with one."""
    if FILE in os.environ:
        file, passed = Path(os.environ[FILE]), standing_clock.passed
        clock.datetime = _moved(file)  # type: ignore[attr-defined]
        if WRONG in os.environ:
            return
        # As if the machine had slept: a clock that jumps ahead by itself is not believed for an hour.
        standing_clock.passed = lambda: passed() + _offset(file)
        # Nor at a start, which is tested in tests/live/test_endings.py: here months pass between two of them.
        standing_clock.SLEPT = float("inf")


def set_clock(file: Path, by: timedelta) -> None:
    """Never half-written for whoever looks meanwhile."""
    new = file.with_suffix(".new")
    new.write_text(str(by.total_seconds()))
    new.replace(file)


def _moved(file: Path) -> type[datetime]:
    class Moved(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(seconds=_offset(file))

    return Moved


def _offset(file: Path) -> float:
    return float(file.read_text()) if file.exists() else 0.0
