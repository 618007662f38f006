"""Evidence as any screen and any export may show it: who offers it is told as a displayed unit, or not at all.

Sorted by list and title, so that neither a number nor a place tells who came first.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from app.frameworks import Domain, Framework
from app.models.evidence.item import EvidenceItem, asked_of, items_of
from app.models.evidence.offer import Strength
from app.models.people.seat import Seat
from app.models.rounds.snapshot import Snapshot
from app.models.rounds.standard import Standard
from app.models.workshop.choices import AttributionRule
from app.models.workshop.group import StakeholderGroup
from app.models.workshop.workshop import Workshop


@dataclass(frozen=True)
class Offered:
    id: int
    standard: str
    title: str
    link: str
    note: str
    strength: Strength
    criterion: str
    answers: str
    asked_id: int | None
    offered_by: str


@dataclass(frozen=True)
class Wanted:
    """Asked for by the framework (`number`) or by this workshop (`asked_id`), with what is offered for it."""

    title: str
    offered: tuple[Offered, ...]
    number: str = ""
    standard: str = ""
    asked_id: int | None = None
    is_inferred: bool = False  # that it stands in its column


@dataclass(frozen=True)
class EvidenceList:
    items: tuple[Offered, ...]
    asked: tuple[Wanted, ...]
    columns: tuple[tuple[Wanted, ...], ...]  # the framework's minimum, in its published columns
    headings: tuple[str, ...]  # over these columns; "" where the framework prints none
    potential: tuple[tuple[Domain, tuple[Wanted, ...]], ...]  # of every domain: much of it serves several
    about_minimum: tuple[str, ...] = ()  # what the framework says over each of the two lists, by paragraph
    about_potential: tuple[str, ...] = ()

    def of(self, standard: str) -> tuple[Offered, ...]:
        return tuple(item for item in self.items if item.standard == standard)

    @property
    def minimum(self) -> tuple[Wanted, ...]:
        return tuple(wanted for column in self.columns for wanted in column)

    @property
    def missing(self) -> tuple[Wanted, ...]:
        """What this workshop asked for comes first."""
        return tuple(wanted for wanted in (*self.asked, *self.minimum) if not wanted.offered)

    def missing_of(self, standard: str) -> tuple[Wanted, ...]:
        return tuple(wanted for wanted in self.asked if wanted.standard == standard and not wanted.offered)


def evidence_list(session: Session, workshop: Workshop, *, to_room: bool = False) -> EvidenceList:
    """`to_room`: as phones may read it, to whom nothing of a round is told before it is shown."""
    items, framework = offered(session, workshop, to_room=to_room), workshop.framework
    return EvidenceList(
        items,
        asked=_asked(session, workshop, items),
        columns=tuple(
            tuple(_listed(entry.number, entry.title, items, is_inferred=entry.is_inferred) for entry in column)
            for column in framework.evidence.columns
        ),
        headings=tuple(framework.evidence.heading_of(column[0].column) for column in framework.evidence.columns),
        potential=tuple(
            (
                domain,
                tuple(
                    _listed(entry.number, entry.words, items) for entry in framework.evidence.of_domain(domain.number)
                ),
            )
            for domain in framework.domains
        ),
        about_minimum=_said_over("evidence", framework),
        about_potential=_said_over("potential", framework),
    )


def _said_over(place: str, framework: Framework) -> tuple[str, ...]:
    return tuple(line for passage in framework.passages_at(place) for line in passage.words.splitlines() if line)


def offered(
    session: Session, workshop: Workshop, number: str | None = None, *, to_room: bool = False
) -> tuple[Offered, ...]:
    """All of it, or that of one standard."""
    standards = {standard.number: standard for standard in workshop.standards if number in (None, standard.number)}
    kept = [item for item in items_of(session, workshop.id, number) if item.standard in standards]
    units = {
        standard: _Told.of(session, workshop, standards[standard], to_room)
        for standard in {item.standard for item in kept}
    }
    return in_order(_shown(item, units[item.standard].unit_of(item)) for item in kept)


def in_order(items: Iterable[Offered]) -> tuple[Offered, ...]:
    """Every word of an item counts before its id would: equal titles do not stand in the order they came in."""
    return tuple(
        sorted(
            items,
            key=lambda item: (
                *(_by_number(item.answers), item.title.casefold(), item.title, item.note, item.link),
                *(item.offered_by, item.strength, item.criterion, item.standard),
            ),
        )
    )


@dataclass(frozen=True)
class _Told:
    """group -> the unit that is told beside what it offers for one standard, and until when."""

    units: dict[int, str]
    until: datetime | None = None  # later offers bear none: a consent was taken back, and one without a unit is theirs

    @staticmethod
    def of(session: Session, workshop: Workshop, standard: Standard, to_room: bool) -> "_Told":
        """Where exactly one group may not be told, none is: an item without a unit would be that group's."""
        rounds = [
            round_ for round_ in standard.rounds if round_.sitting.revealed_at and (round_.shown_at or not to_room)
        ]
        snapshots = [round_.frozen for round_ in rounds]
        units = {group.id: offered_by(group.name, snapshots) for group in workshop.groups}
        if list(units.values()).count("") == 1:
            return _Told({})
        consented = {unit.name for snapshot in snapshots for unit in snapshot.units if unit.by_consent}
        is_over = any(not _all_consent(session, group) for group in workshop.groups if group.name in consented)
        return _Told(units, rounds[0].sitting.revealed_at if is_over else None)

    def unit_of(self, item: EvidenceItem) -> str:
        if item.told_as is not None:
            return item.told_as
        return "" if self.until and item.added_at > self.until else self.units.get(item.group_id or 0, "")


