"""Rooms: who has a screen of a workshop open, and how the present state reaches them.

A room never sends a change; it sends the present state of a fragment. Announcements only mark it stale; it re-reads at
once and then at its beat, renders once per audience, and puts what differs into each connection's mailbox. A mailbox
holds one letter per element, so a slow phone skips states instead of queueing them.
"""

import asyncio
import time
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from sqlmodel import Session

from app.access.arrivals import Arrivals
from app.access.guessing import Guessing
from app.access.places import Place
from app.access.rights import allows, refusal
from app.live.beating import keep_beating
from app.live.connection import Connection
from app.live.counts import Counts
from app.live.fragments import ACT_TO_SEE, Screen, Writer, desk_for, fragments
from app.live.insets import Insets
from app.live.leaving import SIGNED_OUT, leaving
from app.live.outline import newest_act
from app.live.own import Owns, read_nods
from app.live.reading import read_scene
from app.live.scene import Kind, Scene
from app.live.sorting import Sorting
from app.live.state import NOBODYS, Own, Rendered, Shared, State
from app.live.timer import changes_in
from app.log import failed
from app.models import Role
from app.models.record.subject import Key
from app.store.sqlite import Store

PHONES = frozenset({Kind.PHONE, Kind.WAITING})
# Seconds between two readings: who runs the room hears of a rating with its commit; phones can wait a little.
BEATS = {
    frozenset({Kind.CONSOLE}): 0.005,  # alone: what is typed there is nobody else's business
    frozenset({Kind.STAGE}): 0.03,
    PHONES: 0.15,
}
REST = 1  # and at least this many times as long as the reading took, or nothing else were done where much is said
ALL = frozenset(Kind)
MINUTES_EVERY = 20.0  # seconds
AWAY_FOR = 60.0  # seconds in which a phone that closed its socket politely (it went dark) still counts as connected
BREATH = 50  # screens that are told at a time: some 2 ms
MOVED = 4001  # close codes from 4000 on are final: the browser does not come back by itself
ENDED = 4004
STANDS = "What was recorded stands. You can close this page."


Inside = tuple[Key | None, str, str, Place]  # a position, its field, the page that is in it, and whose


@dataclass(frozen=True)
class _Reading:
    """One reading of a room: what everybody who watches sees, and who must go."""

    gone: dict[str, str]  # cookies that hold no seat or account any more, and what their screens are told
    ended: dict[Screen, str]  # audiences that may not see this state, with the sentence that says so
    shared: dict[Screen, Shared]
    own: dict[Kind, dict[int, Own]]  # by seat
    newest_act: int
    words_change_in: float | None = None  # seconds until the timer says something else


