"""A thousand phones in one room, beside the floor and `websockets.broadcast` of the same bytes in the same run.

A server on core 0 holds a workshop that was prepared on file: everybody sits, five standards are revealed, four are
still to be rated. All sockets open at once, two standards are shown one after the other, a hundred answers a second
come for ten seconds, then one from everybody at a thousand a second. Meanwhile some who say nothing ask whether
anybody is there: how long the answer takes is how late the loop is. The phones only count bytes, so that the other core
measures the server.

    python bench/fan_out.py [--people 5000] [--runs 1]
"""

import argparse
import asyncio
import json
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2
import pack
from light import PATIENCE, Light, asking, hang_up, opened, until
from machine import COMMAND, RUNS, cpu_of, memory_of, on_its_core, report
from sqlmodel import Session, select

from app.access.places import seat_cookie
from app.crowd.attendance import allow_many_sockets
from app.crowd.tally import percentile
from app.live.connection import BEAT
from app.models import Account, Round, Seat
from app.models.people.password import hash_password
from app.models.workshop.edition import keep_published
from app.schema import upgrade
from app.store.sqlite import Store
from app.tokens import hashed, new_token

PEOPLE = 1000
SECONDS = 10
A_SECOND, AT_MOST = 100, 1000  # answers
ASKING, ASK_EVERY, ASK_AGAIN = 60, 0.02, 0.5  # phones; seconds, for one of them the last: it would be too fast
IDLE_FOR, IDLE_STEP, NEXT_TO_NOTHING = 2.0, 0.25, 0.005  # seconds; of CPU within a step
GROUPS = 8
PASSWORD = "a quiet room in a town hall"
RATED, TO_RATE = ("1", "2", "3", "4", "5"), ("6", "7", "8", "9")

UNITS = {
    "sockets opened at once": "s",
    "sockets opened at once: server's CPU": "s",
    "memory per connection": "KiB",
    "a shown standard: bytes to a phone": "B",
    "a shown standard: last phone": "ms",
    "a shown standard: server's CPU": "ms",
    "the first that is shown: last phone": "ms",
    "the first that is shown: server's CPU": "ms",
    "floor of the same bytes: last phone": "ms",
    "floor of the same bytes: CPU": "ms",
    "broadcast of the same bytes: last phone": "ms",
    "broadcast of the same bytes: CPU": "ms",
    "last phone, ours to broadcast": "x",
    "CPU, ours to broadcast": "x",
    "answers acknowledged": "",
    "acknowledgement p50": "ms",
    "acknowledgement p99": "ms",
    "facilitator sees it p50": "ms",
    "facilitator sees it p99": "ms",
    "loop late p50": "ms",
    "loop late p99": "ms",
    "server's CPU meanwhile, of one core": "%",
    "bytes meanwhile to a phone that says nothing": "B",
    "a thousand a second: acknowledged": "",
    "a thousand a second: p99": "ms",
}


@dataclass
class Town:
    base: str
    port: int
    pid: int
    workshop_id: int
    tokens: list[str]
    database: Path

    def phone(self, number: int, *, unpacks: bool = True) -> bytes:
        cookie = f"{seat_cookie(self.workshop_id, is_https=False)}={self.tokens[number]}"
        return asking(f"/workshops/{self.workshop_id}/live?screen=phone", self.port, cookie, unpacks=unpacks)

    @property
    def cpu(self) -> float:
        return cpu_of(self.pid)


@contextmanager
def town() -> Iterator[Town]:
    with TemporaryDirectory() as folder:
        database = Path(folder) / "northvale.sqlite3"
        workshop_id, tokens = _prepared(database)
        env = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
        with on_its_core(COMMAND, "serve", "--port", "0", env=env) as server:
            assert server.stdout is not None
            told = next(found for line in server.stdout if (found := re.search(r"http://127[\d.]+:(\d+)", line)))
            while server.stdout.readline().strip() != "Stop with Ctrl+C.":
                pass
            yield Town(told[0], int(told[1]), server.pid, workshop_id, tokens, database)


def _prepared(database: Path) -> tuple[int, list[str]]:
    """Everybody sits and has read the notice; five standards are revealed. Its number, and the tokens of the seats."""
    pack.GROUPS, pack.PEOPLE = GROUPS, PEOPLE
    upgrade(database)
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        keep_published(session)
        workshop = pack.seated(session)
        session.exec(select(Account)).one().password_hash = hash_password(PASSWORD)
        pack.rated(session, workshop, RATED)
        tokens = [new_token() for _ in range(PEOPLE)]
        for seat, token in zip(session.exec(select(Seat)), tokens, strict=True):
            seat.token_hash = hashed(token)
            seat.read_notice(may_show_group=True)
        return workshop.id, tokens


