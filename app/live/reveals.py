"""Reveals that fall due: five seconds in which a close-and-reveal can still be cancelled.

The due moment is stored with the sitting and checked again inside the writer, so a cancel that was acknowledged always
wins. What is due is tried until it is done: storage may be full, or held by another program, at that very moment. A
restart inside those seconds leaves the sitting closed and not revealed: nobody is revealed unawares.
"""

import asyncio
from datetime import datetime

from sqlmodel import Session, select

from app.clock import now
from app.log import failed
from app.models import Role, Sitting
from app.models.rounds.revealing import reveal
from app.models.workshop.event import record
from app.store.writer import Writer

AGAIN_AFTER = 0.5  # seconds; twice as long each time
AT_MOST = 10.0


class Reveals:
    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._pending: set[asyncio.Task[None]] = set()

    @property
    def waiting(self) -> int:
        return len(self._pending)

    def schedule(self, workshop_id: int, sitting_id: int, due: datetime) -> None:
        task = asyncio.create_task(self._when_due(workshop_id, sitting_id, due))
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)

    async def forget_interrupted(self) -> None:
        await self._writer.do(None, _forget)

    async def close(self) -> None:
        for task in self._pending:
            task.cancel()
        await asyncio.gather(*self._pending, return_exceptions=True)

    async def _when_due(self, workshop_id: int, sitting_id: int, due: datetime) -> None:
        await asyncio.sleep(max(0.0, (due - now()).total_seconds()))
        pause = AGAIN_AFTER
        while True:
            try:
                return await self._writer.do(workshop_id, lambda session: _reveal_if_due(session, sitting_id, due))
            except Exception as error:  # a slip of ours too: a room that waits must not wait for ever unheard
                failed("a reveal has to wait", error, workshop=workshop_id)
            await asyncio.sleep(pause)
            pause = min(2 * pause, AT_MOST)


def _reveal_if_due(session: Session, sitting_id: int, due: datetime) -> None:
    """Nothing, once it was cancelled or called off."""
    sitting = session.get(Sitting, sitting_id)
    if sitting is not None and sitting.reveal_due_at == due:
        reveal(session, sitting, by=Role.FACILITATOR)  # nobody else may ask for one


def _forget(session: Session) -> None:
    for sitting in session.exec(select(Sitting).where(Sitting.reveal_due_at != None)):
        sitting.reveal_due_at = None
        sitting.turn += 1
        record(session, sitting.workshop_id, "program", "left a reveal undone at a restart")
