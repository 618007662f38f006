"""An analysis that may be shown: computed on displayed units, with what the attribution rule holds back held back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from app.divergence.analysis import Analysis, analyse
from app.divergence.group import DK, Groups
from app.divergence.thresholds import DEFAULT, Thresholds
from app.divergence.units import Rule, Units, displayed_units


@dataclass(frozen=True)
class Presentation:
    units: Units
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
) -> Presentation:
    """`k` is the fewest scores of a unit: the thresholds' own, or 5 for the public pack.

    A self-assessing group that is pooled or withheld is not looked at as such: what is found about a pool
    is not about one group in it, and saying it would name the group.
    """
    silent: dict[str, tuple[int, ...]] = {name: () for name in invited or () if name not in groups}
    units = displayed_units({**groups, **silent}, rule, consent, k or thresholds.unit_scores)
    shows_counts = counts_may_show(units, rule, thresholds)
    own = self_group if self_group in units.units else None
    analysis = analyse(units.units, own, under(rule, thresholds), shows_counts=shows_counts)
    return Presentation(units, analysis, _histogram(units.units, thresholds) if shows_counts else None)


def under(rule: Rule, thresholds: Thresholds) -> Thresholds:
    """Where ratings are not attributable, a lone voice in a small room is not even mentioned."""
    if rule != "not_attributable":
        return thresholds
    return replace(thresholds, lone_voice_scores=max(thresholds.lone_voice_scores, thresholds.private_lone_voice))


def counts_may_show(units: Units, rule: Rule, thresholds: Thresholds) -> bool:
    """May it be told how many in the room rated where?

    Units shown by consent can be subtracted from the room. What then remains must be enough ratings, and under
    *by group* from two units, or the room's histogram would be the dots of one of them.
    """
    if rule == "open":
        return True
    rest = [_scores(answers) for name, answers in units.units.items() if name not in units.by_consent]
    scored = [scores for scores in rest if scores]
    if sum(map(len, scored)) < thresholds.private_histogram:
        return False
    return rule == "not_attributable" or len(scored) > 1


def _histogram(units: Mapping[str, Sequence[int | str]], thresholds: Thresholds) -> tuple[int, ...]:
    scores = [score for answers in units.values() for score in _scores(answers)]
    return tuple(scores.count(point) for point in range(1, thresholds.scale.points + 1))


def _scores(answers: Sequence[int | str]) -> list[int | str]:
    return [answer for answer in answers if answer != DK]
