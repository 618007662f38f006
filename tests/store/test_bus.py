"""An announcement has two moments: within the transaction that makes the change, and told after it."""

import ast
import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlmodel import Session

from app import routes
from app.errors import Refusal
from app.store.bus import Announcement, Announcements, InProcessBus
from app.store.sqlite import Store
from app.store.writer import Writer


def rev_outside(file: Path) -> int:
    """As another program sees the file: only what is committed."""
    connection = sqlite3.connect(file)
    try:
        found: int = connection.execute("SELECT rev FROM workshop").fetchone()[0]
        return found
    finally:
        connection.close()


class Listening(InProcessBus):
    """Notes each moment, with the revision inside the transaction and outside it. `fails` says when a moment does."""

    def __init__(self, file: Path, fails: Callable[[], bool] = lambda: False) -> None:
        super().__init__()
        self.file, self.fails = file, fails
        self.noted: list[tuple[str, list[Announcement], int, int]] = []

    def within(self, connection: Connection, announcements: Announcements) -> None:
        inside = connection.execute(text("SELECT rev FROM workshop")).scalar_one()
        self.noted.append(("within", [*announcements], inside, rev_outside(self.file)))
        if self.fails():
            raise ZeroDivisionError

    def told(self, announcements: Announcements) -> None:
        now = rev_outside(self.file)
        self.noted.append(("told", [*announcements], now, now))


async def _with(store: Store, bus: InProcessBus, run: Callable[[Writer], Awaitable[None]]) -> None:
    writer = Writer(store, bus)
    try:
        await run(writer)
    finally:
        await writer.close()


def test_it_is_carried_within_the_transaction_and_told_after_the_commit(store: Store, workshop: int) -> None:
    before = rev_outside(store.file)
    bus = Listening(store.file)

    async def run(writer: Writer) -> None:
        await writer.do(workshop, lambda _: None)

    asyncio.run(_with(store, bus, run))
    announced = [Announcement(workshop, before + 1)]
    assert bus.noted == [("within", announced, before + 1, before), ("told", announced, before + 1, before + 1)]


def test_what_cannot_be_carried_is_not_stored_and_nobody_is_told(store: Store, workshop: int) -> None:
    before = rev_outside(store.file)
    bus = Listening(store.file, fails=lambda: True)

    async def run(writer: Writer) -> None:
        with pytest.raises(ZeroDivisionError):
            await writer.do(workshop, lambda _: None)

    asyncio.run(_with(store, bus, run))
    assert rev_outside(store.file) == before
    assert [announced for moment, announced, _, _ in bus.noted if moment == "told"] == []


def test_one_that_cannot_be_carried_among_several_falls_alone(store: Store, workshop: int) -> None:
    """The batch is tried again, act by act; only what is stored is told."""
    before = rev_outside(store.file)
    bus = Listening(store.file)
    bus.fails = lambda: len(bus.noted) == 1

    async def run(writer: Writer) -> None:
        results = await asyncio.gather(*[writer.do(workshop, lambda _: None) for _ in range(3)], return_exceptions=True)
        assert len([it for it in results if isinstance(it, ZeroDivisionError)]) <= 1

    asyncio.run(_with(store, bus, run))
    told = [announcement for moment, announced, _, _ in bus.noted if moment == "told" for announcement in announced]
    assert [rev for _, rev, _ in told] == [before + 1 + n for n in range(len(told))]
    assert rev_outside(store.file) == told[-1].number


def test_a_refused_act_is_carried_and_told_to_nobody(store: Store, workshop: int) -> None:
    bus = Listening(store.file)

    def refuses(_: Session) -> None:
        raise Refusal("Not now.")

    async def run(writer: Writer) -> None:
        with pytest.raises(Refusal):
            await writer.do(workshop, refuses)

    asyncio.run(_with(store, bus, run))
    assert bus.noted == []


def test_in_one_process_nobody_hears_within_the_transaction(store: Store) -> None:
    bus = InProcessBus()
    heard: list[Announcement] = []
    bus.subscribe(heard.append)
    with Session(store.writing) as session:
        bus.within(session.connection(), [Announcement(1, 1)])
    assert heard == []
    bus.told([Announcement(1, 2), Announcement(2, 1)])
    assert heard == [Announcement(1, 2), Announcement(2, 1)]
    bus.unsubscribe(heard.append)
    bus.told([Announcement(1, 3)])
    assert len(heard) == 2


# -- Who tells nobody

UNHEARD = {  # acts of routes that no open screen shows; whoever adds one here has looked at every screen
    "accounts": {"set_up", "signed_in_as", "sign_out"},
    "administering": {"add", "reset_link", "_turn"},  # the last tells each workshop by itself
    "comments": {"write", "take_back"},  # or their moment would tell who wrote
    "complaints": {"send"},
    "complaints_answered": {"_acknowledge", "_tell"},
    "drafts": {"add", "copy"},
    "frameworks": {"check_or_import", "withdraw"},
    "links": {"make", "take"},
    "local": {"_told"},
    "packs": {"make"},  # its page asks by itself
    "passwords": {"change", "end_one", "end_others", "new_password"},
    "people": {"rejoin_code"},
    "phone": {"choose", "first_view"},
    "rehearsals": {"make"},
    "return_links": {"make", "end"},
}


def writes_for_no_workshop(file: Path) -> set[str]:
    """Functions that hand the writer an act without a workshop to announce."""
    tree = ast.walk(ast.parse(file.read_text("utf-8")))
    functions = [node for node in tree if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {function.name for function in functions for call in ast.walk(function) if _is_unheard(call)}


def _is_unheard(call: ast.AST) -> bool:
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "do"):
        return False
    return bool(call.args) and isinstance(call.args[0], ast.Constant) and call.args[0].value is None


def test_every_act_of_a_route_is_announced_but_for_those_that_no_screen_shows() -> None:
    found = {file.stem: writes_for_no_workshop(file) for file in Path(routes.__file__).parent.glob("*.py")}
    assert {name: functions for name, functions in found.items() if functions} == UNHEARD