@dataclass
class Console:
    """The facilitator's page and its socket: when it first told how many have answered."""

    http: httpx2.AsyncClient
    town: Town
    seen: list[tuple[float, int]] = field(default_factory=list)

    async def sign_in(self) -> None:
        who = {"email": "fay@northvale.example", "password": PASSWORD}
        await self.http.get("/sign-in")
        assert (await self.http.post("/sign-in", data=who)).status_code == 303

    async def open(self) -> Light:
        cookie = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.http.cookies.jar)
        path = f"/workshops/{self.town.workshop_id}/live?screen=console"
        [light] = await opened(self.town.port, [asking(path, self.town.port, cookie)], self._hear)
        return light

    async def press(self, path: str, **fields: object) -> None:
        answer = await self.http.post(f"/workshops/{self.town.workshop_id}{path}", data=fields)
        assert answer.status_code == 303, answer.text

    def _hear(self, content: bytes, at: float) -> None:
        if b'id="progress"' in content:
            self.seen.append((at, sum(map(int, re.findall(rb"<td>(\d+) of \d+</td>", content)))))

    def delays(self, sent_at: list[float]) -> list[float]:
        """From the n-th sending to the first telling of n answers."""
        delays, told = list[float](), iter(self.seen)
        at, total = next(told)
        for n, sent in enumerate(sorted(sent_at), start=1):
            while total < n:
                at, total = next(told)
            delays.append((at - sent) * 1000)
        return delays


@dataclass
class Answers:
    """What was sent by key and when, and how long until its receipt came."""

    sent: dict[bytes, float] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    sent_at: list[float] = field(default_factory=list)

    def hear(self, content: bytes, at: float) -> None:
        for key in re.findall(rb'data-key="([^"]+)" data-recorded="yes"', content):
            if sent := self.sent.pop(key, None):
                self.took.append((at - sent) * 1000)

    def send(self, phone: Light, round_id: int, number: int) -> None:
        key = secrets.token_urlsafe(16)
        form = {"act": "rate", "round": round_id, "key": key, "answer": str(1 + number % 10), "reason": ""}
        self.sent[key.encode()] = at = time.perf_counter()
        self.sent_at.append(at)
        phone.say(json.dumps(form))


@dataclass
class Asking:
    """Phones that say nothing and ask in turn whether anybody is there."""

    phones: list[Light]
    asked: dict[int, float] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)

    async def go_on(self) -> None:
        for place, phone in enumerate(self.phones):
            phone.hear = partial(self._hear, place)
        place = 0
        while True:
            if place not in self.asked:
                self.asked[place] = time.perf_counter()
                self.phones[place].say('{"act": "ask"}')
            place = (place + 1) % len(self.phones)
            await asyncio.sleep(max(ASK_EVERY, ASK_AGAIN / len(self.phones)))

    def _hear(self, place: int, content: bytes, at: float) -> None:
        if content == BEAT.encode() and (asked := self.asked.pop(place, None)):
            self.took.append((at - asked) * 1000)


async def measure(town: Town) -> dict[str, float]:
    async with httpx2.AsyncClient(base_url=town.base, headers={"Origin": town.base}, timeout=60) as http:
        console, answers = Console(http, town), Answers()
        await console.sign_in()
        memory, cpu, began = memory_of(town.pid), town.cpu, time.perf_counter()
        phones = await opened(town.port, map(town.phone, range(PEOPLE)), answers.hear)
        await until(lambda: all(phone.frames for phone in phones))
        storm = time.perf_counter() - began
        await _quiet(phones)
        figures = [storm, town.cpu - cpu, (memory_of(town.pid) - memory) / PEOPLE]
        figures += await _shown(console, phones)
        own = figures[4:6]
        for kind in ("raw", "broadcast"):
            figures += await _floor(kind, int(figures[3]))
        figures += [own[0] / figures[-2], own[1] / figures[-1]]
        screen = await console.open()
        await until(lambda: bool(console.seen))
        await console.press("/sittings", standards=list(TO_RATE))
        rounds = _rounds(town)
        await _quiet(phones)
        figures += await _rate(console, phones, answers, rounds)
        figures += await _at_once(phones, answers, rounds)
        assert not any(phone.is_lost for phone in phones)
        await hang_up([*phones, screen])
    return dict(zip(UNITS, figures, strict=True))


async def _shown(console: Console, phones: list[Light]) -> list[float]:
    """The second, as of the floors: what is made once in a day is made with the first, which is told after it."""
    first, second = [await _show(console, phones, number) for number in RATED[:2]]
    return [*second, *first[1:]]


async def _show(console: Console, phones: list[Light], number: str) -> list[float]:
    await _idle(console.town)
    for phone in phones:
        phone.forget()
    cpu, began = console.town.cpu, time.perf_counter()
    await console.press(f"/standards/{number}/show")
    await until(lambda: all(phone.frames for phone in phones))
    last = max(phone.last for phone in phones)
    await _quiet(phones)
    return [phones[0].size / phones[0].frames, (last - began) * 1000, (console.town.cpu - cpu) * 1000]


