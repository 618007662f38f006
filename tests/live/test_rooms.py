"""All rooms: one for each workshop with somebody in it, and one ear on the bus for all of them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

import pytest

from app.access.places import Place
from app.live.connection import Connection
from app.live.fragments import Screen
from app.live.room import BEATS
from app.live.rooms import Rooms
from app.live.scene import Kind
from app.models import Role
from app.store.bus import Announcement, InProcessBus, Raises
from app.store.sqlite import Store
from tests.conftest import Lobby
from tests.live.conftest import in_words
from tests.northvale import DEADLINE


def connection(workshop_id: int, role: Role, kind: Kind, **place: Any) -> Connection:
    return Connection(None, Place(workshop_id, role, **place), Screen(kind, role))  # type: ignore[arg-type]


@pytest.fixture
def inside(store: Store, room: Lobby) -> Callable[[Callable[[Rooms, InProcessBus], Awaitable[None]]], None]:
    """Runs this with the rooms of a server whose file holds one workshop."""
    room.session.commit()

    def run(act: Callable[[Rooms, InProcessBus], Awaitable[None]]) -> None:
        async def main() -> None:
            bus = InProcessBus()
            rooms = Rooms(store, bus)
            async with asyncio.timeout(DEADLINE):
                await act(rooms, bus)
            await rooms.close()

        asyncio.run(main())

    return run


async def letters(of: Connection) -> dict[str, str]:
    """The next that lie in its mailbox."""
    await of.bell.wait()
    of.bell.clear()
    mail, of.mail = of.mail, {}
    return in_words(mail)


Inside = Callable[[Callable[[Rooms, InProcessBus], Awaitable[None]]], None]


def test_a_room_ends_with_the_last_who_leaves_it_and_leaves_no_work_behind(inside: Inside, room: Lobby) -> None:
    async def act(rooms: Rooms, bus: InProcessBus) -> None:
        before = asyncio.all_tasks()
        stage, phone = (
            connection(room.workshop.id, Role.STAGE, Kind.STAGE),
            connection(room.workshop.id, Role.PARTICIPANT, Kind.PHONE, seat_id=room.seats["Olu"].id),
        )
        assert rooms.enter(stage) is rooms.enter(phone)
        assert rooms.connected(room.workshop.id) == 1
        await rooms.leave(stage, politely=True)
        assert len(asyncio.all_tasks() - before) == len(BEATS) + 2  # beats of its own line, and minutes
        await rooms.leave(phone, politely=True)
        assert asyncio.all_tasks() == before
        assert rooms.connected(room.workshop.id) == 0
        await rooms.leave(phone, politely=True)  # its socket ended twice over
        bus.told([Announcement(room.workshop.id, 2)])  # nobody is there to hear

    inside(act)


def test_an_announcement_reaches_the_room_of_its_workshop_and_no_other(inside: Inside, room: Lobby) -> None:
    async def act(rooms: Rooms, bus: InProcessBus) -> None:
        stage = connection(room.workshop.id, Role.STAGE, Kind.STAGE)
        entered = rooms.enter(stage)
        assert "Day 2" in "".join((await letters(stage)).values())
        room.workshop.title = "Day 3"
        room.workshop.lock(room.session, locked=True, by="facilitator")
        room.session.commit()
        bus.told([Announcement(room.workshop.id + 1, 2)])
        assert not any(stale.is_set() for stale in entered._stale.values())
        bus.told([Announcement(room.workshop.id, 2)])
        assert "Day 3" in "".join((await letters(stage)).values())

    inside(act)


def test_what_is_typed_wakes_the_consoles_of_its_workshop_alone(inside: Inside, room: Lobby) -> None:
    async def act(rooms: Rooms, bus: InProcessBus) -> None:
        entered = rooms.enter(stage := connection(room.workshop.id, Role.STAGE, Kind.STAGE))
        await letters(stage)
        for of, woken in ((Raises.TYPED, {Kind.CONSOLE}), (Raises.REV, set(Kind))):
            bus.told([Announcement(room.workshop.id, 2, of)])
            assert {kind for kinds, stale in entered._stale.items() if stale.is_set() for kind in kinds} == woken

    inside(act)


def test_who_is_connected_is_people_who_sit_and_nobody_who_waits_at_the_door(inside: Inside, room: Lobby) -> None:
    async def act(rooms: Rooms, bus: InProcessBus) -> None:
        here, seat = room.workshop.id, room.seats["Olu"].id
        stays, phone, waits = (
            connection(here, Role.STAGE, Kind.STAGE),
            connection(here, Role.PARTICIPANT, Kind.PHONE, seat_id=seat),
            connection(here, Role.PARTICIPANT, Kind.WAITING, seat_id=seat + 999, is_waiting=True),
        )
        for each in (stays, phone, waits):
            rooms.enter(each)
        assert rooms.connected(here) == 1
        for each in (phone, waits):
            await rooms.leave(each, politely=True)
        assert rooms.connected(here) == 1  # a phone that went dark

    inside(act)


def test_what_is_said_to_one_seat_or_to_facilitators_reaches_no_screen_of_anybody_else(
    inside: Inside, room: Lobby
) -> None:
    async def act(rooms: Rooms, bus: InProcessBus) -> None:
        here = room.workshop.id
        olu, again, pat = (
            connection(here, Role.PARTICIPANT, Kind.PHONE, seat_id=room.seats[name].id)
            for name in ("Olu", "Olu", "Pat")
        )
        console, own_stage, scribe = (
            connection(here, Role.FACILITATOR, Kind.CONSOLE),
            connection(here, Role.FACILITATOR, Kind.STAGE),
            connection(here, Role.SCRIBE, Kind.CONSOLE),
        )
        everybody = {olu, again, pat, console, own_stage, scribe}
        for each in everybody:
            rooms.enter(each)
        says: tuple[tuple[Callable[[], object], set[Connection]], ...] = (
            (lambda: rooms.say_to_seat(here, room.seats["Olu"].id, {"notice": "to Olu"}), {olu, again}),
            (lambda: rooms.say_to_facilitators(here, {"notice": "to Fay"}), {console}),
            (lambda: rooms.say_to_seat(here + 1, room.seats["Olu"].id, {"notice": "elsewhere"}), set()),
        )
        for said, to in says:
            said()
            assert {each for each in everybody if each.mail.pop("notice", None)} == to

    inside(act)


class Crowded:
    """A phone beside which others come and go while somebody, in a thread of a page's own, looks at its screen."""

    place = Place(1, Role.PARTICIPANT, 1)

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self.meanwhile = meanwhile

    @property
    def screen(self) -> Screen:
        self.meanwhile()
        return Screen(Kind.PHONE, Role.PARTICIPANT)


