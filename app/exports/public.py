"""A report as it may be published: from the working one everything is taken away that the world is not to be told.

Of each round stands here what was made of it for publication, or nothing. What people recorded is told as it stands,
and by units that stand alone in every published round of its subject: nothing of how it came about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from app.divergence import POOL
from app.divergence.public import FEWEST
from app.exports.contents.evidence import EvidenceItem
from app.exports.contents.occasion import Front
from app.exports.contents.recorded import Asking, Dissent, HowAsked, Position, Recorded, UnitAssent
from app.exports.contents.report import Report
from app.exports.contents.rounds import Round, Shown
from app.exports.contents.subjects import Domain, Overall, Standard
from app.models import Release, StandardState
from app.models.record.missing import MissingVoice
from app.models.record.subject import Key, Level

Subject = TypeVar("Subject", bound=Recorded)
Rounds = Mapping[tuple[Key, int], Shown]  # (standard or whole, number of the round) -> what is published of it


def public(working: Report, rounds: Rounds, front: Front) -> Report:
    groups = [group.name for group in working.groups]
    domains = tuple(_domain(domain, rounds, groups) for domain in working.domains)
    return working.model_copy(
        update={
            "release": Release.PUBLIC,
            "front": front,
            "workshop": working.workshop.model_copy(update={"ground_rules": ""}),  # for the room, in anybody's words
            "domains": domains,
            "overall": _overall(working, domains, rounds),
            "groups": tuple(group.model_copy(update={"expected": None}) for group in working.groups),
            "events": (),
            "chain": (),
            "archive": None,
        }
    )


def _domain(domain: Domain, rounds: Rounds, groups: list[str]) -> Domain:
    standards = tuple(_standard(standard, rounds, groups) for standard in domain.standards)
    units = _Units.of(domain.standards, standards)
    return _recorded(domain.model_copy(update={"standards": standards}), units)


def _standard(standard: Standard, rounds: Rounds, groups: list[str]) -> Standard:
    told = _told(standard.rounds, Key(Level.STANDARD, standard.number), rounds)
    units = _Units.of([standard], [standard.model_copy(update={"rounds": told})])
    evidence = tuple(_item(item, units.alone, groups) for item in standard.evidence)
    changes = {"rounds": told, "evidence": evidence, "is_parked": False, "state": _state(standard, told)}
    return _recorded(standard.model_copy(update=changes), units)


def _state(standard: Standard, told: tuple[Round, ...]) -> StandardState:
    """Whether it was rated is told of what was shown or settled alone."""
    if standard.state is StandardState.SETTLED:
        return standard.state
    return StandardState.REVEALED if told else StandardState.WAITING


def _overall(working: Report, domains: Iterable[Domain], rounds: Rounds) -> Overall:
    told = working.overall.model_copy(update={"rounds": _told(working.overall.rounds, Key(Level.OVERALL), rounds)})
    units = _Units.of([*working.standards, working.overall], [*[it for each in domains for it in each.standards], told])
    return _recorded(told, units)


def _told(own: Iterable[Round], key: Key, rounds: Rounds) -> tuple[Round, ...]:
    return tuple(
        round_.model_copy(update={"shown": rounds[key, round_.number]})
        for round_ in own
        if (key, round_.number) in rounds
    )


@dataclass(frozen=True)
class _Units:
    """Of one subject, by the rounds of all that it speaks of."""

    room: tuple[Shown, ...]  # as the room's files tell them
    told: Mapping[str, tuple[Shown, ...]]  # as they are published, by the standard's number; empty for the whole
    is_whole: bool  # all that was revealed of it was shown

    @staticmethod
    def of(working: Sequence[Standard | Overall], told: Sequence[Standard | Overall]) -> "_Units":
        shown = {getattr(row, "number", ""): tuple(it.shown for it in row.told if it.shown) for row in told}
        return _Units(
            tuple(it.shown for row in working for it in row.told if it.shown),
            {number: rounds for number, rounds in shown.items() if rounds},
            all(after.told for before, after in zip(working, told, strict=True) if before.told),
        )

    @cached_property
    def all_told(self) -> tuple[Shown, ...]:
        return tuple(shown for rounds in self.told.values() for shown in rounds)

    @cached_property
    def alone(self) -> frozenset[str]:
        names = [{unit.name for unit in shown.units if unit.rated >= FEWEST} for shown in self.all_told]
        return frozenset(set.intersection(*names) - {POOL}) if names else frozenset()

    @cached_property
    def has_the_rooms_pool(self) -> bool:
        """Smaller groups together are the same in both, so that what was said of them once can be said again."""
        room, told = ({group for shown in side for group in shown.pooled} for side in (self.room, self.all_told))
        withheld = any(shown.withheld for shown in (*self.room, *self.all_told))
        return bool(told) and room == told and not withheld

    def not_heard(self, *, is_one: bool) -> set[str]:
        """As it was recorded of a group that nobody has heard since."""
        newest = {number: rounds[-1] for number, rounds in self.told.items()}
        return {
            str(MissingVoice(unit.name, "was not heard", "" if is_one else number))
            for number, shown in newest.items()
            for unit in shown.units
            if not unit.rated and not unit.cant_tell
        }


def _recorded(subject: Subject, units: _Units) -> Subject:
    """What stands. The room read it, whatever it was shown of the ratings."""
    standing = subject.position
    asking = subject.asking if standing else None
    kept = (dissent for dissent in subject.dissents if standing and dissent.may_publish and not dissent.is_held_back)
    return subject.model_copy(
        update={
            "is_settled": standing is not None,
            "positions": (_position(standing, units, is_one=isinstance(subject, Standard)),) if standing else (),
            "how_asked": subject.how_asked if standing else HowAsked.NOT_ASKED,
            "askings": (_asking(asking, units),) if asking else (),
            "dissents": tuple(_dissent(dissent, units) for dissent in kept),
        }
    )


def _position(position: Position, units: _Units, *, is_one: bool) -> Position:
    silent = {str(MissingVoice(name, "did not answer when the words were read back")) for name in units.alone}
    may_be_told = units.not_heard(is_one=is_one) | silent
    missing = tuple(name for name in position.missing if name in may_be_told)
    from_the_unshown: dict[str, object] = {"divergent_views": "", "has_divergent_views": None}  # it was drafted from it
    differ = {} if units.told and units.is_whole else from_the_unshown
    return position.model_copy(update={"missing": missing, **differ})


def _asking(asking: Asking, units: _Units) -> Asking:
    return asking.model_copy(update={"units": tuple(unit for unit in asking.units if _may_be_told(unit, units))})


def _may_be_told(assent: UnitAssent, units: _Units) -> bool:
    """Counts of a unit that stands alone; of smaller groups together one sentence, if they are the room's own."""
    if assent.unit == POOL:
        return assent.agree is None and assent.can_stand is not None and units.has_the_rooms_pool
    counts = [assent.agree, assent.can_live_with_it, assent.do_not_agree]
    return assent.unit in units.alone and sum(count or 0 for count in counts) >= FEWEST


def _dissent(dissent: Dissent, units: _Units) -> Dissent:
    is_named = dissent.unit in units.alone
    is_counted = is_named and (dissent.of_people or 0) >= FEWEST
    behind = {} if is_counted else {"behind": None, "of_people": None}
    return dissent.model_copy(update={"unit": dissent.unit if is_named else "", **behind})


def _item(item: EvidenceItem, alone: frozenset[str], groups: list[str]) -> EvidenceItem:
    """Where exactly one group may not be told, none is: an item without a unit would be that group's."""
    is_told = item.offered_by in alone and sum(group not in alone for group in groups) != 1
    return item if is_told else item.model_copy(update={"offered_by": ""})
