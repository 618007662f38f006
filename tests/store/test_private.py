"""Whoever shares the machine reads nothing: every file of the database is its owner's alone."""

import os
import stat
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app.schema import upgrade
from tests.northvale import Town, town_on

WIDE, OWNERS_ALONE = 0o666, 0o600


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@pytest.fixture(autouse=True)
def careless() -> object:
    """The widest rights that a machine may give to new files."""
    before = os.umask(0)
    yield
    os.umask(before)


def files(database: Path) -> dict[str, int]:
    return {file.name.removeprefix(database.name): mode(file) for file in database.parent.glob(f"{database.name}*")}


def test_every_file_of_a_served_database_is_its_owners_alone(tmp_path: Path) -> None:
    database = tmp_path / "deep" / "var" / "served.sqlite3"
    with town_on_new(database):
        assert files(database) == dict.fromkeys(("", "-wal", "-shm", ".lock", ".key"), OWNERS_ALONE)
    assert mode(database.parent) == mode(database.parent.parent) == 0o700


def test_a_database_that_others_could_read_is_tightened_when_it_is_served(tmp_path: Path) -> None:
    database = tmp_path / "served.sqlite3"
    upgrade(database)
    for suffix in ("", ".lock", ".key"):
        file = database.with_name(f"{database.name}{suffix}")
        file.touch()
        file.chmod(WIDE)
    with town_on_new(database):
        assert set(files(database).values()) == {OWNERS_ALONE}


def test_migrating_makes_no_file_that_others_can_read(tmp_path: Path) -> None:
    database = tmp_path / "var" / "migrated.sqlite3"
    upgrade(database)
    assert set(files(database).values()) == {OWNERS_ALONE}
    assert mode(database.parent) == 0o700


def town_on_new(database: Path) -> AbstractContextManager[Town]:
    """Served with a written row, so that the log and its index exist."""
    if not database.exists():
        upgrade(database)
    return town_on(database)
