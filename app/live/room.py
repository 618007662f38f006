"""Rooms: who has a screen of a workshop open, and how the present state reaches them.

A room never sends a change; it sends the present state of a fragment. Announcements only mark it stale; it re-reads at
once and then at its beat, renders once per audience, and puts what differs into each connection's mailbox. A mailbox
holds one letter per element, so a slow phone skips states instead of queueing them.
"""

import asyncio
import time
from dataclasses import dataclass, replace

from app.access.guessing import Guessing
from app.access.rights import allows, refusal
from app.live.beating import keep_beating
from app.live.connection import Connection, Rendered
from app.live.fragments import ACT_TO_SEE, Screen, fragments, reasons_for
from app.live.leaving import SIGNED_OUT, leaving
from app.live.mine import strips_of_round
from app.live.places import admitted_among, nodded
from app.live.reading import read_scene
from app.live.scene import Kind, Scene
from app.log import failed
from app.models import Role
from app.store.bus import Announcement, Bus
from app.store.writer import Store

# Seconds between two renderings: who runs the room hears of a rating with its commit; phones can wait a little.
BEATS = {frozenset({Kind.CONSOLE, Kind.STAGE}): 0.03, frozenset({Kind.PHONE, Kind.WAITING}): 0.15}
AWAY_FOR = 60.0  # seconds in which a phone that closed its socket politely (it went dark) still counts as connected
MOVED = 4001  # close codes from 4000 on are final: the browser does not come back by itself
ENDED = 4004
STANDS = "What was recorded stands. You can close this page."


@dataclass(frozen=True)
class _State:
    """One reading of a room: what every audience sees, each person's line about the round on stage, who must go."""

    gone: dict[str, str]  # cookies that hold no seat or account any more, and what their screens are told
    ended: dict[Screen, str]  # audiences that may not see this state, with the sentence that says so
    rendered: dict[Screen, Rendered]
    own: dict[int, Rendered]
    admitted: set[int]  # seats of those who wait at the door: the ones that may go on

    def own_line(self, connection: Connection) -> Rendered:
        return self.own.get(connection.place.seat_id or 0, {}) if connection.screen.kind is Kind.PHONE else {}


class Room:
    def __init__(self, workshop_id: int, store: Store, guessing: Guessing) -> None:
        self.workshop_id = workshop_id
        self._guessing = guessing
        self.connections: set[Connection] = set()
        self._store = store
        self._away: dict[int, float] = {}  # seat -> when it stops counting as connected
        self._rendered: dict[Screen, Rendered] = {}  # what each audience was sent last
        self._stale = {kinds: asyncio.Event() for kinds in BEATS}
        self._tasks = [asyncio.create_task(self._keep_fresh(kinds, every)) for kinds, every in BEATS.items()]
        self._tasks.append(asyncio.create_task(keep_beating(self.connections)))

    def mark_stale(self) -> None:
        for stale in self._stale.values():
            stale.set()

    def enter(self, connection: Connection) -> None:
        self.connections.add(connection)
        self._away.pop(connection.place.seat_id or 0, None)
        self.mark_stale()

    def leave(self, connection: Connection, *, politely: bool) -> None:
        self.connections.discard(connection)
        self._forget_unwatched()
        if politely and connection.place.seat_id and not connection.place.is_waiting:
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
        here = {c.place.seat_id for c in self.connections if c.screen.kind is Kind.PHONE}
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
            except Exception as error:  # it tries again at the next change
                failed("a room could not be refreshed", error, workshop=self.workshop_id)
            await asyncio.sleep(every)

    async def _refresh(self, kinds: frozenset[Kind]) -> None:
        watching = [connection for connection in self.connections if connection.screen.kind in kinds]
        if not watching:
            return
        arrived = [connection for connection in watching if connection.is_new]
        screens = {connection.screen for connection in watching}
        state = await asyncio.to_thread(self._read, screens, self.connected)
        before = {screen: self._rendered.get(screen, {}) for screen in screens}
        self._rendered |= state.rendered
        self._forget_unwatched()
        for connection in watching:
            if sentence := state.gone.get(connection.place.token_hash or ""):
                connection.send_away(sentence, MOVED, signs_in=sentence == SIGNED_OUT)
            elif connection.screen in state.ended:
                connection.send_away(state.ended[connection.screen], ENDED)
            elif connection.place.seat_id in state.admitted and connection.screen.kind is Kind.WAITING:
                connection.put({}, nodded(self.workshop_id))
            elif connection in arrived:
                connection.is_new = False
                connection.put(state.rendered[connection.screen], state.own_line(connection))
                connection.beat()  # with nothing to be told, as at the door, it hears that it is heard
            else:
                letters = _differences(before[connection.screen], state.rendered[connection.screen])
                connection.put(letters, state.own_line(connection) if letters else None)

    def _forget_unwatched(self) -> None:
        watched = {connection.screen for connection in self.connections}
        self._rendered = {screen: html for screen, html in self._rendered.items() if screen in watched}

    def _read(self, screens: set[Screen], connected: int) -> "_State":
        with self._store.read() as session:
            gone = leaving(session, self.workshop_id, {connection.place for connection in list(self.connections)})
            alarm = self._guessing.alarm
            scene = replace(read_scene(session, self.workshop_id), connected=connected, alarm=alarm)
            ended = _ended(screens, scene)
            screens = screens - ended.keys()  # what nobody may see is not even rendered
            shown = scene.shown.revealed_round_id if scene.shown else None
            phones = any(screen.kind is Kind.PHONE for screen in screens)
            own = strips_of_round(session, shown, self._seats_of(Kind.PHONE)) if shown and phones else {}
            admitted = admitted_among(session, self._seats_of(Kind.WAITING))
            reasons = {screen: reasons_for(session, screen, scene) for screen in screens}
        rendered = {screen: fragments(screen, scene, reasons=reasons[screen]) for screen in screens}
        return _State(gone, ended, rendered, own, admitted)

    def _seats_of(self, kind: Kind) -> set[int]:
        """Of those who are connected."""
        return {c.place.seat_id for c in list(self.connections) if c.screen.kind is kind and c.place.seat_id}


def _ended(screens: set[Screen], scene: Scene) -> dict[Screen, str]:
    """Rights are checked at every push: the state that is about to be told may be the one that ends them."""
    return {
        screen: f"{refusal(ACT_TO_SEE[screen.kind], [screen.role], scene.state)} {STANDS}"
        for screen in screens
        if not allows(ACT_TO_SEE[screen.kind], screen.role, scene.state, scene.rule)
    }


def _differences(before: Rendered, after: Rendered) -> Rendered:
    return {element: html for element, html in after.items() if before.get(element) != html}


class Rooms:
    """The rooms that have somebody in them."""

    def __init__(self, store: Store, bus: Bus) -> None:
        self._store = store
        self.guessing = Guessing(self.mark_stale)
        self._rooms: dict[int, Room] = {}
        bus.subscribe(self._hear)

    def enter(self, connection: Connection) -> Room:
        workshop_id = connection.place.workshop_id
        if workshop_id not in self._rooms:
            self._rooms[workshop_id] = Room(workshop_id, self._store, self.guessing)
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

    def mark_stale(self) -> None:
        """Something that every room tells has changed, and no workshop with it."""
        for room in self._rooms.values():
            room.mark_stale()

    async def close(self) -> None:
        for room in list(self._rooms.values()):
            await room.close()

    def _hear(self, announcement: Announcement) -> None:
        if room := self._rooms.get(announcement.workshop_id):
            room.mark_stale()
