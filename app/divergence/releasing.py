"""From what people answered to what is told of it: the one door.

The people and units of a standard are those of its first reveal. Who is gone or silent later counts with the last
answer given, who comes later counts from the next standard, and a guarded row is told anew only when enough of its
people gave another answer: one person who leaves, comes or moves must not be found by comparing two rounds.
"""

from collections.abc import Iterable
from dataclasses import replace

from app.divergence.again import release_again
from app.divergence.facts import Facts, Kept, Standing, Terms, answers, said
from app.divergence.inside import codes_apart
from app.divergence.release import Answer, Release, Unit, told_unit
from app.divergence.room import RatedRoom
from app.divergence.units import count_scores, displayed_units


def releases(rounds: Iterable[Facts], terms: Terms) -> list[Release]:
    """What is told of each round of one standard, from its first reveal on."""
    released: list[Release] = []
    kept: Kept | None = None
    for facts in rounds:
        kept = release(facts, terms, kept)
        released.append(kept.release)
    return released


def release(facts: Facts, terms: Terms, before: Kept | None = None) -> Kept:
    """Where nothing was shown by group, nothing can be compared: the next round is released like a first one."""
    if before is None or before.release.withheld:
        number = before.number + 1 if before else 1
        kept = _first(facts, terms, number)
    else:
        kept = release_again(facts, terms, before)
    return replace(kept, release=replace(kept.release, apart=_apart(kept, terms)))


def _first(facts: Facts, terms: Terms, number: int) -> Kept:
    people = dict(facts.people)
    groups = {group: answers(people, {group}) for group in facts.groups}
    units = displayed_units(groups, terms.rule, facts.consent, terms.least, terms.expected)
    told_units = tuple(
        told_unit(name, unit_answers, is_guarded=name in units.guarded, by_consent=name in units.by_consent)
        for name, unit_answers in units.units.items()
    )
    spoke = said(people, facts.groups)
    standing = {unit.name: Standing(number) for unit in told_units if not unit.is_silent}
    return Kept(Release(told_units, units.pooled, units.withheld), people, spoke, frozenset(spoke), standing, number)


def _apart(kept: Kept, terms: Terms) -> tuple[str, ...] | None:
    """The one exception: who is far from everybody is found on the ratings that the rows were last told with."""
    released = kept.release
    true = {unit.name: _told_with(unit, kept) for unit in released.units}
    if not released.guarded or sum(map(count_scores, true.values())) < terms.thresholds.private_lone_voice:
        return None
    rows, ratings = (RatedRoom.of(groups, thresholds=terms.thresholds) for groups in (released.groups, true))
    return codes_apart(rows, ratings)


def _told_with(unit: Unit, kept: Kept) -> list[Answer]:
    groups = kept.release.groups_of(unit.name)
    return [
        kept.told_with[seat] for seat, voice in kept.people.items() if voice.group in groups and seat in kept.told_with
    ]
