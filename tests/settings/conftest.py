"""Settings of nobody’s machine: a folder of one’s own, and no variable that could be set there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import CannotStart
from app.settings import current, settings


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    for name in ("PUBLIC_URL", "CANCEL_SECONDS", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def refused() -> str:
    with pytest.raises(CannotStart) as said:
        current()
    told = str(said.value)
    assert len(told.splitlines()) == 1 and told.endswith("."), told
    return told
