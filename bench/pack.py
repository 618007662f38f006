"""A whole pack of nine standards, twelve groups and 200 people: seconds for each file, and what a served room feels.

First every file is made in this process, one after another. Then the same pack is asked for from a server in this
process, which has it made by its own command: how late its event loop comes, beside how late it comes when nothing is
made. Both are of the same run, so read their ratio.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from machine import RUNS, report
from sqlmodel import Session, col, select

from app.crowd.tally import percentile
from app.exports import FORMATS, Release, released
from app.frameworks import DEFAULT, OVERALL, framework
from app.main import create_app
from app.models import Account, Answer, AttributionRule, Pack, PositionState, Purpose, Round, Seat, Workshop
from app.models.ending import pack as packs
from app.models.people.seat import take_seat
from app.models.record import action
from app.models.record.position import Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.models.rounds.opening import open_sitting
from app.models.rounds.preparing import create
from app.models.rounds.rating import rate
from app.models.rounds.revealing import reveal
from app.models.workshop.draft import Draft, GroupDraft
from app.models.workshop.edition import keep_published
from app.running import Running
from app.schema import upgrade
from app.settings import Settings
from app.store.sqlite import Store
from app.tokens import new_token

GROUPS = 12
PEOPLE = 200
IDLE = 5.0  # seconds of a loop that has nothing to do
TICK = 0.01
WORDS = "Choice is thin outside the towns, and what people are told depends on whom they ask. " * 5
LAG, LAG_IDLE = "event loop late while it is made, p99", "event loop late while nothing is made, p99"
UNITS = {
    "the report": "s",
    **{f"{form.key}: {form.title[:34]}": "s" for form in FORMATS.values()},
    "all files, one after another": "s",
    "all files": "MB",
    "from asking a server to the whole pack": "s",
    LAG_IDLE: "ms",
    LAG: "ms",
    "the second to the first": "x",
}


@contextmanager
def settled() -> Iterator[tuple[Path, int]]:
    with TemporaryDirectory() as folder:
        database = Path(folder) / "northvale.sqlite3"
        upgrade(database)
        with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
            keep_published(session)
            workshop = seated(session)
            for numbers in ([standard.number for standard in workshop.framework.standards], [OVERALL]):
                rated(session, workshop, numbers)
            _settled(session, workshop)
            workshop_id = workshop.id
        yield database, workshop_id


def seated(session: Session) -> Workshop:
    owner = Account.add(session, "fay@northvale.example", "Fay Facilitator", "no password fits this")
    workshop = create(session, owner.id, _draft())
    workshop.admits_everybody = True
    workshop.open_lobby(session, by="facilitator")
    for group in workshop.groups:
        for _ in range(group.expected):
            take_seat(session, workshop, group.id, "")
    session.flush()
    return workshop


def _draft() -> Draft:
    today, each = date.today(), PEOPLE // GROUPS
    first = PEOPLE - each * (GROUPS - 1)
    groups = [GroupDraft(f"Group {number + 1} of Northvale", each) for number in range(GROUPS - 1)]
    return Draft(
        council="Northvale Council", title="Peer challenge", held_on=today, purpose=Purpose.LGA_PEER_CHALLENGE,
        framework_key=DEFAULT, standards=tuple(standard.number for standard in framework(DEFAULT).standards),
        groups=(GroupDraft("Council of Northvale", first, is_assessing=True), *groups),
        attribution_rule=AttributionRule.BY_GROUP, planned_minutes=75, ground_rules="", responsible="Northvale Council",
        data_contact="data@northvale.example", lawful_basis="Public task", erase_seats_on=today + timedelta(days=30),
        erase_record_on=today + timedelta(days=700),
    )  # fmt: skip


def rated(session: Session, workshop: Workshop, numbers: Sequence[str]) -> None:
    sitting = open_sitting(session, workshop, list(numbers), by="facilitator")
    session.flush()
    seats = session.exec(select(Seat).where(Seat.workshop_id == workshop.id).order_by(col(Seat.id))).all()
    people = Random(11)  # each of a mind of their own: where many say the same, what they are told is the same
    for round_ in session.exec(select(Round).where(Round.sitting_id == sitting.id)).all():
        for seat in seats:
            score = 1 + (people.randrange(6) + (seat.group_id or 0) * 3) % 10
            rate(session, seat.id, workshop.id, round_.id, Answer(score, key=new_token()))
    sitting.close(session, by="facilitator")
    reveal(session, sitting, by="facilitator")
    session.flush()
    session.expire_all()


def _settled(session: Session, workshop: Workshop) -> None:
    for standard in workshop.standards:
        standard.show(session, by="facilitator")
        about = Subject.standard(standard)
        settle(
            session, about, Wording(PositionState.AGREED, WORDS, evidence=WORDS, divergent_views=WORDS), "scribe 1", 0
        )
        for _ in range(3):
            action.write(
                session, about, action.Typed(WORDS[:150], ["Council of Northvale"], "31 Mar 2027"), by="scribe 1"
            )


def measure(database: Path, workshop_id: int) -> dict[str, float]:
    figures, size = _in_this_process(database, workshop_id)
    files = sum(figures.values()) - figures["the report"]
    return {**figures, "all files, one after another": files, "all files": size / 1e6,
            **asyncio.run(_served(database, workshop_id))}  # fmt: skip


def _in_this_process(database: Path, workshop_id: int) -> tuple[dict[str, float], int]:
    began = time.perf_counter()
    with closing(Store(database)) as store, store.read() as session:
        whole = released(session, workshop_id, Release.WORKING, has_numbers=True)
    figures, size = {"the report": time.perf_counter() - began}, 0
    for form in FORMATS.values():
        began = time.perf_counter()
        size += len(form.make(whole))
        figures[f"{form.key}: {form.title[:34]}"] = time.perf_counter() - began
    return figures, size


async def _served(database: Path, workshop_id: int) -> dict[str, float]:
    with closing(Store(database)) as store:
        app = create_app(Settings(_env_file=None, database_url=f"sqlite:///{database}"), store)
        async with app.router.lifespan_context(app):
            server: Running = app.state.running
            idle = await _lateness(asyncio.create_task(asyncio.sleep(IDLE)))
            began = time.perf_counter()
            late = await _lateness(asyncio.create_task(_pack(server, workshop_id)))
            seconds = time.perf_counter() - began
    before, beside = (percentile(values, 99) * 1000 for values in (idle, late))
    return {
        "from asking a server to the whole pack": seconds,
        LAG_IDLE: before,
        LAG: beside,
        "the second to the first": beside / before,
    }


async def _pack(server: Running, workshop_id: int) -> None:
    def ask(session: Session) -> int:
        found = packs.ask(session, workshop_id, Release.WORKING, has_numbers=True, files=len(FORMATS), by="facilitator")
        return found.id

    pack_id = await server.writer.do(None, ask)
    server.packing.look()
    while await asyncio.to_thread(_is_in_hand, server, pack_id):  # noqa: ASYNC110 - the database says so
        await asyncio.sleep(0.2)


def _is_in_hand(server: Running, pack_id: int) -> bool:
    with server.store.read() as session:
        pack = session.get_one(Pack, pack_id)
        assert pack.state != "failed", pack.failure
        return pack.is_in_hand


async def _lateness(task: "asyncio.Task[None]") -> list[float]:
    """By how many seconds each tick comes too late, until the task is done."""
    late = []
    while not task.done():
        began = time.perf_counter()
        await asyncio.sleep(TICK)
        late.append(max(0.0, time.perf_counter() - began - TICK))
    await task
    return late


def main() -> None:
    with settled() as (database, workshop_id):
        runs = [measure(database, workshop_id) for _ in range(RUNS)]
    report(f"A pack: 9 standards, {GROUPS} groups, {PEOPLE} people, {len(FORMATS)} files", runs, UNITS)


if __name__ == "__main__":
    main()
