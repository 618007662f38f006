"""Rooms: who has a screen of a workshop open, and how the present state reaches them.

A room never sends a change; it sends the present state of a fragment. Announcements only mark it stale; it re-reads at
once and then at its beat, renders once per audience, and puts what differs into each connection's mailbox. A mailbox
holds one letter per element, so a slow phone skips states instead of queueing them.
"""

import asyncio
import logging
import time
from dataclasses import dataclass, replace

from app.bus import Announcement, Bus
from app.live.connection import Connection, Rendered
from app.live.fragments import Kind, Screen, fragments, reasons_for
from app.live.leaving import leaving
from app.live.mine import strips_of_round
from app.live.reading import read_scene
from app.models import Role
from app.store import Store

# Seconds between two renderings: who runs the room hears of a rating with its commit; phones can wait a little.
BEATS = {frozenset({Kind.CONSOLE, Kind.STAGE}): 0.03, frozenset({Kind.PHONE}): 0.15}
AWAY_FOR = 60.0  # seconds in which a phone that closed its socket politely (it went dark) still counts as connected
MOVED = 4001  # close codes from 4000 on are final: the browser does not come back by itself

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _State:
    """One reading of a room: what every audience sees, each person's line about the round on stage, who must go."""

    gone: dict[str, str]  # cookies that hold no seat or account any more, and what their screens are told
    rendered: dict[Screen, Rendered]
    own: dict[int, Rendered]

    def own_line(self, connection: Connection) -> Rendered:
        return self.own.get(connection.place.seat_id or 0, {}) if connection.screen.kind is Kind.PHONE else {}


class Room:
    def __init__(self, workshop_id: int, store: Store) -> None:
        self.workshop_id = workshop_id
        self.connections: set[Connection] = set()
        self._store = store
        self._away: dict[int, float] = {}  # seat -> when it stops counting as connected
        self._rendered: dict[Screen, Rendered] = {}  # what each audience was sent last
        self._stale = {kinds: asyncio.Event() for kinds in BEATS}
        self._tasks = [asyncio.create_task(self._keep_fresh(kinds, every)) for kinds, every in BEATS.items()]

    def mark_stale(self) -> None:
        for stale in self._stale.values():
            stale.set()

    def enter(self, connection: Connection) -> None:
        self.connections.add(connection)
        self._away.pop(connection.place.seat_id or 0, None)
        self.mark_stale()

    def leave(self, connection: Connection, *, politely: bool) -> None:
        self.connections.discard(connection)
        if politely and connection.place.seat_id:
            self._away[connection.place.seat_id] = time.monotonic() + AWAY_FOR
            asyncio.get_running_loop().call_later(AWAY_FOR + 0.1, self.mark_stale)
        self.mark_stale()

    def tell_seat(self, seat_id: int, letters: Rendered) -> None:
        """For one person alone, on every screen that person has open."""
        for connection in self.connections:
            if connection.place.seat_id == seat_id:
                connection.put({}, letters)

    def tell_facilitators(self, letters: Rendered) -> None:
        for connection in self.connections:
            if connection.place.role is Role.FACILITATOR and connection.screen.kind is Kind.CONSOLE:
                connection.put(letters)

    @property
    def connected(self) -> int:
        """Participants, not tabs, with a line to us now or a phone that went dark less than a minute ago."""
        at_once = time.monotonic()
        self._away = {seat: until for seat, until in self._away.items() if until > at_once}
        here = {c.place.seat_id for c in self.connections if c.place.role is Role.PARTICIPANT}
        return len(here | self._away.keys())

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _keep_fresh(self, kinds: frozenset[Kind], every: float) -> None:
        stale = self._stale[kinds]
        while True:
            await stale.wait()
            stale.clear()
            try:
                await self._refresh(kinds)
            except Exception:
                log.exception("room %d could not be refreshed; it tries again at the next change", self.workshop_id)
            await asyncio.sleep(every)

    async def _refresh(self, kinds: frozenset[Kind]) -> None:
        watching = [connection for connection in self.connections if connection.screen.kind in kinds]
        if not watching:
            return
        arrived = [connection for connection in watching if connection.is_new]
        screens = {connection.screen for connection in watching}
        state = await asyncio.to_thread(self._read, screens, self.connected)
        before = {screen: self._rendered.get(screen, {}) for screen in screens}
        self._rendered.update(state.rendered)
        for connection in watching:
            if sentence := state.gone.get(connection.place.token_hash or ""):
                connection.send_away(sentence, MOVED)
            elif connection in arrived:
                connection.is_new = False
                connection.put(state.rendered[connection.screen], state.own_line(connection))
            else:
                letters = _differences(before[connection.screen], state.rendered[connection.screen])
                connection.put(letters, state.own_line(connection) if letters else None)

    def _read(self, screens: set[Screen], connected: int) -> "_State":
        with self._store.read() as session:
            gone = leaving(session, self.workshop_id, {connection.place for connection in list(self.connections)})
            scene = replace(read_scene(session, self.workshop_id), connected=connected)
            shown = scene.shown.revealed_round_id if scene.shown else None
            phones = any(screen.kind is Kind.PHONE for screen in screens)
            own = strips_of_round(session, shown) if shown and phones else {}
            reasons = {screen: reasons_for(session, screen, scene) for screen in screens}
        rendered = {screen: fragments(screen, scene, reasons=reasons[screen]) for screen in screens}
        return _State(gone, rendered, own)


def _differences(before: Rendered, after: Rendered) -> Rendered:
    return {element: html for element, html in after.items() if before.get(element) != html}


class Rooms:
    """The rooms that have somebody in them."""

    def __init__(self, store: Store, bus: Bus) -> None:
        self._store = store
        self._rooms: dict[int, Room] = {}
        bus.subscribe(self._hear)

    def enter(self, connection: Connection) -> Room:
        workshop_id = connection.place.workshop_id
        if workshop_id not in self._rooms:
            self._rooms[workshop_id] = Room(workshop_id, self._store)
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

    def tell_seat(self, workshop_id: int, seat_id: int, letters: Rendered) -> None:
        if room := self._rooms.get(workshop_id):
            room.tell_seat(seat_id, letters)

    def tell_facilitators(self, workshop_id: int, letters: Rendered) -> None:
        if room := self._rooms.get(workshop_id):
            room.tell_facilitators(letters)

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

    async def close(self) -> None:
        for room in list(self._rooms.values()):
            await room.close()

    def _hear(self, announcement: Announcement) -> None:
        if room := self._rooms.get(announcement.workshop_id):
            room.mark_stale()
