"""One person's socket: opened with the seat's cookie, read as long as it stands, opened again when it falls."""

import asyncio
import random
from collections.abc import Callable

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

AGAIN_AFTER = (0.2, 0.5, 1, 2, 4)  # seconds; the last for as long as it takes, as the page does
FINAL = 4000  # from this close code on a browser does not come back by itself


class Direct(connect):
    """Never led anywhere else: no proxy, no redirect."""

    def process_redirect(self, exc: Exception) -> Exception:
        return exc


class Line:
    def __init__(self, address: str, origin: str, cookies: Callable[[], str], hear: Callable[[str], None]) -> None:
        self._address, self._origin, self._cookies, self._hear = address, Origin(origin), cookies, hear
        self._away = 0.0
        self.socket: ClientConnection | None = None
        self.stands = asyncio.Event()

    async def hold(self, rng: random.Random) -> None:
        tries = 0
        while True:
            try:
                async with self._connect() as self.socket:
                    self.stands.set()
                    tries = 0
                    async for text in self.socket:
                        self._hear(str(text))
            except (OSError, WebSocketException, TimeoutError):
                pass
            finally:
                code = self.socket.close_code if self.socket else None
                self.socket = None
                self.stands.clear()
            if code and code >= FINAL:
                return
            away, self._away = self._away, 0.0
            await asyncio.sleep(away or AGAIN_AFTER[min(tries, len(AGAIN_AFTER) - 1)] * rng.uniform(0.5, 1.5))
            tries += 1

    def cut(self, away: float) -> None:
        """As when the Wi-Fi goes: no close frame, nothing more is read, and nobody comes back for a while."""
        if self.socket is not None:
            self._away = away
            self.stands.clear()
            self.socket.transport.abort()
            self.socket = None

    def _connect(self) -> Direct:
        return Direct(
            self._address,
            origin=self._origin,
            additional_headers={"Cookie": self._cookies()},
            compression=None,
            proxy=None,
            open_timeout=10,
            close_timeout=1,
        )
