import pytest

from app.divergence import analyse
from tests.divergence.cast import COUNCIL, HEALTHWATCH, ICB, PEOPLE, PROVIDERS


@pytest.mark.parametrize(("top", "expected"), [(6, False), (7, True)])
def test_a_group_is_divided_when_three_quarters_need_four_points(top: int, expected: bool) -> None:
    assert ("within_group" in analyse({COUNCIL: [3, 3, top, top], PEOPLE: [5]}).codes) is expected


def test_one_unusual_rating_of_four_does_not_divide_a_group_and_one_of_three_does() -> None:
    assert "within_group" not in analyse({COUNCIL: [5, 5, 5, 9], PEOPLE: [5]}).codes
    assert "within_group" in analyse({COUNCIL: [5, 5, 9], PEOPLE: [5]}).codes


def test_a_group_may_be_divided_where_there_are_too_few_to_look_for_agreement() -> None:
    assert analyse({COUNCIL: [2, 8]}).codes == ("not_enough", "within_group")


def test_one_rating_three_points_off_is_a_lone_voice_and_one_two_points_off_is_not() -> None:
    room = {COUNCIL: [8, 8, 8], PEOPLE: [8, 8]}
    assert analyse({**room, ICB: [8, 8, 8, 5]}).codes == ("lone_voice",)
    assert analyse({**room, ICB: [8, 8, 8, 6]}).codes == ("agreement",)


def test_two_ratings_apart_are_a_minority_view_wherever_they_come_from() -> None:
    assert analyse({COUNCIL: [8, 8, 8, 5], PEOPLE: [8, 8, 8, 5]}).codes == ("minority_view",)


def test_a_lone_voice_and_a_minority_view_may_stand_side_by_side() -> None:
    room = {COUNCIL: [6, 6, 6, 6, 3], PEOPLE: [6, 6, 6, 6, 3], ICB: [6, 6, 6, 6, 9]}
    assert analyse(room).codes == ("lone_voice", "minority_view")


def test_five_ratings_make_a_room_in_which_one_can_be_alone() -> None:
    assert "lone_voice" in analyse({COUNCIL: [8, 8, 8], PEOPLE: [8, 5]}).codes
    assert "lone_voice" not in analyse({COUNCIL: [8, 8], PEOPLE: [8, 5]}).codes


def test_half_the_room_is_not_the_rest() -> None:
    assert not {"lone_voice", "minority_view"} & set(analyse({COUNCIL: [5, 5, 5, 8], PEOPLE: [5, 8, 8, 8]}).codes)
    assert "minority_view" in analyse({COUNCIL: [5, 5, 5, 8], PEOPLE: [5, 5, 8, 8]}).codes


@pytest.mark.parametrize(("low", "expected"), [(6, True), (5, False)])
def test_the_rest_span_three_points_at_most(low: int, expected: bool) -> None:
    room = {COUNCIL: [9, 7, 8, 9], PEOPLE: [low, 7, 8, 9], ICB: [7, 8, 9, low - 3]}
    assert ("lone_voice" in analyse(room).codes) is expected


def test_a_group_that_differs_is_not_also_a_lone_voice() -> None:
    room = {COUNCIL: [8, 8, 8], PROVIDERS: [8, 8, 8], HEALTHWATCH: [3]}
    assert analyse(room).codes == ("between_groups", "lone_group")


def test_a_group_that_differs_hides_nobody_from_another_group() -> None:
    room = {COUNCIL: [8, 8, 8, 8, 3], PROVIDERS: [8, 8, 8], HEALTHWATCH: [3]}
    assert {"between_groups", "minority_view"} <= set(analyse(room).codes)


def test_whole_groups_apart_are_a_minority_view_when_no_pair_of_groups_qualifies() -> None:
    room = {COUNCIL: [6, 6, 6, 9, 9], PROVIDERS: [6, 6, 6, 6], PEOPLE: [3, 6]}
    assert {"minority_view", "lone_voice"} == set(analyse(room).codes)
