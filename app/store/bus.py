"""Who hears that a workshop has changed. In one process this is a loop over callbacks.

An announcement says only which workshop, and which of its two numbers was raised to what: `rev` by every act, `typed`
by what is typed and not settled, which consoles alone read. Whoever hears it reads the present state. It has two
moments: *within* the transaction that makes the change, for a database that carries it to other processes with the
commit or not at all, and *told* after it, here.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

from sqlalchemy import Connection


class Raises(StrEnum):
    """A workshop's column that a change raises."""

    REV = "rev"
    TYPED = "typed"


class Announcement(NamedTuple):
    workshop_id: int
    number: int
    of: Raises = Raises.REV


Announcements = Sequence[Announcement]
Hearer = Callable[[Announcement], None]


class Bus(Protocol):
    def within(self, connection: Connection, announcements: Announcements) -> None:
        """In the writer's thread and transaction, which may still fail; then nothing of it may be heard."""

    def told(self, announcements: Announcements) -> None:
        """On the event loop, once they are on disk and whoever asked has been answered."""

    def subscribe(self, hearer: Hearer) -> None: ...

    def unsubscribe(self, hearer: Hearer) -> None: ...


class InProcessBus:
    """For one process and its SQLite file. Hearers must return at once (they mark, they do not read)."""

    def __init__(self) -> None:
        self._hearers: list[Hearer] = []

    def within(self, connection: Connection, announcements: Announcements) -> None:
        """Nothing: nobody outside this process hears, and inside it nobody may before the commit."""

    def told(self, announcements: Announcements) -> None:
        for announcement in announcements:
            for hearer in list(self._hearers):
                hearer(announcement)

    def subscribe(self, hearer: Hearer) -> None:
        self._hearers.append(hearer)

    def unsubscribe(self, hearer: Hearer) -> None:
        self._hearers.remove(hearer)
