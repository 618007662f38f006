"""Records of closed workshops as files that another server takes in, each made once, with what is behind it."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from sqlmodel import Session, SQLModel, delete, func, select, update

from app.demo.seeding import seed
from app.exports import Report, as_json, report
from app.frameworks import DEFAULT, Theme, framework
from app.models import Account, AttributionRule, Chain, Event, Workshop
from app.models.ending.closing import close, confirm
from app.models.ending.erasing import erase_seats
from app.models.ending.hold import hold, holds_of, lift
from app.models.evidence.item import ask, offer
from app.models.evidence.offer import Offer
from app.models.rounds.first_view import keep_first_view
from app.models.rounds.standard import numbered
from app.models.workshop.event import begin_chains
from app.store.sqlite import Store
from tests.conftest import lobby_in
from tests.exports.day import whole_day
from tests.exports.publishing import show_all

Held = Callable[[Session], Workshop]


@dataclass(frozen=True)
class Kept:
    """A working record with numbers, and the file that it is written into."""

    report: Report
    content: bytes


def demo(session: Session) -> Workshop:
    workshop_id = seed(session, "no password fits this", "settled", framework(DEFAULT)).workshop_id
    workshop = session.get_one(Workshop, workshop_id)
    close(session, workshop, by="facilitator")
    confirm(session, workshop, by="facilitator")
    return workshop


def day_of(rule: AttributionRule) -> Held:
    def held(session: Session) -> Workshop:
        day = whole_day(partial(lobby_in, session), rule)
        show_all(session, day.workshop)
        day.close()
        confirm(session, day.workshop, by="facilitator")
        return day.workshop

    return held


def without_seats(rule: AttributionRule) -> Held:
    def held(session: Session) -> Workshop:
        workshop = day_of(rule)(session)
        erase_seats(session, workshop, by="program")
        return workshop

    return held


def of_its_own(session: Session) -> Workshop:
    """Its domains in another order, with a theme; rated twice, with first views kept, evidence, standards parked."""
    theme = Theme("T1", "The new duty", "What we owe to carers", ("Who knows it?", "Who checks?"), "2")
    room = lobby_in(session, standards=("9", "6", "4", "T1"), themes=(theme,), ground_rules="One at a time.")
    asked = ask(session, room.workshop, "T1", "A list of carers", by="scribe 1")
    for title, answers, group in (("A list", asked.id, 3), ("A survey", None, 0)):
        offered = Offer("T1", title, "some", link="https://northvale.example/list", asked_id=answers)
        group_id = room.workshop.groups[group].id
        offer(session, room.workshop, offered, by="participant", group_id=group_id, key=f"key-of-{title}")
    rated = {"Olu": 8, "Oona": 8, "Omar": 9, "Ola": 8, "Priya": 3, "Pat": 3, "Petra": None, "Hari": 5, "Carol": 4}
    room.revealed({**rated, "Cy": 4}, "T1")
    again = room.revealed({name: score and min(score, 6) for name, score in rated.items()}, "T1")
    for name in ("Olu", "Oona", "Omar", "Ola"):
        keep_first_view(session, room.seats[name], again, keep=True)
    for number in ("4", "9"):
        numbered(session, room.workshop.id, number).park(session, by="facilitator", parked=True)
    session.flush()
    show_all(session, room.workshop)
    close(session, room.workshop, by="facilitator", deferring="T1")
    confirm(session, room.workshop, by="facilitator")
    return room.workshop


def begun_late(session: Session) -> Workshop:
    """A workshop from before there were chains: its first acts stand outside."""
    day = whole_day(partial(lobby_in, session), AttributionRule.BY_GROUP)
    session.flush()
    session.execute(delete(Chain))
    session.execute(update(Event).values(number=None, link="", salts={}, commitments={}, holds={}))
    session.expire_all()
    begin_chains(session)
    day.close()
    confirm(session, day.workshop, by="facilitator")
    return day.workshop


def under_a_hold(session: Session) -> Workshop:
    """Two were set, and one of them was lifted."""
    workshop = day_of(AttributionRule.NOT_ATTRIBUTABLE)(session)
    for reason in ("A request of 3 May", "A complaint"):
        hold(session, workshop, reason, "The monitoring officer", by="facilitator")
    lift(session, workshop, holds_of(session, workshop.id)[0].id, by="facilitator")
    return workshop


HELD: dict[str, Held] = {
    "the demo": demo,
    "by group": day_of(AttributionRule.BY_GROUP),
    "open": day_of(AttributionRule.OPEN),
    "not attributable": day_of(AttributionRule.NOT_ATTRIBUTABLE),
    "without seats": without_seats(AttributionRule.BY_GROUP),
    "begun late": begun_late,
    "of its own": of_its_own,
    "under a hold": under_a_hold,
}


@cache
def kept(migrated: Path, name: str = "by group") -> Kept:
    """Of a database that no other test looks into, made once for all that ask in this process."""
    file = Path(shutil.copy(migrated, migrated.with_name(f"{name}-{os.getpid()}.sqlite3")))
    with closing(Store(file)) as store, Session(store.writing) as session:
        workshop = HELD[name](session)
        session.flush()
        session.expire_all()
        made = report(session, workshop.id)
    return Kept(made, as_json(made))


def an_owner(session: Session) -> int:
    return Account.add(session, "fay@northvale.example", "Fay", "not a hash").id


def rows(session: Session) -> dict[str, int]:
    """By table: how many."""
    session.expire_all()
    tables = SQLModel.metadata.sorted_tables
    return {table.name: session.exec(select(func.count()).select_from(table)).one() for table in tables}
