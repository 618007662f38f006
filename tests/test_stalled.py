"""F11: phones that stopped reading, as asleep in a pocket, do not keep a room waiting; in the end they are hung up."""

import asyncio
import base64
import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from app.live.connection import CLOSE_WITHIN, TAKE_MAIL_WITHIN
from app.live.room import BEATS, PHONES
from app.live.wire import MOST_UNSENT
from tests.northvale import DEADLINE, Hall, Town, town_on

pytestmark = pytest.mark.long

STALLED = ("Olu", "Oona", "Omar", "Ola", "Hari")
READING = ("Priya", "Pat", "Petra", "Carol", "Cy")
SCREENS_EACH = 12  # sixty in all
STANDARDS = tuple("123456789")
SMALL = 2048  # bytes; the least that a kernel takes in for somebody
SEGMENT = 536  # bytes, as on a poor line; on one machine kernels would hold a megabyte for each
MOST_PUSHES = 250  # in which a phone that never reads must have been hung up
SLACK = 2.0  # seconds
SHOWN = re.compile(r'data-announce="(\d)[.][^"]* is on the stage')
CONNECTED = re.compile(r"(\d+) connected")


@pytest.fixture
def town(migrated: Path, tmp_path: Path) -> Iterator[Town]:
    """A server of its own: it is kept busy."""
    with town_on(Path(shutil.copy(migrated, tmp_path / "town.sqlite3")), CANCEL_SECONDS="0") as town:
        yield town


def rated(town: Town) -> Hall:
    """All nine standards are revealed: what a phone is shown of one is long."""
    hall = town.hall(standards=STANDARDS)
    hall.open(*STANDARDS)
    for name in STALLED + READING:
        for number in STANDARDS[:2]:
            assert hall.rate(name, number, "6").status_code == 303
    hall.reveal()
    return hall


def cookie(hall: Hall, name: str) -> str:
    return "; ".join(f"{key}={value}" for key, value in hall.cookies(name).items())


def stalled(hall: Hall, name: str) -> socket.socket:
    """A phone's line on which nothing is ever read: its kernel takes in very little."""
    at = urlsplit(hall.base)
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)  # before it connects: it is what it offers
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT)
    line.settimeout(DEADLINE)
    line.connect((at.hostname, at.port))
    head = [
        f"GET {hall.path}/live?screen=phone HTTP/1.1", f"Host: {at.netloc}", f"Origin: {hall.base}",
        "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}", f"Cookie: {cookie(hall, name)}",
    ]  # fmt: skip
    line.sendall("\r\n".join([*head, "", ""]).encode())
    return line


class Screen:
    """One that reads as it should."""

    def __init__(self) -> None:
        self.shown: list[str] = []  # the standards that it was shown, one after the other
        self.size = 0  # of all that it was told
        self.connected: list[int] = []  # as a console is told
        self.news = asyncio.Event()

    async def read(self, line: ClientConnection) -> None:
        async for text in line:
            self.size += len(str(text))
            self.shown += SHOWN.findall(str(text))
            self.connected += map(int, CONNECTED.findall(str(text)))
            self.news.set()

    async def until_shown(self, number: int) -> None:
        while len(self.shown) < number:
            self.news.clear()
            await self.news.wait()


class Room:
    """Everybody's screens, of which only the stalled are outside this loop."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self.phones = [Screen() for _ in READING for _ in range(SCREENS_EACH)]
        self.console = Screen()

    @property
    def told(self) -> int:
        return min(phone.size for phone in self.phones)

    async def open(self, lines: AsyncExitStack) -> list[asyncio.Task[None]]:
        people = [name for name in READING for _ in range(SCREENS_EACH)]
        dialled = zip([*people, "Fay"], [*self.phones, self.console], strict=True)
        return [asyncio.create_task(screen.read(await self._dial(lines, name))) for name, screen in dialled]

    async def _dial(self, lines: AsyncExitStack, name: str) -> ClientConnection:
        address = f"{self._hall.base.replace('http', 'ws')}{self._hall.path}/live"
        address += "?screen=console" if name == "Fay" else "?screen=phone"
        headers, origin = {"Cookie": cookie(self._hall, name)}, Origin(self._hall.base)
        line = connect(
            address, origin=origin, additional_headers=headers, proxy=None, compression=None, open_timeout=DEADLINE
        )
        return await lines.enter_async_context(line)

    async def until_connected(self, people: int) -> None:
        while self.console.connected[-1:] != [people]:
            self.console.news.clear()
            await asyncio.wait_for(self.console.news.wait(), DEADLINE)

    async def push(self, number: int) -> str:
        """A standard is shown, and every one of the sixty has it before anything else happens."""
        standard = STANDARDS[number % len(STANDARDS)]
        answer = await asyncio.to_thread(self._hall.act, f"/standards/{standard}/show")
        assert answer.status_code == 303
        told = asyncio.gather(*[phone.until_shown(number + 1) for phone in self.phones])
        await asyncio.wait_for(told, DEADLINE)
        return standard


def left_in(line: socket.socket) -> int:
    """Bytes that the kernels held for it. It ends: the server has hung up."""
    size = 0
    while True:
        try:
            read = line.recv(65536)
        except ConnectionResetError:
            return size
        if not read:
            return size
        size += len(read)


def test_f11_five_that_never_read_keep_none_of_sixty_waiting_and_are_hung_up(town: Town) -> None:
    hall = rated(town)
    room, everybody = Room(hall), len(STALLED + READING)
    pushed = list[str]()
    told_beside_all_five = told_in_all = 0  # bytes that each of the sixty was told while all of the five stood, or any

    async def act() -> None:
        nonlocal told_beside_all_five, told_in_all
        async with AsyncExitStack() as lines:
            reading = await room.open(lines)
            await room.until_connected(everybody)
            while len(pushed) < MOST_PUSHES and room.console.connected[-1] > len(READING):
                pushed.append(await room.push(len(pushed)))
                if room.console.connected[-1] == everybody:
                    told_beside_all_five = room.told
            told_in_all = room.told
            await room.until_connected(len(READING))  # all five are gone, and nobody else
            pushed.append(await room.push(len(pushed)))
            assert not any(task.done() for task in reading)
        await asyncio.gather(*reading)  # each ends with its line

    with ExitStack() as lines:
        pockets = [lines.enter_context(stalled(hall, name)) for name in STALLED]
        asyncio.run(act())
        held = [left_in(line) for line in pockets]

    assert all(phone.shown == pushed for phone in room.phones)  # every last state, in its order, and each of them once
    kept = max(held) + MOST_UNSENT
    assert told_beside_all_five > kept  # so they were skipped for a while, and nobody waited for it
    pushes = (TAKE_MAIL_WITHIN + CLOSE_WITHIN + SLACK) / BEATS[PHONES]
    assert told_in_all < kept + pushes * told_in_all / len(pushed)  # and no longer: as many as a room tells meanwhile
