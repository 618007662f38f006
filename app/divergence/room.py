"""The room as it rated one standard: its groups, and the figures all findings are read from."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Self

from app.divergence import measures
from app.divergence.group import Group, Groups, Interval, Pair
from app.divergence.scale import Points
from app.divergence.thresholds import DEFAULT, Thresholds


@dataclass(frozen=True)
class RatedRoom:
    invited: tuple[Group, ...]  # in the order given
    self_group: str | None
    limits: Thresholds  # distances already in points of the scale
    shows_counts: bool  # may a sentence say how many in the room rated where?
    guarded: frozenset[str] = frozenset()  # units whose people stand at their middle here
    apart: tuple[str, ...] | None = None  # codes found on the ratings themselves; None: look for them here

    @classmethod
    def of(
        cls,
        groups: Groups,
        self_group: str | None = None,
        thresholds: Thresholds = DEFAULT,
        invited: Collection[str] | None = None,
        shows_counts: bool = True,
        guarded: Collection[str] = (),
        apart: tuple[str, ...] | None = None,
    ) -> Self:
        silent: dict[str, tuple[int, ...]] = {name: () for name in invited or () if name not in groups}
        answers = {**groups, **silent}.items()
        everyone = tuple(Group.of(name, ratings, thresholds.scale) for name, ratings in answers)
        return cls(everyone, self_group, thresholds.scaled(), shows_counts, frozenset(guarded), apart)

    @cached_property
    def scored(self) -> tuple[Group, ...]:
        """Groups with a score, by name, so that nothing depends on the order they were given in."""
        return tuple(sorted((group for group in self.invited if group.scores), key=lambda group: group.name))

    @cached_property
    def answered(self) -> tuple[Group, ...]:
        return tuple(group for group in self.invited if group.answers)

    @cached_property
    def scores(self) -> tuple[int, ...]:
        return tuple(sorted(score for group in self.scored for score in group.scores))

    @property
    def n(self) -> int:
        return len(self.scores)

    @property
    def has_guarded(self) -> bool:
        return any(group.name in self.guarded for group in self.scored)

    @property
    def enough(self) -> bool:
        return self.n >= self.limits.enough_scores and len(self.scored) >= self.limits.enough_groups

    @cached_property
    def headline(self) -> Interval | None:
        """Every group once: the lower median of the low medians, the upper median of the high ones."""
        if not self.scored:
            return None
        lows, highs = zip(*(group.middle for group in self.scored), strict=True)
        return measures.middle(lows)[0], measures.middle(highs)[1]

    @cached_property
    def per_person(self) -> Interval | None:
        return measures.middle(self.scores) if self.scores else None

    @cached_property
    def max_gap(self) -> Fraction | None:
        centres = [group.centre for group in self.scored]
        return max(centres) - min(centres) if centres else None

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The qualifying pairs: a wide gap that most one-to-one comparisons bear out."""
        upward = sorted(self.scored, key=lambda group: group.centre)
        centres = [group.centre for group in upward]
        from_here = (bisect_left(centres, centre + self.limits.gap) for centre in centres)
        pairs = (
            Pair(higher, lower) for lower, start in zip(upward, from_here, strict=True) for higher in upward[start:]
        )
        return tuple(pair for pair in pairs if self._borne_out(pair))

    def _borne_out(self, pair: Pair) -> bool:
        higher, lower = pair.higher.scores, pair.lower.scores
        if higher[0] - lower[-1] >= self.limits.apart:
            return True  # everyone is above everyone: no need to count
        return measures.share_above(higher, lower, self.limits.apart) >= self.limits.share

    @cached_property
    def widest(self) -> tuple[Pair, ...]:
        """The widest qualifying pairs; of equals, the first by name comes first."""
        top = max((pair.gap for pair in self.pairs), default=None)
        return tuple(sorted((pair for pair in self.pairs if pair.gap == top), key=lambda pair: sorted(pair.names)))

    @cached_property
    def weights(self) -> list[Fraction]:
        """What rests on each point of the scale when every group weighs 1."""
        by_size: dict[int, Counter[int]] = {}  # groups of one size share a denominator: few fractions to add
        for group in self.scored:
            by_size.setdefault(group.n, Counter()).update(group.scores)
        points = range(1, self.limits.scale.points + 1)
        return [sum((Fraction(count[point], n) for n, count in by_size.items()), Fraction(0)) for point in points]

    @cached_property
    def spread(self) -> int | None:
        return measures.tightest_weighted(self.weights, self.limits.spread_share) if self.scored else None

    @cached_property
    def dispersion(self) -> Fraction | None:
        return measures.dispersion_weighted(self.weights) if self.scored else None

    @cached_property
    def within(self) -> Fraction | None:
        points = self.limits.scale.points
        return _mean([measures.dispersion(group.scores, points) for group in self.scored])

    @property
    def between(self) -> Fraction | None:
        if self.dispersion is None or self.within is None:
            return None
        return self.dispersion - self.within

    @cached_property
    def cant_tell(self) -> Fraction | None:
        """Mean over the groups that answered of their can't-tell share."""
        return _mean([group.cant_tell_share for group in self.answered])

    @cached_property
    def clusters(self) -> list[list[int]]:
        return measures.clusters(self.scores, self.limits.cluster_gap)

    def find(self, name: str | None) -> Group | None:
        return next((group for group in self.scored if group.name == name), None)


def _mean(shares: Sequence[Fraction]) -> Fraction | None:
    return sum(shares, Fraction(0)) / len(shares) if shares else None


def distance_between(a: Interval, b: Interval) -> Points:
    """How far two intervals are apart; 0 when they overlap."""
    return max(0, a[0] - b[1], b[0] - a[1])
