"""Passwords in a line of their own: what stands behind a guess is another guess, and never the room."""

import asyncio
import shutil
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

import app.access.weighing
from app.access.places import Place
from app.access.weighing import KNOWN, STRANGERS, Weighing
from app.errors import TooMany
from app.live.answering import answer
from app.live.connection import Connection
from app.live.fragments import Screen
from app.live.frames import RatingForm
from app.live.scene import Kind
from app.main import create_app
from app.models import Role
from app.running import Running
from app.settings import Settings
from app.store.sqlite import Store
from app.tokens import hashed, new_token
from tests.live.conftest import in_words
from tests.northvale import DEADLINE, Hall, Town


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Nothing is weighed until it opens."""
    gate = threading.Event()

    def weigh(password: str, password_hash: str | None) -> bool:
        assert gate.wait(DEADLINE)
        return False

    monkeypatch.setattr(app.access.weighing, "password_matches", weigh)
    return gate


async def wait_for(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(DEADLINE):
        while not holds():  # noqa: ASYNC110 - a mailbox rings for whoever delivers, and nobody does here
            await asyncio.sleep(0.01)


def test_a_rating_is_acknowledged_and_pushed_while_24_guesses_hang(
    migrated: Path, tmp_path: Path, gate: threading.Event
) -> None:
    file = Path(shutil.copy(migrated, tmp_path / "town.sqlite3"))
    store = Store(file)
    hall = Town("", store).hall()
    hall.open("6")

    async def room(here: Running) -> None:
        guesses = [asyncio.create_task(here.weighing.matches("a guess", None, is_known=False)) for _ in range(24)]
        await asyncio.sleep(0)
        assert len([guess for guess in guesses if not guess.done()]) >= STRANGERS
        fay = Place(hall.id, Role.FACILITATOR, token_hash=hashed(hall.tokens["Fay"]))
        socket: Any = None  # nothing is delivered: what lies in the mailbox is looked at
        console = Connection(socket, fay, Screen(Kind.CONSOLE, Role.FACILITATOR))
        here.rooms.enter(console)
        await wait_for(lambda: "progress" in console.mail)
        console.mail.clear()
        form = RatingForm(round=hall.rounds["6"], key=new_token(), answer="7")
        answered = await answer(here, olu(hall), form)
        assert "Recorded" in "".join(answered.message.values())
        await wait_for(lambda: "progress" in console.mail)
        assert "1 of" in in_words(console.mail)["progress"]
        refused = [guess for guess in guesses if guess.done() and isinstance(guess.exception(), TooMany)]
        assert (len(refused), len([guess for guess in guesses if not guess.done()])) == (24 - STRANGERS, STRANGERS)
        gate.set()
        await asyncio.gather(*guesses, return_exceptions=True)
        await here.rooms.leave(console, politely=True)

    asyncio.run(served(file, store, room))
    store.close()


def olu(hall: Hall) -> Place:
    return Place(hall.id, Role.PARTICIPANT, hall.seats["Olu"], hall.groups["Council"], hashed(hall.tokens["Olu"]))


async def served(file: Path, store: Store, room: Callable[[Running], Awaitable[None]]) -> None:
    app = create_app(Settings(database_url=f"sqlite:///{file}", _env_file=None), store)
    async with app.router.lifespan_context(app):
        await room(app.state.running)


def test_strangers_cannot_fill_the_places_of_those_who_are_known(gate: threading.Event) -> None:
    async def line() -> None:
        weighing = Weighing()
        strangers = [asyncio.create_task(weighing.matches("x", None, is_known=False)) for _ in range(STRANGERS)]
        await asyncio.sleep(0)
        with pytest.raises(TooMany, match="Nothing is wrong with what you typed"):
            await weighing.matches("x", None, is_known=False)
        known = [asyncio.create_task(weighing.matches("x", None, is_known=True)) for _ in range(KNOWN - STRANGERS)]
        await asyncio.sleep(0)
        with pytest.raises(TooMany):
            await weighing.matches("x", None, is_known=True)
        gate.set()
        assert await asyncio.gather(*strangers, *known) == [False] * KNOWN
        assert await weighing.matches("x", None, is_known=False) is False
        weighing.close()

    asyncio.run(line())


def test_whoever_hangs_up_keeps_their_place_in_the_line_until_they_are_weighed(gate: threading.Event) -> None:
    """Else a guesser would fill the thread's queue without end by closing each connection at once."""

    async def line() -> None:
        weighing = Weighing()
        gone = [asyncio.create_task(weighing.matches("x", None, is_known=False)) for _ in range(STRANGERS)]
        await asyncio.sleep(0)
        for task in gone:
            task.cancel()
        await asyncio.gather(*gone, return_exceptions=True)
        with pytest.raises(TooMany):
            await weighing.matches("x", None, is_known=False)
        gate.set()
        weighing.close()

    asyncio.run(line())
