"""Half an hour of churn: 300 people who come, sleep, are cut off and come back, in workshops that end and begin anew.

    python bench/endurance.py --minutes 30

Everybody joins over HTTP, holds a socket and rates what is open. Every few seconds each of them stops reading for a
while, is cut off without a word, leaves politely, takes an answer back or loads the page, and comes back with the same
cookie. A facilitator in each of three workshops opens, reveals, shows, reads back, settles, closes and confirms; then
another workshop begins and other people join. Meanwhile the server is looked at, from outside and from inside.

It ends with 1 when something grew by more than its limit, or was still held after everybody had gone.
"""

import argparse
import asyncio
import json
import re
import secrets
import socket
import struct
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx2
from machine import machine, memory_of, on_its_core

from app.crowd.attendance import allow_many_sockets
from app.crowd.gathering import Crowd, Gathering
from app.crowd.line import Line
from app.crowd.person import Person
from app.crowd.tally import Tally

MINUTES = 30.0
PEOPLE, WORKSHOPS = 300, 3
EVERY = 10.0  # seconds between two looks
RATING, ASKING = 20.0, 8.0  # seconds for a sitting, and for words that are read back
RESTLESS = (3.0, 25.0)  # seconds between two things that somebody does
SLEEPS = (1.0, 30.0)  # longer than a server waits for a sign of life, at the most
WARM_UP = 2  # the first half is not judged: caches, pools of connections and the rooms of the allocator fill
PATIENCE = 60.0  # seconds of a facilitator
GOING = 90.0  # seconds in which a server lets go of everybody
SITTINGS = (("1", "2"), ("6", "7", "8"), ("4",))
SITTING = re.compile(r"/sittings/(\d+)/")
LEFT = re.compile(r'name="left" value="([^"]*)"')
WORDS = {"state": "agreed", "wording": "Choice is thin outside the towns.", "after_version": "0"}

# What grows by an hour at most, by a line laid through all looks after the warm-up.
LIMITS = {
    "memory, MiB": None,
    "of it in caches, which end somewhere, MiB": None,
    "memory beside caches, MiB": 30.0,
    "file handles": None,
    "file handles beside sockets of the room": 60.0,
    "threads": 30.0,
    "tasks": None,
    "tasks beside lines and rooms": 20.0,
    "rooms": 3.0,
    "rooms that are closed and still in memory": 6.0,
    "connections": None,
    "lines that no connection holds": 20.0,
    "entries in caches": None,
    "entries in the pace": None,
}
TASKS_OF_A_LINE, TASKS_OF_A_ROOM = 2, 5
Look = dict[str, float]


