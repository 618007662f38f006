from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given

from app.divergence import (
    DK,
    Comparison,
    Facts,
    Release,
    Terms,
    Unit,
    Voice,
    compare,
    compare_released,
    releases,
)
from app.divergence.rounds import SENTENCES
from tests.divergence.cast import COUNCIL, HEALTHWATCH, ICB, PEOPLE, scored_rooms

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


# Private rules: two pictures are compared, and nobody


def picture(comparable: bool = True, /, **units: Sequence[int]) -> Release:
    told = tuple(Unit(name, tuple(scores), is_guarded=len(scores) < 5) for name, scores in units.items())
    return Release(told, comparable=comparable)


def told(before: Release, after: Release) -> Comparison:
    return compare_released(before, after, "by_group")


APART_, TOGETHER_ = picture(Council=[8] * 5, People=[3] * 4), picture(Council=[7] * 5, People=[7] * 4)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (TOGETHER_, TOGETHER_, "held"),
        (TOGETHER_, picture(Council=[8] * 5, People=[8] * 4), "moved_together"),
        (TOGETHER_, APART_, "opened_up"),
        (APART_, TOGETHER_, "converged"),
        (APART_, APART_, "unchanged"),
        (APART_, picture(Council=[8] * 5, People=[4] * 4), "narrowed"),
        (APART_, picture(Council=[8] * 5, People=[1] * 4), "widened"),
        (APART_, picture(False, Council=[7] * 5, People=[7] * 4), "not_comparable"),
        (picture(), TOGETHER_, "not_comparable"),
    ],
)
def test_two_pictures_have_a_label_and_count_nobody(before: Release, after: Release, expected: str) -> None:
    found = told(before, after)
    assert (found.label, found.paired, found.of, found.lost_groups) == (expected, None, None, ())
    assert found.sentence.startswith(SENTENCES[expected])


@given(scored_rooms)
def test_a_picture_compared_with_itself_has_not_changed(room: dict[str, list[int]]) -> None:
    assert told(picture(**room), picture(**room)).label in ("held", "unchanged")


def test_the_unit_that_moved_is_named_and_then_a_question_is_asked() -> None:
    found = told(APART_, picture(Council=[8] * 5, People=[7] * 4))
    assert found.notes == (("one_sided", "People"),)
    assert "in one group: People." in found.sentence and found.question
    assert not told(APART_, APART_).notes and told(APART_, APART_).question is None


def test_sides_that_changed_places_are_told_of_pictures_too() -> None:
    assert told(APART_, picture(Council=[3] * 5, People=[8] * 4)).notes == (("sides_swapped",),)


@pytest.mark.parametrize(("people", "named"), [(1, False), (2, False), (3, True)])
def test_f32_movement_of_fewer_than_three_is_not_said_to_be_theirs_whoever_consented(people: int, named: bool) -> None:
    def council_and(score: int) -> Release:
        return Release((Unit("Council", (8,) * 5), Unit("Healthwatch", (score,) * people, by_consent=True)))

    found = told(council_and(3), council_and(8))
    assert (found.label, bool(found.notes)) == ("converged", named)
    assert ("Healthwatch" in found.sentence) is named


def test_nothing_is_noted_where_the_rounds_do_not_compare() -> None:
    assert told(APART_, picture(False, Council=[8] * 5, People=[7] * 4)).notes == ()


def test_how_many_did_not_rate_again_is_told_of_the_unit_they_are_in() -> None:
    after = Release((Unit("Council", (8,) * 4, 1, silent_again=2), Unit("People", (3,) * 4, is_guarded=True)))
    assert told(APART_, after).sentence.endswith("Council: 2 of 5 people did not rate again.")
    assert "did not rate again" not in told(APART_, APART_).sentence


def test_f32_a_guarded_row_that_stands_looks_unmoved() -> None:
    """One person of three went from 3 to 10: what is told is what is told where nobody moved."""
    seats = dict.fromkeys(range(5), "Council") | dict.fromkeys(range(5, 8), "People")
    rounds = []
    for last in (3, 10):
        scores = (8, 8, 8, 8, 8, 3, 3, last)
        people = {seat: Voice(group, scores[seat]) for seat, group in seats.items()}
        rounds.append(Facts(("Council", "People"), people))
    moved, still = (releases(pair, Terms("by_group")) for pair in (rounds, rounds[:1] * 2))
    assert told(*moved) == told(*still) and told(*moved).label == "unchanged"
