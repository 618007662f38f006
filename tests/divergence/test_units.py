from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.divergence import DK, POOL, displayed_units
from app.divergence.units import RULES, Rule
from tests.divergence.cast import (
    CAST,
    COUNCIL,
    HEALTHWATCH,
    ICB,
    PEOPLE,
    PROVIDERS,
    Answers,
    consents,
    private_rules,
    rooms,
)

ROOM = {COUNCIL: [8] * 5, PROVIDERS: [8] * 4, HEALTHWATCH: [3]}


def scores(answers: Sequence[int | str]) -> int:
    return sum(answer != DK for answer in answers)


def test_an_open_rule_shows_every_group() -> None:
    assert displayed_units(ROOM, "open").names == (COUNCIL, HEALTHWATCH, PROVIDERS)


def test_three_scores_make_a_unit_and_two_do_not() -> None:
    room = {COUNCIL: [8, 8, 8], PEOPLE: [3, 3], ICB: [4, 4]}
    assert displayed_units(room, "by_group").pooled == (ICB, PEOPLE)


def test_the_public_pack_needs_five() -> None:
    room = {COUNCIL: [8] * 5, PROVIDERS: [8] * 4, PEOPLE: [3] * 3}
    assert displayed_units(room, "by_group", k=5).pooled == (PEOPLE, PROVIDERS)


def test_cant_tell_does_not_make_a_unit() -> None:
    room: Answers = {COUNCIL: [8] * 5, PROVIDERS: [8] * 4, PEOPLE: [3, 3, DK, DK]}
    units = displayed_units(room, "by_group")
    assert units.pooled == (PEOPLE, PROVIDERS)
    assert sorted(map(str, units.units[POOL])) == ["3", "3", "8", "8", "8", "8", DK, DK]


def test_the_smallest_shown_group_joins_and_of_equals_the_first_by_name() -> None:
    room = {PROVIDERS: [8] * 4, PEOPLE: [7] * 3, ICB: [7] * 3, HEALTHWATCH: [3]}
    assert displayed_units(room, "by_group").pooled == (HEALTHWATCH, ICB)


def test_groups_join_until_the_pool_has_enough_scores() -> None:
    room: Answers = {COUNCIL: [8] * 5, PROVIDERS: [8] * 3, PEOPLE: [DK], HEALTHWATCH: [DK]}
    assert displayed_units(room, "by_group").pooled == (HEALTHWATCH, PEOPLE, PROVIDERS)


def test_consent_shows_one_person_by_group_and_never_where_not_attributable() -> None:
    shown = displayed_units(ROOM, "by_group", [HEALTHWATCH])
    assert (shown.pooled, shown.by_consent) == ((), (HEALTHWATCH,))
    assert HEALTHWATCH in displayed_units(ROOM, "not_attributable", [HEALTHWATCH]).pooled


def test_a_consenting_group_that_only_said_cant_tell_stands_as_itself() -> None:
    """Else its can't tell would show by vanishing into the pool."""
    shown = displayed_units({**ROOM, HEALTHWATCH: [DK]}, "by_group", [HEALTHWATCH])
    assert (shown.units[HEALTHWATCH], shown.pooled, shown.by_consent) == ([DK], (), (HEALTHWATCH,))


def test_a_consenting_group_that_is_silent_is_missing() -> None:
    shown = displayed_units({**ROOM, HEALTHWATCH: []}, "by_group", [HEALTHWATCH])
    assert (shown.units[HEALTHWATCH], shown.by_consent) == ([], ())


def test_a_consenting_group_does_not_join_the_pool() -> None:
    room = {COUNCIL: [8] * 5, PROVIDERS: [8] * 3, HEALTHWATCH: [3]}
    assert displayed_units(room, "by_group", [PROVIDERS]).pooled == (COUNCIL, HEALTHWATCH)


def test_a_group_left_alone_by_the_others_consent_withholds_everything() -> None:
    room = {COUNCIL: [8] * 5, ICB: [7], PEOPLE: [3, 3]}
    units = displayed_units(room, "by_group", [COUNCIL, ICB])
    assert (units.units, units.withheld) == ({}, (COUNCIL, ICB, PEOPLE))


def test_a_silent_group_is_missing_and_never_fills_a_pool() -> None:
    units = displayed_units({**ROOM, PEOPLE: []}, "by_group")
    assert units.units[PEOPLE] == [] and units.pooled == (HEALTHWATCH, PROVIDERS)


def test_a_silent_group_is_still_named_when_all_else_is_withheld() -> None:
    units = displayed_units({COUNCIL: [8], HEALTHWATCH: [2], PEOPLE: []}, "not_attributable")
    assert (units.names, units.withheld) == ((PEOPLE,), (COUNCIL, HEALTHWATCH))


def test_the_name_of_the_pool_is_taken() -> None:
    with pytest.raises(ValueError, match="cannot be called"):
        displayed_units({POOL: [8]}, "by_group")


def test_an_unknown_rule_shows_nothing_by_mistake() -> None:
    with pytest.raises(ValueError, match="no such rule"):
        displayed_units(ROOM, "Open")  # type: ignore[arg-type]


