"""Phones that cost next to nothing: a socket each that counts frames and bytes, and can say one thing.

The crowd's people parse what they are told; a thousand of them on the other core would measure themselves.
"""

import asyncio
import base64
import os
import struct
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import cast

from app.live.connection import BEAT

HANDSHAKE_ENDS = b"\r\n\r\n"
TEXT, PACKED, CLOSE, PING, PONG = 0x81, 0xC1, 0x88, 0x89, 0x8A
LONG, LONGER = 126, 127  # signs for a length of two bytes, of eight
A_BEAT = BEAT.encode()  # proves the line, whenever it is due, and tells nothing
PATIENCE = 120.0  # seconds


@dataclass(eq=False)
class Light(asyncio.Protocol):
    """One socket. `hear` gets each text with the moment of its arrival; without it frames are only counted."""

    request: bytes
    hear: Callable[[bytes, float], None] | None = None
    stands: bool = False
    is_lost: bool = False
    frames: int = 0  # that tell something
    size: int = 0  # bytes of frames, headers and all
    last: float = 0.0  # when the newest frame was whole
    unread: bytearray = field(default_factory=bytearray)
    transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is none by its class
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self.unread += data
        if not self.stands:
            head, ends, rest = bytes(self.unread).partition(HANDSHAKE_ENDS)
            if not ends:
                return
            assert b" 101 " in head.splitlines()[0], head
            self.stands, self.unread = True, bytearray(rest)
        while (whole := self._frame()) is not None:
            first, content = whole
            if first == PING:
                self._send(PONG, content)
                continue
            assert first != CLOSE, f"closed: {struct.unpack_from('!H', content)[0]} {content[2:].decode()}"
            at = time.perf_counter()
            if content != A_BEAT:
                self.frames, self.last = self.frames + 1, at
            if self.hear and first in (TEXT, PACKED):  # what is anybody's own stands in it as it is
                self.hear(content, at)

    def connection_lost(self, _exc: Exception | None) -> None:
        self.is_lost = True

    def say(self, text: str) -> None:
        self._send(TEXT, text.encode())

    def forget(self) -> None:
        self.frames, self.size, self.last = 0, 0, 0.0

    def _frame(self) -> tuple[int, bytes] | None:
        """First byte and content of the next frame, once it is whole; a server masks nothing and cuts nothing up."""
        if len(self.unread) < 2:
            return None
        length, begins = self.unread[1], 2
        if length == LONG and len(self.unread) >= 4:
            length, begins = struct.unpack_from("!H", self.unread, 2)[0], 4
        elif length == LONGER and len(self.unread) >= 10:
            length, begins = struct.unpack_from("!Q", self.unread, 2)[0], 10
        elif length >= LONG:
            return None
        if len(self.unread) < begins + length:
            return None
        first, content = self.unread[0], bytes(self.unread[begins : begins + length])
        del self.unread[: begins + length]
        self.size += begins + length
        return first, content

    def _send(self, first: int, content: bytes) -> None:
        assert self.transport is not None
        size = len(content)
        length = bytes([0x80 | size]) if size < LONG else bytes([0x80 | LONG]) + struct.pack("!H", size)
        self.transport.write(bytes([first]) + length + bytes(4) + content)  # a mask of zeros


async def opened(port: int, requests: Iterable[bytes], hear: Callable[[bytes, float], None] | None) -> list[Light]:
    """All at once, as after a restart; once every handshake is done."""
    loop = asyncio.get_running_loop()
    lights = [Light(request, hear) for request in requests]
    await asyncio.gather(*[loop.create_connection(partial(_the, light), "127.0.0.1", port) for light in lights])
    await until(lambda: all(light.stands for light in lights))
    return lights


async def hang_up(lights: Iterable[Light]) -> None:
    """At once, and before the loop closes, which would wait for them."""
    for light in lights:
        if light.transport:
            light.transport.abort()
    await asyncio.sleep(0)


def _the(light: Light) -> Light:
    return light


def asking(path: str, port: int, cookie: str = "", *, unpacks: bool = True) -> bytes:
    """`unpacks` as browsers do; whoever looks for what everybody is told asks for it as it is."""
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: Upgrade", "Upgrade: websocket",
        "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", f"Origin: http://127.0.0.1:{port}",
    ]  # fmt: skip
    lines += ["Sec-WebSocket-Extensions: permessage-deflate"] if unpacks else []
    return "\r\n".join([*lines, *([f"Cookie: {cookie}"] if cookie else []), "", ""]).encode()


async def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "this took longer than two minutes"
        await asyncio.sleep(0.01)
