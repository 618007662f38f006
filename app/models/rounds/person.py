"""Whose answers count for a standard: the people of its first reveal, each in the group they sat in then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, select

from app.models.people.seat import Seat
from app.models.rounds.round import Round
from app.models.rounds.snapshot import Snapshot
from app.models.workshop.group import StakeholderGroup


class Person(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("standard_id", "seat_id"),)

    id: int = Field(default=None, primary_key=True)
    standard_id: int = Field(foreign_key="standard.id", index=True, ondelete="CASCADE")
    seat_id: int = Field(foreign_key="seat.id", index=True, ondelete="CASCADE")
    group_id: int = Field(foreign_key="stakeholder_group.id", ondelete="CASCADE")


def people_of(session: Session, standard_id: int) -> dict[int, int]:
    """Seat -> group."""
    people = session.exec(select(Person).where(Person.standard_id == standard_id))
    return {person.seat_id: person.group_id for person in people}


def fix_people(session: Session, standard_id: int, groups: Mapping[int, int]) -> None:
    """These and no others, each in this group."""
    people = {
        person.seat_id: person for person in session.exec(select(Person).where(Person.standard_id == standard_id))
    }
    _forget(session, (person for seat, person in people.items() if seat not in groups))
    for seat_id, group_id in groups.items():
        if seat_id in people:
            people[seat_id].group_id = group_id
        else:
            session.add(Person(standard_id=standard_id, seat_id=seat_id, group_id=group_id))


def _forget(session: Session, people: Iterable[Person]) -> None:
    for person in people:
        session.delete(person)


@dataclass(frozen=True)
class Counting:
    """Of a standard that is rated again: its people, each in their group, and groups that had said nothing."""

    people: Mapping[int, int]
    later: frozenset[int]

    def includes(self, seat_id: int, group_id: int | None) -> bool:
        """Who came after a standard's first reveal joins from the next one, and so does who brings another voice now.

        Their answer beside what was told would be found by subtraction. A group that had said nothing may still come.
        """
        if seat_id in self.people:
            return self.people[seat_id] == group_id
        return group_id in self.later


def counting(session: Session, round_: Round) -> Counting | None:
    """Who may answer in this round; None: everybody."""
    snapshot = round_.earlier.frozen if round_.earlier else None
    if snapshot is None or snapshot.withheld:
        return None
    names = came_later(snapshot)
    groups = select(StakeholderGroup).where(StakeholderGroup.workshop_id == round_.workshop_id)
    later = frozenset(group.id for group in session.exec(groups) if group.name in names)
    return Counting(people_of(session, round_.standard_id), later)


def counts_in(session: Session, seat: Seat, round_: Round) -> bool:
    asked = counting(session, round_)
    return asked is None or asked.includes(seat.id, seat.group_id)


def came_later(snapshot: Snapshot) -> frozenset[str]:
    """Groups of which nothing has been told yet."""
    return frozenset((*snapshot.late, *(unit.name for unit in snapshot.units if unit.is_silent)))
