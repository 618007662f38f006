"""Who hears that a workshop has changed. In one process this is a loop over callbacks.

An announcement says only which workshop and which revision: whoever hears it reads the present state. That is all a
message queue between several processes would have to carry, so one can stand behind the same three methods.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol


class Announcement(NamedTuple):
    workshop_id: int
    rev: int


Hearer = Callable[[Announcement], None]


class Bus(Protocol):
    def announce(self, announcement: Announcement) -> None: ...

    def subscribe(self, hearer: Hearer) -> None: ...

    def unsubscribe(self, hearer: Hearer) -> None: ...


class InProcessBus:
    """Announce from the event loop; hearers must return at once (they mark, they do not read)."""

    def __init__(self) -> None:
        self._hearers: list[Hearer] = []

    def announce(self, announcement: Announcement) -> None:
        for hearer in list(self._hearers):
            hearer(announcement)

    def subscribe(self, hearer: Hearer) -> None:
        self._hearers.append(hearer)

    def unsubscribe(self, hearer: Hearer) -> None:
        self._hearers.remove(hearer)
