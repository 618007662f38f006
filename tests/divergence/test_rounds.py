from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given

from app.divergence import DK, compare
from tests.divergence.cast import COUNCIL, HEALTHWATCH, ICB, PEOPLE, PROVIDERS, scored_rooms

Seats = Mapping[str, Mapping[str, int | str]]
Given = Mapping[str, Sequence[int | str]]

APART = {COUNCIL: [8, 8, 8, 8], PEOPLE: [4, 4, 4, 4]}
TOGETHER = {COUNCIL: [7, 7, 7, 7], PEOPLE: [7, 7, 7, 7]}


def seated(groups: Given) -> Seats:
    return {name: {f"seat {i}": answer for i, answer in enumerate(given_)} for name, given_ in groups.items()}


def label(before: Given, after: Given) -> str:
    return compare(seated(before), seated(after)).label


def test_three_quarters_paired_can_be_compared_and_fewer_cannot() -> None:
    assert label(TOGETHER, {COUNCIL: [7, 7, 7], PEOPLE: [7, 7, 7]}) == "held"
    assert label(TOGETHER, {COUNCIL: [7, 7, 7], PEOPLE: [7, 7, DK]}) == "not_comparable"


def test_a_group_that_is_wholly_lost_prevents_comparison_however_small() -> None:
    told = compare(seated({**TOGETHER, HEALTHWATCH: [3]}), seated({**TOGETHER, HEALTHWATCH: [DK]}))
    assert (told.label, told.lost_groups, told.paired, told.of) == ("not_comparable", (HEALTHWATCH,), 8, 9)


def test_a_group_that_could_not_tell_at_first_is_not_lost() -> None:
    assert label({**TOGETHER, ICB: [DK]}, {**TOGETHER, ICB: []}) == "held"


def test_newcomers_count_in_neither_round() -> None:
    assert label(TOGETHER, {**TOGETHER, ICB: [1, 1, 1]}) == "held"


def test_nobody_in_both_rounds_is_nothing_to_compare() -> None:
    assert label({}, {}) == label({COUNCIL: [DK]}, {COUNCIL: [7]}) == "not_comparable"


def test_seats_are_paired_within_their_group() -> None:
    told = compare({COUNCIL: {"1": 8}, PEOPLE: {"1": 3}}, {COUNCIL: {"1": 8}, PEOPLE: {"2": 3}})
    assert (told.paired, told.lost_groups) == (1, (PEOPLE,))


@pytest.mark.parametrize(("after", "expected"), [([7, 7, 7, 7], "held"), ([8, 8, 8, 8], "moved_together")])
def test_agreement_moved_when_its_middle_moved_a_point(after: list[int], expected: str) -> None:
    assert label(TOGETHER, {COUNCIL: after, PEOPLE: after}) == expected


def test_half_a_point_is_no_movement() -> None:
    assert label(TOGETHER, {COUNCIL: [7, 7, 7, 7], PEOPLE: [8, 8, 8, 8]}) == "held"


def test_a_difference_that_is_new_has_opened_up_and_one_that_is_gone_has_converged() -> None:
    assert label(TOGETHER, APART) == "opened_up"
    assert label(APART, TOGETHER) == "converged"


def test_a_finding_gone_without_less_dispersion_has_not_converged() -> None:
    assert label({COUNCIL: [8, 8], PEOPLE: [5, 5]}, {COUNCIL: [5, 8], PEOPLE: [5, 8]}) == "unchanged"


def test_a_finding_gone_while_ratings_drift_apart_has_not_converged() -> None:
    before = {COUNCIL: [7, 7, 7, 7], PEOPLE: [4, 4, 4, 4]}
    after = {COUNCIL: [8, 8, 9, 7], PEOPLE: [5, 6, 4, 9]}
    assert label(before, after) in ("widened", "unchanged")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ({COUNCIL: [9] * 10, PEOPLE: [2] * 9 + [3]}, "unchanged"),
        ({COUNCIL: [8] * 10, PEOPLE: [2] * 10}, "narrowed"),
        ({COUNCIL: [10] * 10, PEOPLE: [2] * 10}, "widened"),
    ],
)
def test_a_difference_that_stays_is_judged_by_a_twentieth_of_dispersion(after: Given, expected: str) -> None:
    assert label({COUNCIL: [9] * 10, PEOPLE: [2] * 10}, after) == expected


