"""A demo's lobby with a crowd in it, and its facilitator with a console open: for the benches of a whole server."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx2
from machine import Demo

from app.crowd.gathering import Crowd, Gathering
from app.crowd.line import Line
from app.crowd.person import Person
from app.crowd.tally import Tally

PATIENCE = 120  # seconds
ANSWERED = re.compile(r"<td>(\d+) of \d+</td>")  # in the last row of the console’s matrix, of the whole room


@dataclass
class Facilitator:
    demo: Demo
    http: httpx2.AsyncClient
    seen: list[tuple[float, int]] = field(default_factory=list)  # when the console showed how many answers

    async def sign_in(self) -> None:
        who = {"email": self.demo.email, "password": self.demo.password}
        await self.http.get("/sign-in")  # its cookie has to come back
        answer = await self.http.post("/sign-in", data=who)
        assert answer.status_code == 303, answer.status_code

    def console(self) -> Line:
        address = f"ws{self.demo.base.removeprefix('http')}/workshops/{self.demo.workshop}/live?screen=console"
        return Line(address, self.demo.base, self._cookies, self._see)

    async def open(self, *standards: str) -> None:
        answer = await self.http.post(f"/workshops/{self.demo.workshop}/sittings", data={"standards": list(standards)})
        assert answer.status_code == 303, answer.status_code

    def delays(self, sent_at: list[float]) -> list[float]:
        """From the n-th sending to the console's first showing of n answers."""
        delays, moments = [], iter(self.seen)
        at, total = next(moments)
        for n, sent in enumerate(sorted(sent_at), start=1):
            while total < n:
                at, total = next(moments)
            delays.append(at - sent)
        return delays

    def _cookies(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.http.cookies.jar)

    def _see(self, html: str) -> None:
        if 'id="progress"' in html:
            self.seen.append((time.monotonic(), sum(int(count) for count in ANSWERED.findall(html))))


@dataclass
class Full:
    """Everybody has a seat, and nobody a socket yet."""

    gathering: Gathering
    people: list[Person]
    facilitator: Facilitator
    holding: list[asyncio.Task[None]] = field(default_factory=list)

    async def connect(self) -> None:
        lines = [person.line for person in self.people]
        self.holding += [asyncio.create_task(person.line.hold(person.rng)) for person in self.people]
        await until(lambda: all(line.stands.is_set() for line in lines))

    async def open_console(self) -> None:
        line = self.facilitator.console()
        self.holding.append(asyncio.create_task(line.hold(self.people[0].rng)))
        await until(lambda: bool(self.facilitator.seen))
        self.facilitator.seen.clear()

    async def compare(self) -> None:
        tally, door = self.gathering.tally, asyncio.Semaphore(10)
        tally.unread = sum(len(person.stands) for person in self.people)

        async def one(person: Person) -> None:
            async with door:
                await person.compare()

        await asyncio.gather(*[one(person) for person in self.people])


@asynccontextmanager
async def full_room(demo: Demo, people: int, thinks: float = 2.0) -> AsyncIterator[Full]:
    crowd = Crowd(demo.base, demo.code, people, seconds=PATIENCE, thinks=thinks, changes_mind=0)
    gathering = Gathering(crowd, Tally(people))
    facilitator = Facilitator(demo, gathering.browser())
    await facilitator.sign_in()
    room = Full(gathering, [Person(gathering, number) for number in range(people)], facilitator)
    door = asyncio.Semaphore(10)

    async def join(person: Person) -> None:
        async with door:
            await person.join()

    await asyncio.gather(*[join(person) for person in room.people])
    try:
        yield room
    finally:
        for task in room.holding:
            task.cancel()
        await asyncio.gather(*room.holding, return_exceptions=True)
        await gathering.close()


async def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "this took longer than two minutes"
        await asyncio.sleep(0.05)
