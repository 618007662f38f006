"""Files that their owner alone may read: everything that is said in a workshop stands in them."""

import os
from contextlib import suppress
from pathlib import Path

OWNERS_ALONE, OWNERS_FOLDER = 0o600, 0o700
BESIDE = ("", "-wal", "-shm", ".lock", ".key")


def make_folder(folder: Path) -> None:
    """What is there already keeps its rights: it may hold other things, for others."""
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in made:
        each.chmod(OWNERS_FOLDER)


def make_file(file: Path) -> None:
    """Never open to others, not for a moment; what SQLite puts beside it gets the same rights."""
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT, OWNERS_ALONE))


def tighten(database: Path) -> None:
    """The database and what stands beside it, as far as they are ours to tighten."""
    for suffix in BESIDE:
        with suppress(FileNotFoundError, PermissionError):
            database.with_name(f"{database.name}{suffix}").chmod(OWNERS_ALONE)
