"""When a sign-in was last seen: by requests and by an open console, written in one act every few minutes."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlmodel import Session

import app.live.seen
from app.clock import now
from app.live.seen import Seen
from app.models import Account, SignIn
from app.models.people.sign_in import IDLE_FOR
from app.store.bus import InProcessBus
from app.store.sqlite import Store
from app.store.writer import Writer
from app.tokens import hashed
from tests.northvale import DEADLINE

AGO = timedelta(hours=3)


@pytest.fixture
def tokens(store: Store) -> list[str]:
    """Of one who asked for a page, one with a console open, one who did neither, one whose time is over."""
    with Session(store.writing) as session, session.begin():
        account = Account.add(session, "fay@northvale.example", "Fay", "-")
        tokens = [SignIn.start(session, account.id) for _ in range(4)]
        for token in tokens:
            session.get_one(SignIn, hashed(token)).last_seen_at = now() - AGO
        session.get_one(SignIn, hashed(tokens[3])).last_seen_at = now() - IDLE_FOR - AGO
        return tokens


def seen_lately(store: Store, tokens: list[str]) -> list[bool]:
    with store.read() as session:
        return [session.get_one(SignIn, hashed(token)).last_seen_at > now() - AGO / 2 for token in tokens]


def run(store: Store, tokens: list[str], act: Callable[[Seen, Writer], Awaitable[None]]) -> None:
    async def main() -> None:
        writer = Writer(store, InProcessBus())
        seen = Seen(writer, lambda: {hashed(tokens[1])})
        seen.note(hashed(tokens[0]))
        seen.note(hashed(tokens[3]))
        await act(seen, writer)
        await writer.close()

    asyncio.run(main())


def test_requests_and_open_consoles_count_and_what_is_over_does_not_come_back(store: Store, tokens: list[str]) -> None:
    run(store, tokens, lambda seen, writer: seen.close())
    assert seen_lately(store, tokens) == [True, True, False, False]


def test_it_is_written_by_itself_and_not_with_every_request(
    store: Store, tokens: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.live.seen, "EVERY", 0.01)
    acts: list[object] = []

    async def until_written(seen: Seen, writer: Writer) -> None:
        do = writer.do

        async def counted(workshop_id: int | None, act: Callable[[Session], object]) -> object:
            acts.append(act)
            return await do(workshop_id, act)

        monkeypatch.setattr(writer, "do", counted)
        for _ in range(1000):
            seen.note(hashed(tokens[0]))
        assert acts == []
        async with asyncio.timeout(DEADLINE):
            while not acts:  # noqa: ASYNC110 - the code under test has no event to wait for
                await asyncio.sleep(0.01)
        await seen.close()

    run(store, tokens, until_written)
    assert seen_lately(store, tokens) == [True, True, False, False]


def test_storage_that_fails_stops_nothing(store: Store, tokens: list[str]) -> None:
    async def fails(seen: Seen, writer: Writer) -> None:
        async def full(*_: object) -> None:
            raise OSError("full")

        seen._writer.do = full  # type: ignore[method-assign, assignment]
        await seen.close()

    run(store, tokens, fails)
    assert seen_lately(store, tokens) == [False] * 4
