"""Whoever has not finished in time is sent home, and what went wrong with one of the others is not kept quiet."""

import asyncio

import pytest

from app.crowd.attendance import finish


def test_who_is_late_is_sent_home_and_who_fell_over_is_told_of() -> None:
    async def play() -> bool:
        async def fall_over() -> None:
            raise ValueError("canary")

        late = asyncio.create_task(asyncio.Event().wait())
        with pytest.raises(ValueError, match="canary"):
            await finish([late, asyncio.create_task(fall_over())], 0.01)  # type: ignore[list-item]
        return late.cancelled()

    assert asyncio.run(play())
