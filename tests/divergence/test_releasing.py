"""One standard rated again: whose answers count, and which rows are told anew and which stand as they were told."""

from collections.abc import Collection, Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.divergence import DK, POOL, Facts, Release, Rule, Terms, Unit, Voice, releases
from app.divergence.release import Answer
from tests.divergence.cast import private_rules

PLANNED = {"Council": 5, "Providers": 3, "Healthwatch": 1, "Carers": 2, "ICB": 2, "People": 3}
SEATS = {
    "Olu": "Council", "Oona": "Council", "Omar": "Council", "Ola": "Council", "Ode": "Council",
    "Priya": "Providers", "Pat": "Providers", "Petra": "Providers",
    "Hari": "Healthwatch", "Carol": "Carers", "Cy": "Carers",
}  # fmt: skip
GUESTS = ("Nia", "Ian", "Ines", "Pam", "Pia", "Per", "Paz", "Pina")  # come in some tests
NUMBERS = {name: number for number, name in enumerate((*SEATS, *GUESTS))}
FIRST: dict[str, Answer] = {
    "Olu": 8, "Oona": 8, "Omar": 9, "Ola": 7, "Ode": 8,
    "Priya": 3, "Pat": 3, "Petra": 4, "Hari": 5, "Carol": 4, "Cy": 6,
}  # fmt: skip
Said = Mapping[str, Answer]


def facts(
    said: Said, moved: Mapping[str, str] | None = None, gone: Collection[str] = (), consent: Collection[str] = ()
) -> Facts:
    """`moved`: the group of who sits elsewhere by now, and of who has come."""
    seats = {name: group for name, group in {**SEATS, **(moved or {})}.items() if name not in gone}
    people = {NUMBERS[name]: Voice(group, said.get(name)) for name, group in seats.items()}
    return Facts(tuple(PLANNED), people, frozenset(consent))


def told(*rounds: Facts, rule: Rule = "by_group") -> list[Release]:
    return releases(rounds, Terms(rule, PLANNED))


def again(rule: Rule = "by_group", **changed: Answer) -> tuple[Release, Release]:
    one, two = told(facts(FIRST), facts({**FIRST, **changed}), rule=rule)
    return one, two


def without(*names: str) -> dict[str, Answer]:
    return {name: answer for name, answer in FIRST.items() if name not in names}


def unit(release: Release, name: str) -> Unit:
    return next(it for it in release.units if it.name == name)


def row(release: Release, name: str) -> tuple[int, ...]:
    return unit(release, name).scores


def test_a_first_release_has_the_scores_of_large_units_and_the_rows_of_guarded_ones() -> None:
    (first,) = told(facts(FIRST))
    assert row(first, "Council") == (7, 8, 8, 8, 9)
    assert (row(first, "Providers"), row(first, POOL)) == ((3, 3, 3), (5, 5, 5))
    assert (first.guarded, first.pooled) == (("Providers", POOL), ("Carers", "Healthwatch"))


def test_under_the_open_rule_every_round_is_told_as_it_is() -> None:
    first, second = again("open", Pat=8)
    assert row(first, "Carers") == (4, 6) and row(second, "Providers") == (3, 4, 8)
    assert not second.guarded


# Told anew, or standing


@pytest.mark.parametrize("changed", [{"Pat": 10}, {"Hari": 10}, {"Pat": DK}, {"Pat": 10, "Hari": 1}])
def test_f32_one_changed_answer_leaves_a_guarded_row_as_it_was_told(changed: dict[str, Answer]) -> None:
    first, second = again(**changed)
    assert second.units == first.units


def test_f32_two_of_three_who_gave_another_answer_have_their_row_told_anew() -> None:
    first, second = again(Pat=8, Priya=9)
    assert row(second, "Providers") == (8, 8, 8)
    assert unit(second, POOL) == unit(first, POOL)


def test_from_five_people_a_guarded_row_is_told_anew_from_three_other_answers() -> None:
    come = {"Ian": "ICB", "Ines": "ICB"}
    five: dict[str, Answer] = {**FIRST, "Ian": 5, "Ines": 5}
    two, three = {"Hari": 9, "Cy": 9}, {"Hari": 9, "Cy": 9, "Ian": 9}
    first, second = told(facts(five, come), facts({**five, **two}, come))
    assert row(first, POOL) == row(second, POOL) == (5,) * 5
    assert row(told(facts(five, come), facts({**five, **three}, come))[1], POOL) == (9,) * 5


