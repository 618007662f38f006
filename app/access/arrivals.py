"""When a device last came to this server, and by which address: what a room is told is tried with one phone.

Kept as long as the server runs. A browser that runs workshops is not a phone, nor is this computer itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import HTTPConnection

from app.access.network import is_only_here
from app.clock import now

AFRESH = timedelta(seconds=30)  # consoles are told of an arrival at once, and not of every phone in a crowd


@dataclass(frozen=True)
class Arrival:
    address: str
    at: datetime


class Arrivals:
    def __init__(self, tell_consoles: Callable[[], None]) -> None:
        self._tell_consoles = tell_consoles
        self.newest: Arrival | None = None

    def note(self, connection: HTTPConnection, *, is_host: bool) -> bool:
        """Whether it was new. `is_host`: whoever asks is signed in to run workshops."""
        address = connection.headers.get("host", "")[:100]
        came_from = connection.client.host if connection.client else ""
        if (
            is_host
            or not came_from
            or is_only_here(f"http://{address}")
            or is_only_here(f"http://{_in_url(came_from)}")
        ):
            return False
        before, self.newest = self.newest, Arrival(address, now())
        if before and before.address == address and self.newest.at - before.at < AFRESH:
            return False
        self._tell_consoles()
        return True


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
