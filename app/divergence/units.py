"""What may be shown as itself: displayed units, and which of them tell their row alone."""

from collections.abc import Collection, Mapping, Sequence, Set
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
    guarded: tuple[str, ...] = ()  # units of which only the row is told: middle, people, can't tells

    def unit_of(self, group: str | None) -> str | None:
        """The unit a group's people speak through; None when withheld or unknown."""
        if group in self.pooled:
            return POOL
        return group if group in self.units else None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.units))


def displayed_units(
    groups: Groups,
    rule: Rule,
    consent: Collection[str] = (),
    k: int = DEFAULT.unit_scores,
    expected: Mapping[str, int] | None = None,
) -> Units:
    """A pool is never one group, nor fewer than `k` scores: larger groups join it until it is neither.

    `expected`: planned people by group. One planned under `k` is small however many come: whoever joins a lone
    person's group must not turn it into a group. If none is left to join a pool, nothing is shown by group, not even
    with consent: figures of the few who consented would pass for the room's. Only who did not answer is still named,
    since there is nothing of theirs to show.
    """
    if rule not in RULES:
        raise ValueError(f"no such rule: {rule!r}")
    if rule == "open":
        return Units(dict(groups))
    if POOL in groups:
        raise ValueError(f'a group cannot be called "{POOL}"')
    scores = {name: count_scores(answers) for name, answers in groups.items()}
    silent = {name for name, answers in groups.items() if not answers}
    consenting = {name for name in groups if rule == "by_group" and name in consent} - silent
    pool = {name for name in groups if _is_small(name, scores[name], k, expected)} - consenting - silent
    filled = filled_up(pool, set(groups) - pool - consenting - silent, scores, k)
    if filled is None:
        withheld = tuple(sorted(set(groups) - silent))
        return Units(dict.fromkeys(silent, ()), withheld=withheld, guarded=tuple(sorted(silent)))
    return _pooled(groups, filled, consenting)


def filled_up(pool: Set[str], joinable: Set[str], scores: Mapping[str, int], k: int) -> set[str] | None:
    """A pool that is neither one group nor under `k` scores; none where nobody is left to join it.

    A pool among what is pooled is more than one group already.
    """
    filled, left = {*pool}, sorted(joinable, key=lambda name: (scores[name], name), reverse=True)
    while filled and (_is_one_group(filled) or sum(scores[name] for name in filled) < k):
        if not left:
            return None
        filled.add(left.pop())
    return filled


def _is_one_group(pool: Set[str]) -> bool:
    return len(pool) == 1 and POOL not in pool


def count_scores(answers: Sequence[int | str]) -> int:
    return sum(answer != DK for answer in answers)


def _is_small(name: str, scores: int, k: int, expected: Mapping[str, int] | None) -> bool:
    return scores < k or (expected or {}).get(name, k) < k


def _pooled(groups: Groups, pool: set[str], consenting: set[str]) -> Units:
    units: dict[str, Sequence[int | str]] = {name: answers for name, answers in groups.items() if name not in pool}
    if pool:
        units[POOL] = [answer for name in sorted(pool) for answer in groups[name]]
    guarded = (name for name, answers in units.items() if is_guarded(name, answers, consenting))
    return Units(units, tuple(sorted(pool)), (), tuple(sorted(consenting)), tuple(sorted(guarded)))


def is_guarded(name: str, answers: Sequence[int | str], consenting: Collection[str] = ()) -> bool:
    """Under a private rule: a pool, whatever its size, and a unit whose scores are too few for more than its row."""
    return name == POOL or (count_scores(answers) < DEFAULT.range_scores and name not in consenting)
