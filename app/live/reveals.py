"""Reveals that fall due: five seconds in which a close-and-reveal can still be cancelled.

The due moment is stored with the sitting and checked again inside the writer, so a cancel that was acknowledged always
wins. What is due is tried until it is done: storage may be full, or held by another program, at that very moment. A
restart inside those seconds leaves the sitting closed and not revealed: nobody is revealed unawares.

Whoever reveals, or leaves undone, first claims the due moment in the same transaction: one statement that finds it, and
takes it away. So of several processes that know of it one acts, and none on what another did or a person cancelled.
"""

import asyncio
from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from app.clock import now
from app.log import failed
from app.models import Role, Sitting
from app.models.rounds.revealing import reveal
from app.models.workshop.event import record
from app.store.writer import Writer

AGAIN_AFTER = 0.5  # seconds; twice as long each time
AT_MOST = 10.0
LAPSED = timedelta(minutes=1)  # after its moment: no process that runs has it in hand any more


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

    async def leave_interrupted(self, *, is_alone: bool) -> None:
        """At a start. What is pending was asked of a process that is gone; of another one, maybe, if not alone."""
        await self._writer.do(None, lambda session: _leave(session, None if is_alone else now() - LAPSED))

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
    """Nothing, once it was done, cancelled or called off."""
    if claim(session, sitting_id, due):
        sitting = session.get_one(Sitting, sitting_id, populate_existing=True)
        reveal(session, sitting, by=Role.FACILITATOR)  # nobody else may ask for one


def claim(session: Session, sitting_id: int, due: datetime) -> bool:
    """Whether this transaction takes it; rolled back, it gives it back."""
    pending = (col(Sitting.id) == sitting_id, col(Sitting.reveal_due_at) == due, col(Sitting.revealed_at).is_(None))
    taken = update(Sitting).where(*pending).values(reveal_due_at=None).returning(col(Sitting.id))
    return session.connection().execute(taken).first() is not None


def _leave(session: Session, due_before: datetime | None) -> None:
    pending = select(Sitting).where(col(Sitting.reveal_due_at).is_not(None))
    if due_before:
        pending = pending.where(col(Sitting.reveal_due_at) < due_before)
    for sitting in session.exec(pending).all():
        if sitting.reveal_due_at and claim(session, sitting.id, sitting.reveal_due_at):
            session.refresh(sitting)
            sitting.turn += 1
            record(session, sitting.workshop_id, "program", "left a reveal undone at a restart")
