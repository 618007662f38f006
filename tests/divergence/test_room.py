"""The figures of a room: every group weighs the same, whatever its size and wherever it stands."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given

from app.divergence import DK, analyse
from app.divergence.group import Interval
from app.divergence.room import RatedRoom, distance_between
from tests.divergence.cast import COUNCIL, HEALTHWATCH, ICB, PEOPLE, PROVIDERS, scored_rooms


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


def test_of_equally_wide_pairs_the_first_by_name_comes_first_whatever_order_groups_were_given_in() -> None:
    """It is the one whose movement is told afterwards."""
    low, high = [4, 4], [9, 9]
    room = RatedRoom.of({PROVIDERS: low, PEOPLE: low, ICB: high, COUNCIL: high})
    pairs = [(COUNCIL, PEOPLE), (COUNCIL, PROVIDERS), (ICB, PEOPLE), (ICB, PROVIDERS)]
    assert [pair.names for pair in room.widest] == pairs


def test_a_group_that_was_invited_and_is_silent_weighs_nothing() -> None:
    groups = {COUNCIL: [8, 9], PEOPLE: [3]}
    room, invited = RatedRoom.of(groups), RatedRoom.of(groups, invited=[COUNCIL, PEOPLE, HEALTHWATCH])
    assert [group.name for group in invited.invited] == [COUNCIL, PEOPLE, HEALTHWATCH]
    assert (invited.weights, invited.headline, invited.cant_tell) == (room.weights, room.headline, room.cant_tell)


@pytest.mark.parametrize(
    ("one", "other", "apart"), [((4, 5), (8, 8), 3), ((8, 8), (4, 5), 3), ((4, 6), (6, 9), 0), ((1, 9), (4, 5), 0)]
)
def test_middles_are_apart_by_what_lies_between_them(one: Interval, other: Interval, apart: int) -> None:
    assert distance_between(one, other) == apart
