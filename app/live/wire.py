"""The wire of a socket: frames that are made once for a whole audience and written to each transport as they are.

The server's own way for a message leads through ASGI, a task and a copy for each phone, which costs more than all the
rest of a push. It is left here alone; a server that offers no wire gets its messages that way.
"""

import struct
import zlib
from collections.abc import Awaitable, Callable, Iterable
from itertools import chain
from typing import Any, cast

from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.http11 import Request

from app.live.state import Letter
from app.live.waiting import Bell, Inbox

Rest = Callable[[Receive, Send], Awaitable[None]]

MOST_UNSENT = 256 * 1024  # bytes; a browser that has not taken that much is skipped until it has
BROKEN = 1006  # the code of a close that nobody sent
EXTENSION = "wire"


# First bytes of a frame that is a text, and all of it (RFC 6455, 5.2); and packed (RFC 7692, 7.2).
WHOLE_TEXT, PACKED_TEXT = 0x81, 0xC1
LAST_BLOCK = b"\0"  # an empty one, of which a message leaves out the rest
WORTH_PACKING = 256  # bytes


def framed(letters: Iterable[Letter], *, packed: bool = False) -> bytes:
    pieces = list(chain.from_iterable(letters))
    size = sum([len(piece.plain) for piece in pieces])
    if packed and size >= WORTH_PACKING:
        blocks = [piece.packed for piece in pieces]
        return b"".join([_head(PACKED_TEXT, sum(map(len, blocks)) + 1), *blocks, LAST_BLOCK])
    return b"".join([_head(WHOLE_TEXT, size), *[piece.plain for piece in pieces]])


def _head(first: int, size: int) -> bytes:
    if size < 126:
        return struct.pack("!BB", first, size)
    if size < 1 << 16:
        return struct.pack("!BBH", first, 126, size)
    return struct.pack("!BBQ", first, 127, size)


# Nothing is kept from one message to the next: packed once it fits everybody, and a socket costs no memory for it.
PACKING = ServerPerMessageDeflateFactory(server_no_context_takeover=True, client_no_context_takeover=True)


class Wire(WebSocketsSansIOProtocol):
    """Whole frames and in order like the server's own, for both are written at once to the same transport."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.conn.available_extensions = [PACKING]
        self.queue, self.writable = Inbox(), Bell()  # type: ignore[assignment]
        self.writable.set()
        self.rest: Rest | None = None  # what goes on outside of all that looked at the handshake

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if (scope := getattr(self, "scope", None)) is not None:  # none: the handshake was refused
            scope["extensions"][EXTENSION] = {EXTENSION: self}

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.handshake_exc and not self.handshake_initiated:
            # Refused by the parser itself, of too many headers, a line too long or a body: the server neither answers
            # nor hangs up, and cannot stop any more.
            self.handshake_complete = self.close_sent = True
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """A line that broke, or was cut off, ends unlike one that said good-bye: the server tells 1005 of both."""
        if self.conn.close_rcvd is None:
            self.queue.put_nowait({"type": "websocket.disconnect", "code": BROKEN})
        super().connection_lost(exc)

    def let_go_of_handshake(self) -> Rest:
        """Once: the handshake is over, and what it said is forgotten."""
        assert self.rest is not None
        rest, self.rest = self.rest, None
        self.request.headers.clear()  # the parser keeps the request as long as it parses
        del self.request, self.response, self.scope
        return rest

    @property
    def packs(self) -> bool:
        """Whether this browser offered to unpack, and can look as far back as a piece may."""
        deflate = self.conn.extensions
        return bool(deflate) and cast(PerMessageDeflate, deflate[0]).local_max_window_bits == zlib.MAX_WBITS

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
    return wire_in(socket.scope)


def wire_in(scope: Scope) -> Wire | None:
    offered: dict[str, Any] = scope.get("extensions", {})
    wire: Wire | None = offered.get(EXTENSION, {}).get(EXTENSION)
    return wire
