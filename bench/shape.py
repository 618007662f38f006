"""The shape of the cost: what an act, a count and an answer cost a server with few and with many phones.

In this process, in seconds of the thread that does it: so other work on the machine hardly counts. The phones are lines
that take everything and keep nothing.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import fan_out
from machine import RUNS, report
from sqlmodel import Session, select

from app.access.places import Place
from app.live.connection import Connection
from app.live.fragments import Screen, fragments
from app.live.outline import newest_act
from app.live.own import Owns
from app.live.reading import read_scene
from app.live.room import PHONES, Room
from app.live.rooms import Rooms
from app.live.scene import Kind
from app.models import Answer, Role, Round, Seat, Workshop
from app.models.rounds.opening import open_sitting
from app.models.rounds.rating import rate
from app.models.rounds.standard import numbered
from app.store.bus import InProcessBus
from app.store.sqlite import Store
from app.tokens import new_token

FEW, MANY = 250, 1000
ANSWERS = 500
STEPS = {
    "an act: the scene read": "ms",
    "an act: fragments of a phone": "ms",
    "an act: everybody's own places": "ms",
    "an act: all told, by the loop": "ms",
    "no act: the counts read": "ms",
    "no act: everybody's own places": "ms",
    "an answer: its statements": "us",
}
UNITS = {f"{name}, {size}": unit for name, unit in STEPS.items() for size in ("few", "many", "many / few")}
UNITS = {name: "x" if name.endswith("/ few") else unit for name, unit in UNITS.items()}


class Taking:
    """A line that takes everything at once and keeps nothing."""

    is_clear, is_open, packs = True, True, True

    def write(self, frame: bytes) -> None: ...


def timed(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


async def measure(store: Store, workshop_id: int) -> list[float]:
    rooms = Rooms(store, InProcessBus())
    room = Room(workshop_id, store, rooms.guessing, rooms.arrivals)
    with store.read() as session:
        seats = [(seat.id, seat.token_hash) for seat in session.exec(select(Seat))]
    phone = Screen(Kind.PHONE, Role.PARTICIPANT)
    for seat_id, token_hash in seats:
        place = Place(workshop_id, Role.PARTICIPANT, seat_id, token_hash=token_hash)
        room.connections.add(Connection(cast(Any, None), place, phone, wire=cast(Any, Taking())))
    for task in room._tasks:
        task.cancel()  # only what is measured here happens
    everybody, owns = {seat_id for seat_id, _ in seats}, Owns()
    figures = list[float]()
    for number in ("1", "2", "3"):  # the first fill what is kept of templates and statements
        _show(store, workshop_id, number)
        with store.read() as session:
            newest = newest_act(session, workshop_id)
            read, counts = (timed(partial(read_scene, session, workshop_id)) for _ in range(2))
            scene = read_scene(session, workshop_id)
            shown = timed(partial(fragments, phone, scene))
            own = [timed(partial(owns.read, session, scene, newest, everybody)) for _ in range(2)]
        began = time.thread_time()
        await room._refresh(PHONES)
        told = (time.thread_time() - began) * 1000
        figures = [read, shown, own[0], told, counts, own[1], _answers(store, workshop_id, seats)]
    return figures


def _show(store: Store, workshop_id: int, number: str) -> None:
    with Session(store.writing) as session, session.begin():
        numbered(session, workshop_id, number).show(session, by="facilitator")


def _answers(store: Store, workshop_id: int, seats: list[tuple[int, str]]) -> float:
    """Microseconds each, in one transaction, taken back with it."""
    with Session(store.writing) as session, session.begin() as transaction:
        workshop = session.get_one(Workshop, workshop_id)
        sitting = open_sitting(session, workshop, ["6"], by="facilitator")
        session.flush()
        round_id = session.exec(select(Round.id).where(Round.sitting_id == sitting.id)).one()
        givers = [seats[at % len(seats)][0] for at in range(ANSWERS)]
        took = timed(lambda: [rate(session, it, workshop_id, round_id, Answer(6, key=new_token())) for it in givers])
        transaction.rollback()
    return took * 1000 / ANSWERS


def of(people: int) -> list[float]:
    fan_out.PEOPLE = people
    with TemporaryDirectory() as folder:
        database = Path(folder) / "northvale.sqlite3"
        workshop_id, _ = fan_out._prepared(database)
        with closing(Store(database)) as store:
            return asyncio.run(measure(store, workshop_id))


def run() -> dict[str, float]:
    both = zip(of(FEW), of(MANY), strict=True)
    return dict(zip(UNITS, [figure for few, many in both for figure in (few, many, many / few)], strict=True))


def main() -> None:
    report(f"{FEW} and {MANY} phones in one room, an act and an answer", [run() for _ in range(RUNS)], UNITS)


if __name__ == "__main__":
    main()