def test_changes_add_up_until_the_row_is_told_anew() -> None:
    rounds = facts(FIRST), facts({**FIRST, "Pat": 8}), facts({**FIRST, "Pat": 8, "Priya": 8})
    assert [row(it, "Providers") for it in told(*rounds)] == [(3, 3, 3), (3, 3, 3), (8, 8, 8)]


def test_who_goes_back_to_the_answer_that_was_told_has_not_given_another() -> None:
    rounds = facts(FIRST), facts({**FIRST, "Pat": 8}), facts({**FIRST, "Priya": 8})
    assert [row(it, "Providers") for it in told(*rounds)] == [(3, 3, 3)] * 3


def test_a_row_told_anew_is_then_what_the_next_is_compared_with() -> None:
    moved = {**FIRST, "Pat": 8, "Priya": 8}
    rounds = facts(FIRST), facts(moved), facts({**moved, "Pat": 10}), facts({**moved, "Pat": 10, "Petra": 10})
    assert [row(it, "Providers") for it in told(*rounds)] == [(3, 3, 3), (8, 8, 8), (8, 8, 8), (10, 10, 10)]


def test_a_guarded_row_with_fewer_than_three_scores_stands() -> None:
    first, second = again(Pat=DK, Priya=DK)
    assert second.units == first.units


def test_a_large_unit_is_told_as_it_is_now() -> None:
    assert row(again(Olu=1)[1], "Council") == (1, 7, 8, 8, 9)


def test_a_large_unit_that_would_fall_under_five_scores_stands_until_enough_of_it_changed() -> None:
    first, second = again(Olu=DK)
    assert unit(second, "Council") == unit(first, "Council")
    third = again(Olu=DK, Oona=2, Omar=2)[1]
    assert unit(third, "Council") == Unit("Council", (2, 2, 7, 7), 1, is_guarded=True)


def test_f24_a_guarded_unit_that_has_five_scores_by_now_stays_guarded() -> None:
    come = dict.fromkeys(("Pam", "Pia", "Per", "Paz", "Pina"), "People")
    first: dict[str, Answer] = {**FIRST, "Pam": 2, "Pia": 3, "Per": 3, "Paz": 4, "Pina": DK}
    second: dict[str, Answer] = {**first, "Pam": 6, "Pia": 7, "Pina": 10}
    one, two = told(facts(first, come), facts(second, come))
    assert unit(one, "People").is_guarded and unit(one, "People").cant_tell == 1
    assert (unit(two, "People").scores, unit(two, "People").is_guarded) == ((6,) * 5, True)


# Whose answers count


@pytest.mark.parametrize(
    "second",
    [
        facts(without("Olu"), gone=["Olu"]),
        facts(without("Olu")),
        facts({**FIRST, "Olu": 1}, moved={"Olu": "Carers"}),
    ],
    ids=["gone", "silent", "moved to another group"],
)
def test_who_is_gone_or_silent_or_moved_counts_with_the_last_answer(second: Facts) -> None:
    one, two = told(facts(FIRST), second)
    assert row(two, "Council") == row(one, "Council")
    assert unit(two, "Council").silent_again == 1
    assert unit(two, POOL) == unit(one, POOL)


@pytest.mark.parametrize("answer", [None, 1], ids=["silent there", "rated there"])
def test_f24_who_moves_to_a_group_that_was_missing_leaves_no_gap_in_the_first_one(answer: Answer | None) -> None:
    """Else the rating of whoever moves is what the first group's row lost."""
    six: dict[str, Answer] = {**FIRST, "Nia": 2}
    second = {**FIRST, "Nia": answer} if answer else FIRST
    one, two = told(facts(six, {"Nia": "Council"}), facts(second, {"Nia": "People"}))
    assert row(one, "Council") == row(two, "Council") == (2, 7, 8, 8, 8, 9)
    assert unit(two, "Council").silent_again == 1


