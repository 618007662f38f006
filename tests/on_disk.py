"""What stands in a database's files, its write-ahead log among them, while a server goes on writing."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


def in_the_files(file: Path) -> bytes:
    """All that they hold, free pages too.

    The log first: what is there moves into the file at any moment, and a search the other way round misses it in both.
    """
    files = [file.with_name(f"{file.name}{suffix}") for suffix in ("-wal", "-journal", "")]
    return b"".join(each.read_bytes() for each in files if each.exists())


def is_in_the_files(file: Path, words: str) -> bool:
    return words.encode() in in_the_files(file)


@contextmanager
def long_reader(file: Path) -> Iterator[None]:
    """A backup, say, that began before and is still reading: until it ends nothing leaves the log."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM rating").fetchone()
        yield


def as_after_a_kill(file: Path, to: Path) -> Path:
    """A copy of what is on disk right now, as a server that is killed leaves it."""
    with long_reader(file):
        shutil.copy(file, to)
        shutil.copy(f"{file}-wal", f"{to}-wal")
    return to
