"""The primitives. Scores are whole numbers; "can't tell" never gets here. All answers are exact."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil

from app.divergence.scale import TEN, Points

THREE_QUARTERS = Fraction(3, 4)


def middle(scores: Sequence[int]) -> tuple[int, int]:
    """Low and high median, equal for an odd number of scores."""
    ordered = sorted(scores)
    return ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]


def share_above(xs: Sequence[int], ys: Sequence[int], margin: Points = 2) -> Fraction:
    """Share of all one-to-one comparisons in which the first is at least `margin` above the second."""
    return Fraction(times_above(xs, ys, margin), len(xs) * len(ys))


def times_above(xs: Sequence[int], ys: Sequence[int], margin: Points) -> int:
    step = ceil(margin)  # scores are whole, so "at least 4/3 above" is "at least 2 above"
    ordered = sorted(ys)
    return sum(times * bisect_right(ordered, x - step) for x, times in Counter(xs).items())


def tightest(scores: Sequence[int], share: Fraction = THREE_QUARTERS) -> int:
    """High minus low of the narrowest range holding at least `share` of the scores."""
    ordered = sorted(scores)
    need = max(1, ceil(share * len(ordered)))
    return min(high - low for low, high in zip(ordered, ordered[need - 1 :], strict=False))


def tightest_weighted(weights: Sequence[Points], share: Fraction = THREE_QUARTERS) -> int:
    """The same for a weight at each point of the scale."""
    held = [Fraction(0), *accumulate(map(Fraction, weights))]
    need = share * held[-1]
    ends = [bisect_left(held, before + need) for before in held]
    return min(max(end - 1 - low, 0) for low, end in enumerate(ends) if end < len(held))


def dispersion(scores: Sequence[int], points: int = TEN) -> Fraction:
    """Blair and Lacy's 1 - l^2: 0 when all are the same, 1 with half at each end of the scale."""
    n = len(scores)
    return Fraction(4 * sum(c * (n - c) for c in _up_to(scores, points)), n * n * (points - 1))


def _up_to(scores: Sequence[int], points: int) -> list[int]:
    """How many scores are at most k, for k from 1 to points - 1."""
    ordered = sorted(scores)
    return [bisect_right(ordered, k) for k in range(1, points)]


def dispersion_weighted(weights: Sequence[Points]) -> Fraction:
    """The same for a weight at each point of the scale: for a room, each group weighs 1 in all."""
    held = list(accumulate(map(Fraction, weights)))
    shares = [part / held[-1] for part in held[:-1]]
    return sum((f * (1 - f) for f in shares), Fraction(0)) * Fraction(4, len(shares))


def clusters(scores: Sequence[int], gap: Points = 3) -> list[list[int]]:
    """The sorted scores, cut where neighbours are `gap` or more apart."""
    ordered = sorted(scores)
    cuts = [i for i in range(1, len(ordered)) if ordered[i] - ordered[i - 1] >= gap]
    return [ordered[start:end] for start, end in zip([0, *cuts], [*cuts, len(ordered)], strict=True)] if ordered else []


def split_threshold(n: int, least: int = 2, part: int = 3) -> int:
    """How many each camp needs: with a third of n + 1, the RAND/UCLA table of panel sizes."""
    return max(least, (n + 1) // part)
