"""What may be shown as itself: displayed units, and what else a private rule holds back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from app.divergence.group import DK, Groups
from app.divergence.thresholds import DEFAULT

Rule = Literal["open", "by_group", "not_attributable"]
RULES: tuple[Rule, ...] = get_args(Rule)

POOL = "Smaller groups together"


@dataclass(frozen=True)
class Units:
    """Each group is in one place: a unit of its own, pooled, or withheld."""

    units: Mapping[str, Sequence[int | str]]  # name -> answers; an empty one is a group that did not answer
    pooled: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    by_consent: tuple[str, ...] = ()  # units that every member agreed to show

    def unit_of(self, group: str | None) -> str | None:
        """The unit a group's people speak through; None when withheld or unknown."""
        if group in self.pooled:
            return POOL
        return group if group in self.units else None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.units))


def displayed_units(groups: Groups, rule: Rule, consent: Collection[str] = (), k: int = DEFAULT.unit_scores) -> Units:
    """A pool is never one group, nor fewer than `k` scores: larger groups join it until it is neither.

    If none is left to join, nothing is shown by group, not even with consent: figures of the few who consented
    would pass for the room's. Only who did not answer is still named, since there is nothing of theirs to show.
    """
    if rule not in RULES:
        raise ValueError(f"no such rule: {rule!r}")
    if rule == "open":
        return Units(dict(groups))
    if POOL in groups:
        raise ValueError(f'a group cannot be called "{POOL}"')
    scores = {name: sum(answer != DK for answer in answers) for name, answers in groups.items()}
    silent = {name for name, answers in groups.items() if not answers}
    consenting = {name for name in groups if rule == "by_group" and name in consent and scores[name]}
    pool = {name for name in groups if scores[name] < k} - consenting - silent
    joinable = sorted(set(groups) - pool - consenting - silent, key=lambda name: (scores[name], name), reverse=True)
    while pool and (len(pool) < 2 or sum(scores[name] for name in pool) < k):
        if not joinable:
            return Units(dict.fromkeys(silent, ()), withheld=tuple(sorted(set(groups) - silent)))
        pool.add(joinable.pop())
    return _pooled(groups, pool, consenting)


def _pooled(groups: Groups, pool: set[str], consenting: set[str]) -> Units:
    units: dict[str, Sequence[int | str]] = {name: answers for name, answers in groups.items() if name not in pool}
    if pool:
        units[POOL] = [answer for name in sorted(pool) for answer in groups[name]]
    return Units(units, tuple(sorted(pool)), (), tuple(sorted(consenting)))
