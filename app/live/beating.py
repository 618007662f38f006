"""A beat on a line that would be silent: a screen says that it is connected only while it hears something."""

import asyncio
import time
from collections.abc import Iterable

from app.live.connection import Connection

SILENT_FOR = 8.0  # seconds after which a line is told that it stands; a screen gives it up after 25
LOOK_EVERY = 1.0
SHARE = 4  # at most a quarter of the lines at a time: a thousand phones are not told in one breath


async def keep_beating(connections: set[Connection]) -> None:
    """One for a room, as long as it stands."""
    while True:
        await asyncio.sleep(LOOK_EVERY)
        for connection in due(connections, time.monotonic()):
            connection.beat()


def due(connections: Iterable[Connection], at: float) -> list[Connection]:
    """The lines to beat on now, the longest silent ones first."""
    lines = list(connections)
    silent = sorted((line for line in lines if at - line.spoke_at >= SILENT_FOR), key=lambda line: line.spoke_at)
    return silent[: 1 + len(lines) // SHARE]
