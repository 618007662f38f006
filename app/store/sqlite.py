"""SQLite as storage: one file, the connections to it, and the lock of the one process that serves it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from sqlmodel import Session

from app.errors import CannotStart
from app.errors.saving import NotSaved, StorageBusy, StorageFull
from app.store.private import OWNERS_ALONE, make_folder, tighten
from app.store.storage import address, told_of

PATIENCE = 0.2  # seconds to wait for readers when the log is emptied: no writer gets in meanwhile


class Store:
    """One SQLite file: `read()` for anybody, `writing` for the one writer."""

    is_alone = True  # no other process serves the same storage: see `serving_lock`

    def __init__(self, file: Path) -> None:
        self.file = file
        self.reading = _engine(file, begin="BEGIN", pragmas=("query_only=ON",))
        self.writing = _engine(
            file, begin="BEGIN IMMEDIATE", pragmas=("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON")
        )

    @contextmanager
    def read(self) -> Iterator[Session]:
        with Session(self.reading) as session:
            yield session

    def empty_log(self) -> bool:
        """What was deleted must leave the write-ahead log too; it would stay readable there until overwritten.

        False while somebody still reads what was there before, or writes: then it has to be tried again.
        """
        with closing(sqlite3.connect(self.file, timeout=PATIENCE)) as connection:
            try:
                is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.OperationalError:
                return False
            return not is_busy

    def close(self) -> None:
        self.reading.dispose()
        self.writing.dispose()


def _engine(file: Path, begin: str, pragmas: tuple[str, ...]) -> Engine:
    # Parameters are what people wrote: no error may repeat them.
    engine = create_engine(address(file), poolclass=QueuePool, pool_size=4, max_overflow=16, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late for a consistent read-then-write
        for pragma in ("busy_timeout=5000", "foreign_keys=ON", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def serving_lock(file: Path) -> FileLock:
    """Held while a process serves this file: announcements do not cross processes, so a second server is refused."""
    lock = FileLock(f"{file}.lock", mode=OWNERS_ALONE)
    try:
        with told_of(file):
            make_folder(file.parent)
            lock.acquire(timeout=0)
            tighten(file)
    except Timeout:
        raise CannotStart(
            f"Another server is already using {file}, and SQLite serves one process. Stop that one first, "
            "or give this one its own file with DATABASE_URL."
        ) from None
    return lock


def storage_refusal(error: OperationalError) -> NotSaved | None:
    """In words, if it is the storage's fault and not a statement of ours that is wrong."""
    said = str(error.orig)
    if "is full" in said:
        return StorageFull()
    if "is locked" in said:
        return StorageBusy()
    return NotSaved() if any(words in said for words in ("disk I/O error", "unable to open", "readonly")) else None
