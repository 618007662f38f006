"""A real server for the routes of this folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.northvale import Town, town_on


@pytest.fixture(scope="session")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("routes") / "town.sqlite3"))
    with town_on(file) as town:
        yield town
