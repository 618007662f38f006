"""Reveals that fall due: five seconds in which a close-and-reveal can still be cancelled.

The due moment is stored with the sitting and checked again inside the writer, so a cancel that was acknowledged always
wins. A restart inside those seconds leaves the sitting closed and not revealed: nobody is revealed unawares.
"""

import asyncio
from datetime import datetime

from sqlmodel import Session, select

from app.models import Sitting
from app.models.columns import now
from app.models.event import record
from app.store import Writer


class Reveals:
    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._pending: set[asyncio.Task[None]] = set()

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
        await self._writer.do(workshop_id, lambda session: _reveal_if_due(session, sitting_id, due))


def _reveal_if_due(session: Session, sitting_id: int, due: datetime) -> None:
    sitting = session.get_one(Sitting, sitting_id)
    if sitting.reveal_due_at == due:
        sitting.reveal(session)


def _forget(session: Session) -> None:
    for sitting in session.exec(select(Sitting).where(Sitting.reveal_due_at != None)):
        sitting.reveal_due_at = None
        record(session, sitting.workshop_id, "program", "left a reveal undone at a restart")
