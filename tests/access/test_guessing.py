"""Wrong codes: a clumsy room is not slowed; a flood is told to consoles once, and holds open only so many requests."""

import asyncio

import pytest

from app.access import guessing
from app.access.guessing import ALARM, AT_EASE, MANY, MOST_SLOWED, Guessing
from app.errors import TooFast


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "SLOWED_BY", 0)


async def many(wrong: Guessing, times: int) -> None:
    for _ in range(times):
        await wrong.wrong()


def test_what_a_clumsy_room_types_is_no_alarm_and_more_than_a_room_is_told_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told: list[str] = []

    async def try_codes() -> None:
        wrong = Guessing(lambda: told.append(wrong.alarm))
        await many(wrong, AT_EASE.amount)
        assert (wrong.alarm, told) == ("", [])
        await many(wrong, MANY.amount)
        assert wrong.alarm == ALARM and told == [ALARM]

    asyncio.run(try_codes())
    assert capsys.readouterr().err.count("wrong codes") == 1


def test_of_a_flood_only_so_many_requests_are_held_open(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def try_codes() -> None:
        wrong = Guessing(lambda: None)
        await many(wrong, AT_EASE.amount)
        monkeypatch.setattr(guessing, "SLOWED_BY", 3600)
        async with asyncio.TaskGroup() as group:
            held = [group.create_task(wrong.wrong()) for _ in range(MOST_SLOWED)]
            await asyncio.sleep(0)
            with pytest.raises(TooFast, match="check yours, and try again"):
                await wrong.wrong()
            for each in held:
                each.cancel()
            await asyncio.gather(*held, return_exceptions=True)
        monkeypatch.setattr(guessing, "SLOWED_BY", 0)
        await wrong.wrong()  # whoever hung up holds no place any more

    asyncio.run(try_codes())
    assert capsys.readouterr().err.count("wrong codes") == 1
