"""Sixty phones that read, alone and beside five that never do: how long a push takes to them, and when the five go.

A standard is shown 500 times, each time once everybody who reads has the one before it. Whenever the server has hung up
the five, another five take their places, so that there are always some for which it keeps what they do not take. Their
kernels take very little, and say that a poor line is between: on one machine they would take in a megabyte for each.
*Full* is a line from the first push with which more was told than its kernels hold and the server keeps for it.
"""

import asyncio
import re
import socket
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial

import fan_out
import httpx2
from light import Light, hang_up, opened, until
from machine import RUNS, report

from app.crowd.tally import percentile
from app.live.wire import MOST_UNSENT

READING, STALLED = 60, 5
PUSHES = 500
PAUSE = 0.2  # seconds after each push, so that none waits for the beat of its room
TAKES_IN, SEGMENT = 2048, 536  # bytes: of a kernel for a program that does not read, and of a packet on a poor line
SHOWN = re.compile(rb'data-announce="(\d+)[.][^"]* is on the stage')
CONNECTED = re.compile(rb"(\d+) connected")
PATIENCE = 30.0  # seconds

UNITS = {
    "a push to sixty, alone: p50": "ms",
    "a push to sixty, alone: p99": "ms",
    "a push to sixty, beside five stalled: p50": "ms",
    "a push to sixty, beside five stalled: p99": "ms",
    "p99, beside five stalled to alone": "x",
    "stalled lines that were hung up": "",
    "held by the kernels for one of them": "KB",
    "from full until the last is gone, slowest": "s",
}


@dataclass
class Watching(fan_out.Console):
    """A console that is told how many are connected."""

    connected: int = 0
    changed_at: float = 0.0

    def _hear(self, content: bytes, at: float) -> None:
        for told in CONNECTED.findall(content):
            if int(told) != self.connected:
                self.connected, self.changed_at = int(told), at


@dataclass
class Pushing:
    """Who reads, and what each push took until it was there."""

    console: Watching
    phones: list[Light] = field(default_factory=list)
    took: list[float] = field(default_factory=list)  # milliseconds, of each push to each phone
    told: list[tuple[float, int]] = field(
        default_factory=list
    )  # since a moment: when, and bytes to each phone until then
    _arrived: list[float] = field(default_factory=list)
    _shown: bytes = b""
    _pushes: int = 0

    def hear(self, content: bytes, at: float) -> None:
        self._arrived += [at for number in SHOWN.findall(content) if number == self._shown]

    async def push(self) -> None:
        number = fan_out.RATED[self._pushes % len(fan_out.RATED)]
        self._pushes, self._shown, self._arrived = self._pushes + 1, number.encode(), []
        began = time.perf_counter()
        await self.console.press(f"/standards/{number}/show")
        await until(lambda: len(self._arrived) == len(self.phones))
        self.took += [(at - began) * 1000 for at in self._arrived]
        self.told.append((max(self._arrived), self.phones[0].size))
        await asyncio.sleep(PAUSE)


@dataclass
class Gone:
    lines: int = 0
    held: int = 0  # bytes, the most
    after: float = 0.0  # seconds, the most


def stalled(town: fan_out.Town) -> Iterator[socket.socket]:
    for number in range(READING, READING + STALLED):
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, TAKES_IN)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT)
        line.settimeout(PATIENCE)
        line.connect(("127.0.0.1", town.port))
        line.sendall(town.phone(number, unpacks=False))
        yield line


def held(line: socket.socket) -> int:
    """Bytes that were in its kernels. It ends, for the server has hung up."""
    size = 0
    with closing(line), suppress(ConnectionResetError):
        while read := line.recv(65536):
            size += len(read)
    return size


async def measure(town: fan_out.Town) -> dict[str, float]:
    async with httpx2.AsyncClient(base_url=town.base, headers={"Origin": town.base}, timeout=60) as http:
        pushing = Pushing(Watching(http, town))
        await pushing.console.sign_in()
        screen = await pushing.console.open()
        pushing.phones = await opened(town.port, map(partial(town.phone, unpacks=False), range(READING)), pushing.hear)
        await until(lambda: pushing.console.connected == READING)
        for _ in range(PUSHES):
            await pushing.push()
        alone, pushing.took = pushing.took, []
        gone = Gone()
        while len(pushing.took) < PUSHES * READING:
            await _stall(town, pushing, gone)
        await hang_up([*pushing.phones, screen])
    beside = pushing.took
    p99 = percentile(alone, 99), percentile(beside, 99)
    figures = (percentile(alone, 50), p99[0], percentile(beside, 50), p99[1], p99[1] / p99[0])
    return dict(zip(UNITS, (*figures, gone.lines, gone.held / 1024, gone.after), strict=True))


async def _stall(town: fan_out.Town, pushing: Pushing, gone: Gone) -> None:
    """Five come, and pushes go on until they are gone."""
    lines = list(stalled(town))
    await until(lambda: pushing.console.connected == READING + STALLED)
    pushing.told.clear()
    before = pushing.phones[0].size
    while pushing.console.connected != READING:
        await pushing.push()
    at = pushing.console.changed_at
    kept = MOST_UNSENT + max([await asyncio.to_thread(held, line) for line in lines])
    full = next(moment for moment, size in pushing.told if size - before > kept)
    gone.lines += len(lines)
    gone.held, gone.after = max(gone.held, kept - MOST_UNSENT), max(gone.after, at - full)


def run() -> dict[str, float]:
    fan_out.PEOPLE = READING + STALLED
    with fan_out.town() as made:
        return asyncio.run(measure(made))


def main() -> None:
    report(f"{READING} phones that read, {STALLED} that do not, {PUSHES} pushes", [run() for _ in range(RUNS)], UNITS)


if __name__ == "__main__":
    main()