def _all_consent(session: Session, group: StakeholderGroup) -> bool:
    members = session.exec(select(Seat).where(Seat.group_id == group.id, Seat.removed_at == None))
    return all(seat.may_show_group for seat in members if not seat.is_waiting)


def offered_by(group: str | None, snapshots: Sequence[Snapshot]) -> str:
    """The displayed unit through which the group first spoke about this standard; empty where none may be told.

    Nothing is told before a reveal: an item must not say which small group is busy. What was told under a unit stays
    under it: two pools of which a group was the common part would name it. A group that did not answer is named in a
    snapshot, with nothing of its own beside its name, so its evidence is not given that name either.
    """
    if group is None or not snapshots:
        return ""
    if snapshots[-1].rule == AttributionRule.OPEN.value:
        return group
    return next((unit for unit in (snapshot.released.unit_of(group) for snapshot in snapshots) if unit), "")


def _shown(item: EvidenceItem, unit: str) -> Offered:
    same = item.model_dump(include={"id", "standard", "title", "link", "note", "criterion", "answers", "asked_id"})
    return Offered(**same, strength=item.strength, offered_by=unit)


def _asked(session: Session, workshop: Workshop, items: Sequence[Offered]) -> tuple[Wanted, ...]:
    places = {standard.number: standard.place for standard in workshop.standards}
    asked = [
        Wanted(
            wanted.title,
            tuple(o for o in items if o.asked_id == wanted.id),
            standard=wanted.standard,
            asked_id=wanted.id,
        )
        for wanted in asked_of(session, workshop.id)
    ]
    return tuple(sorted(asked, key=lambda wanted: (places.get(wanted.standard, len(places)), wanted.title.casefold())))


def _listed(number: str, title: str, items: Sequence[Offered], *, is_inferred: bool = False) -> Wanted:
    answering = tuple(item for item in items if item.answers == number)
    return Wanted(title, answering, number=number, is_inferred=is_inferred)


def _by_number(number: str) -> tuple[bool, list[tuple[str, int]]]:
    """M1.2 before M1.10; what answers no list comes last."""
    return not number, [(letters, int(digits)) for letters, digits in re.findall(r"(\D*)(\d+)", number)]
