"""Packs that were asked for are made one at a time, and kept file by file as they come.

What is said of a pack stands in the database. Only where not even that can be written, as on a full disk, it stands
here until it can.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from sqlmodel import Session

from app.errors import Refusal
from app.errors.saving import NotSaved, StorageFull
from app.exports.making import File
from app.live.emptying import Emptying
from app.live.making import ENDED, SLIPPED, Job
from app.log import failed
from app.models import Pack, Release
from app.models.ending import pack as packs
from app.store.writer import Writer

Make = Callable[[Job], AsyncGenerator[File]]
AGAIN_AFTER = 0.5  # seconds; twice as long each time
AT_MOST = 10.0
FULL = "The server’s storage is full, and nothing of it was kept. Make room on its disk, then make it again."
NOT_KEPT = "The server’s storage could not be written while it was made. Make it again in a moment."


class Packing:
    def __init__(self, writer: Writer, emptying: Emptying, make: Make) -> None:
        self._writer = writer
        self._emptying = emptying
        self._make = make
        self._asked = asyncio.Event()
        self._not_yet_said: dict[int, str] = {}  # pack -> why it failed
        self._going_on = asyncio.create_task(self._go_on())

    async def leave_interrupted(self) -> None:
        await self._writer.do(None, packs.leave_interrupted)

    def look(self) -> None:
        """Something may wait."""
        self._asked.set()

    def failure_of(self, pack: Pack) -> str:
        """Empty while there is none."""
        return self._not_yet_said.get(pack.id, pack.failure)

    async def close(self) -> None:
        self._going_on.cancel()
        await asyncio.gather(self._going_on, return_exceptions=True)

    async def _go_on(self) -> None:
        pause = AGAIN_AFTER
        while True:
            await self._asked.wait()
            self._asked.clear()
            try:
                while job := await self._writer.do(None, _begin):
                    await self._make_one(job)
                pause = AGAIN_AFTER
            except Exception as error:  # the storage cannot be written: what waits goes on waiting
                failed("a pack has to wait", error)
                self._asked.set()
                await asyncio.sleep(pause)
                pause = min(2 * pause, AT_MOST)

    async def _make_one(self, job: Job) -> None:
        try:
            async with aclosing(self._make(job)) as files:
                async for file in files:
                    await self._writer.do(None, _keeping(job, file))
            sentence = "" if await self._writer.do(None, _finishing(job)) else ENDED
            await self._emptying.empty(job.workshop_id)  # what an older one said may have left the record since
        except Exception as error:
            failed("a pack was not made", error, workshop=job.workshop_id)
            sentence = _sentence(error)
        if sentence:
            await self._say(job, sentence)

    async def _say(self, job: Job, sentence: str) -> None:
        """Until it is stored."""
        self._not_yet_said[job.pack_id] = sentence
        pause = AGAIN_AFTER
        while True:
            try:
                await self._writer.do(None, _failing(job, sentence))
                del self._not_yet_said[job.pack_id]
                return
            except Exception as error:
                failed("why a pack was not made is not stored yet", error, workshop=job.workshop_id)
            await asyncio.sleep(pause)
            pause = min(2 * pause, AT_MOST)


def _sentence(error: Exception) -> str:
    if isinstance(error, StorageFull):
        return FULL
    if isinstance(error, NotSaved):
        return NOT_KEPT
    return str(error) if isinstance(error, Refusal) else SLIPPED


def _begin(session: Session) -> Job | None:
    pack = packs.next_waiting(session)
    if pack is None:
        return None
    pack.begin(session)
    return Job(pack.id, pack.workshop_id, Release(pack.release), pack.has_numbers)


def _keeping(job: Job, file: File) -> Callable[[Session], None]:
    """A workshop that was erased meanwhile has taken its pack along: that ends its making."""

    def keep(session: Session) -> None:
        pack = session.get_one(Pack, job.pack_id)
        pack.keep(session, file.form.key, file.name, file.form.media_type, file.content)

    return keep


def _finishing(job: Job) -> Callable[[Session], bool]:
    """Whether all of it is there."""

    def finish(session: Session) -> bool:
        pack = session.get_one(Pack, job.pack_id)
        if is_whole := pack.is_in_hand and pack.done == pack.files:
            pack.finish(session)
        return is_whole

    return finish


def _failing(job: Job, sentence: str) -> Callable[[Session], None]:
    def fail(session: Session) -> None:
        pack = session.get(Pack, job.pack_id)
        if pack and pack.is_in_hand:
            pack.fail(session, sentence)

    return fail
