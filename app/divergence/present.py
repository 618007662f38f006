"""An analysis that may be shown: computed on what is released of one round, and on nothing else."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from app.divergence.analysis import Analysis, analyse_room
from app.divergence.facts import Facts, Terms, Voice
from app.divergence.group import Groups
from app.divergence.release import Release
from app.divergence.releasing import release
from app.divergence.room import RatedRoom
from app.divergence.thresholds import DEFAULT, Thresholds
from app.divergence.units import Rule, Units, displayed_units


@dataclass(frozen=True)
class Presentation:
    units: Units  # as they are told: of a guarded one everybody stands at its middle
    analysis: Analysis
    histogram: tuple[int, ...] | None  # people at each point of the scale; None where it may not be shown


def present(
    groups: Groups,
    rule: Rule,
    consent: Collection[str] = (),
    self_group: str | None = None,
    thresholds: Thresholds = DEFAULT,
    invited: Collection[str] | None = None,
    k: int | None = None,
    expected: dict[str, int] | None = None,
) -> Presentation:
    """`k` is the fewest scores of a unit: the thresholds' own, or 5 for the public pack. `expected`: planned people.

    A self-assessing group that is pooled or withheld is not looked at as such: what is found about a pool
    is not about one group in it, and saying it would name the group.
    """
    everybody = {**groups, **{name: () for name in invited or () if name not in groups}}
    people = [Voice(name, answer) for name, answers in everybody.items() for answer in answers]
    facts = Facts(tuple(everybody), dict(enumerate(people)), frozenset(consent))
    released = release(facts, Terms(rule, expected, thresholds, k)).release
    units = displayed_units(everybody, rule, consent, k or thresholds.unit_scores, expected)
    histogram = _histogram(released, thresholds) if counts_may_show(released, rule, thresholds) else None
    return Presentation(
        replace(units, units=released.groups), analysed(released, rule, self_group, thresholds), histogram
    )


def analysed(
    released: Release, rule: Rule, self_group: str | None = None, thresholds: Thresholds = DEFAULT
) -> Analysis:
    return analyse_room(room_of(released, rule, self_group, thresholds), thresholds)


def room_of(
    released: Release, rule: Rule, self_group: str | None = None, thresholds: Thresholds = DEFAULT
) -> RatedRoom:
    return RatedRoom.of(
        released.groups,
        self_group if self_group in released.groups else None,
        thresholds,
        shows_counts=counts_may_show(released, rule, thresholds),
        guarded=released.guarded,
        apart=released.apart,
    )


def counts_may_show(released: Release, rule: Rule, thresholds: Thresholds) -> bool:
    """May it be told how many in the room rated where? Nowhere that a unit tells its row alone.

    Units shown by consent can be subtracted from the room. What then remains must be enough ratings, and under
    *by group* from two units, or the room's histogram would be the dots of one of them.
    """
    if rule == "open":
        return True
    scored = [unit.scores for unit in released.units if unit.scores and not unit.by_consent]
    if released.guarded or sum(map(len, scored)) < thresholds.private_histogram:
        return False
    return rule == "not_attributable" or len(scored) > 1


def _histogram(released: Release, thresholds: Thresholds) -> tuple[int, ...]:
    scores = [score for unit in released.units for score in unit.scores]
    return tuple(scores.count(point) for point in range(1, thresholds.scale.points + 1))
