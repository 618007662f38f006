"""What the commands of this folder have in common: what they say, and what they leave in the file."""

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlmodel import Session, col, select

from app.models import Account
from app.models.rounds.preparing import create
from app.settings import Settings
from app.store.bus import InProcessBus
from app.store.sqlite import Store
from app.store.writer import Writer
from tests.conftest import Ended, Run, northvale_draft

PASSWORD = "three plain words"


def sentence(ended: Ended) -> str:
    """What it said when it could not: cause and mend, on one line, and nothing on stdout."""
    assert ended.returncode != 0
    assert ended.stdout == ""
    told = ended.stderr.strip()
    assert "Traceback" not in told
    assert len(told.splitlines()) == 1, told
    assert told.endswith("."), told
    return told


def accounts(database: Path) -> list[tuple[str, str, bool]]:
    with closing(Store(database)) as store, store.read() as session:
        return [(a.email, a.name, a.is_administrator) for a in session.exec(select(Account).order_by(col(Account.id)))]


def greet_only(given: Settings, listening: socket.socket, greet: Callable[[Any, int], Awaitable[None]]) -> None:
    """In the place of serving: everything up to the moment at which a demo would wait for visitors."""

    async def once() -> None:
        with closing(Store(given.database_file)) as store:
            writer = Writer(store, InProcessBus())
            await greet(SimpleNamespace(writer=writer, settings=given), listening.getsockname()[1])
            await writer.close()

    with closing(listening):
        asyncio.run(once())


@pytest.fixture
def workshop(database: Path) -> tuple[int, str]:
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        fay = Account.add(session, "fay@northvale.example", "Fay", "not a hash")
        workshop = create(session, fay.id, northvale_draft())
        return workshop.id, workshop.open_lobby(session, knows_who_is_visible=True, by="facilitator")


def shown(run: Run, database: Path, key: str) -> dict[str, Any]:
    ended = run("framework", "show", key, "--json", database=database)
    assert ended.returncode == 0, ended.stderr
    told: dict[str, Any] = json.loads(ended.stdout)
    return told