class Room:
    def __init__(self, workshop_id: int, store: Store, guessing: Guessing, arrivals: Arrivals) -> None:
        self.workshop_id = workshop_id
        self._guessing, self._arrivals = guessing, arrivals
        self.connections: set[Connection] = set()
        self._store = store
        self._moves, self._connected = 0, (-1, 0)  # comings and goings; after how many of them so many were connected
        self._away: dict[int, float] = {}  # seat -> when it stops counting as connected
        self._stale = {kinds: asyncio.Event() for kinds in BEATS}
        self._timer: asyncio.TimerHandle | None = None
        self._owns = Owns()
        self._shared: dict[frozenset[Kind], dict[Screen, Shared]] = {}  # as they were told last
        self._insets: dict[frozenset[Kind], Insets] = {}  # of the last reading
        self._counts = Counts(lambda: self.mark_stale(PHONES))
        self._tasks = [asyncio.create_task(self._keep_fresh(kinds, every)) for kinds, every in BEATS.items()]
        self._tasks.append(asyncio.create_task(keep_beating(self.connections)))
        self._tasks.append(asyncio.create_task(self._tell_the_time()))

    def mark_stale(self, kinds: Set[Kind] = ALL) -> None:
        for beat, stale in self._stale.items():
            if beat & kinds:
                stale.set()

    def enter(self, connection: Connection) -> None:
        self.connections.add(connection)
        self._away.pop(connection.place.seat_id or 0, None)
        self._has_moved()

    def leave(self, connection: Connection, *, politely: bool) -> None:
        self.connections.discard(connection)
        if politely and connection.place.seat_id and not connection.place.is_waiting:
            self._away[connection.place.seat_id] = time.monotonic() + AWAY_FOR
            asyncio.get_running_loop().call_later(AWAY_FOR + 0.1, self._give_up_away)
        self._has_moved()

    def _give_up_away(self) -> None:
        at_once = time.monotonic()
        self._away = {seat: until for seat, until in self._away.items() if until > at_once}
        self._has_moved()

    def _has_moved(self) -> None:
        """Somebody has come or gone."""
        self._moves += 1
        self.mark_stale()

    def say_to_seat(self, seat_id: int, message: Rendered) -> None:
        """For one person alone, on every screen that person has open."""
        for connection in self.connections:
            if connection.place.seat_id == seat_id:
                connection.say(message)

    def say_to_facilitators(self, message: Rendered) -> None:
        for connection in self.connections:
            if connection.place.role is Role.FACILITATOR and connection.screen.kind is Kind.CONSOLE:
                connection.say(message)

    @property
    def connected(self) -> int:
        """Participants, not tabs, with a line to us now or a phone that went dark less than a minute ago.

        A page asks from a thread of its own, while they come and go: so of copies. A console asks with every answer,
        so what was counted holds until somebody comes or goes.
        """
        after, counted = self._connected
        if after != (moves := self._moves):
            at_once = time.monotonic()
            away = {seat for seat, until in list(self._away.items()) if until > at_once}
            seats = {c.place.seat_id for c in list(self.connections) if c.screen.kind is Kind.PHONE}
            counted = len(seats | away)
            self._connected = moves, counted  # whoever comes meanwhile is counted next time
        return counted

    def _wake_for_timer(self, seconds: float | None) -> None:
        """The words of the timer change by the minute, with no act that anybody hears of."""
        if self._timer:
            self._timer.cancel()
        loop = asyncio.get_running_loop()
        self._timer = None if seconds is None else loop.call_later(seconds + 0.02, self.mark_stale)

    async def close(self) -> None:
        self._wake_for_timer(None)
        self._counts.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _keep_fresh(self, kinds: frozenset[Kind], every: float) -> None:
        stale = self._stale[kinds]
        while True:
            await stale.wait()
            stale.clear()
            began = time.monotonic()
            try:
                await self._refresh(kinds)
            except Exception as error:  # it tries again at the next change
                failed("a room could not be refreshed", error, workshop=self.workshop_id)
            await asyncio.sleep(max(every, REST * (time.monotonic() - began)))

    async def _tell_the_time(self) -> None:
        """A console says for how many minutes something has gone on; they pass while nobody does anything."""
        while True:
            await asyncio.sleep(MINUTES_EVERY)
            self.mark_stale(frozenset({Kind.CONSOLE}))

    async def _refresh(self, kinds: frozenset[Kind]) -> None:
        watching = [connection for connection in self.connections if connection.screen.kind in kinds]
        if kinds == PHONES and watching and self._counts.can_wait and not await asyncio.to_thread(self._has_acted):
            self._counts.wait()
            watching = [connection for connection in watching if connection.shown is None]
        if not watching:
            return
        is_everybody = len(watching) == sum(one.screen.kind in kinds for one in self.connections)
        by_screen: dict[Screen, list[Connection]] = {}
        for connection in watching:
            by_screen.setdefault(connection.screen, []).append(connection)
        inside = [(one.screen.key, one.writes_in, one.page, one.place) for one in self.connections if one.writes_in]
        reading = await asyncio.to_thread(self._read, kinds, by_screen, inside, self.connected)
        self._wake_for_timer(reading.words_change_in)
        if kinds == PHONES and is_everybody:
            self._counts.told(reading.newest_act)
        await self._show(by_screen, reading)

    async def _show(self, by_screen: dict[Screen, list[Connection]], reading: _Reading) -> None:
        sorting = Sorting()
        for screen, connections in by_screen.items():
            shared, own = reading.shared.get(screen), reading.own.get(screen.kind, {})
            for number, connection in enumerate(connections, start=1):
                if sentence := reading.gone.get(connection.place.token_hash or ""):
                    signs_in, is_theirs = sentence == SIGNED_OUT, connection.place.role is Role.FACILITATOR
                    connection.send_away(sentence, MOVED, signs_in=signs_in, leads_home=is_theirs and not signs_in)
                elif shared is None:
                    connection.send_away(reading.ended[screen], ENDED)
                else:
                    connection.show(State(shared, own.get(connection.place.seat_id or 0, NOBODYS)), sorting)
                if number % BREATH == 0:
                    await asyncio.sleep(0)  # who answers meanwhile is heard meanwhile

    def _has_acted(self) -> bool:
        """Anybody, since all phones were told."""
        with self._store.read() as session:
            return newest_act(session, self.workshop_id) != self._counts.after

    def _read(
        self,
        kinds: frozenset[Kind],
        by_screen: dict[Screen, list[Connection]],
        inside: list[Inside],
        connected: int,
    ) -> _Reading:
        places = [connection.place for connections in by_screen.values() for connection in connections]
        with self._store.read() as session:
            newest = newest_act(session, self.workshop_id)
            gone = leaving(session, self.workshop_id, places)
            alarm, reached = self._guessing.alarm, self._arrivals.newest
            scene = read_scene(session, self.workshop_id)
            scene = replace(scene, connected=connected, alarm=alarm, reached=reached)
            ended = _ended(by_screen, scene)
            # What nobody may see is not even rendered.
            screens = by_screen.keys() - ended.keys()
            own = {
                Kind.PHONE: self._owns.read(session, scene, newest, _seats(by_screen, Kind.PHONE)),
                Kind.WAITING: read_nods(session, self.workshop_id, _seats(by_screen, Kind.WAITING)),
            }
            writers = {screen: _writers(session, screen, inside) for screen in screens}
            desks = {screen: desk_for(session, screen, scene, writers[screen]) for screen in screens}
        before, insets = self._shared.get(kinds, {}), Insets(self._insets.get(kinds))
        rendered = {screen: fragments(screen, scene, desks[screen], insets) for screen in screens}
        shared = {
            screen: Shared(html, before.get(screen), is_public=screen.is_public) for screen, html in rendered.items()
        }
        self._shared[kinds], self._insets[kinds] = shared, insets
        return _Reading(gone, ended, shared, own, newest, changes_in(scene.timer_ends_at) if scene.time_left else None)


def _writers(session: Session, screen: Screen, inside: list[Inside]) -> tuple[Writer, ...]:
    """In the position that this console has open."""
    same = [(field, place, page) for key, field, page, place in inside if key and key == screen.key]
    return tuple(sorted(Writer(field, place.actor(session), page) for field, place, page in same))


def _seats(by_screen: dict[Screen, list[Connection]], kind: Kind) -> set[int]:
    watching = [connection for screen, them in by_screen.items() if screen.kind is kind for connection in them]
    return {connection.place.seat_id for connection in watching if connection.place.seat_id}


def _ended(screens: Iterable[Screen], scene: Scene) -> dict[Screen, str]:
    """Rights are checked at every push: the state that is about to be told may be the one that ends them."""
    return {
        screen: f"{refusal(ACT_TO_SEE[screen.kind], [screen.role], scene.state)} {STANDS}"
        for screen in screens
        if not allows(ACT_TO_SEE[screen.kind], screen.role, scene.state, scene.rule, scene.grants)
    }
