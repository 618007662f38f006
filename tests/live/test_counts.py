"""Phones hear of counts once a second at most, and of an act at once."""

import asyncio
import time

import pytest

from app.live import counts as module
from app.live.counts import COUNTS_EVERY, Counts

NEWEST = 7


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    at = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: at[0])
    return at


def test_nobody_waits_for_the_first_count(clock: list[float]) -> None:
    assert clock and not Counts(lambda: None).can_wait


def test_after_they_were_told_they_can_wait_for_as_long_as_it_says(clock: list[float]) -> None:
    counts = Counts(lambda: None)
    counts.told(NEWEST)
    assert counts.after == NEWEST
    clock[0] += COUNTS_EVERY - 0.01
    assert counts.can_wait
    clock[0] += 0.01
    assert not counts.can_wait


def test_who_waits_is_called_once_and_then_can_wait_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COUNTS_EVERY", 0.01)

    async def act() -> int:
        called = asyncio.Queue[None]()
        counts = Counts(lambda: called.put_nowait(None))
        for _ in range(2):
            counts.told(NEWEST)
            counts.wait()
            counts.wait()
            await called.get()
        return called.qsize()

    assert asyncio.run(act()) == 0


def test_whoever_was_told_meanwhile_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COUNTS_EVERY", 0.01)

    async def act() -> list[int]:
        called, later = list[int](), asyncio.Event()
        counts = Counts(lambda: called.append(1))
        counts.told(NEWEST)
        counts.wait()
        counts.told(NEWEST + 1)
        asyncio.get_running_loop().call_later(0.05, later.set)
        await later.wait()
        return called

    assert asyncio.run(act()) == []
