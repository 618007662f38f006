"""People who join over real HTTP and sockets and rate whatever opens: for rehearsals, tests and the benches.

Every answer is measured from sending it to its acknowledgement, and compared afterwards with what is stored.
"""

import asyncio
import sys
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

import httpx2

from app.crowd.attendance import AT_ONCE, allow_many_sockets, finish, take_part
from app.crowd.gathering import Crowd, Gathering
from app.crowd.person import Person
from app.crowd.tally import Tally
from app.errors import CannotStart

__all__ = ["Crowd", "run_crowd"]

TELL_EVERY = 5.0  # seconds
LAST_ANSWERS = 8.0  # seconds for what is under way when it is over
COMPARING = 0.03  # seconds a person, set aside before the end: a large crowd needs longer to read again
AT_THE_LATEST = 14.0  # seconds after the end, with comparing


def run_crowd(crowd: Crowd) -> bool:
    """True if everybody joined, everything sent was acknowledged, and all of it is what is stored."""
    parts = urlsplit(crowd.url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise CannotStart(f"{crowd.url} is not an address. Give it as http://127.0.0.1:8000.")
    allow_many_sockets()
    tally = asyncio.run(_gather(replace(crowd, url=f"{parts.scheme}://{parts.netloc}")))
    for remark in tally.remarks():
        print(remark, file=sys.stderr)
    print(tally.last_line(), flush=True)
    return tally.ended_well


async def _gather(crowd: Crowd) -> Tally:
    gathering = Gathering(crowd, Tally(crowd.people))
    ends = asyncio.get_running_loop().time() + crowd.seconds
    telling = asyncio.create_task(_tell(gathering.tally))
    try:
        await _must_open(gathering)
        people = [Person(gathering, number) for number in range(crowd.people)]
        door = asyncio.Semaphore(AT_ONCE)
        parts = [asyncio.create_task(take_part(person, door)) for person in people]
        stops = ends - min(crowd.people * COMPARING, crowd.seconds / 2)
        with suppress(TimeoutError):
            await asyncio.wait_for(gathering.over.wait(), stops - asyncio.get_running_loop().time())
        gathering.over.set()
        await finish(parts, LAST_ANSWERS)
        gathering.tally.unread = sum(len(person.stands) for person in people)
        remaining = ends + AT_THE_LATEST - asyncio.get_running_loop().time()
        await finish([asyncio.create_task(_compare(person, door)) for person in people], remaining)
        return gathering.tally
    finally:
        telling.cancel()
        await gathering.close()


async def _must_open(gathering: Gathering) -> None:
    crowd = gathering.crowd
    try:
        answer = await gathering.browser().get(f"/join/{crowd.code}")
    except httpx2.TransportError:
        raise CannotStart(f"No server answers at {crowd.url}. Start it, or check the address.") from None
    if not answer.is_success:
        raise CannotStart(f"The code {crowd.code} does not open a workshop at {crowd.url}. Check it against the stage.")


async def _compare(person: Person, door: asyncio.Semaphore) -> None:
    async with door:
        with suppress(httpx2.HTTPError):
            await person.compare()


async def _tell(tally: Tally) -> None:
    while True:
        await asyncio.sleep(TELL_EVERY)
        print(tally.progress(), file=sys.stderr, flush=True)
