import pytest

from app.divergence import analyse
from tests.divergence.cast import COUNCIL, ICB, PEOPLE, PROVIDERS


def split(*, low: int, between: int, high: int) -> bool:
    """The same mixture dealt to two groups, so that no group difference gets in the way."""
    people = [4] * low + [5] * between + [7] * high
    return "split_room" in analyse({COUNCIL: people[::2], PEOPLE: people[1::2]}).codes


def test_two_against_two_is_a_split_and_two_against_one_is_none() -> None:
    assert split(low=2, between=0, high=2)
    assert not split(low=2, between=0, high=1)
    assert not split(low=1, between=0, high=3)


def test_each_camp_needs_a_third_of_the_room() -> None:
    assert split(low=3, between=0, high=5)
    assert not split(low=2, between=0, high=6)


def test_those_between_are_fewer_than_the_smaller_camp() -> None:
    assert split(low=4, between=3, high=4)
    assert not split(low=4, between=4, high=4)
    assert not split(low=3, between=3, high=4)


@pytest.mark.parametrize(("low", "high", "expected"), [(4, 7, True), (5, 7, False), (4, 6, False)])
def test_the_camps_end_at_four_and_begin_at_seven(low: int, high: int, expected: bool) -> None:
    assert ("split_room" in analyse({COUNCIL: [low, high], PEOPLE: [low, high]}).codes) is expected


def test_a_split_along_group_lines_is_a_difference_of_groups() -> None:
    along = {COUNCIL: [8, 8, 8], PEOPLE: [3, 3, 3]}
    assert analyse(along).codes == ("between_groups",)
    assert "split_room" in analyse({**along, PROVIDERS: [3, 8]}).codes


def test_the_camps_are_counted() -> None:
    told = analyse({COUNCIL: [2, 2, 3, 5, 8, 9], PEOPLE: [2, 8, 8, 9]}).findings[0]
    assert told.figures == {"low": 4, "high": 5, "between": 1}
    assert "4 rated 4 or less and 5 rated 7 or more, with 1 in between" in told.sentence


def test_one_group_is_not_a_room() -> None:
    assert analyse({COUNCIL: [2, 2, 8, 8]}).codes == ("not_enough", "within_group")
    assert analyse({COUNCIL: [8, 8, 8, 8, 2]}).codes == ("not_enough",)


def test_three_ratings_are_enough_to_look_but_not_to_split() -> None:
    found = analyse({COUNCIL: [2, 8], PEOPLE: [8]})
    assert not {"split_room", "wide_spread", "not_enough"} & set(found.codes)


@pytest.mark.parametrize(("top", "expected"), [(7, False), (8, True)])
def test_the_room_is_spread_wide_when_three_quarters_need_five_points(top: int, expected: bool) -> None:
    room = {COUNCIL: [3, 5, 6, top], PEOPLE: [3, 5, 6, top], ICB: [3, 5, 6, top], PROVIDERS: [3, top]}
    assert ("wide_spread" in analyse(room).codes) is expected


def test_in_a_spread_each_group_weighs_the_same() -> None:
    crowd = {COUNCIL: [5] * 40, ICB: [1, 10, 10], PEOPLE: [1, 10, 10], PROVIDERS: [1, 10, 10]}
    assert "wide_spread" in analyse(crowd).codes


def test_a_split_room_is_not_also_spread_wide() -> None:
    found = analyse({COUNCIL: [1, 9], PEOPLE: [1, 9]})
    assert "split_room" in found.codes and "wide_spread" not in found.codes


def test_a_spread_along_group_lines_is_a_difference_of_groups() -> None:
    room = {COUNCIL: [9, 9], ICB: [6, 6], PEOPLE: [2, 2]}
    assert {"between_groups"} == set(analyse(room).codes)
