"""200 people say whether words that were read back can stand, within ten seconds, beside the ratings of that room."""

import asyncio
import re

from machine import RUNS, Demo, lobby, report
from room import Full, full_room, until

from app.crowd.tally import percentile

PEOPLE = 200
THINKS = 10.0  # seconds at the longest before an answer: a rating as well as an assent
ANSWERED = re.compile(r"(\d+) of \d+ people answered")
WORDS = {"state": "agreed", "wording": "Choice is thin outside the towns.", "after_version": "0"}

UNITS = {
    "assents acknowledged": "",
    "assents stored": "",
    "rating acknowledged p50": "ms",
    "rating acknowledged p99": "ms",
    "assent acknowledged p50": "ms",
    "assent acknowledged p99": "ms",
    "assent p99 to rating p99": "x",
}


async def measure(demo: Demo) -> dict[str, float]:
    async with full_room(demo, PEOPLE, THINKS) as room:
        tally, facilitator = room.gathering.tally, room.facilitator
        taking_part = [asyncio.create_task(person.attend()) for person in room.people]
        await until(lambda: all(person.line.stands.is_set() for person in room.people))
        await facilitator.open("6")
        await until(lambda: tally.acknowledged == PEOPLE)
        await _read_back(room)
        await until(lambda: len(tally.assent_seconds) == PEOPLE)
        stored = await _answered(room)
        room.gathering.over.set()
        await asyncio.gather(*taking_part)
    ratings = [percentile(tally.seconds, share) * 1000 for share in (50, 99)]
    assents = [percentile(tally.assent_seconds, share) * 1000 for share in (50, 99)]
    return {
        "assents acknowledged": tally.assented,
        "assents stored": stored,
        "rating acknowledged p50": ratings[0],
        "rating acknowledged p99": ratings[1],
        "assent acknowledged p50": assents[0],
        "assent acknowledged p99": assents[1],
        "assent p99 to rating p99": assents[1] / ratings[1],
    }


async def _read_back(room: Full) -> None:
    at, http = f"/workshops/{room.facilitator.demo.workshop}", room.facilitator.http
    sitting = int(re.findall(r"/sittings/(\d+)/", (await http.get(f"{at}/console")).text)[0])
    await http.post(f"{at}/sittings/{sitting}/close-and-reveal")
    while "Read back" not in (await http.get(f"{at}/console/standards/6")).text:  # noqa: ASYNC110 - the page says so
        await asyncio.sleep(0.2)
    answer = await http.post(f"{at}/positions/standard-6/read-back", data=WORDS)
    assert answer.status_code == 200, answer.status_code


async def _answered(room: Full) -> int:
    """As the console tells it, from what is stored."""
    page = await room.facilitator.http.get(f"/workshops/{room.facilitator.demo.workshop}/console/standards/6")
    return int(ANSWERED.findall(" ".join(page.text.split()))[0])


def run() -> dict[str, float]:
    with lobby() as demo:
        return asyncio.run(measure(demo))


def main() -> None:
    report(f"{PEOPLE} people, one wording", [run() for _ in range(RUNS)], UNITS)


if __name__ == "__main__":
    main()
