"""The writer alone: 1000 ratings queued at once, beside one transaction for each on the same engine in the same run."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from machine import RUNS, report
from sqlmodel import Session

from app.crowd.tally import percentile
from app.demo.northvale import GROUPS
from app.demo.seeding import northvale_draft
from app.frameworks import DEFAULT, framework
from app.models import Account, Answer
from app.models.people.seat import seat_of, take_seat
from app.models.rounds.opening import open_sitting
from app.models.rounds.preparing import create
from app.models.rounds.rating import rate
from app.models.workshop.edition import keep_published
from app.schema import upgrade
from app.store.bus import InProcessBus
from app.store.sqlite import Store
from app.store.writer import Writer

PEOPLE, SITTING = 250, ("6", "7", "8", "9")
Where = tuple[int, int, int]  # workshop, seat, round
Act = Callable[[Session], object]

UNITS = {
    "writer: ratings a second": "/s",
    "writer: acknowledgement p99": "ms",
    "a transaction each: ratings a second": "/s",
    "a transaction each: the last after": "ms",
    "writer / a transaction each": "x",
}


def storing(where: Where, key: str) -> Act:
    workshop, seat, round_ = where
    return lambda session: rate(session, seat, workshop, round_, Answer(6, key=key))


async def at_once(store: Store, acts: list[Act], workshop: int) -> list[float]:
    """Seconds from queueing to the acknowledgement, of each."""
    writer = Writer(store, InProcessBus())
    started = time.perf_counter()

    async def one(act: Act) -> float:
        await writer.do(workshop, act, is_plain=True)
        return time.perf_counter() - started

    took = await asyncio.gather(*[one(act) for act in acts])
    await writer.close()
    return list(took)


def a_transaction_each(store: Store, acts: list[Act]) -> float:
    started = time.perf_counter()
    for act in acts:
        with Session(store.writing) as session, session.begin():
            act(session)
    return time.perf_counter() - started


def run() -> dict[str, float]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "bench.sqlite3"
        upgrade(file)
        store = Store(file)
        places = _seat_everybody(store)
        asyncio.run(at_once(store, [storing(place, "warming-up") for place in places[:50]], places[0][0]))
        took = asyncio.run(at_once(store, [storing(place, "by-writer") for place in places], places[0][0]))
        each = a_transaction_each(store, [storing(place, "one-by-one") for place in places])
        store.close()
    return {
        "writer: ratings a second": len(places) / max(took),
        "writer: acknowledgement p99": percentile(took, 99) * 1000,
        "a transaction each: ratings a second": len(places) / each,
        "a transaction each: the last after": each * 1000,
        "writer / a transaction each": each / max(took),
    }


def _seat_everybody(store: Store) -> list[Where]:
    with Session(store.writing) as session, session.begin():
        keep_published(session)
        account = Account.add(session, "fay@northvale.example", "Fay", "not a hash")
        draft = replace(northvale_draft(session, framework(DEFAULT)), standards=SITTING)
        workshop = create(session, account.id, draft)
        workshop.admits_everybody = True  # so many at once would crowd the door
        workshop.open_lobby(session, by="facilitator")
        tokens = [take_seat(session, workshop, workshop.groups[n % len(GROUPS)].id, "") for n in range(PEOPLE)]
        session.flush()
        seats = [seat.id for token in tokens if (seat := seat_of(session, workshop.id, token))]
        rounds = [round_.id for round_ in open_sitting(session, workshop, list(SITTING), by="facilitator").rounds]
        return [(workshop.id, seat, round_) for round_ in rounds for seat in seats]


def main() -> None:
    report(f"{PEOPLE * len(SITTING)} ratings queued at once, synchronous=FULL", [run() for _ in range(RUNS)], UNITS)


if __name__ == "__main__":
    main()
