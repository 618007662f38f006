"""What one running server holds, made by `create_app` and reached from any request or socket."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection

from app.access.arrivals import Arrivals
from app.access.guessing import Guessing
from app.access.pace import Pace
from app.access.tries import Tries
from app.access.weighing import Weighing
from app.settings import Settings
from app.store.bus import Bus
from app.store.sqlite import Store
from app.store.together import Together
from app.store.writer import Writer

if TYPE_CHECKING:
    from app.live.emptying import Emptying
    from app.live.endings import Endings
    from app.live.packing import Packing
    from app.live.reveals import Reveals
    from app.live.rooms import Rooms
    from app.live.seen import Seen
    from app.live.simulating import Simulating
    from app.live.tidying import Tidying


@dataclass
class Running:
    settings: Settings
    store: Store
    together: Together
    bus: Bus
    writer: Writer
    rooms: "Rooms"
    reveals: "Reveals"
    emptying: "Emptying"
    endings: "Endings"
    packing: "Packing"
    simulating: "Simulating"
    tidying: "Tidying"
    guessing: Guessing
    arrivals: Arrivals
    pace: Pace
    seen: "Seen"
    weighing: Weighing
    tries: Tries

    async def look_again(self, workshops: Iterable[int]) -> None:
        """Announces them, so that every open screen is asked anew whether it may stay."""
        await asyncio.gather(*[self.writer.do(workshop_id, lambda _session: None) for workshop_id in workshops])


def running(connection: HTTPConnection) -> Running:
    server: Running = connection.app.state.running
    return server
