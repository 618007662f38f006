from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.divergence import analyse, dispersion, middle, share_above, split_threshold, tightest
from app.divergence.measures import clusters, dispersion_weighted, tightest_weighted
from tests.divergence.cast import scored_rooms, scores

people = st.lists(scores, min_size=1, max_size=12)
parts = st.fractions(Fraction(1, 20), 1)


@pytest.mark.parametrize(
    ("given_", "expected"), [([8], (8, 8)), ([3, 8], (3, 8)), ([9, 1, 5], (5, 5)), ([4, 5], (4, 5))]
)
def test_the_middle_is_one_rating_or_the_two_innermost(given_: list[int], expected: tuple[int, int]) -> None:
    assert middle(given_) == expected


def test_share_above_counts_comparisons_at_the_margin() -> None:
    assert share_above([8, 8], [6, 7]) == Fraction(1, 2)
    assert share_above([8], [7], margin=1) == 1
    assert share_above([8], [7], margin=Fraction(4, 3)) == 0


def test_three_quarters_of_four_are_three_and_of_five_are_four() -> None:
    assert tightest([1, 5, 6, 7]) == 2
    assert tightest([1, 5, 6, 7, 10]) == 5
    assert tightest([4]) == 0


def test_dispersion_is_nothing_when_all_agree_and_one_with_half_at_each_end() -> None:
    assert dispersion([7, 7, 7]) == 0
    assert dispersion([1, 10]) == 1
    assert dispersion([1, 4], points=4) == 1


@pytest.mark.parametrize(("n", "need"), [(1, 2), (4, 2), (5, 2), (7, 2), (8, 3), (10, 3), (11, 4), (22, 7)])
def test_a_camp_needs_a_third_as_in_the_table_of_panel_sizes(n: int, need: int) -> None:
    assert split_threshold(n) == need


def test_clusters_break_at_three_and_not_at_two() -> None:
    assert clusters([1, 3, 6, 7]) == [[1, 3], [6, 7]]
    assert clusters([]) == []


# Naive versions, person by person, written from the definitions alone.


@given(people, people, st.fractions(Fraction(1, 3), 4))
def test_share_above_equals_counting_every_comparison(xs: list[int], ys: list[int], margin: Fraction) -> None:
    above = [x - y >= margin for x, y in product(xs, ys)]
    assert share_above(xs, ys, margin) == Fraction(above.count(True), len(above))


@given(people, parts)
def test_tightest_equals_trying_every_range(xs: list[int], share: Fraction) -> None:
    assert tightest(xs, share) == naive_tightest([(x, Fraction(1)) for x in xs], share)


@given(people)
def test_dispersion_equals_the_mean_difference_of_all_ordered_pairs(xs: list[int]) -> None:
    """4 * sum F(1-F) is twice the mean absolute difference of two people drawn with replacement."""
    assert dispersion(xs) == Fraction(2 * sum(abs(a - b) for a, b in product(xs, xs)), len(xs) ** 2 * 9)


@given(scored_rooms)
def test_the_rooms_figures_equal_a_count_in_which_every_group_weighs_the_same(room: dict[str, list[int]]) -> None:
    weighed = [(x, Fraction(1, len(given))) for given in room.values() for x in given]
    weights = [sum((w for x, w in weighed if x == point), Fraction(0)) for point in range(1, 11)]
    total = 2 * sum(v * w * abs(a - b) for (a, v), (b, w) in product(weighed, weighed)) / (len(room) ** 2 * 9)
    assert dispersion_weighted(weights) == analyse(room).dispersion == total
    assert tightest_weighted(weights) == naive_tightest(weighed, Fraction(3, 4))


def naive_tightest(weighed: Sequence[tuple[int, Fraction]], share: Fraction) -> int:
    need = share * sum(w for _, w in weighed)
    ranges = [(low, high) for low in range(1, 11) for high in range(low, 11)]
    return min(h - low for low, h in ranges if sum(w for x, w in weighed if low <= x <= h) >= need)
