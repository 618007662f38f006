"""The chain: what an entry costs an act, and verifying a record of nine standards, twelve groups and 200 people.

The same acts go through the writer with their entries and, in the same run, as they were before there was a chain.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from unittest.mock import patch

from machine import RUNS, report
from pack import GROUPS, PEOPLE, settled
from sqlmodel import Session, col, delete

from app.exports import as_json
from app.exports import report as record_of
from app.exports.sealing import fix_record
from app.exports.verifying import verdict
from app.models import Event, Workshop
from app.models.ending.closing import close, confirm
from app.store.bus import InProcessBus
from app.store.sqlite import Store
from app.store.writer import Writer

ACTS = 500
UNITS = {
    "an act without its entry": "ms",
    "an act with its entry": "ms",
    "the second to the first": "x",
    "the whole record fixed at the close": "ms",
    "the record as JSON": "MB",
    "verify": "ms",
}


def measure(database: Path, workshop_id: int) -> dict[str, float]:
    with closing(Store(database)) as store:
        asyncio.run(_pinned(store, workshop_id))  # warming up
        with _without_entries():
            without = asyncio.run(_pinned(store, workshop_id))
        with Session(store.writing) as session, session.begin():  # acts outside the chain: verifying would name them
            session.exec(delete(Event).where(col(Event.number).is_(None)))
        entries = asyncio.run(_pinned(store, workshop_id))
    return {
        "an act without its entry": without * 1000 / ACTS,
        "an act with its entry": entries * 1000 / ACTS,
        "the second to the first": entries / without,
    }


@contextmanager
def _without_entries() -> Iterator[None]:
    with patch.object(Event, "join", lambda *_: None):
        yield


async def _pinned(store: Store, workshop_id: int) -> float:
    """Seconds for this many acts, one after another, each in a transaction of its own."""
    writer = Writer(store, InProcessBus())
    began = time.perf_counter()
    for number in range(ACTS):
        await writer.do(workshop_id, _pin(workshop_id, is_pinned=number % 2 == 0))
    took = time.perf_counter() - began
    await writer.close()
    return took


def _pin(workshop_id: int, *, is_pinned: bool) -> Callable[[Session], object]:
    def act(session: Session) -> None:
        session.get_one(Workshop, workshop_id).standards[0].pin(session, "facilitator", pinned=is_pinned)

    return act


def ended(database: Path, workshop_id: int) -> dict[str, float]:
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        workshop = session.get_one(Workshop, workshop_id)
        close(session, workshop, by="facilitator")
        began = time.perf_counter()
        fix_record(session, workshop_id, "facilitator")
        fixing = time.perf_counter() - began
        confirm(session, workshop, by="facilitator")
        fix_record(session, workshop_id, "facilitator")
        content = as_json(record_of(session, workshop_id))
    return {"the whole record fixed at the close": fixing * 1000, "the record as JSON": len(content) / 1e6,
            **_verified(content)}  # fmt: skip


def _verified(content: bytes) -> dict[str, float]:
    began = time.perf_counter()
    assert verdict(content).is_intact
    return {"verify": (time.perf_counter() - began) * 1000}


def main() -> None:
    runs = []
    for _ in range(RUNS):
        with settled() as (database, workshop_id):
            runs.append({**measure(database, workshop_id), **ended(database, workshop_id)})
    report(f"The chain: 9 standards, {GROUPS} groups, {PEOPLE} people, {ACTS} acts", runs, UNITS)


if __name__ == "__main__":
    main()
