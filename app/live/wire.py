"""The wire of a socket: frames that are made once for a whole audience and written to each transport as they are.

The server's own way for a message leads through ASGI, a task and a copy for each phone, which costs more than all the
rest of a push. It is left here alone; a server that offers no wire gets its messages that way.
"""

from typing import Any

from starlette.websockets import WebSocket
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Request

MOST_UNSENT = 256 * 1024  # bytes; a browser that has not taken that much is skipped until it has
BROKEN = 1006  # the code of a close that nobody sent
EXTENSION = "wire"


def framed(text: str) -> bytes:
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


class Wire(WebSocketsSansIOProtocol):
    """Whole frames and in order like the server's own, for both are written at once to the same transport."""

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if (scope := getattr(self, "scope", None)) is not None:  # none: the handshake was refused
            scope["extensions"][EXTENSION] = {EXTENSION: self}

    def connection_lost(self, exc: Exception | None) -> None:
        """A line that broke, or was cut off, ends unlike one that said good-bye: the server tells 1005 of both."""
        if self.conn.close_rcvd is None:
            self.queue.put_nowait({"type": "websocket.disconnect", "code": BROKEN})
        super().connection_lost(exc)

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
