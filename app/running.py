"""What one running server holds, made by `create_app` and reached from any request or socket."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection

from app.bus import Bus
from app.guessing import Guessing
from app.pace import Pace
from app.settings import Settings
from app.store import Store, Writer

if TYPE_CHECKING:
    from app.live.emptying import Emptying
    from app.live.reveals import Reveals
    from app.live.room import Rooms


@dataclass
class Running:
    settings: Settings
    store: Store
    bus: Bus
    writer: Writer
    rooms: "Rooms"
    reveals: "Reveals"
    emptying: "Emptying"
    guessing: Guessing
    pace: Pace


def running(connection: HTTPConnection) -> Running:
    here: Running = connection.app.state.running
    return here


def public_origin(connection: HTTPConnection) -> str:
    """Where people reach this server: PUBLIC_URL, or the address this request came to."""
    return (
        running(connection).settings.public_url
        or f"{connection.url.scheme.replace('ws', 'http')}://{connection.headers.get('host', '')}"
    )
