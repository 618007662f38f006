"""What is wrong with the file that DATABASE_URL names, in one sentence with cause and mend. Nothing is written here."""

import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from app.errors import CannotStart

OURS = {"alembic_version", "workshop", "rating"}  # tables that every revision has
MAGIC = b"SQLite format 3\0"
ELSEWHERE = "or set DATABASE_URL to a file elsewhere."
HERE = "Move it to a disk of this machine, "
ROOM = "Make room on it and try again, "
BACKUP = "Put back the last backup, "
QUOTA = "the disk refuses to write, as when a quota is used up"
BESIDE_IT = "what stands beside it cannot be opened, as on a network share"
NEARLY_FULL = 64 * 1024  # bytes; about what SQLite needs beside a file
CAUSES = (  # a word of SQLite's own name or sentence for an error, what it means, and the mend
    ("is full", "the disk is full", ROOM),
    ("is locked", "another program is using it", "Stop that one first, "),
    ("SHMSIZE", QUOTA, ROOM),
    ("SHM", "it lies on a network share or disk without shared memory", HERE),
    ("LOCK|locking", "it lies on a network share or disk without locks", HERE),
    ("readonly|unable to open", BESIDE_IT, HERE),
    ("malformed|no such", "it is damaged", BACKUP),
    ("not a database", "it is no SQLite database, or damaged", BACKUP),
    ("disk I/O", QUOTA, ROOM),
)
SYSTEM = {
    errno.ENOSPC: ("the disk is full", ROOM),
    errno.EDQUOT: ("a quota on the disk is used up", ROOM),
    errno.EFBIG: ("a quota on the disk is used up", ROOM),
    errno.EROFS: ("its disk is read-only", "Make it writable, "),
}


def address(file: Path, **options: str) -> URL:
    """Never put together as text: a question mark in a folder would end the name of the file."""
    return URL.create("sqlite", database=str(file), query=options)


def must_be_ours(file: Path, our_revisions: set[str]) -> None:
    """A file that is not there, or is empty, may become ours. `our_revisions`: those that this program knows."""
    if not _has_content(file):
        return
    tables, revisions = _look_into(file)
    if not tables:
        return
    if not tables >= OURS:
        raise CannotStart(
            f"{file} belongs to another program, and nothing was changed in it. "
            "Set DATABASE_URL to a file of Critical Friend’s own."
        )
    if not revisions <= our_revisions:
        raise CannotStart(
            f"{file} was made by a newer version of this program: it is at revision "
            f"{', '.join(sorted(revisions))}, and this version knows those up to "
            f"{max(our_revisions)}. Nothing was changed. Start the newer version again, "
            "or set DATABASE_URL to another file."
        )


def _has_content(file: Path) -> bool:
    try:
        if file.is_dir():
            raise CannotStart(f"{file} is a folder. Set DATABASE_URL to a file, such as {file / 'workshops.sqlite3'}.")
        with file.open("rb") as content:
            start = content.read(len(MAGIC))
    except OSError as error:
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            return False
        raise CannotStart(
            f"{file} cannot be read ({error.strerror}). Make it readable for this account, {ELSEWHERE}"
        ) from None
    if start not in (b"", MAGIC):
        raise CannotStart(
            f"{file} is no SQLite database, and nothing was changed in it. Set DATABASE_URL to another file."
        )
    return bool(start)


def _look_into(file: Path) -> tuple[set[str], set[str]]:
    """(tables, revisions)"""
    # “immutable” leaves nothing beside a file that may be somebody else's; a log that is there must be read, too.
    wal = file.with_name(f"{file.name}-wal")
    way = "mode=ro" if wal.exists() and wal.stat().st_size else "immutable=1"
    with told_of(file), closing(sqlite3.connect(f"{file.absolute().as_uri()}?{way}", uri=True)) as connection:
        tables = {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables >= OURS:
            return tables, set()
        return tables, {str(found) for (found,) in connection.execute("SELECT version_num FROM alembic_version")}


@contextmanager
def told_of(file: Path) -> Iterator[None]:
    """Whatever the storage refuses inside becomes its sentence."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        if sentence := trouble(file, error):
            raise CannotStart(sentence) from error
        raise


def trouble(file: Path, error: BaseException) -> str | None:
    """None for what is no fault of the storage."""
    behind = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(behind, OSError):
        return _trouble_of_system(file, behind)
    if not isinstance(behind, sqlite3.DatabaseError):
        return None
    name = getattr(behind, "sqlite_errorname", "")
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) and _is_read_only(file):
        return f"{file} cannot be written: it, its folder or its disk is read-only. Make it writable, {ELSEWHERE}"
    if "disk I/O" in str(behind) and _is_full(file):
        return f"{file} cannot be used: the disk is full ({behind}). {ROOM}{ELSEWHERE}"
    said = f"{name} {behind}"
    for word, cause, mend in CAUSES:
        if re.search(word, said):
            return f"{file} cannot be used: {cause} ({behind}). {mend}{ELSEWHERE}"
    return None


def _trouble_of_system(file: Path, error: OSError) -> str | None:
    if error.errno is None:  # no word of the system's: a lock that somebody holds
        return None
    cause, mend = SYSTEM.get(error.errno, (error.strerror or "the system refuses", "Make it writable, "))
    return f"{error.filename or file} cannot be written: {cause}. {mend}{ELSEWHERE}"


def _is_read_only(file: Path) -> bool:
    return not all(os.access(each, os.W_OK) for each in (file.parent, file) if each.exists())


def _is_full(file: Path) -> bool:
    return file.parent.exists() and shutil.disk_usage(file.parent).free < NEARLY_FULL
