"""The people of a rehearsal: as many in each group as are planned, until whoever brought them in hangs up.

Standard input is the line to them: it says which Wi-Fi they are on, a word a line. Where it ends, they go.
"""

import asyncio
import sys
import threading
from collections.abc import Iterable
from urllib.parse import urlsplit

from app.crowd.attendance import AT_ONCE, allow_many_sockets, finish, take_part
from app.crowd.gathering import Crowd, Gathering
from app.crowd.person import Person
from app.crowd.tally import Tally

BAD, GOOD = "bad", "good"
THINKS = 15.0  # seconds at the longest: the facilitator sees answers come in, and need not wait for them
GOING = 2.0  # seconds for what is under way when they are sent away


def simulate(url: str, code: str, plan: tuple[int, ...], said: Iterable[str] | None = None) -> None:
    """`said`: the lines of the one who brought them in; standard input unless a test says."""
    allow_many_sockets()
    parts = urlsplit(url)
    crowd = Crowd(f"{parts.scheme}://{parts.netloc}", code, sum(plan), thinks=THINKS, plan=plan)
    asyncio.run(_attend(crowd, sys.stdin if said is None else said))


async def _attend(crowd: Crowd, said: Iterable[str]) -> None:
    gathering = Gathering(crowd, Tally(crowd.people))
    _listen(gathering, said)
    door = asyncio.Semaphore(AT_ONCE)
    people = [Person(gathering, number) for number in range(crowd.people)]
    parts = [asyncio.create_task(take_part(person, door)) for person in people]
    try:
        await gathering.over.wait()
        await finish(parts, GOING)
    finally:
        await gathering.close()


def _listen(gathering: Gathering, said: Iterable[str]) -> None:
    """In a thread of its own, for a terminal or a pipe keeps whoever reads it waiting."""
    loop = asyncio.get_running_loop()

    def listen() -> None:
        for line in said:
            loop.call_soon_threadsafe(setattr, gathering, "has_bad_wifi", line.strip() == BAD)
        loop.call_soon_threadsafe(gathering.over.set)

    threading.Thread(target=listen, daemon=True).start()