@given(rooms, private_rules, consents, st.sampled_from((3, 5)))
def test_every_group_is_in_one_place_and_no_unit_is_too_small(
    room: Answers, rule: Rule, consent: set[str], k: int
) -> None:
    units = displayed_units(room, rule, consent, k)
    places = [*(name for name in units.units if name != POOL), *units.pooled, *units.withheld]
    assert sorted(places) == sorted(room)
    consenting = consent if rule == "by_group" else set()
    for name, answers in units.units.items():
        assert not answers or scores(answers) >= k or name in consenting
    assert len(units.pooled) != 1


@given(rooms, private_rules, consents)
def test_units_of_five_are_unions_of_units_of_three(room: Answers, rule: Rule, consent: set[str]) -> None:
    """Else a working screen and a public pack could be subtracted."""
    working, public = (displayed_units(room, rule, consent, k) for k in (3, 5))
    if not public.withheld:
        assert not working.withheld
        assert set(working.pooled) <= set(public.pooled)


# Small by plan


@pytest.mark.parametrize("rule", ["by_group", "not_attributable"])
def test_f24_strangers_who_join_a_lone_persons_group_do_not_make_it_a_unit(rule: Rule) -> None:
    """Two who rate 1 and 10 would have that person's rating told as the group's middle."""
    joined = {**ROOM, HEALTHWATCH: [1, 3, 10]}
    assert HEALTHWATCH in displayed_units(joined, rule).units
    assert displayed_units(joined, rule, expected={HEALTHWATCH: 1}).pooled == (HEALTHWATCH, PROVIDERS)


def test_a_group_planned_large_is_small_where_few_of_it_rated() -> None:
    room = {**ROOM, PEOPLE: [3, 3]}
    assert displayed_units(room, "by_group", expected={PEOPLE: 8, HEALTHWATCH: 1}).pooled == (HEALTHWATCH, PEOPLE)


def test_a_group_planned_small_is_shown_by_consent_and_missing_when_silent() -> None:
    planned = {HEALTHWATCH: 1, PEOPLE: 2}
    units = displayed_units({**ROOM, HEALTHWATCH: [1, 3, 10], PEOPLE: []}, "by_group", [HEALTHWATCH], expected=planned)
    assert (units.pooled, units.by_consent, units.units[PEOPLE]) == ((), (HEALTHWATCH,), [])


def test_for_the_public_pack_a_group_planned_under_five_is_small() -> None:
    room = {COUNCIL: [8] * 7, PROVIDERS: [8] * 6, PEOPLE: [3] * 5}
    assert displayed_units(room, "by_group", k=5).pooled == ()
    assert displayed_units(room, "by_group", k=5, expected={PEOPLE: 4}).pooled == (PEOPLE, PROVIDERS)


def test_under_an_open_rule_no_plan_hides_a_group() -> None:
    assert displayed_units(ROOM, "open", expected={HEALTHWATCH: 1}).names == (COUNCIL, HEALTHWATCH, PROVIDERS)


@given(rooms, private_rules, consents, st.dictionaries(st.sampled_from(CAST), st.integers(1, 6)))
def test_a_group_planned_small_stands_as_itself_by_consent_alone(
    room: Answers, rule: Rule, consent: set[str], expected: dict[str, int]
) -> None:
    units = displayed_units(room, rule, consent, expected=expected)
    alone = [name for name, answers in units.units.items() if answers and expected.get(name, 3) < 3]
    assert set(alone) <= set(units.by_consent)


# Guarded


def test_a_pool_is_guarded_whatever_its_size() -> None:
    room = {COUNCIL: [8] * 6, PROVIDERS: [8] * 6, ICB: [8, 8], HEALTHWATCH: [3, 3], PEOPLE: [5, 5]}
    units = displayed_units(room, "by_group")
    assert len(units.units[POOL]) == 6 and units.guarded == (POOL,)


@pytest.mark.parametrize(("providers", "guarded"), [([8] * 4, True), ([8] * 4 + [DK], True), ([8] * 5, False)])
def test_a_unit_under_five_scores_is_guarded_unless_it_is_shown_by_consent(
    providers: list[int | str], guarded: bool
) -> None:
    room: Answers = {COUNCIL: [8] * 5, PROVIDERS: providers}
    assert displayed_units(room, "by_group").guarded == ((PROVIDERS,) if guarded else ())
    assert displayed_units(room, "by_group", [PROVIDERS]).guarded == ()
    assert displayed_units(room, "open").guarded == ()


@given(rooms, st.sampled_from(RULES), consents)
def test_exactly_the_pool_and_the_units_too_small_for_a_range_are_guarded(
    room: Answers, rule: Rule, consent: set[str]
) -> None:
    units = displayed_units(room, rule, consent)
    spoke = {name: answers for name, answers in units.units.items() if answers}
    few = {name for name, answers in spoke.items() if scores(answers) < 5 and name not in units.by_consent}
    pool = {POOL} & set(spoke)
    assert set(units.guarded) & set(spoke) == (set() if rule == "open" else few | pool)
    assert set(units.guarded) <= set(units.units)
