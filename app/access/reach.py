"""Where people open this server with their own devices, and why they cannot, when they cannot.

To a phone 127.0.0.1 is the phone itself: what a room is shown must never say it without saying so.
"""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from app.access.network import EVERYWHERE, for_others, is_only_here, own_address
from app.running import running
from app.settings import Settings

LISTENS_HERE_ALONE = (
    "Phones do not reach this server: it listens to this computer alone. "
    "Start it with --host 0.0.0.0 (or HOST=0.0.0.0), or set PUBLIC_URL to the address that people type."
)
ON_NO_NETWORK = (
    "Phones do not reach this server: this computer is on no network. "
    "Join the venue’s network, then load this page again."
)
NAMES_EVERY_DEVICE = (
    "Phones do not reach this server: PUBLIC_URL is {url}, which is every device’s name for itself. "
    "Set it to the address that people type."
)


@dataclass(frozen=True)
class Reach:
    origin: str
    why_not: str = ""

    @property
    def address(self) -> str:
        """As people type it."""
        return self.origin.split("//")[1]


def reach_of(settings: Settings, port: int, asked: str = "") -> Reach:
    """`asked`: where the page that will show it was opened, if it was; that address was reached by somebody."""
    if url := settings.public_url:
        return Reach(url, NAMES_EVERY_DEVICE.format(url=url) if is_only_here(url) else "")
    asked = asked or own_address(settings.host, port)
    if not is_only_here(asked):
        return Reach(asked)
    if others := for_others(settings.host, port):
        return Reach(others[0])
    return Reach(asked, ON_NO_NETWORK if settings.host in EVERYWHERE else LISTENS_HERE_ALONE)


def reach(connection: HTTPConnection) -> Reach:
    scheme, host = connection.url.scheme.replace("ws", "http"), connection.headers.get("host", "")
    return reach_of(running(connection).settings, connection.scope["server"][1], f"{scheme}://{host}")


def public_origin(connection: HTTPConnection) -> str:
    """For links that are opened elsewhere."""
    return reach(connection).origin
