"""What the machine can do at all, for `fan_out.py`: two servers that hold sockets and send one frame to each.

    python bench/floors.py raw|broadcast

Says its port, then for each line that it reads, a number of bytes, sends a frame of that size to everybody.
"""

import asyncio
import base64
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from hashlib import sha1
from typing import ClassVar, cast

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast
from websockets.asyncio.server import serve as serve_sockets
from websockets.frames import Frame, Opcode

PUBLISHED = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3


class Raw(asyncio.Protocol):
    """Answers the handshake and reads nothing more: the frame is made once and written to each transport."""

    all: ClassVar[set[asyncio.Transport]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is none by its class
        self.all.add(self.transport)

    def data_received(self, data: bytes) -> None:
        for line in data.split(b"\r\n"):
            name, _, value = line.partition(b": ")
            if name.lower() == b"sec-websocket-key":
                proof = base64.b64encode(sha1(value + PUBLISHED).digest())
                self.transport.write(
                    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    b"Sec-WebSocket-Accept: " + proof + b"\r\n\r\n"
                )

    def connection_lost(self, _exc: Exception | None) -> None:
        self.all.discard(self.transport)


async def raw() -> None:
    server = await asyncio.get_running_loop().create_server(Raw, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    async for size in _asked():
        frame = Frame(Opcode.TEXT, b"x" * size).serialize(mask=False)
        for transport in Raw.all:
            transport.write(frame)


async def by_library() -> None:
    held: set[ServerConnection] = set()

    async def hold(connection: ServerConnection) -> None:
        held.add(connection)
        await connection.wait_closed()
        held.discard(connection)

    async with serve_sockets(hold, "127.0.0.1", 0, compression=None, backlog=4096) as server:
        print(next(iter(server.sockets)).getsockname()[1], flush=True)
        async for size in _asked():
            broadcast(held, "x" * size)


async def _asked() -> AsyncIterator[int]:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield int(line)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        uvloop.run({"raw": raw, "broadcast": by_library}[sys.argv[1]]())
