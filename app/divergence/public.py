"""What may be published of what a room was told: units of five, each a union of the room's own.

Whoever publishes twice must not tell by the difference: the units of a standard are those of its first shown round, and
may only grow together afterwards. And whoever was in the room must not learn from what is published: a pool is made of
the rows that the room read, and of nothing behind them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.divergence.inside import codes_apart
from app.divergence.present import room_of
from app.divergence.release import Release, Unit, at_middle
from app.divergence.room import RatedRoom
from app.divergence.thresholds import DEFAULT, Thresholds
from app.divergence.units import POOL, Rule, filled_up

FEWEST = 5  # scores of a unit, and people that its group was planned with
# Consent and the open rule were given to a room, and not to the world; and of how many rated where nothing is told that
# the room was not told, from which units by consent could be subtracted.
RULE: Rule = "by_group"


def public_releases(
    rounds: Iterable[Release], expected: Mapping[str, int], thresholds: Thresholds = DEFAULT
) -> list[Release]:
    """Of each shown round of one standard, in the order in which they were shown."""
    published: list[Release] = []
    told: _Told | None = None
    for working in rounds:
        release, told = _published(working, told, expected, thresholds)
        published.append(release)
    return published


@dataclass(frozen=True)
class _Told:
    """What rounds before have told by unit."""

    pool: frozenset[str]  # working units that speak together
    alone: frozenset[str]

    @property
    def units(self) -> frozenset[str]:
        return self.pool | self.alone


def _published(
    working: Release, before: _Told | None, expected: Mapping[str, int], thresholds: Thresholds
) -> tuple[Release, _Told | None]:
    """Where nothing is told by unit nothing can be compared: what comes next is published like a first round."""
    units = {unit.name: unit for unit in working.units if not unit.is_silent}
    scores = {name: len(unit.scores) for name, unit in units.items()}
    small = {name for name in units if name == POOL or scores[name] < FEWEST or expected.get(name, FEWEST) < FEWEST}
    came = units.keys() - before.units if before else set[str]()
    pool = (small - came) | (units.keys() & before.pool if before else set())
    filled = filled_up(pool, units.keys() - pool - came, scores, FEWEST)
    if working.withheld or filled is None:
        return _withheld(working, came & small), before
    alone = units.keys() - filled - (came & small)  # who came later and is few would be found by subtraction: not told
    release = _release(working, filled, alone)
    told = _Told(frozenset(filled), frozenset(alone)) if filled or alone else before
    return replace(release, apart=_apart(release, working, thresholds)), told


def _withheld(working: Release, untold: set[str]) -> Release:
    spoke = [unit.name for unit in working.units if not unit.is_silent and unit.name not in untold]
    groups = {group for name in spoke for group in working.groups_of(name)}
    return Release(_silent(working), withheld=tuple(sorted(groups | {*working.withheld})))


def _release(working: Release, pool: set[str], alone: set[str]) -> Release:
    units = [_alone(unit) for unit in working.units if unit.name in alone]
    together = [unit for unit in working.units if unit.name in pool]
    groups = {group for unit in together for group in working.groups_of(unit.name)}
    return Release((*units, *_together(together), *_silent(working)), tuple(sorted(groups)))


def _alone(unit: Unit) -> Unit:
    return Unit(unit.name, unit.scores, unit.cant_tell, unit.is_guarded, unit.by_consent)


def _together(units: list[Unit]) -> tuple[Unit, ...]:
    """Everybody at the middle of the unit that the room saw, and then at the middle of them all."""
    if not units:
        return ()
    scores = sorted(score for unit in units for score in at_middle(unit.scores))
    return (Unit(POOL, at_middle(scores), sum(unit.cant_tell for unit in units), is_guarded=True),)


def _silent(working: Release) -> tuple[Unit, ...]:
    return tuple(Unit(unit.name) for unit in working.units if unit.is_silent)


def _apart(release: Release, working: Release, thresholds: Thresholds) -> tuple[str, ...] | None:
    """Whoever is far from everybody is not averaged away here either: as a code, from what the room's rows told."""
    if not release.guarded:
        return None
    if working.apart is not None:
        return working.apart
    told = RatedRoom.of(working.groups, thresholds=thresholds)
    if told.n < thresholds.private_lone_voice:
        return None
    return codes_apart(room_of(release, RULE, thresholds=thresholds), told)
