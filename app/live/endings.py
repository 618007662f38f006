"""What falls due at the end of workshops is done by the running server: at its start, and as often as it looks.

Whether something is due is looked at again inside the writer. One workshop that fails stops no other, and is tried
again at the next look, as where the disk was full.
"""

import asyncio
from datetime import datetime

from app.clock import today
from app.live.due import do_due
from app.live.emptying import Emptying
from app.live.standing_clock import StandingClock
from app.log import failed, told
from app.models.ending import due
from app.models.ending.due import Done
from app.models.workshop.event import newest_moment
from app.store.sqlite import Store
from app.store.writer import Writer

EVERY = 30.0  # seconds


class Endings:
    def __init__(self, store: Store, writer: Writer, emptying: Emptying, clock: StandingClock | None = None) -> None:
        self._store, self._writer, self._emptying = store, writer, emptying
        self._clock = clock or StandingClock(newest=self._newest())
        self._is_doubted = False
        self._going_on: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """The first look is at once: a date may have passed while no server ran."""
        self._going_on = asyncio.create_task(self._go_on())

    async def look(self) -> dict[int, list[Done]]:
        """What was done, by workshop; nothing while the clock is not believed, whoever asks for it."""
        if not self._believes_the_clock():
            return {}
        done: dict[int, list[Done]] = {}
        for workshop_id in await asyncio.to_thread(self._due):
            try:
                if what := await self._do(workshop_id):
                    done[workshop_id] = what
            except Exception as error:  # a slip of ours too: what is due of the others must not wait for it
                failed("what is due has to wait", error, workshop=workshop_id)
        return done

    @property
    def waits(self) -> bool:
        """For the clock, as of the last look."""
        return self._is_doubted

    async def close(self) -> None:
        if self._going_on:
            self._going_on.cancel()
            await asyncio.gather(self._going_on, return_exceptions=True)

    async def _go_on(self) -> None:
        while True:
            try:
                await self.look()
            except Exception as error:  # the storage cannot be read
                failed("what is due could not be looked at", error)
            await asyncio.sleep(EVERY)

    async def _do(self, workshop_id: int) -> list[Done]:
        """Its open screens are told at once."""
        what = await self._writer.do(workshop_id, lambda session: do_due(session, workshop_id, today()))
        for each in what:
            told("done as its date said", workshop=workshop_id, reason=each.value)
        if what:
            await self._emptying.empty(workshop_id)
        return what

    def _due(self) -> list[int]:
        with self._store.read() as session:
            return due.due(session, today())

    def _newest(self) -> datetime | None:
        with self._store.read() as session:
            return newest_moment(session)

    def _believes_the_clock(self) -> bool:
        is_believed = self._clock.is_believed()
        if self._is_doubted == is_believed:
            reason = "the clock has stood for an hour" if is_believed else "the clock is far ahead"
            told("what is due goes on" if is_believed else "what is due waits", reason=reason)
        self._is_doubted = not is_believed
        return is_believed
