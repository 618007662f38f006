"""The process with a rehearsal's people: begun once, told of its Wi-Fi, ended."""

import asyncio
import sys
from collections.abc import Callable

import pytest

from app.errors import Refusal
from app.live import simulating
from app.live.simulating import AT_ONCE, MOST, Simulating, _at_most


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Simulating]:
    """Made inside its event loop; its people are a program that writes down what it is told."""
    monkeypatch.setattr(simulating, "PROGRAM", (sys.executable, "-I", "-S", "-c", "import sys; sys.stdin.read()"))

    def make() -> Simulating:
        made = Simulating()
        made.address = "http://127.0.0.1:1"
        return made

    return make


def test_asked_twice_they_are_brought_in_once_and_sent_away_they_are_gone(service: Callable[[], Simulating]) -> None:
    async def play() -> None:
        people = service()
        await people.bring_in(7, "ABCDEF", [3, 2], has_bad_wifi=True)
        first = people.of(7)
        await people.bring_in(7, "ABCDEF", [3, 2], has_bad_wifi=False)
        assert first and people.of(7) is first and (first.people, first.has_bad_wifi) == (5, True)
        await people.switch_wifi(7, is_bad=False)
        assert not first.has_bad_wifi
        await people.send_away(7)
        await people.send_away(7)
        assert people.of(7) is None and first.process.returncode is not None

    asyncio.run(play())


def test_a_server_that_ends_takes_them_along_and_more_than_a_few_rehearsals_wait(
    service: Callable[[], Simulating],
) -> None:
    async def play() -> None:
        people = service()
        for workshop_id in range(AT_ONCE):
            await people.bring_in(workshop_id, "ABCDEF", [1], has_bad_wifi=False)
        with pytest.raises(Refusal, match="Several rehearsals"):
            await people.bring_in(AT_ONCE, "ABCDEF", [1], has_bad_wifi=False)
        processes = [each.process for each in map(people.of, range(AT_ONCE)) if each]
        await people.close()
        assert len(processes) == AT_ONCE and all(process.returncode is not None for process in processes)

    asyncio.run(play())


def test_before_the_server_knows_its_address_nobody_comes(service: Callable[[], Simulating]) -> None:
    async def play() -> None:
        people = service()
        people.address = ""
        with pytest.raises(Refusal, match="in a moment"):
            await people.bring_in(7, "ABCDEF", [1], has_bad_wifi=False)

    asyncio.run(play())


@pytest.mark.parametrize("plan", [[1], [500, 1], [100, 100], [300] * 12])
def test_of_a_large_plan_come_as_many_as_do_not_disturb_the_others_and_somebody_of_each_group(plan: list[int]) -> None:
    coming = _at_most(MOST, plan)
    assert len(coming) == len(plan) and all(people >= 1 for people in coming) and sum(coming) <= MOST + len(plan)
    assert sum(plan) > MOST or coming == plan
