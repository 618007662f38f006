"""The people of a rehearsal hear which Wi-Fi they are on, and go when nobody speaks any more."""

import asyncio

from app.crowd.gathering import Crowd, Gathering
from app.crowd.simulated import _listen
from app.crowd.tally import Tally

NOWHERE = "http://127.0.0.1:1"


def test_each_line_says_how_good_their_wifi_is_and_the_end_of_the_lines_is_theirs() -> None:
    async def heard(*lines: str) -> tuple[bool, bool]:
        gathering = Gathering(Crowd(NOWHERE, "ABCDEF"), Tally(1))
        _listen(gathering, lines)
        await asyncio.wait_for(gathering.over.wait(), 20)
        return gathering.has_bad_wifi, gathering.over.is_set()

    assert asyncio.run(heard("bad\n")) == (True, True)
    assert asyncio.run(heard("bad\n", "good\n")) == (False, True)
    assert asyncio.run(heard()) == (False, True)