def test_exactly_a_twentieth_is_a_change() -> None:
    """Of 20 people 10 are above a border; with 6 more above one and 3 more above the next, 4 * (36 + 9) / (9 * 400)."""
    before = {COUNCIL: [2] * 10 + [8] * 10}
    assert label(before, {COUNCIL: [2] * 4 + [3] * 3 + [4] * 3 + [8] * 10}) == "narrowed"
    assert label(before, {COUNCIL: [2] * 4 + [3] * 4 + [4] * 2 + [8] * 10}) == "unchanged"


def notes(before: Given, after: Given) -> list[tuple[str, ...]]:
    return list(compare(seated(before), seated(after)).notes)


def test_one_group_that_made_four_fifths_of_the_way_is_named() -> None:
    before = {COUNCIL: [9, 9], PEOPLE: [4, 4]}
    assert notes(before, {COUNCIL: [8, 9], PEOPLE: [6, 6]}) == [("one_sided", PEOPLE)]
    assert notes(before, {COUNCIL: [8, 9], PEOPLE: [5, 6]}) == []


def test_half_a_point_closed_is_not_worth_naming_anyone() -> None:
    before = {COUNCIL: [9, 9, 9, 9], PEOPLE: [2, 6, 2, 6]}
    assert notes(before, {COUNCIL: [9, 9, 9, 9], PEOPLE: [4, 5, 4, 5]}) == []
    assert notes(before, {COUNCIL: [9, 9, 9, 9], PEOPLE: [5, 5, 5, 5]}) == [("one_sided", PEOPLE)]


def test_sides_that_changed_places_are_told() -> None:
    assert notes({COUNCIL: [9, 9], PEOPLE: [4, 4]}, {COUNCIL: [4, 4], PEOPLE: [9, 9]}) == [("sides_swapped",)]


def test_any_of_equally_wide_pairs_can_have_changed_places() -> None:
    before = {COUNCIL: [9, 9], ICB: [9, 9], PEOPLE: [4, 4]}
    assert ("sides_swapped",) in notes(before, {COUNCIL: [7, 7], ICB: [4, 4], PEOPLE: [9, 9]})


@given(scored_rooms)
def test_a_round_compared_with_itself_has_not_changed(room: dict[str, list[int]]) -> None:
    assert label(room, room) in ("held", "unchanged")


# Private rules


def test_with_one_or_two_unpaired_only_the_label_is_told() -> None:
    shrunk = {COUNCIL: [8, 8, 8], PEOPLE: [4, 4, 4, 4]}
    told = compare(seated(APART), seated(shrunk), rule="by_group")
    assert (told.label, told.notes, told.paired, told.of, told.question) == ("unchanged", (), None, None, None)
    assert compare(seated(APART), seated(shrunk)).paired == 7
    assert compare(seated(APART), seated({**APART, COUNCIL: [8, 8]}), rule="by_group").paired is None
    large, three_fewer = {**APART, COUNCIL: [8] * 12}, {**APART, COUNCIL: [8] * 9}
    assert compare(seated(large), seated(three_fewer), rule="by_group").paired == 13


def test_one_newcomer_hides_the_figures_as_well() -> None:
    assert compare(seated(APART), seated({**APART, COUNCIL: [8] * 5}), rule="by_group").paired is None


def test_units_of_a_private_comparison_are_pooled() -> None:
    before, after = {**APART, HEALTHWATCH: [8]}, {**APART, HEALTHWATCH: [1]}
    told = compare(seated(before), seated(after), rule="not_attributable")
    assert HEALTHWATCH not in told.sentence and not any(HEALTHWATCH in note for note in told.notes)


def test_movement_of_fewer_than_three_is_told_to_them_alone_whoever_consented() -> None:
    before = {COUNCIL: [8] * 4, PROVIDERS: [8] * 4, HEALTHWATCH: [3]}
    after = {**before, HEALTHWATCH: [8]}
    assert notes(before, after) == [("one_sided", HEALTHWATCH)]
    assert compare(seated(before), seated(after), rule="by_group", consent=[HEALTHWATCH]).notes == ()


def test_which_small_group_was_lost_is_not_told() -> None:
    before = {COUNCIL: [8] * 6, PROVIDERS: [8] * 6, HEALTHWATCH: [3], ICB: [3, 3]}
    told = compare(seated(before), seated({**before, HEALTHWATCH: [], ICB: []}), rule="by_group")
    assert (told.label, told.lost_groups) == ("not_comparable", ())
    three = {**before, HEALTHWATCH: [3, 3, 3], ICB: [3, 3, 3]}
    told = compare(seated(three), seated({**three, ICB: []}), rule="by_group")
    assert told.lost_groups == (ICB,)
    assert HEALTHWATCH not in told.sentence