@pytest.mark.parametrize("leaver", ["Hari", "Carol", "Pat"])
def test_f24_a_pooled_person_who_leaves_between_rounds_changes_nothing_that_is_told(leaver: str) -> None:
    one, two = told(facts(FIRST), facts(without(leaver), gone=[leaver]))
    assert two == one


def test_the_last_answer_is_that_of_the_last_round_one_spoke_in() -> None:
    third = told(facts(FIRST), facts({**FIRST, "Olu": 2}), facts(without("Olu"), gone=["Olu"]))[2]
    assert row(third, "Council") == (2, 7, 8, 8, 9)


@pytest.mark.parametrize("group", ["Council", "Providers", "Healthwatch"])
def test_f24_who_comes_later_counts_from_the_next_standard(group: str) -> None:
    one, two = told(facts(FIRST), facts({**FIRST, "Nia": 1}, {"Nia": group}))
    assert two.units == one.units


def test_who_sat_there_and_had_not_answered_counts_once_they_do() -> None:
    seated = {"Nia": "Council"}
    one, two = told(facts(FIRST, seated), facts({**FIRST, "Nia": 1}, seated))
    assert (row(one, "Council"), row(two, "Council")) == ((7, 8, 8, 8, 9), (1, 7, 8, 8, 8, 9))


# Groups that were missing


PEOPLE = {"Pam": "People", "Pia": "People", "Per": "People"}


def test_a_missing_group_comes_as_its_own_guarded_unit_with_enough_scores() -> None:
    one, two = told(facts(FIRST), facts({**FIRST, "Pam": 2, "Pia": 3, "Per": 9}, PEOPLE))
    assert unit(one, "People").is_silent
    assert unit(two, "People") == Unit("People", (3, 3, 3), is_guarded=True)
    assert [it for it in two.units if it.name != "People"] == [it for it in one.units if it.name != "People"]


def test_a_missing_group_of_one_comes_as_itself_by_consent() -> None:
    two = told(facts(without("Hari")), facts(FIRST, consent=["Healthwatch"]))[1]
    assert unit(two, "Healthwatch") == Unit("Healthwatch", (5,), by_consent=True)
    assert told(facts(without("Hari")), facts(FIRST, consent=["Healthwatch"]), rule="not_attributable")[1].late


def test_a_missing_group_too_small_for_a_unit_is_late_and_joins_no_pool() -> None:
    one, two = told(facts(without("Hari")), facts(FIRST))
    assert (one.pooled, two.pooled) == (("Carers", "Providers"),) * 2
    assert two.late == ("Healthwatch",) and "Healthwatch" not in two.groups
    assert unit(two, POOL) == unit(one, POOL)
    assert two.unit_of("Healthwatch") is None


def test_a_late_group_may_still_come_by_consent() -> None:
    third = told(facts(without("Hari")), facts(FIRST), facts(FIRST, consent=["Healthwatch"]))[2]
    assert (row(third, "Healthwatch"), third.late) == ((5,), ())


def test_a_missing_group_that_stays_silent_stays_missing() -> None:
    two = told(facts(FIRST), facts(FIRST))[1]
    assert unit(two, "People").is_silent and two.late == ()


# Consent


def test_a_unit_by_consent_is_told_as_it_is_each_time() -> None:
    one, two = told(*(facts({**FIRST, "Hari": score}, consent=["Healthwatch"]) for score in (5, 9)))
    assert (row(one, "Healthwatch"), row(two, "Healthwatch")) == ((5,), (9,))
    silent = told(*(facts(said, consent=["Healthwatch"]) for said in (FIRST, without("Hari"))))[1]
    assert (row(silent, "Healthwatch"), unit(silent, "Healthwatch").silent_again) == ((5,), 1)


def test_after_a_consent_taken_back_the_row_stands_for_good() -> None:
    nine = {**FIRST, "Hari": 9}
    rounds = facts(FIRST, consent=["Healthwatch"]), facts(nine), facts(nine, consent=["Healthwatch"])
    assert [row(it, "Healthwatch") for it in told(*rounds)] == [(5,)] * 3


def test_a_consent_given_after_the_first_reveal_takes_nobody_out_of_the_pool() -> None:
    one, two = told(facts(FIRST), facts(FIRST, consent=["Healthwatch"]))
    assert two.units == one.units


