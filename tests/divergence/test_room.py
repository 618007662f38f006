"""The figures of a room, against a count of every pair written from the definitions alone."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given

from app.divergence import DK, analyse
from tests.divergence.cast import COUNCIL, HEALTHWATCH, PEOPLE, scored_rooms


def test_a_large_group_counts_once_in_the_headline() -> None:
    found = analyse({COUNCIL: [8] * 25, PEOPLE: [3, 3], HEALTHWATCH: [3]})
    assert (found.headline_by_group, found.headline_by_person) == ((3, 3), (8, 8))


def test_a_room_without_ratings_has_no_figures() -> None:
    found = analyse({COUNCIL: [DK], PEOPLE: []})
    assert {found.max_gap, found.dispersion, found.between, found.headline_by_group} == {None}
    assert (found.tier, found.n, found.shared_middle) == (2, 0, False)


def test_a_room_of_one_group_has_no_gap_and_nothing_between() -> None:
    found = analyse({COUNCIL: [7, 7, 6]})
    assert (found.max_gap, found.between) == (Fraction(0), Fraction(0))
    assert (found.tier, found.tier_name) == (3, "Check")


@given(scored_rooms)
def test_gaps_equal_those_of_every_pair(room: dict[str, list[int]]) -> None:
    gaps = [naive_gap(*pair) for pair in combinations(room.values(), 2)]
    borne_out = [gap for gap, pair in zip(gaps, combinations(room.values(), 2), strict=True) if naive_differ(*pair)]
    found = analyse(room)
    assert found.max_gap == max(gaps)
    assert found.widest_gap == max(borne_out, default=None)
    assert ("between_groups" in found.codes) == bool(borne_out)


@given(scored_rooms)
def test_within_and_between_make_up_the_whole_and_between_is_never_negative(room: dict[str, list[int]]) -> None:
    found = analyse(room)
    assert found.dispersion is not None and found.within is not None and found.between is not None
    assert found.within + found.between == found.dispersion
    assert found.between >= 0


def naive_gap(xs: list[int], ys: list[int]) -> Fraction:
    return abs(naive_centre(xs) - naive_centre(ys))


def naive_centre(xs: list[int]) -> Fraction:
    ordered, half = sorted(xs), len(xs) // 2
    return Fraction(ordered[half] + ordered[-half - 1], 2)


def naive_differ(xs: list[int], ys: list[int]) -> bool:
    higher, lower = (xs, ys) if naive_centre(xs) > naive_centre(ys) else (ys, xs)
    clear = [a - b >= 2 for a in higher for b in lower]
    return naive_gap(xs, ys) >= 3 and 4 * sum(clear) >= 3 * len(clear)
