"""200 people in one room rate four standards at their own pace, while the facilitator watches the console."""

import asyncio

from machine import RUNS, Demo, lobby, report
from room import full_room, until

from app.crowd.tally import percentile

PEOPLE = 200
SITTING = ("6", "7", "8", "9")
THINKS = 8.0  # seconds at the longest before an answer: about 40 answers a second

UNITS = {
    "acknowledged": "",
    "stored as acknowledged": "",
    "sent by POST": "",
    "answers a second": "/s",
    "acknowledgement p50": "ms",
    "acknowledgement p99": "ms",
    "facilitator sees it p50": "ms",
    "facilitator sees it p99": "ms",
    "memory per connection": "KiB",
    "memory of the server in all": "MiB",
    "server's CPU for the sitting": "s",
    "server's CPU, of one core": "%",
}


async def measure(demo: Demo) -> dict[str, float]:
    async with full_room(demo, PEOPLE, THINKS) as room:
        tally, facilitator = room.gathering.tally, room.facilitator
        before = demo.memory
        taking_part = [asyncio.create_task(person.attend()) for person in room.people]
        await until(lambda: all(person.line.stands.is_set() for person in room.people))
        await asyncio.sleep(2)  # the room sends everybody its state
        per_connection = (demo.memory - before) / PEOPLE
        await room.open_console()

        cpu, answers = demo.cpu, PEOPLE * len(SITTING)
        await facilitator.open(*SITTING)
        await until(lambda: tally.acknowledged == answers)
        await until(lambda: facilitator.seen[-1][1] == answers)
        cpu = demo.cpu - cpu
        took = max(tally.sent_at) - min(tally.sent_at)
        room.gathering.over.set()
        memory = demo.memory
        await asyncio.gather(*taking_part)
        await room.compare()

    delays = facilitator.delays(tally.sent_at)
    return {
        "acknowledged": tally.acknowledged,
        "stored as acknowledged": tally.acknowledged - tally.lost - tally.unread,
        "sent by POST": tally.by_post,
        "answers a second": answers / took,
        "acknowledgement p50": percentile(tally.seconds, 50) * 1000,
        "acknowledgement p99": percentile(tally.seconds, 99) * 1000,
        "facilitator sees it p50": percentile(delays, 50) * 1000,
        "facilitator sees it p99": percentile(delays, 99) * 1000,
        "memory per connection": per_connection,
        "memory of the server in all": memory / 1024,
        "server's CPU for the sitting": cpu,
        "server's CPU, of one core": cpu / took * 100,
    }


def run() -> dict[str, float]:
    with lobby() as demo:
        return asyncio.run(measure(demo))


def main() -> None:
    report(f"{PEOPLE} people, {len(SITTING)} standards", [run() for _ in range(RUNS)], UNITS)


if __name__ == "__main__":
    main()