@dataclass
class Watched:
    """The server in its own process."""

    process: "subprocess.Popen[str]"
    base: str = ""
    cookie: str = ""
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ask(self, what: str) -> dict[str, Any]:
        async with self._asking:
            return await asyncio.to_thread(self._ask, what)

    def _ask(self, what: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        return self.told()

    def told(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    async def look(self) -> Look:
        held, here = await self.ask("look"), Path(f"/proc/{self.process.pid}")
        handles = len(list((here / "fd").iterdir()))
        lines, rooms = held["wire"], held["rooms"]
        memory, caches = memory_of(self.process.pid) / 1024, held["weight"] / 2**20
        return dict(
            zip(
                LIMITS,
                (
                    memory,
                    caches,
                    memory - caches,
                    handles,
                    handles - lines,
                    len(list((here / "task").iterdir())),
                    held["tasks"],
                    held["tasks"] - TASKS_OF_A_LINE * held["connection"] - TASKS_OF_A_ROOM * rooms,
                    rooms,
                    held["room"] - rooms,
                    held["connection"],
                    lines - held["connection"],
                    held["cached"],
                    held["paced"],
                ),
                strict=True,
            )
        )


class Restless(Person):
    """Takes part like everybody, and does what phones do in a pocket, a tunnel and a full room."""

    done: Counter[str]

    async def live(self) -> None:
        stirring = asyncio.create_task(self._stir())
        try:
            await self.attend()
        finally:
            stirring.cancel()
            await asyncio.gather(stirring, return_exceptions=True)

    async def _stir(self) -> None:
        acts = (self._sleep, self._sleep, self._break_off, self._leave, self._take_back, self._load)
        while True:
            await asyncio.sleep(self.rng.uniform(*RESTLESS))
            act = self.rng.choice(acts)
            with suppress(httpx2.TransportError):
                if self.line.socket is not None:
                    await act(self.line.socket)
                    self.done[act.__name__.strip("_").replace("_", " ")] += 1

    async def _sleep(self, line: Any) -> None:
        line.transport.pause_reading()
        await asyncio.sleep(self.rng.uniform(*SLEEPS))
        line.transport.resume_reading()

    async def _break_off(self, line: Any) -> None:
        """With a reset, where a cut would end it like a close."""
        off = struct.pack("ii", 1, 0)
        line.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, off)
        self.line.cut(self.rng.uniform(0.1, 3))

    async def _leave(self, line: Any) -> None:
        await line.close(1001)

    async def _take_back(self, _line: Any) -> None:
        if self.is_open and (mine := [round_ for round_ in self.rounds if round_ in self.stands]):
            path = f"{self.workshop}/rounds/{mine[0]}/withdraw"
            answer = await self.http.post(path, data={"key": secrets.token_urlsafe(16)})
            self.done[f"answered with {answer.status_code}"] += answer.status_code >= 500
            self.answered.discard(mine[0])
            self.news.set()

    async def _load(self, _line: Any) -> None:
        answer = await self.http.get(f"{self.workshop}/phone")
        self.done[f"answered with {answer.status_code}"] += answer.status_code >= 500


@dataclass
class Day:
    """One workshop from its lobby to its confirmation, and those who sit in it."""

    watched: Watched
    done: Counter[str]
    people: int

    async def pass_by(self) -> None:
        told = await self.watched.ask("begin")
        self.path = f"/workshops/{told['workshop']}"
        crowd = Crowd(self.watched.base, told["code"], self.people, seed=told["workshop"], thinks=RATING / 3)
        gathering = Gathering(crowd, Tally(self.people))
        self.http = gathering.browser()
        self.http.headers["Cookie"], self.http.timeout = self.watched.cookie, PATIENCE
        console = asyncio.create_task(self._console().hold(Person(gathering, self.people).rng))
        people = [asyncio.create_task(self._one(Restless(gathering, number))) for number in range(self.people)]
        try:
            for standards in SITTINGS:
                await self._sitting(standards)
            await self._end()
            self.done["workshops confirmed"] += 1
        finally:
            gathering.over.set()
            await asyncio.wait(people, timeout=10)
            for task in (*people, console):
                task.cancel()
            await asyncio.gather(*people, console, return_exceptions=True)
            self.done["joined"] += gathering.tally.joined
            self.done["answers acknowledged"] += gathering.tally.acknowledged
            self.done["words answered"] += gathering.tally.assented
            self.done.update(gathering.tally.problems)
            await gathering.close()

    async def _one(self, person: Restless) -> None:
        person.done = self.done
        await asyncio.sleep(person.rng.uniform(0, RATING / 2))
        await person.join()
        await person.live()

    def _console(self) -> Line:
        address = f"ws{self.watched.base.removeprefix('http')}{self.path}/live?screen=console"
        return Line(address, self.watched.base, lambda: self.watched.cookie, lambda _html: None)

    async def _sitting(self, standards: tuple[str, ...]) -> None:
        await asyncio.sleep(RATING / 2)
        await self._press("/sittings", standards=list(standards))
        await asyncio.sleep(RATING)
        sitting = SITTING.findall(await self._page("/console"))[0]
        await self._press(f"/sittings/{sitting}/close-and-reveal")
        shown, slug = standards[0], f"/positions/standard-{standards[0]}"
        while "Read back" not in await self._page(f"/console/standards/{shown}"):  # noqa: ASYNC110 - the page says so
            await asyncio.sleep(0.5)
        await self._press(f"/standards/{shown}/show")
        await self._press(f"{slug}/read-back", **WORDS)
        await asyncio.sleep(ASKING)
        await self._press(slug, **WORDS, key=secrets.token_urlsafe(16))

    async def _end(self) -> None:
        left = LEFT.findall(await self._page("/console/closing"))
        await self._press("/close", **({"left": left[0]} if left else {}))
        await asyncio.sleep(ASKING / 4)
        await self._press("/confirm")

    async def _page(self, path: str) -> str:
        return (await self.http.get(f"{self.path}{path}")).raise_for_status().text

    async def _press(self, path: str, **fields: object) -> None:
        answer = await self.http.post(f"{self.path}{path}", data=fields)
        if answer.status_code not in (200, 204, 303):
            self.done[f"{re.sub(r'[0-9]+', 'N', path)} answered with {answer.status_code}"] += 1


@asynccontextmanager
async def watched() -> AsyncIterator[Watched]:
    with TemporaryDirectory() as folder:
        command = (sys.executable, Path(__file__).with_name("watched.py"), Path(folder) / "northvale.sqlite3")
        with on_its_core(*command) as process:
            server = Watched(process)
            told = await asyncio.to_thread(server.told)
            server.base, server.cookie = told["base"], told["cookie"]
            yield server


async def churn(minutes: float) -> tuple[list[Look], Look, Look, Counter[str]]:
    """All looks; the first, before anybody came; the last, after everybody had gone; and what was done."""
    allow_many_sockets()
    done = Counter[str]()
    async with watched() as server:
        before, looks, ends_at = await server.look(), list[Look](), time.monotonic() + minutes * 60

        async def days(number: int) -> None:
            await asyncio.sleep(number * RATING)
            while time.monotonic() < ends_at:
                try:
                    await Day(server, done, PEOPLE // WORKSHOPS).pass_by()
                except httpx2.HTTPError as error:
                    done[f"facilitators without an answer: {type(error).__name__}"] += 1

        passing = [asyncio.create_task(days(number)) for number in range(WORKSHOPS)]
        while time.monotonic() < ends_at:
            await asyncio.sleep(EVERY)
            looks.append({"at": time.monotonic(), **await server.look()})
            for task in passing:
                if task.done():
                    task.result()
        for task in passing:
            task.cancel()
        await asyncio.gather(*passing, return_exceptions=True)
        after = await _calm(server.look, before)
    return looks, before, after, done


async def _calm(look: Callable[[], Awaitable[Look]], before: Look) -> Look:
    """Once nothing of anybody is held, or when it is time."""
    ends_at, now = time.monotonic() + GOING, await look()
    while time.monotonic() < ends_at and any(now[name] > before[name] for name in STILL_HELD):
        await asyncio.sleep(1)
        now = await look()
    return now


STILL_HELD = ("connections", "lines that no connection holds", "rooms", "tasks beside lines and rooms")


def slope(looks: list[Look], name: str) -> float:
    """By an hour, of the straight line with the least squares."""
    times, values = [look["at"] / 3600 for look in looks], [look[name] for look in looks]
    middle, mean = sum(times) / len(times), sum(values) / len(values)
    spread = sum((at - middle) ** 2 for at in times)
    return (
        sum((at - middle) * (value - mean) for at, value in zip(times, values, strict=True)) / spread if spread else 0
    )


def main(minutes: float | None = None) -> bool:
    """Whether everything stayed within its limits."""
    looks, before, after, done = asyncio.run(churn(minutes or MINUTES))
    judged = looks[len(looks) // WARM_UP :]
    print(f"\n{PEOPLE} people in {WORKSHOPS} workshops at a time, {(minutes or MINUTES):.3g} minutes\n{machine()}\n")
    print(f"{'':44} {'before':>9} {'first':>9} {'last':>9} {'max':>9} {'after':>9} {'by hour':>9} {'at most':>9}")
    grew = list[str]()
    for name, limit in LIMITS.items():
        by_hour = slope(judged, name)
        figures = [before[name], judged[0][name], judged[-1][name], max(look[name] for look in looks), after[name]]
        shown = " ".join(f"{value:9.1f}" for value in [*figures, by_hour])
        print(f"{name:44} {shown} {'' if limit is None else f'{limit:9.1f}'}")
        if limit is not None and by_hour > limit:
            grew.append(f"{name}: {by_hour:.1f} more by the hour, where {limit:.1f} is the most")
    grew += [
        f"{name}: {after[name]:.0f} held after everybody had gone" for name in STILL_HELD if after[name] > before[name]
    ]
    print("\nDone: " + ", ".join(f"{count} {what}" for what, count in sorted(done.items()) if count))
    print("\n".join(grew) if grew else "Nothing grew past its limit.")
    return not grew


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="Churn, and what a server holds meanwhile.")
    asked.add_argument("--minutes", type=float, default=MINUTES)
    sys.exit(0 if main(asked.parse_args().minutes) else 1)