# Withheld, comparable


def test_where_all_was_withheld_the_next_round_is_told_like_a_first_one() -> None:
    one, two = told(facts({"Hari": 1, "Carol": 10}), facts({**FIRST, "Nia": 8}, {"Nia": "Council"}))
    assert one.withheld == ("Carers", "Healthwatch") and not one.guarded
    assert row(two, "Council") == (7, 8, 8, 8, 8, 9)
    assert two == told(facts({**FIRST, "Nia": 8}, {"Nia": "Council"}))[0]


@pytest.mark.parametrize(("silent", "comparable"), [(2, True), (3, False)])
def test_rounds_compare_where_three_quarters_of_the_first_people_answered_again(silent: int, comparable: bool) -> None:
    """Of eight, six are exactly three quarters; who moved to another group did not answer again for the first."""
    eight = without("Hari", "Carol", "Cy")
    quiet = [*eight][:silent]
    assert told(facts(eight), facts({k: v for k, v in eight.items() if k not in quiet}))[1].comparable is comparable
    elsewhere = dict.fromkeys(quiet, "Providers")
    assert told(facts(eight), facts(eight, elsewhere))[1].comparable is comparable
    newcomers = {**eight, "Pam": 5, "Pia": 5, "Per": 5}
    again_ = facts({k: v for k, v in newcomers.items() if k not in quiet}, PEOPLE)
    assert told(facts(eight), again_)[1].comparable is comparable


# For every room


rounds_of_answers = st.lists(
    st.fixed_dictionaries({}, optional=dict.fromkeys(SEATS, st.one_of(st.integers(1, 10), st.just(DK)))),
    min_size=2,
    max_size=3,
)


@given(rounds_of_answers, private_rules, st.sets(st.sampled_from(("Healthwatch", "Carers"))))
def test_who_did_not_rate_again_is_never_counted_of_a_guarded_unit(
    said: list[dict[str, Answer]], rule: Rule, consent: set[str]
) -> None:
    for release in told(*(facts(it, consent=consent) for it in said), rule=rule):
        assert not [it for it in release.units if it.is_guarded and it.silent_again]


@given(rounds_of_answers, private_rules)
def test_f24_units_and_pool_are_those_of_the_first_reveal(said: list[dict[str, Answer]], rule: Rule) -> None:
    one, two, *_ = told(*(facts(it) for it in said), rule=rule)
    if not one.withheld:
        assert two.pooled == one.pooled and not two.withheld
        assert {it.name for it in two.units} | set(two.late) == {it.name for it in one.units}


@given(rounds_of_answers, private_rules, st.sampled_from([*SEATS]), st.sampled_from([*range(1, 11), DK]))
def test_f32_no_single_guarded_person_moves_a_row(
    said: list[dict[str, Answer]], rule: Rule, name: str, other: Answer
) -> None:
    one, two = told(facts(said[0]), facts({**said[0], name: other}), rule=rule)
    own = one.unit_of(SEATS[name])
    if not one.withheld and own in one.guarded:
        assert unit(two, own) == unit(one, own)


def test_f24_who_of_a_guarded_unit_rated_again_leaves_no_trace() -> None:
    """Any number of guarded people are silent, gone or say the same again: the rows are the same to the byte."""
    random, (first,) = Random(7), told(facts(FIRST))
    guarded = [name for name, group in SEATS.items() if group != "Council"]
    for _ in range(60):
        quiet = random.sample(guarded, random.randint(0, len(guarded)))
        gone = [name for name in quiet if random.random() < 0.5]
        assert told(facts(FIRST), facts(without(*quiet), gone=gone))[1].units == first.units


@pytest.mark.parametrize(
    ("left_out", "found"), [(("Ola", "Ode", "Omar"), ("lone_voice",)), (("Ola", "Ode", "Omar", "Oona"), None)]
)
def test_who_is_far_from_everybody_is_told_from_eight_scores_where_a_row_is_guarded(
    left_out: tuple[str, ...], found: tuple[str, ...] | None
) -> None:
    (release,) = told(facts({**dict.fromkeys(without(*left_out), 8), "Petra": 1}))
    assert release.guarded and release.apart == found
