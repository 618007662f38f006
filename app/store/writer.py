"""The one writer.

Every change is an *act*: a function that gets a session and changes something. Acts queue; one thread takes what is
queued, runs it in one transaction, commits, and only then is anybody told. A refused or failing act is rolled back to
its own savepoint and does not sink the others. With group commit `synchronous=FULL` costs one flush per batch.
"""

import asyncio
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import bindparam, text, update
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col

from app.errors.saving import StorageBusy
from app.log import failed
from app.models import Workshop
from app.models.prepared import Prepared
from app.store.bus import Announcement, Bus, Raises
from app.store.sqlite import Store, storage_refusal

Result = TypeVar("Result")
Act = Callable[[Session], Result]
BATCH = 500


@dataclass
class _Queued:
    workshop_id: int | None
    act: Act[Any]
    answer: asyncio.Future[Any]
    raises: Raises = Raises.REV
    is_plain: bool = False
    result: Any = None
    error: BaseException | None = None


class Writer:
    """`await writer.do(workshop_id, act)` returns what the act returned, once it is on disk.

    The act runs in the writer's thread. It must return plain values, for its session is gone when they arrive. Naming a
    workshop raises that workshop's `rev`, or what it `raises` instead, and announces it; `None` is for acts that no
    open screen shows. An act `is_plain` that writes by statements alone, and leaves nothing in the session to be
    written later: it is kept apart from the others without what the session does to take objects back.
    """

    def __init__(self, store: Store, bus: Bus) -> None:
        self._store, self._bus = store, bus
        self._queue: queue.SimpleQueue[_Queued | None] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._told_at = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    @property
    def quiet_for(self) -> float:
        """Seconds since anybody was told of an act."""
        return time.monotonic() - self._told_at

    async def do(
        self, workshop_id: int | None, act: Act[Result], raises: Raises = Raises.REV, *, is_plain: bool = False
    ) -> Result:
        answer: asyncio.Future[Result] = self._loop.create_future()
        self._queue.put(_Queued(workshop_id, act, answer, raises, is_plain))
        return await answer

    async def close(self) -> None:
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        while (batch := self._take()) is not None:
            announcements = self._write(batch)
            self._loop.call_soon_threadsafe(self._tell, batch, announcements)

    def _take(self) -> list[_Queued] | None:
        """What is queued now, at least one; None once asked to close. No lingering: a batch is what came meanwhile."""
        first = self._queue.get()
        if first is None:
            return None
        batch = [first]
        while len(batch) < BATCH and not self._queue.empty():
            following = self._queue.get()
            if following is None:
                self._queue.put(None)
                break
            batch.append(following)
        return batch

    def _write(self, batch: list[_Queued]) -> list[Announcement]:
        try:
            with Session(self._store.writing, expire_on_commit=False) as session, session.begin():
                for queued in batch:
                    self._run_one(session, queued)
                announcements = self._raise_numbers(session, batch)
                if announcements:  # a batch that changed nothing has no transaction
                    self._bus.within(session.connection(), announcements)
                return announcements
        except Exception as error:
            return self._write_apart(batch, error)

    @staticmethod
    def _run_one(session: Session, queued: _Queued) -> None:
        queued.error = None
        try:
            if queued.is_plain:
                queued.result = _apart(session, queued.act)
            else:
                with session.begin_nested():
                    queued.result = queued.act(session)
        except OperationalError:
            raise  # SQLite has ended the whole transaction, as it does when storage is full
        except Exception as error:  # told to whoever asked; the rest of the batch goes on
            queued.error = error

    def _write_apart(self, batch: list[_Queued], error: Exception) -> list[Announcement]:
        """A batch that fell as a whole is tried act by act, so that the one that felled it falls alone.

        Not when another process holds the file: each of them would wait for it as long as the first did.
        """
        plain = _plain(error)
        if len(batch) > 1 and not isinstance(plain, StorageBusy):
            return [announcement for queued in batch for announcement in self._write([queued])]
        failed("an act was not stored", error, count=len(batch))
        for queued in batch:
            queued.error = plain
        return []

    @staticmethod
    def _raise_numbers(session: Session, batch: list[_Queued]) -> list[Announcement]:
        announcements: list[Announcement] = []
        for of in Raises:
            done = (queued for queued in batch if queued.raises is of and queued.error is None)
            changed = sorted({queued.workshop_id for queued in done if queued.workshop_id is not None})
            for workshop_id in changed:
                if row := RAISED[of].first(session.connection(), {"workshop_id": workshop_id}):
                    announcements.append(Announcement(workshop_id, row[0], of))
        return announcements

    def _tell(self, batch: list[_Queued], announcements: list[Announcement]) -> None:
        self._told_at = time.monotonic()
        for queued in batch:
            if queued.answer.cancelled():
                continue
            if queued.error is not None:
                queued.answer.set_exception(queued.error)
            else:
                queued.answer.set_result(queued.result)
        if announcements:
            self._bus.told(announcements)


def _raised(of: Raises) -> Prepared:
    column = getattr(Workshop, of.value)
    here = update(Workshop).where(col(Workshop.id) == bindparam("workshop_id"))
    return Prepared(here.values({column: column + 1}).returning(column))


RAISED = {of: _raised(of) for of in Raises}
BEGIN, BACK, END = (Prepared(text(f"{act} act")) for act in ("SAVEPOINT", "ROLLBACK TO", "RELEASE"))


def _apart(session: Session, act: Act[Result]) -> Result:
    """Where SQLite has ended the whole transaction there is no savepoint any more: see `_plain`."""
    connection = session.connection()
    BEGIN.run(connection)
    try:
        result = act(session)
    except BaseException:
        BACK.run(connection)
        END.run(connection)
        raise
    END.run(connection)
    return result


def _plain(error: BaseException) -> BaseException:
    """What is behind it: when storage is full the savepoint is gone too, and losing it is what is raised last."""
    behind: BaseException | None = error
    while behind is not None:
        if isinstance(behind, OperationalError) and (refusal := storage_refusal(behind)):
            return refusal
        behind = behind.__context__
    return error
