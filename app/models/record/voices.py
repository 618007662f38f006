"""Through which displayed unit each person speaks on a subject: assent and dissent are told by it, as ratings are."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.divergence.units import POOL
from app.errors import Refusal
from app.models.record.subject import Subject
from app.models.rounds.person import Person, people_of
from app.models.rounds.snapshot import Snapshot
from app.models.workshop.choices import AttributionRule

FEWEST_NAMED = 3  # people of a unit beside whose name single words may stand


@dataclass(frozen=True)
class Voice:
    """One displayed unit and the seats that speak through it."""

    name: str
    groups: frozenset[str]
    seats: frozenset[int]
    is_guarded: bool
    by_consent: bool
    is_open: bool = False  # under the open rule everything is told

    @property
    def may_be_named(self) -> bool:
        """Beside words of one person: never where the name would be somebody's."""
        return self.is_open or self.by_consent or len(self.seats) >= FEWEST_NAMED


@dataclass(frozen=True)
class Voices:
    units: tuple[Voice, ...]
    people: frozenset[int]  # seats that are asked: those of the first reveals, withheld groups among them

    def asks(self, seat_id: int) -> bool:
        return seat_id in self.people

    def unit_of(self, seat_id: int) -> Voice | None:
        return next((unit for unit in self.units if seat_id in unit.seats), None)


def voices(session: Session, subject: Subject) -> Voices:
    """Of the subject's revealed standards; where their units differ, groups that were ever pooled speak together."""
    snapshots = [it.revealed_round.frozen for it in subject.revealed if it.revealed_round]
    names = {group.id: group.name for group in subject.workshop.groups}
    seats: dict[int, str] = {}
    for standard in subject.revealed:
        seats |= {seat: names[group] for seat, group in people_of(session, standard.id).items() if group in names}
    is_open = subject.workshop.attribution_rule is AttributionRule.OPEN
    order = {name: place for place, name in enumerate(names.values())}
    small = set() if is_open else {group.name for group in subject.workshop.groups if group.is_small}
    units = [groups for groups in merged(snapshots) if not _tells_nothing(groups, snapshots, small)]
    units.sort(key=lambda groups: min(order.get(group, len(order)) for group in groups))
    told = [_voice(groups, snapshots, seats, is_open=is_open) for groups in units]
    alone = [unit for unit in told if unit.name != POOL]
    return Voices((*alone, *[unit for unit in told if unit.name == POOL]), frozenset(seats))


def must_be_asked(session: Session, subject: Subject, seat_id: int) -> None:
    """Likewise, without reading everybody: a room of many answers within seconds."""
    own = select(Person.id).where(Person.seat_id == seat_id)
    if session.exec(own.where(col(Person.standard_id).in_([it.id for it in subject.rated]))).first() is None:
        raise Refusal(
            "Not recorded: you joined after this was first revealed, so you join from the next standard. "
            "You can still tell the facilitator what you think of these words."
        )


def merged(snapshots: Iterable[Snapshot]) -> list[frozenset[str]]:
    """Groups by unit: those that are pooled in one of these are pooled in all; withheld anywhere is told nowhere."""
    snapshots = list(snapshots)
    pooled = frozenset(group for it in snapshots for group in it.pooled)
    withheld = frozenset(group for it in snapshots for group in it.withheld)
    named = {unit.name for it in snapshots for unit in it.units if unit.name != POOL}
    alone = [frozenset({name}) for name in sorted(named - pooled - withheld)]
    pool = pooled - withheld
    return [*alone, pool] if len(pool) > 1 else alone


def _tells_nothing(groups: frozenset[str], snapshots: list[Snapshot], small: set[str]) -> bool:
    """A group planned small that has said nothing yet: had it rated, it would have been pooled, however many came."""
    rows = [unit for it in snapshots for unit in it.units if groups == {unit.name}]
    return bool(rows) and groups <= small and all(unit.is_silent for unit in rows)


def _voice(groups: frozenset[str], snapshots: list[Snapshot], seats: dict[int, str], *, is_open: bool) -> Voice:
    name = next(iter(groups)) if len(groups) == 1 else POOL
    rows = [unit for it in snapshots for unit in it.units if unit.name == name]
    return Voice(
        name,
        groups,
        frozenset(seat for seat, group in seats.items() if group in groups),
        is_guarded=not is_open and (name == POOL or any(unit.is_guarded or unit.is_silent for unit in rows)),
        by_consent=bool(rows) and all(unit.by_consent for unit in rows),
        is_open=is_open,
    )