async def _floor(kind: str, size: int) -> list[float]:
    """To as many sockets of a server that does nothing else: the last of them and the CPU, in ms; the second of two."""
    with on_its_core(sys.executable, Path(__file__).with_name("floors.py"), kind) as server:
        assert server.stdin is not None and server.stdout is not None
        port = int(server.stdout.readline())
        lights = await opened(port, [asking("/", port)] * PEOPLE, None)
        await _quiet(lights)  # the library hands a socket over a moment after its handshake
        for _ in range(2):
            for light in lights:
                light.forget()
            cpu, began = cpu_of(server.pid), time.perf_counter()
            server.stdin.write(f"{size}\n")
            server.stdin.flush()
            await until(lambda: all(light.frames for light in lights))
            last = max(light.last for light in lights)
            await _quiet(lights)
            figures = [(last - began) * 1000, (cpu_of(server.pid) - cpu) * 1000]
        await hang_up(lights)
        server.kill()  # it would take leave of each of them, while the phones of the room wait for this process
    return figures


async def _rate(console: Console, phones: list[Light], answers: Answers, rounds: list[int]) -> list[float]:
    """At an even pace, by one phone after the other; the last of all says nothing, and is the one whose bytes count."""
    quiet, asking, count = phones[-1], Asking(phones[-1 - min(ASKING, 1 + len(phones) // 10) : -1]), SECONDS * A_SECOND
    speaking = phones[: -1 - len(asking.phones)]
    going_on = asyncio.create_task(asking.go_on())
    quiet.forget()
    console.seen.clear()
    cpu, began = console.town.cpu, time.perf_counter()
    for number in range(count):
        await asyncio.sleep(max(0.0, began + number / A_SECOND - time.perf_counter()))
        turn, place = divmod(number, len(speaking))
        answers.send(speaking[place], rounds[turn % len(rounds)], number)
    took = time.perf_counter() - began
    size, cpu = quiet.size, (console.town.cpu - cpu) / took * 100
    await until(lambda: not answers.sent)
    await until(lambda: bool(console.seen) and console.seen[-1][1] >= count)
    going_on.cancel()
    for phone in asking.phones:
        phone.hear = answers.hear
    delays = console.delays(answers.sent_at)
    acknowledged, p = answers.took, percentile
    figures = [len(acknowledged), p(acknowledged, 50), p(acknowledged, 99), p(delays, 50), p(delays, 99)]
    figures += [p(asking.took, 50), p(asking.took, 99), cpu, size]
    answers.took.clear()
    return figures


async def _at_once(phones: list[Light], answers: Answers, rounds: list[int]) -> list[float]:
    began = time.perf_counter()
    for number, phone in enumerate(phones):
        await asyncio.sleep(max(0.0, began + number / AT_MOST - time.perf_counter()))
        answers.send(phone, rounds[-1], number)
    await until(lambda: not answers.sent)
    return [len(answers.took), percentile(answers.took, 99)]


def _rounds(town: Town) -> list[int]:
    with closing(Store(town.database)) as store, store.read() as session:
        newest = session.exec(select(Round).order_by(Round.id.desc())).all()  # type: ignore[attr-defined]
        return sorted(round_.id for round_ in newest[: len(TO_RATE)])


async def _quiet(phones: list[Light], for_seconds: float = 0.5) -> None:
    """Until nobody is told anything for a moment."""
    total = -1
    while (now := sum(phone.frames for phone in phones)) != total:
        total = now
        await asyncio.sleep(for_seconds)


async def _idle(town: Town) -> None:
    """Until the server does nothing by itself: after its start it compiles templates, in quiet moments it tidies up."""
    quiet, until_when = 0.0, time.monotonic() + PATIENCE
    while quiet < IDLE_FOR:
        assert time.monotonic() < until_when, "the server is never idle"
        cpu = town.cpu
        await asyncio.sleep(IDLE_STEP)
        quiet = quiet + IDLE_STEP if town.cpu - cpu < NEXT_TO_NOTHING else 0.0


def run() -> dict[str, float]:
    with town() as made:
        return asyncio.run(measure(made))


def main() -> None:
    allow_many_sockets()
    report(f"{PEOPLE} phones in one room, {A_SECOND} answers a second", [run() for _ in range(RUNS)], UNITS)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="Many phones in one room.")
    asked.add_argument("--people", type=int, default=PEOPLE)
    asked.add_argument("--runs", type=int, default=RUNS)
    given = asked.parse_args()
    PEOPLE, RUNS = given.people, given.runs
    GROUPS = max(GROUPS, PEOPLE // 400)  # of at most 500 each
    main()
