"""What guessing at passwords costs the room: times to the receipt of a rating and to the console's next push.

In a demo with a console open, one participant after another records a rating. First nobody guesses; then 24 visitors
post wrong passwords to /sign-in as fast as they are answered, each for an address of their own. Printed are the times
with and without, how many guesses were answered in a second, and how many of all were weighed.
"""

import asyncio
import secrets
import time

import httpx2
from machine import RUNS, Demo, lobby, report
from room import Full, full_room, until

from app.crowd.tally import percentile

VISITORS = 24
RATINGS = 15

UNITS = {
    "receipt, nobody guesses, p50": "ms",
    "receipt, nobody guesses, worst": "ms",
    "receipt, 24 guess, p50": "ms",
    "receipt, 24 guess, worst": "ms",
    "push to the console, 24 guess, p50": "ms",
    "push to the console, 24 guess, worst": "ms",
    "guesses answered a second": "",
    "guesses weighed": "",
}


async def measure(demo: Demo) -> dict[str, float]:
    async with full_room(demo, RATINGS * 2) as room:
        await room.connect()
        await room.open_console()
        await room.facilitator.open("6")
        await until(lambda: all(person.rounds for person in room.people))
        quiet, _ = await _rate(room, range(RATINGS))
        statuses: list[int] = []
        began = time.monotonic()
        guessing = [asyncio.create_task(_guess(demo, number, statuses)) for number in range(VISITORS)]
        await asyncio.sleep(1)
        receipts, pushes = await _rate(room, range(RATINGS, RATINGS * 2))
        for task in guessing:
            task.cancel()
        await asyncio.gather(*guessing, return_exceptions=True)
        seconds = time.monotonic() - began
    return {
        "receipt, nobody guesses, p50": percentile(quiet, 50) * 1000,
        "receipt, nobody guesses, worst": max(quiet) * 1000,
        "receipt, 24 guess, p50": percentile(receipts, 50) * 1000,
        "receipt, 24 guess, worst": max(receipts) * 1000,
        "push to the console, 24 guess, p50": percentile(pushes, 50) * 1000,
        "push to the console, 24 guess, worst": max(pushes) * 1000,
        "guesses answered a second": len(statuses) / seconds,
        "guesses weighed": statuses.count(422),
    }


async def _rate(room: Full, people: range) -> tuple[list[float], list[float]]:
    """One person after another: seconds to the receipt, and to the console's first showing of one answer more."""
    receipts, pushes = [], []
    for number in people:
        person = room.people[number]
        form = {"act": "rate", "round": person.rounds[0], "key": secrets.token_urlsafe(16), "answer": "7", "reason": ""}
        began = time.monotonic()
        await person.sending.until_answered(form)
        receipts.append(time.monotonic() - began)
        pushes.append(await _shown(room, number + 1) - began)
    return receipts, pushes


async def _shown(room: Full, answers: int) -> float:
    await until(lambda: any(total >= answers for _, total in room.facilitator.seen))
    return next(at for at, total in room.facilitator.seen if total >= answers)


async def _guess(demo: Demo, number: int, statuses: list[int]) -> None:
    async with httpx2.AsyncClient(base_url=demo.base, timeout=60, verify=False) as visitor:
        await visitor.get("/sign-in")  # its cookie has to come back
        while True:
            fields = {"email": f"visitor{number}@example.org", "password": secrets.token_urlsafe(9)}
            statuses.append((await visitor.post("/sign-in", data=fields)).status_code)


def run() -> dict[str, float]:
    with lobby() as demo:
        return asyncio.run(measure(demo))


def main() -> None:
    report(f"{VISITORS} visitors guess while {RATINGS} ratings come one by one", [run() for _ in range(RUNS)], UNITS)


if __name__ == "__main__":
    main()
