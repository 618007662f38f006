import pytest

from app.divergence import DK, Analysis, analyse
from tests.divergence.cast import COUNCIL, HEALTHWATCH, ICB, PEOPLE, PROVIDERS, Answers


def test_groups_two_apart_agree_and_two_and_a_half_apart_do_not() -> None:
    assert analyse({COUNCIL: [8, 8], ICB: [7, 7], PEOPLE: [6, 6]}).codes == ("agreement", "band_border")
    assert analyse({COUNCIL: [8, 8], ICB: [7, 7], PEOPLE: [5, 6]}).codes == ("band_border", "mixed")


@pytest.mark.parametrize(("low", "code"), [(6, "agreement"), (5, "mixed")])
def test_three_quarters_of_an_agreeing_room_are_within_two_points(low: int, code: str) -> None:
    assert code in analyse({COUNCIL: [low, 7, 8], PEOPLE: [low, 7, 8], ICB: [low, 7, 8]}).codes


def test_agreement_that_something_is_poor_is_agreement() -> None:
    assert analyse({COUNCIL: [1, 2], PEOPLE: [1, 1], ICB: [2]}).tier_name == "Broad agreement"


@pytest.mark.parametrize(("lowest", "expected"), [(5, True), (4, False)])
def test_nobody_is_more_than_three_outside_an_agreement(lowest: int, expected: bool) -> None:
    """A bridge of ratings keeps the room in one cluster, so that only the distance decides."""
    room = {COUNCIL: [8] * 9 + [6], PEOPLE: [8] * 9 + [lowest], ICB: [8] * 9}
    assert ("agreement" in analyse(room).codes) is expected


def test_ratings_with_a_break_between_them_are_no_agreement_even_in_a_room_of_four() -> None:
    assert analyse({COUNCIL: [8, 8, 5], PEOPLE: [8]}).codes == ("mixed",)


@pytest.mark.parametrize("people", [[], [DK], [7, DK]])
def test_agreement_without_everyone_is_partial(people: list[int | str]) -> None:
    found = analyse({COUNCIL: [7] * 3, ICB: [7], PROVIDERS: [7], PEOPLE: people})
    assert "agreement_partial" in found.codes and "agreement" not in found.codes
    assert found.tier == 3


def test_partial_agreement_needs_half_of_the_invited() -> None:
    room: dict[str, list[int]] = {COUNCIL: [7, 7, 7], ICB: [7], PEOPLE: [], PROVIDERS: []}
    assert analyse(room).codes == ("agreement_partial", "missing_group")
    found = analyse({**room, HEALTHWATCH: []})
    assert found.codes == ("missing_group", "mixed")
    assert "only 2 of 5 groups" in found.findings[-1].sentence


def test_partial_agreement_needs_two_groups_that_can_say() -> None:
    assert "agreement_partial" not in analyse({COUNCIL: [7, 7, 7], PEOPLE: [7, DK]}).codes


def test_much_cant_tell_leaves_only_partial_agreement() -> None:
    room: Answers = {COUNCIL: [7, 7, DK], ICB: [7, 7, DK], PEOPLE: [7, 7, DK]}
    assert analyse(room).codes == ("agreement_partial", "dont_know_high")


def test_different_colours_are_a_border_only_under_three_points() -> None:
    assert analyse({COUNCIL: [9, 9], PEOPLE: [8, 8]}).codes == ("agreement", "band_border")
    assert "band_border" in analyse({COUNCIL: [7, 7, 7], PEOPLE: [4, 5]}).codes
    assert "band_border" not in analyse({COUNCIL: [7, 7, 7], PEOPLE: [4, 4]}).codes
    not_borne_out = analyse({COUNCIL: [7, 7, 7, 2, 3], PEOPLE: [4]})
    assert not_borne_out.max_gap == 3 and not {"between_groups", "band_border"} & set(not_borne_out.codes)


def test_middles_that_touch_one_colour_in_common_have_no_border_between_them() -> None:
    assert "band_border" not in analyse({COUNCIL: [8, 9, 9, 8], PEOPLE: [8, 8]}).codes


def test_the_way_of_counting_matters_from_two_points() -> None:
    assert weighted(analyse({COUNCIL: [8] * 9, ICB: [6], PEOPLE: [6]}))
    assert not weighted(analyse({COUNCIL: [7] * 9, ICB: [6], PEOPLE: [6]}))
    assert not weighted(analyse({COUNCIL: [8] * 9, ICB: [6, 7], PEOPLE: [6, 7]}))


def test_overlapping_middles_do_not_differ() -> None:
    assert not weighted(analyse({COUNCIL: [2, 2, 2, 2], PEOPLE: [8]}))


def weighted(found: Analysis) -> bool:
    return "weighting_matters" in found.codes


def test_agreement_whose_middle_depends_on_counting_is_to_be_checked() -> None:
    found = analyse({COUNCIL: [8] * 9, ICB: [6], PEOPLE: [6], PROVIDERS: [6]})
    assert {"agreement", "weighting_matters"} <= set(found.codes)
    assert found.tier == 3
