"""The search through everything waits for a moment without acts, and not for ever."""

import asyncio
import ctypes
import gc
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.live import tidying as module
from app.live.tidying import ENOUGH, NEVER, Tidying, give_back


class Loop:
    """Garbage that only a search finds."""

    alive = 0

    def __init__(self) -> None:
        self.myself = self
        Loop.alive += 1

    def __del__(self) -> None:
        Loop.alive -= 1


@pytest.fixture(autouse=True)
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As after this many looks; no search by itself in between."""
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, ENOUGH))
    gc.disable()
    yield
    gc.enable()
    gc.collect()


def quiet_for(seconds: float) -> Tidying:
    Loop()
    return Tidying(lambda: seconds)


def test_nothing_is_looked_for_while_somebody_acts_and_all_is_found_once_nobody_does() -> None:
    assert not quiet_for(0.2).look() and Loop.alive == 1
    assert quiet_for(2.0).look() and Loop.alive == 0


def test_where_little_was_made_nothing_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, ENOUGH - 1))
    assert not quiet_for(60.0).look() and Loop.alive == 1


def test_a_day_without_a_quiet_moment_is_tidied_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_LATEST", 0.0)
    assert quiet_for(0.0).look() and Loop.alive == 0


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="this system's allocator is not glibc's")
def test_what_was_freed_between_what_lives_is_given_back_to_the_system() -> None:
    made = [bytes(2000) for _ in range(20_000)]
    kept, most = made[::100], resident()
    del made
    assert resident() > most - 5
    assert give_back()
    assert resident() < most - 20 and len(kept) == 200


def test_it_is_given_back_after_each_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_EVERY", 0.0)

    async def tidies() -> None:
        given, loop = asyncio.Event(), asyncio.get_running_loop()
        monkeypatch.setattr(module, "give_back", lambda: loop.call_soon_threadsafe(given.set))
        tidying = Tidying(lambda: 2.0)
        tidying.begin()
        await asyncio.wait_for(given.wait(), 20)
        await tidying.close()

    asyncio.run(tidies())
    assert gc.get_threshold()[2] != NEVER


def resident() -> float:
    """MiB of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def test_while_a_server_runs_python_begins_no_search_through_everything_and_afterwards_does_again() -> None:
    async def serve() -> tuple[int, int, int]:
        tidying = Tidying(lambda: 0.0)
        tidying.begin()
        meanwhile = gc.get_threshold()
        await tidying.close()
        return meanwhile

    before = gc.get_threshold()
    assert asyncio.run(serve())[2] == NEVER
    assert gc.get_threshold() == before
