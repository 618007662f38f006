"""One person of the crowd: a seat, a socket, a view on each standard, and a memory of what was acknowledged."""

import asyncio
import random
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit

import httpx2

from app.crowd.gathering import Gathering
from app.crowd.line import Line
from app.crowd.sending import Outcome, Sending
from app.crowd.told import Receipt, Told, read

CANT_TELL = "ct"  # as the page offers it
REASONS = ("We see this every week.", "I have read about it and not seen it.", "It depends on where you live.")


@dataclass
class Person:
    gathering: Gathering
    number: int
    sitting: str = ""
    is_open: bool = False
    is_waiting: bool = False
    rounds: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)  # words read back
    assented: set[str] = field(default_factory=set)
    stands: dict[str, str] = field(default_factory=dict)  # round -> my last acknowledged answer
    perhaps: dict[str, set[str]] = field(default_factory=dict)  # round -> sent after that, and not acknowledged

    def __post_init__(self) -> None:
        crowd = self.gathering.crowd
        self.rng = random.Random(f"{crowd.seed}/{self.number}")  # noqa: S311 - the same seed, the same crowd
        self.http = self.gathering.browser()
        self.news = asyncio.Event()

    # -- Taking a seat

    async def join(self) -> None:
        crowd = self.gathering.crowd
        groups = read((await self._get(f"/join/{crowd.code}")).text).choices["group"]
        self.group = group = self.gathering.group_of(self.number, groups, self.rng)
        seated = await self._post(f"/join/{crowd.code}", {"group": group, "key": self._join_key})
        notice = urlsplit(seated.headers["location"]).path  # the path alone: never led to another address
        self.workshop = notice.removesuffix("/notice")
        asked = read((await self._get(notice)).text).choices.get("choice")
        await self._post(notice, {"choice": self.rng.choice(asked)} if asked else {})
        shown = self._answered(await self.http.get(f"{self.workshop}/phone"))
        self.is_waiting = shown.headers.get("location", "").endswith("/waiting")
        if self.is_waiting:
            self.gathering.tally.waiting += 1
        else:
            self.gathering.tally.joined += 1
        self.line = self._line("phone", self._hear)
        self.sending = Sending(self.gathering, self.workshop, self.http, self.line, self.rng)

    @property
    def _join_key(self) -> str:
        """In a rehearsal the same each time, so that people who are brought in again find their seats."""
        crowd = self.gathering.crowd
        of_rehearsal = sha256(f"{crowd.code}/{crowd.seed}/{self.number}".encode()).hexdigest()
        return of_rehearsal if crowd.plan else secrets.token_urlsafe(16)

    async def wait_for_the_nod(self) -> None:
        """As a phone does: on a line of its own, until it is told to go on, or until all is over."""
        nodded = asyncio.Event()

        def hear(html: str) -> None:
            if read(html).goes_to:
                nodded.set()

        holding = asyncio.create_task(self._line("waiting", hear).hold(self.rng))
        try:
            await self.gathering.until_over(nodded.wait())
        finally:
            holding.cancel()
            await asyncio.gather(holding, return_exceptions=True)
        if nodded.is_set():
            self.is_waiting = False
            self.gathering.tally.waiting -= 1
            self.gathering.tally.joined += 1

    def _line(self, screen: str, hear: Callable[[str], None]) -> Line:
        url = self.gathering.crowd.url
        return Line(f"ws{url.removeprefix('http')}{self.workshop}/live?screen={screen}", url, self._cookies, hear)

    def _cookies(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.http.cookies.jar)

    async def _get(self, path: str) -> httpx2.Response:
        return (await self.http.get(path)).raise_for_status()

    async def _post(self, path: str, form: dict[str, str]) -> httpx2.Response:
        return self._answered(await self.http.post(path, data=form))

    @staticmethod
    def _answered(answer: httpx2.Response) -> httpx2.Response:
        if answer.status_code != 303:
            answer.raise_for_status()
        return answer

    # -- Taking part

    async def attend(self) -> None:
        """Until it is over: whatever opens is rated, once, and sometimes once more."""
        holding = asyncio.create_task(self.line.hold(self.rng))
        try:
            while not self.gathering.over.is_set():
                if to_rate := [r for r in self.rounds if self.is_open and r not in self.answered]:
                    await self._think_and_rate(to_rate[0])
                elif to_answer := [one for one in self.asked if one not in self.assented]:
                    await self._think_and_assent(to_answer[0])
                else:
                    await self.gathering.until_over(self.news.wait())
                    self.news.clear()
        finally:
            holding.cancel()
            await asyncio.gather(holding, return_exceptions=True)

    async def _think_and_rate(self, round_: str) -> None:
        times = 2 if self.rng.random() < self.gathering.crowd.changes_mind else 1
        for _ in range(times):
            await self.gathering.until_over(asyncio.sleep(self.rng.uniform(0.05, self.gathering.crowd.thinks)))
            if not self.gathering.over.is_set() and self.is_open and round_ in self.rounds:
                address = f"{self.workshop}/phone/rounds/{round_}"
                if offered := await self.gathering.offered(round_, self._get, address):
                    self.answered.add(round_)
                    await self.rate(round_, self._view(round_, offered))

    async def _think_and_assent(self, read_back: str) -> None:
        """Once, by POST; a few do not agree, and some of them say why."""
        self.assented.add(read_back)
        await self.gathering.until_over(asyncio.sleep(self.rng.uniform(0.05, self.gathering.crowd.thinks)))
        answer = self.rng.choices(("ag", "lw", "no"), (6, 3, 1))[0]
        form = {"answer": answer, "key": secrets.token_urlsafe(16)}
        if answer == "no" and self.rng.random() < 0.5:
            form |= {"words": self.rng.choice(REASONS), "shown": "none", "may_publish": "yes"}
        if not self.gathering.over.is_set():
            with suppress(httpx2.HTTPError):
                path = f"{self.workshop}/read-backs/{read_back}/assent"
                sent_at = time.monotonic()
                taken = await self.http.post(path, data=form, headers={"HX-Request": "true"})
                self.gathering.tally.assented += taken.is_success
                self.gathering.tally.assent_seconds.append(time.monotonic() - sent_at)

    def _view(self, round_: str, offered: list[str]) -> str:
        """Something the page offers: near where this person's group stands, or can't tell."""
        scores = [answer for answer in offered if answer != CANT_TELL]
        if self.rng.random() < 0.1:
            return CANT_TELL
        seed = f"{self.gathering.crowd.seed}/{round_}/{self.group}"
        around = random.Random(seed).randrange(len(scores))  # noqa: S311
        return scores[min(len(scores) - 1, max(0, around + self.rng.choice((-1, 0, 0, 1))))]

    def _hear(self, html: str) -> None:
        at, state = time.monotonic(), read(html)
        self.sending.hear(state, at)
        if state.asked is not None:
            self.asked = state.asked
            self.news.set()
        if state.sitting is not None:
            self._follow(state)

    def _follow(self, state: Told) -> None:
        self.gathering.see(self.sitting, still_open=state.is_open and state.sitting == self.sitting)
        self.sitting, self.is_open, self.rounds = state.sitting or "", state.is_open, state.rounds
        self.news.set()

    async def rate(self, round_: str, view: str) -> None:
        tally, key = self.gathering.tally, secrets.token_urlsafe(16)
        reason = self.rng.choice(REASONS) if self.rng.random() < 0.15 else ""
        tally.sent += 1
        self.gathering.rated_in.add(self.sitting)
        self.perhaps.setdefault(round_, set()).add(view)
        form = {"act": "rate", "round": round_, "key": key, "answer": view, "reason": reason}
        outcome = await self.sending.until_answered(form)
        if outcome is Outcome.ACKNOWLEDGED:
            tally.acknowledged += 1
            self.stands[round_] = view
            self.perhaps[round_].clear()
        elif outcome is Outcome.REFUSED:
            tally.refused += 1
            self.perhaps[round_].clear()

    # -- Afterwards

    async def compare(self) -> None:
        """Reads again what is stored: it must be what was acknowledged last."""
        state = read((await self._get(f"{self.workshop}/live?screen=phone")).text)  # all of the sitting under way
        for round_, view in self.stands.items():
            if round_ not in state.receipts:  # revealed meanwhile: its page still tells
                state = read((await self._get(f"{self.workshop}/phone/rounds/{round_}")).text)
            self._compare(state.receipts[round_], view, self.perhaps[round_])

    def _compare(self, receipt: Receipt, view: str, perhaps: set[str]) -> None:
        stored = CANT_TELL if receipt.value == "can’t tell" else receipt.value.zfill(2)
        self.gathering.tally.unread -= 1
        self.gathering.tally.lost += stored not in {view, *perhaps}
