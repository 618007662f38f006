"""200 answers at once, as when a facilitator says "now": sent in one instant, each measured to its acknowledgement."""

import asyncio
import secrets

from machine import RUNS, Demo, lobby, report
from room import Full, full_room, until

from app.crowd.sending import Outcome
from app.crowd.tally import percentile

PEOPLE = 200
BURSTS = 5  # the first answers, then four changes of mind

UNITS = {
    "acknowledged": "",
    "sent by POST": "",
    "acknowledgement p50": "ms",
    "acknowledgement p99": "ms",
    "slowest": "ms",
    "sending them took": "ms",
    "facilitator sees the first 200 after": "ms",
}


async def measure(demo: Demo) -> dict[str, float]:
    async with full_room(demo, PEOPLE) as room:
        await room.connect()
        await room.open_console()
        await room.facilitator.open("6")
        await until(lambda: all(person.rounds for person in room.people))
        await asyncio.sleep(1)
        acknowledged, sending = 0, 0.0
        for turn in range(BURSTS):
            before = len(room.gathering.tally.sent_at)
            acknowledged += await _all_at_once(room, answer=str(turn + 1))
            sent_at = room.gathering.tally.sent_at[before:]
            sending = max(sending, max(sent_at) - min(sent_at))
            if turn == 0:
                first = min(sent_at)
                await until(lambda: room.facilitator.seen[-1][1] == PEOPLE)
            await asyncio.sleep(1)

    tally = room.gathering.tally
    seen = next(at for at, total in room.facilitator.seen if total == PEOPLE)
    return {
        "acknowledged": acknowledged,
        "sent by POST": tally.by_post,
        "acknowledgement p50": percentile(tally.seconds, 50) * 1000,
        "acknowledgement p99": percentile(tally.seconds, 99) * 1000,
        "slowest": max(tally.seconds) * 1000,
        "sending them took": sending * 1000,
        "facilitator sees the first 200 after": (seen - first) * 1000,
    }


async def _all_at_once(room: Full, answer: str) -> int:
    forms = [
        {"act": "rate", "round": person.rounds[0], "key": secrets.token_urlsafe(16), "answer": answer, "reason": ""}
        for person in room.people
    ]
    sent = [person.sending.until_answered(form) for person, form in zip(room.people, forms, strict=True)]
    return (await asyncio.gather(*sent)).count(Outcome.ACKNOWLEDGED)


def run() -> dict[str, float]:
    with lobby() as demo:
        return asyncio.run(measure(demo))


def main() -> None:
    report(f"{PEOPLE} answers in one instant, {BURSTS} times", [run() for _ in range(RUNS)], UNITS)


if __name__ == "__main__":
    main()
