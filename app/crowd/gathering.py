"""What the people of one crowd share: the address, the tally, and when it is over."""

import asyncio
import random
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx2

from app.crowd.tally import Tally
from app.crowd.told import read


@dataclass(frozen=True)
class Crowd:
    url: str
    code: str
    people: int = 40
    seed: int = 1
    bad_wifi: bool = False
    until_closed: bool = False
    seconds: float = 60
    thinks: float = 2.0  # seconds, at the longest, before an answer
    changes_mind: float = 0.15  # how many do, of all answers
    plan: tuple[int, ...] = ()  # how many come in each group, in their order on the page; empty: as it falls


@dataclass
class Gathering:
    crowd: Crowd
    tally: Tally
    rated_in: set[str] = field(default_factory=set)  # sittings
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.has_bad_wifi = self.crowd.bad_wifi  # as it is now: a rehearsal switches it
        limits = httpx2.Limits(max_connections=None, max_keepalive_connections=50, keepalive_expiry=2)
        self._transport = httpx2.AsyncHTTPTransport(limits=limits, verify=ssl.create_default_context())
        self._offered: dict[str, list[str]] = {}
        self._looking = asyncio.Lock()

    def browser(self) -> httpx2.AsyncClient:
        """With cookies of its own; all share the connections. Redirects are read, never followed."""
        headers = {"Origin": self.crowd.url}
        return httpx2.AsyncClient(transport=self._transport, base_url=self.crowd.url, headers=headers, timeout=10)

    async def close(self) -> None:
        await self._transport.aclose()

    def group_of(self, number: int, groups: list[str], rng: random.Random) -> str:
        """Of the person with this number; without a plan a large group is likelier than a small one."""
        planned = [group for group, people in zip(groups, self.crowd.plan, strict=False) for _ in range(people)]
        return planned[number % len(planned)] if planned else rng.choices(groups, self.weights(groups))[0]

    def weights(self, groups: list[str]) -> list[int]:
        """Groups of unequal size, as in a real room; the same for everybody."""
        rng = random.Random(self.crowd.seed)  # noqa: S311 - the same seed, the same crowd
        return [rng.choice((1, 2, 3, 5)) for _ in groups]

    async def offered(self, round_: str, page: Callable[[str], Awaitable[httpx2.Response]], address: str) -> list[str]:
        """What the rating page of a round lets people choose, or nothing if unreadable. One person looks for all."""
        async with self._looking:
            if round_ not in self._offered:
                try:
                    self._offered[round_] = read((await page(address)).text).choices["answer"]
                except (httpx2.HTTPError, KeyError):
                    return []
            return self._offered[round_]

    def see(self, sitting: str, *, still_open: bool) -> None:
        """Somebody's screen tells about the sitting it showed before."""
        if self.crowd.until_closed and sitting in self.rated_in and not still_open:
            self.over.set()

    async def until_over(self, waiting: Awaitable[Any]) -> None:
        tasks = [asyncio.ensure_future(waiting), asyncio.ensure_future(self.over.wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
