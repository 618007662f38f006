"""Who is here and who has answered, as counts of people. Every join and every answer changes them, and no act has to.

The database tells who is in each group, and who has answered each round, as one text of seats each: what two of them
have in common is counted here, so that nothing is sorted or joined for a count.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, String, bindparam, case, cast, func, literal_column
from sqlmodel import col, select

from app.live.progress import GroupOverall, GroupProgress, Progress
from app.models import Rating, Role, Round, Seat
from app.models.prepared import Prepared
from app.models.rounds.person import Person
from app.models.workshop.group import StakeholderGroup

APART = ","
IN_SQL: Any = literal_column(f"'{APART}'")  # a value of its own would be written in as late as it is run
IS_IN = col(Seat.admitted_at).is_not(None)
NOBODY: frozenset[str] = frozenset()
ITS_GROUPS = select(StakeholderGroup.id).where(StakeholderGroup.workshop_id == bindparam("workshop_id"))
# By group: who is let in, who waits, the newest of those; of who is in: who needs more time, who has practised.
SEATED = Prepared(
    select(  # type: ignore[call-overload]  # its overloads end at four columns
        Seat.group_id,
        func.aggregate_strings(case((IS_IN, cast(Seat.id, String))), IN_SQL),
        func.count() - func.count(col(Seat.admitted_at)),
        func.max(case((col(Seat.admitted_at).is_(None), col(Seat.id)), else_=0)),
        func.sum(case((IS_IN & (col(Seat.more_time_in) == bindparam("sitting_id")), 1), else_=0)),
        func.sum(case((IS_IN & col(Seat.has_practised), 1), else_=0)),
    )
    .where(col(Seat.group_id).in_(ITS_GROUPS), Seat.role == Role.PARTICIPANT, Seat.removed_at == None)
    .group_by(col(Seat.group_id))
)
ITS_ROUNDS = select(Round.id).where(Round.sitting_id == bindparam("sitting_id"))
ANSWERED = Prepared(  # by round, whoever has gone since among them
    select(Rating.round_id, func.aggregate_strings(cast(Rating.seat_id, String), IN_SQL))
    .where(col(Rating.round_id).in_(ITS_ROUNDS))
    .group_by(col(Rating.round_id))
)
OF_ITS_PEOPLE = Prepared(  # who may answer a standard that is rated again
    select(Round.id, Seat.group_id, func.count())
    .join(Person, col(Person.standard_id) == Round.standard_id)
    .join(Seat, (col(Seat.id) == Person.seat_id) & (col(Seat.group_id) == Person.group_id))
    .where(Round.sitting_id == bindparam("sitting_id"), Seat.removed_at == None, Seat.admitted_at != None)
    .group_by(col(Round.id), col(Seat.group_id))
)


class _OfGroup(NamedTuple):
    here: frozenset[str]
    waiting_seats: int = 0
    newest_waiting: int = 0
    more_time: int = 0
    practised: int = 0


EMPTY = _OfGroup(NOBODY)


@dataclass(frozen=True)
class Seated:
    """Who is here now."""

    by_group: dict[int, _OfGroup]

    @staticmethod
    def read(connection: Connection, workshop_id: int, sitting_id: int) -> "Seated":
        """`sitting_id`: of the open one, for which more time is needed."""
        rows = SEATED.all(connection, {"workshop_id": workshop_id, "sitting_id": sitting_id})
        return Seated({group: _OfGroup(_seats(here), *counts) for group, here, *counts in rows})

    def of(self, group_id: int) -> _OfGroup:
        return self.by_group.get(group_id, EMPTY)

    def counted(self, groups: Iterable[GroupProgress]) -> tuple[GroupProgress, ...]:
        return tuple(
            replace(one, answered=0, seated=len(here.here), waiting_seats=here.waiting_seats)
            for one, here in ((one, self.of(one.id)) for one in groups)
        )

    @property
    def newest_waiting(self) -> int:
        return max((one.newest_waiting for one in self.by_group.values()), default=0)

    @property
    def more_time(self) -> int:
        return sum(one.more_time for one in self.by_group.values())

    @property
    def practised(self) -> int:
        return sum(one.practised for one in self.by_group.values())

    @property
    def total(self) -> int:
        return sum(len(one.here) for one in self.by_group.values())


@dataclass(frozen=True)
class Turnout:
    """Of one sitting, by those who are here."""

    seated: Seated
    answered: dict[int, frozenset[str]]  # round -> seats
    own: dict[int, dict[int, int]] = field(default_factory=dict)  # rated again: round -> group -> its own people

    @staticmethod
    def read(connection: Connection, seated: Seated, sitting_id: int, *, is_again: bool) -> "Turnout":
        here = {"sitting_id": sitting_id}
        answered = {round_id: _seats(seats) for round_id, seats in ANSWERED.all(connection, here)}
        own: dict[int, dict[int, int]] = {}
        for round_id, group, count in OF_ITS_PEOPLE.all(connection, here) if is_again else ():
            own.setdefault(round_id, {})[group] = count
        return Turnout(seated, answered, own)

    def of(self, progress: Progress) -> Progress:
        seated = {group.id: len(self.seated.of(group.id).here) for group in progress.groups}
        if not progress.is_again:
            return replace(progress, groups=self._groups(progress, seated))
        own, later = self.own.get(progress.round_id, {}), progress.came_later
        asked = {one.id: seated[one.id] if one.name in later else own.get(one.id, 0) for one in progress.groups}
        joining_next = self.seated.total - sum(asked.values())
        again = replace(progress, groups=self._groups(progress, asked), joining_next=joining_next)
        return again.of_the_room if progress.has_guarded else again

    def _groups(self, progress: Progress, asked: dict[int, int]) -> tuple[GroupProgress, ...]:
        answered = self.answered.get(progress.round_id, NOBODY)
        return tuple(
            replace(one, answered=len(answered & self.seated.of(one.id).here), seated=asked[one.id])
            for one in progress.groups
        )

    def overall(self, progress: tuple[Progress, ...]) -> tuple[GroupOverall, ...]:
        """Of several standards, none of them rated again."""
        answered = [self.answered.get(each.round_id, NOBODY) for each in progress]
        each, some = frozenset.intersection(*answered), frozenset.union(*answered)
        return tuple(
            GroupOverall(one.name, len(here), len(here & each), len(here - some))
            for one in progress[0].groups
            for here in (self.seated.of(one.id).here,)
        )


def _seats(text: str | None) -> frozenset[str]:
    return frozenset(text.split(APART)) if text else NOBODY
