"""The wire of a socket: frames that are made once for a whole audience and written to each transport as they are.

The server's own way for a message leads through ASGI, a task and a copy for each phone, which costs more than all the
rest of a push. It is left here alone; a server that offers no wire gets its messages that way.
"""

import struct
from collections.abc import Iterable
from typing import Any

from starlette.websockets import WebSocket
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

from app.live.state import Letter

MOST_UNSENT = 256 * 1024  # bytes; a browser that has not taken that much is skipped until it has
EXTENSION = "wire"


WHOLE_TEXT = 0x81  # first byte of a frame that is a text, and all of it (RFC 6455, 5.2)


def framed(letters: Iterable[Letter]) -> bytes:
    pieces = [piece.plain for letter in letters for piece in letter]
    return b"".join([_head(sum(map(len, pieces))), *pieces])


def _head(size: int) -> bytes:
    if size < 126:
        return struct.pack("!BB", WHOLE_TEXT, size)
    if size < 1 << 16:
        return struct.pack("!BBH", WHOLE_TEXT, 126, size)
    return struct.pack("!BBQ", WHOLE_TEXT, 127, size)


class Wire(WebSocketsSansIOProtocol):
    """Whole frames and in order like the server's own, for both are written at once to the same transport."""

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if (scope := getattr(self, "scope", None)) is not None:  # none: the handshake was refused
            scope["extensions"][EXTENSION] = {EXTENSION: self}

    @property
    def is_clear(self) -> bool:
        """Whether a frame can be written now."""
        return self.is_open and self.transport.get_write_buffer_size() < MOST_UNSENT

    def write(self, frame: bytes) -> None:
        self.transport.write(frame)

    @property
    def is_open(self) -> bool:
        return self.handshake_complete and not (self.close_sent or self.disconnected or self.transport.is_closing())


def wire_of(socket: WebSocket) -> Wire | None:
    offered: dict[str, Any] = socket.scope.get("extensions", {})
    wire: Wire | None = offered.get(EXTENSION, {}).get(EXTENSION)
    return wire
