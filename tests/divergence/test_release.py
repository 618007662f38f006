"""What a row tells: a guarded unit's people stand at its middle, and nothing else of theirs is there to be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.divergence import DK, POOL, Release, Unit, middle
from app.divergence.release import at_middle, told_unit
from tests.divergence.cast import COUNCIL, HEALTHWATCH, ICB, PEOPLE, PROVIDERS, answers

some_scores = st.lists(st.integers(1, 10), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        ([], ()), ([3], (3,)), ([1, 9], (1, 9)), ([1, 3, 10], (3, 3, 3)),
        ([1, 4, 6, 10], (4, 4, 6, 6)), ([1, 5, 5, 10], (5, 5, 5, 5)), ([10, 1, 3], (3, 3, 3)),
    ],
)  # fmt: skip
def test_everybody_stands_at_the_middle_half_at_each_end_of_an_interval(
    scores: list[int], told: tuple[int, ...]
) -> None:
    assert at_middle(scores) == told


@given(some_scores)
def test_the_row_that_is_told_has_the_people_and_the_middle_of_the_ratings(scores: list[int]) -> None:
    told = at_middle(scores)
    assert (len(told), middle(told), list(told)) == (len(scores), middle(scores), sorted(told))


@given(some_scores, some_scores)
def test_ratings_of_one_middle_and_number_leave_one_and_the_same_row(one: list[int], other: list[int]) -> None:
    if (len(one), middle(one)) == (len(other), middle(other)):
        assert at_middle(one) == at_middle(other)


@given(st.lists(answers, max_size=8))
def test_a_guarded_unit_and_an_open_one_count_the_same_people(given_: list[int | str]) -> None:
    row, scores = (told_unit(PROVIDERS, given_, is_guarded=guarded) for guarded in (True, False))
    assert (len(row.scores), row.cant_tell) == (len(scores.scores), scores.cant_tell)
    assert list(scores.scores) == sorted(answer for answer in given_ if answer != DK)


def test_of_a_silent_group_there_is_nothing_to_guard() -> None:
    unit = told_unit(PEOPLE, [], is_guarded=True)
    assert unit == Unit(PEOPLE) and unit.is_silent
    assert Release((unit, Unit(POOL, (4, 4, 4), is_guarded=True)), (ICB, HEALTHWATCH)).guarded == (POOL,)


def test_cant_tell_is_no_silence() -> None:
    assert told_unit(PEOPLE, [DK], is_guarded=True) == Unit(PEOPLE, (), 1, is_guarded=True)
    assert not Unit(PEOPLE, (), 1).is_silent


def test_a_group_speaks_through_the_unit_that_is_told_and_through_none_where_nothing_of_it_is() -> None:
    units = Unit(COUNCIL, (8,) * 5), Unit(POOL, (4, 4, 4), is_guarded=True), Unit(PEOPLE)
    told = Release(units, (HEALTHWATCH, ICB), (), (PROVIDERS,))
    spoken = [told.unit_of(group) for group in (COUNCIL, HEALTHWATCH, ICB, PEOPLE, PROVIDERS, None, POOL)]
    assert spoken[:6] == [COUNCIL, POOL, POOL, None, None, None]
    assert told.groups_of(POOL) == (HEALTHWATCH, ICB) and told.groups_of(COUNCIL) == (COUNCIL,)
