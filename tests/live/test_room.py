"""What a room keeps in mind."""

import asyncio

from app.access.places import Place
from app.live.connection import Connection
from app.live.fragments import Kind, Screen
from app.live.room import Rooms
from app.models import Role
from app.store.bus import InProcessBus
from app.store.writer import Store
from tests.conftest import Room as People


def test_a_room_forgets_an_audience_that_nobody_watches_any_more(store: Store, room: People) -> None:
    """Or everything that was ever opened in a workshop stays in memory until its last screen is closed."""
    room.session.commit()
    place = Place(room.workshop.id, Role.FACILITATOR)

    def console(number: str) -> Connection:
        return Connection(None, place, Screen(Kind.CONSOLE, Role.FACILITATOR, number))  # type: ignore[arg-type]

    async def run() -> None:
        rooms = Rooms(store, InProcessBus())
        stays = console("4")
        entered = rooms.enter(stays)
        for number in ("6", "9"):
            passing = console(number)
            rooms.enter(passing)
            await passing.bell.wait()
            await rooms.leave(passing, politely=True)
        stays.bell.clear()
        newcomer = console("4")
        rooms.enter(newcomer)
        await newcomer.bell.wait()
        assert {screen.standard for screen in entered._rendered} == {"4"}
        await rooms.close()

    asyncio.run(run())
