import pytest

from app.divergence import Analysis, analyse
from tests.divergence.cast import COUNCIL, HEALTHWATCH, ICB, PEOPLE, PROVIDERS


def test_a_gap_under_three_is_no_difference_and_one_of_three_is() -> None:
    assert "between_groups" not in analyse({COUNCIL: [6, 7], PEOPLE: [4, 4]}).codes
    assert analyse({COUNCIL: [7, 7], PEOPLE: [4, 4]}).widest_gap == 3


@pytest.mark.parametrize(("council", "tier"), [([7, 8], 2), ([8, 8], 1)])
def test_the_gap_is_strong_from_four(council: list[int], tier: int) -> None:
    assert analyse({COUNCIL: council, PEOPLE: [4, 4]}).tier == tier


def test_three_quarters_of_comparisons_bear_a_gap_out_and_a_little_less_do_not() -> None:
    exactly = {COUNCIL: [8, 8, 8, 2], PEOPLE: [4]}
    under = {COUNCIL: [8, 8, 8, 8, 8, 2, 2], PEOPLE: [4]}
    assert "between_groups" in analyse(exactly).codes
    assert "between_groups" not in analyse(under).codes


def test_one_point_above_is_not_clearly_above() -> None:
    assert "between_groups" in analyse({COUNCIL: [5, 5, 10, 10], PEOPLE: [3, 3, 3, 3]}).codes
    assert "between_groups" not in analyse({COUNCIL: [4, 4, 10, 10], PEOPLE: [3, 3, 3, 3]}).codes


def test_with_too_few_ratings_even_a_strong_gap_is_not_first() -> None:
    found = analyse({COUNCIL: [9], PEOPLE: [2]})
    assert (found.codes, found.tier) == (("between_groups", "not_enough"), 2)


def test_sides_are_cut_at_a_step_of_two_and_not_of_one_and_a_half() -> None:
    cut = analyse({COUNCIL: [2, 2], ICB: [4, 4], PROVIDERS: [5, 5]})
    uncut = analyse({COUNCIL: [2, 2], ICB: [3, 4], PROVIDERS: [5, 5]})
    assert sides(cut) == ((ICB, PROVIDERS), (COUNCIL,))
    assert sides(uncut) == ((PROVIDERS,), (COUNCIL,))


def test_of_two_equal_steps_the_lower_one_cuts() -> None:
    assert sides(analyse({COUNCIL: [2], ICB: [5], PEOPLE: [8]})) == ((ICB, PEOPLE), (COUNCIL,))


def sides(found: Analysis) -> tuple[object, object]:
    figures = found.findings[0].figures
    return figures["higher"], figures["lower"]


def test_of_two_groups_neither_stands_apart() -> None:
    assert "lone_group" not in analyse({COUNCIL: [8, 8, 8], PEOPLE: [2, 2]}).codes
    assert "lone_group" in analyse({COUNCIL: [8, 8, 8], PEOPLE: [2, 2], ICB: [8]}).codes


def test_a_group_stands_apart_only_from_others_within_two() -> None:
    assert "lone_group" in analyse({COUNCIL: [9], ICB: [7], PEOPLE: [2]}).codes
    assert "lone_group" not in analyse({COUNCIL: [9, 9], ICB: [6, 7], PEOPLE: [2]}).codes


def test_a_group_stands_apart_only_if_it_differs_from_each() -> None:
    assert "lone_group" in analyse({COUNCIL: [8], ICB: [7], PEOPLE: [4]}).codes
    assert "lone_group" not in analyse({COUNCIL: [8], ICB: [6, 7], PEOPLE: [4]}).codes


def test_the_least_gap_to_the_others_is_told() -> None:
    found = analyse({COUNCIL: [9, 9], ICB: [5], PEOPLE: [6]}, COUNCIL).findings
    figures = {finding.code: finding.figures for finding in found}
    assert (figures["lone_group"]["least_gap"], figures["lone_group"]["direction"]) == (3, "above")
    assert (figures["self_higher"]["least_gap"], figures["self_higher"]["direction"]) == (3, "above")


def test_the_assessing_group_is_furthest_up_from_a_gap_of_two() -> None:
    others = {ICB: [6], PEOPLE: [5, 6]}
    assert "self_higher" in analyse({COUNCIL: [8, 8], **others}, COUNCIL).codes
    assert "self_higher" not in analyse({COUNCIL: [7, 8], **others}, COUNCIL).codes
    assert "self_higher" not in analyse({COUNCIL: [8, 8], **others}).codes


def test_the_assessing_group_is_furthest_up_only_if_three_quarters_of_comparisons_say_so() -> None:
    assert "self_higher" in analyse({COUNCIL: [8, 8, 8, 2], ICB: [6], PEOPLE: [6]}, COUNCIL).codes
    assert "self_higher" not in analyse({COUNCIL: [8, 8, 8, 2, 2], ICB: [6], PEOPLE: [6]}, COUNCIL).codes


def test_one_point_is_enough_in_each_comparison_of_the_assessing_group() -> None:
    assert "self_higher" in analyse({COUNCIL: [7, 7, 10, 10], ICB: [6, 6], PEOPLE: [6]}, COUNCIL).codes
    assert "self_lower" in analyse({COUNCIL: [5, 3, 3, 3], ICB: [6, 6], PEOPLE: [6]}, COUNCIL).codes
    assert "self_lower" not in analyse({COUNCIL: [6, 6, 3, 3, 3], ICB: [6, 6], PEOPLE: [6]}, COUNCIL).codes


@pytest.mark.parametrize("room", [{COUNCIL: [9], PEOPLE: [2]}, {COUNCIL: [], ICB: [2], PEOPLE: [2], HEALTHWATCH: [3]}])
def test_the_assessing_group_needs_a_rating_and_two_others(room: dict[str, list[int]]) -> None:
    assert not {"self_higher", "self_lower"} & set(analyse(room, COUNCIL).codes)