def test_how_many_are_connected_can_be_asked_while_they_come_and_go(inside: Inside, room: Lobby) -> None:
    async def act(rooms: Rooms, bus: InProcessBus) -> None:
        entered = rooms.enter(connection(room.workshop.id, Role.PARTICIPANT, Kind.PHONE, seat_id=2))

        def meanwhile() -> None:
            other = connection(room.workshop.id, Role.PARTICIPANT, Kind.PHONE, seat_id=3)
            entered.connections.add(other)
            entered.leave(other, politely=True)
            entered.connections.add(connection(room.workshop.id, Role.PARTICIPANT, Kind.PHONE, seat_id=4))

        entered.connections.add(cast(Any, Crowded(meanwhile)))
        assert 2 <= rooms.connected(room.workshop.id) <= 4
        entered.connections = {one for one in entered.connections if isinstance(one, Connection)}

    inside(act)


def test_at_consoles_are_the_sign_ins_that_keep_a_console_open(inside: Inside, room: Lobby) -> None:
    async def act(rooms: Rooms, bus: InProcessBus) -> None:
        for each in (
            connection(room.workshop.id, Role.FACILITATOR, Kind.CONSOLE, token_hash="of Fay"),
            connection(room.workshop.id, Role.FACILITATOR, Kind.STAGE, token_hash="of her stage"),
        ):
            rooms.enter(each)
        assert rooms.at_consoles() == {"of Fay"}

    inside(act)
