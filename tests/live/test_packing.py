"""Packs are made one at a time; whatever goes wrong is said, and the next one is made all the same."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from sqlmodel import Session, col, delete, select

from app.errors import CannotStart
from app.exports import FORMATS, File
from app.live import packing
from app.live.emptying import Emptying
from app.live.making import ENDED, SLIPPED, Job, NotMade
from app.live.packing import FULL, NOT_KEPT, Make, Packing
from app.models import Pack, PackFile, PackState, Release, Workshop
from app.models.ending import pack as packs
from app.store.bus import InProcessBus
from app.store.sqlite import Store
from app.store.writer import Writer
from tests.live.test_reveals import until
from tests.on_disk import is_in_the_files
from tests.store.test_writer import full


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "AGAIN_AFTER", 0.01)


@asynccontextmanager
async def serving(store: Store, make: Make) -> AsyncIterator[tuple[Packing, Writer]]:
    writer = Writer(store, InProcessBus())
    emptying = Emptying(store)
    served = Packing(writer, emptying, make)
    try:
        yield served, writer
    finally:
        await served.close()
        await emptying.close()
        await writer.close()


async def ask(served: tuple[Packing, Writer], workshop: int, release: Release = Release.WORKING) -> int:
    def act(session: Session) -> int:
        return packs.ask(session, workshop, release, has_numbers=False, files=len(FORMATS), by="facilitator").id

    pack_id = await served[1].do(None, act)
    served[0].look()
    return pack_id


def look(store: Store, pack_id: int) -> Pack | None:
    with store.read() as session:
        return session.get(Pack, pack_id)


def is_over(store: Store, *pack_ids: int) -> Callable[[], bool]:
    return lambda: not any((pack := look(store, it)) and pack.is_in_hand for it in pack_ids)


def said(store: Store, pack_id: int) -> tuple[str, str]:
    pack = look(store, pack_id)
    assert pack
    return pack.state, pack.failure


def contents(store: Store) -> dict[str, bytes]:
    with store.read() as session:
        return {file.key: file.content for file in session.exec(select(PackFile))}


def whole(word: str = "a") -> Make:
    async def make(job: Job) -> AsyncGenerator[File]:
        for form in FORMATS.values():
            yield File(form, f"northvale-{form.name}", f"{word} {job.release} {form.key}".encode())

    return make


def in_turn(*makes: Make) -> Make:
    rest = list(makes)

    async def make(job: Job) -> AsyncGenerator[File]:
        async for file in rest.pop(0)(job):
            yield file

    return make


def failing(error: Exception | None) -> Make:
    """After its first file."""

    async def make(job: Job) -> AsyncGenerator[File]:
        async for file in whole()(job):
            yield file
            break
        if error:
            raise error

    return make


def test_a_pack_that_was_asked_for_is_made_and_kept_and_those_behind_it_after_it(store: Store, workshop: int) -> None:
    async def run() -> None:
        async with serving(store, whole()) as served:
            first, second = await ask(served, workshop), await ask(served, workshop, Release.PUBLIC)
            await until(is_over(store, first, second))
            assert [said(store, it)[0] for it in (first, second)] == ["made", "made"]
            assert set(contents(store).values()) >= {b"a public json"}
            third = await ask(served, workshop)
            await until(is_over(store, third))
            assert look(store, first) is None and said(store, third)[0] == "made"

    asyncio.run(run())


def test_while_one_is_made_its_page_can_say_how_far_it_is_and_the_next_one_waits(store: Store, workshop: int) -> None:
    go_on = asyncio.Event()
    at_once: list[int] = []

    async def slow(job: Job) -> AsyncGenerator[File]:
        at_once.append(1)
        assert len(at_once) == 1
        async for file in whole()(job):
            yield file
            await go_on.wait()
        at_once.pop()

    async def run() -> None:
        async with serving(store, slow) as served:
            first, second = await ask(served, workshop), await ask(served, workshop, Release.PUBLIC)
            await until(lambda: bool((pack := look(store, first)) and pack.done == 1))
            assert (said(store, first)[0], said(store, second)[0]) == (PackState.MAKING, PackState.WAITING)
            assert await ask(served, workshop) == first
            go_on.set()
            await until(is_over(store, first, second))
            assert said(store, second)[0] == "made"

    asyncio.run(run())


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NotMade("“Slides” could not be made."), "“Slides” could not be made."),
        (ValueError("canary of somebody's words"), SLIPPED),
        (CannotStart("canary of a path"), SLIPPED),
        (None, ENDED),
    ],
)
def test_one_that_cannot_be_made_says_why_keeps_nothing_and_the_next_one_is_made(
    store: Store, workshop: int, error: Exception | None, sentence: str
) -> None:
    async def run() -> None:
        async with serving(store, in_turn(failing(error), whole())) as served:
            first, second = await ask(served, workshop), await ask(served, workshop, Release.PUBLIC)
            await until(is_over(store, first, second))
            assert said(store, first) == ("failed", sentence)
            assert said(store, second)[0] == "made" and len(contents(store)) == len(FORMATS)

    asyncio.run(run())


def test_a_full_storage_is_said_at_once_and_kept_as_soon_as_there_is_room(store: Store, workshop: int) -> None:
    async def large(job: Job) -> AsyncGenerator[File]:
        for form in FORMATS.values():
            yield File(form, "large", b"x" * 1_000_000)

    async def run() -> None:
        async with serving(store, large) as served:
            pack_id = await ask(served, workshop)
            with full(store) as lid:
                lid.spare = 0
                await until(lambda: bool((it := look(store, pack_id)) and served[0].failure_of(it) in (FULL, NOT_KEPT)))
            await until(is_over(store, pack_id))
            assert said(store, pack_id)[0] == "failed" and contents(store) == {}

    asyncio.run(run())


def test_a_storage_that_cannot_be_written_for_a_while_lets_what_waits_go_on_waiting(
    store: Store, workshop: int, capsys: pytest.CaptureFixture[str]
) -> None:
    heard: list[str] = []

    def tries() -> int:
        heard.append(capsys.readouterr().err)
        return "".join(heard).count("a pack has to wait")

    async def run() -> None:
        async with serving(store, whole()) as served:
            pack_id = await served[1].do(None, lambda s: packs.ask(
                s, workshop, Release.WORKING, has_numbers=False, files=len(FORMATS), by="facilitator").id)  # fmt: skip
            with full(store) as lid:
                lid.spare = 0
                served[0].look()
                await until(lambda: tries() > 0 or is_over(store, pack_id)())
            await until(is_over(store, pack_id))
            assert said(store, pack_id)[0] in ("made", "failed")

    asyncio.run(run())


def test_a_workshop_that_is_erased_meanwhile_ends_the_making(store: Store, workshop: int) -> None:
    ended, go_on = [], asyncio.Event()

    async def make(job: Job) -> AsyncGenerator[File]:
        try:
            async for file in whole()(job):
                yield file
                await go_on.wait()
        finally:
            ended.append("ended")

    def erase(session: Session) -> None:
        session.exec(delete(Workshop).where(col(Workshop.id) == workshop))

    async def run() -> None:
        async with serving(store, make) as served:
            await ask(served, workshop)
            await until(lambda: bool(contents(store)))
            await served[1].do(None, erase)
            go_on.set()
            await until(lambda: ended == ["ended"])
        assert contents(store) == {}

    asyncio.run(run())


def test_a_server_that_stops_ends_what_it_makes_and_says_so_at_its_next_start(store: Store, workshop: int) -> None:
    ended: list[str] = []

    async def endless(_job: Job) -> AsyncGenerator[File]:
        try:
            yield File(FORMATS["json"], "half", b"x")
            await asyncio.Event().wait()
        finally:
            ended.append("ended")

    async def run() -> None:
        async with serving(store, endless) as served:
            pack_id = await ask(served, workshop)
            await until(lambda: bool(contents(store)))
        assert ended == ["ended"]
        async with serving(store, whole()) as served:
            await served[0].leave_interrupted()
            assert said(store, pack_id) == ("failed", packs.INTERRUPTED) and contents(store) == {}

    asyncio.run(run())


def test_what_an_older_pack_said_leaves_the_files_of_the_server(store: Store, workshop: int) -> None:
    canary = "canary-of-an-older-pack"

    async def run() -> None:
        async with serving(store, in_turn(whole(canary), whole())) as served:
            first = await ask(served, workshop)
            await until(is_over(store, first))
            assert is_in_the_files(store.file, canary)
            second = await ask(served, workshop)
            await until(is_over(store, second))
            store.reading.dispose()
            await until(lambda: not is_in_the_files(store.file, canary))

    asyncio.run(run())
