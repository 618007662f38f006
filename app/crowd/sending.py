"""One answer on its way: over the socket, again after a cut, by POST when no acknowledgement comes; always one key."""

import asyncio
import json
import random
import time
from enum import Enum, auto

import httpx2
from websockets.exceptions import ConnectionClosed

from app.crowd.gathering import Gathering
from app.crowd.line import Line
from app.crowd.told import Receipt, Told, read

POST_AFTER = 3.0  # seconds without an acknowledgement, as the page does
AGAIN_AFTER = (0.5, 1, 2, 4, 8)
CLOSED = 409  # the status of a rating that came after the close
TOO_FAST = 429  # and of one that came too soon after many others: wait, and send it again


class Outcome(Enum):
    ACKNOWLEDGED = auto()
    REFUSED = auto()  # the round had closed
    FAILED = auto()  # told something else, and trying again would not help


class Sending:
    def __init__(self, gathering: Gathering, workshop: str, http: httpx2.AsyncClient, line: Line, rng: random.Random):
        self.workshop, self.http, self.line = workshop, http, line
        self._gathering, self._tally, self._rng = gathering, gathering.tally, rng
        self._asked: dict[str, asyncio.Future[tuple[Receipt, float]]] = {}  # by key

    def hear(self, state: Told, at: float) -> None:
        for receipt in state.receipts.values():
            asked = self._asked.pop(receipt.key, None)
            if asked and not asked.done():
                asked.set_result((receipt, at))

    @property
    def _is_bad(self) -> bool:
        return self._gathering.has_bad_wifi

    async def until_answered(self, form: dict[str, str]) -> Outcome:
        """The same key at every try. The clock starts again after a cut of our own making."""
        started, tries = 0.0, 0
        while True:
            await self._bad_moment(0.02, 0.8)
            started = started or time.monotonic()
            if self.line.socket is not None:
                if self._is_bad and not self._gathering.over.is_set() and self._rng.random() < 0.25:
                    await self._send_and_cut(form)
                    started = 0.0
                    continue
                if at := await self._over_socket(form):
                    self._tally.took(started, at)
                    return Outcome.ACKNOWLEDGED
            if outcome := await self._by_post(form):
                if outcome is Outcome.ACKNOWLEDGED:
                    self._tally.took(started, time.monotonic())
                return outcome
            await asyncio.sleep(AGAIN_AFTER[min(tries, len(AGAIN_AFTER) - 1)])
            tries += 1

    async def _bad_moment(self, least: float, most: float) -> None:
        if self._is_bad:
            await asyncio.sleep(self._rng.uniform(least, most))

    async def _send_and_cut(self, form: dict[str, str]) -> None:
        """Gone before the acknowledgement: did it arrive? Then back on a new socket, or by POST while there is none."""
        self._tally.cuts += 1
        away = self._rng.uniform(0.1, 3)
        await self._send(form)
        self.line.cut(away)
        if self._rng.random() < 0.7:
            await self.line.stands.wait()
        else:
            await asyncio.sleep(away / 2)

    async def _over_socket(self, form: dict[str, str]) -> float | None:
        """When it was acknowledged. None: no answer, no line, or a refusal, which POST puts into a status."""
        asked: asyncio.Future[tuple[Receipt, float]] = asyncio.get_running_loop().create_future()
        self._asked[form["key"]] = asked
        try:
            if not await self._send(form):
                return None
            receipt, at = await asyncio.wait_for(asked, POST_AFTER)
            return at if receipt.is_recorded else None
        except TimeoutError:
            return None
        finally:
            self._asked.pop(form["key"], None)

    async def _send(self, form: dict[str, str]) -> bool:
        try:
            if self.line.socket is None:
                return False
            await self.line.socket.send(json.dumps(form))
            return True
        except ConnectionClosed:
            return False

    async def _by_post(self, form: dict[str, str]) -> Outcome | None:
        """None: try again."""
        round_ = form["round"]
        self._tally.by_post += 1
        try:
            path = f"{self.workshop}/rounds/{round_}/rating"
            answer = await self.http.post(path, data=form, headers={"HX-Request": "true"})
        except httpx2.TransportError:
            return None
        if answer.status_code >= 500 or answer.status_code == TOO_FAST:
            return None
        if answer.status_code == CLOSED:
            return Outcome.REFUSED
        receipt = read(answer.text).receipts.get(round_, Receipt("", is_recorded=False))
        if answer.is_success and receipt.is_recorded and receipt.key == form["key"]:
            return Outcome.ACKNOWLEDGED
        self._tally.problems.add(" ".join(receipt.text.split()) or f"A rating was answered with {answer.status_code}.")
        return Outcome.FAILED
