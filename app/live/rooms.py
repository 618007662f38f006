"""All rooms that have somebody in them, and the one ear that they have on the bus."""

from app.access.arrivals import Arrivals
from app.access.guessing import Guessing
from app.live.connection import Connection
from app.live.room import ALL, Room
from app.live.scene import Kind
from app.live.state import Rendered
from app.store.bus import Announcement, Bus, Raises
from app.store.sqlite import Store


class Rooms:
    """The rooms that have somebody in them."""

    def __init__(self, store: Store, bus: Bus) -> None:
        self._store = store
        self.guessing = Guessing(self.mark_stale)
        self.arrivals = Arrivals(self.mark_stale)
        self._rooms: dict[int, Room] = {}
        bus.subscribe(self._hear)

    def enter(self, connection: Connection) -> Room:
        workshop_id = connection.place.workshop_id
        if workshop_id not in self._rooms:
            self._rooms[workshop_id] = Room(workshop_id, self._store, self.guessing, self.arrivals)
        room = self._rooms[workshop_id]
        room.enter(connection)
        return room

    async def leave(self, connection: Connection, *, politely: bool) -> None:
        room = self._rooms.get(connection.place.workshop_id)
        if room is not None:
            room.leave(connection, politely=politely)
            if not room.connections:
                del self._rooms[connection.place.workshop_id]
                await room.close()

    def say_to_seat(self, workshop_id: int, seat_id: int, message: Rendered) -> None:
        if room := self._rooms.get(workshop_id):
            room.say_to_seat(seat_id, message)

    def say_to_facilitators(self, workshop_id: int, message: Rendered) -> None:
        if room := self._rooms.get(workshop_id):
            room.say_to_facilitators(message)

    def at_consoles(self) -> set[str]:
        """Hashes of the sign-ins with a console open."""
        return {
            connection.place.token_hash
            for room in self._rooms.values()
            for connection in room.connections
            if connection.screen.kind is Kind.CONSOLE and connection.place.token_hash
        }

    def connected(self, workshop_id: int) -> int:
        room = self._rooms.get(workshop_id)
        return room.connected if room else 0

    def mark_stale(self) -> None:
        """Something that every room tells has changed, and no workshop with it."""
        for room in self._rooms.values():
            room.mark_stale()

    def mark_typed(self, workshop_id: int) -> None:
        """Who is in which field has changed, and nothing that anybody else sees."""
        if room := self._rooms.get(workshop_id):
            room.mark_stale({Kind.CONSOLE})

    async def close(self) -> None:
        for room in list(self._rooms.values()):
            await room.close()

    def _hear(self, announcement: Announcement) -> None:
        if room := self._rooms.get(announcement.workshop_id):
            room.mark_stale({Kind.CONSOLE} if announcement.of is Raises.TYPED else ALL)
