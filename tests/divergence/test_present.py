"""What a private rule must not let out, tried as an attack."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.divergence import DK, POOL, Presentation, answer, displayed_units, present
from app.divergence.units import RULES, Rule
from tests.divergence.cast import (
    CAST,
    COUNCIL,
    HEALTHWATCH,
    ICB,
    PEOPLE,
    PROVIDERS,
    Answers,
    any_rooms,
    consents,
    private_rules,
)


def told(shown: Presentation) -> str:
    found = shown.analysis
    words = [f"{f.sentence} {f.why} {f.question} {f.figures} {f.units}" for f in found.findings]
    return " ".join([*words, *(f"{row}" for row in found.rows)])


@given(any_rooms, private_rules, consents, st.randoms(use_true_random=False))
def test_who_in_the_pool_gave_what_cannot_be_found_out(
    room: Answers, rule: Rule, consent: set[str], random: Random
) -> None:
    """Dealing the pooled scores anew among the pooled groups changes no byte of what is told."""
    pooled = displayed_units(room, rule, consent).pooled
    deck = [score for name in pooled for score in room[name] if score != DK]
    random.shuffle(deck)
    dealt = {
        name: [answer if answer == DK or name not in pooled else deck.pop() for answer in given_]
        for name, given_ in room.items()
    }
    assert contract(dealt, rule, consent) == contract(room, rule, consent)


@given(any_rooms, private_rules, consents, st.integers(1, 10))
def test_withheld_ratings_change_nothing(room: Answers, rule: Rule, consent: set[str], other: int) -> None:
    withheld = displayed_units(room, rule, consent).withheld
    changed = {
        name: [other if answer != DK and name in withheld else answer for answer in given_]
        for name, given_ in room.items()
    }
    assert contract(changed, rule, consent) == contract(room, rule, consent)


def contract(room: Answers, rule: Rule, consent: set[str]) -> object:
    return answer(json.dumps({"groups": room, "rule": rule, "consent": sorted(consent & set(room))}))


@given(any_rooms, private_rules, consents)
def test_a_pooled_or_withheld_group_is_named_in_no_finding(room: Answers, rule: Rule, consent: set[str]) -> None:
    shown = present(room, rule, consent, self_group=COUNCIL)
    hidden = (*shown.units.pooled, *shown.units.withheld)
    assert not [name for name in hidden if name in told(shown)]


def test_the_assessing_group_in_a_pool_is_not_looked_at_as_such() -> None:
    room = {COUNCIL: [9, 9], HEALTHWATCH: [5], PROVIDERS: [5] * 4, PEOPLE: [5] * 4}
    assert "self_higher" in present(room, "open", self_group=COUNCIL).analysis.codes
    shown = present(room, "by_group", self_group=COUNCIL)
    assert POOL in shown.units.units and "self_higher" not in shown.analysis.codes


# The one exception: far from everybody, found on the ratings that rows hide


@pytest.mark.parametrize(("providers", "code"), [(3, "agreement"), (4, "lone_voice")])
@pytest.mark.parametrize("rule", ["by_group", "not_attributable"])
def test_a_lone_voice_behind_rows_is_mentioned_from_eight(rule: Rule, providers: int, code: str) -> None:
    room = {COUNCIL: [8, 8, 8, 5], PROVIDERS: [8] * providers}
    assert present(room, rule).analysis.codes == (code,)


@pytest.mark.parametrize(
    ("icb", "people", "codes"),
    [
        ([8, 8], [8, 8, 8, 3], ("lone_voice",)),
        ([8, 3], [8, 8, 8, 3], ("minority_view",)),
        ([8, 8], [8, 8, 8, 8], ("agreement",)),
    ],
)
def test_f24_who_is_far_from_everybody_is_told_without_unit_number_or_rating(
    icb: list[int], people: list[int], codes: tuple[str, ...]
) -> None:
    shown = present({COUNCIL: [8] * 4, ICB: icb, HEALTHWATCH: people}, "by_group")
    assert shown.analysis.codes == codes
    for finding in shown.analysis.findings:
        if finding.code in ("lone_voice", "minority_view"):
            assert (finding.units, finding.figures) == ((), {})
            words = f"{finding.sentence} {finding.question}"
            assert not [name for name in (*CAST, POOL, "2 ", "8", "5") if name in words]
            assert finding.sentence.startswith(("At least one rating", "A few people"))


def test_where_nobody_is_guarded_a_minority_is_counted_and_a_lone_voice_is_found_from_five() -> None:
    room = {COUNCIL: [8, 8, 8, 8, 3], PROVIDERS: [8, 8, 8, 8, 3]}
    found = present(room, "by_group").analysis.findings
    assert [(it.code, it.figures) for it in found] == [("minority_view", {"sizes": (2,)})]
    assert present({COUNCIL: [8] * 4, PEOPLE: [5]}, "open").analysis.codes == ("between_groups",)
    assert present({COUNCIL: [8] * 4 + [5], PEOPLE: [8]}, "open").analysis.codes == ("lone_voice",)


@given(any_rooms, st.sampled_from(RULES))
def test_a_lone_voice_has_neither_rating_nor_unit(room: Answers, rule: Rule) -> None:
    found = [f for f in present(room, rule).analysis.findings if f.code == "lone_voice"]
    assert not [finding for finding in found if finding.units or set(finding.figures) - {"voices"}]


# Computed from rows


@given(any_rooms, private_rules, consents)
def test_f24_everything_but_the_exception_is_computed_from_the_rows(
    room: Answers, rule: Rule, consent: set[str]
) -> None:
    """Ratings of a guarded unit that leave its row as it is change no figure, and no finding but the two."""
    shown = present(room, rule, consent, self_group=COUNCIL)
    flat = {name: list(shown.units.units.get(name, ())) for name in room}
    if shown.units.pooled or shown.units.withheld:
        return
    other = present({name: flat[name] for name in room}, rule, consent, self_group=COUNCIL)
    assert figures(other) == figures(shown)
    if not {"lone_voice", "minority_view"} & {*shown.analysis.codes, *other.analysis.codes}:
        assert other.analysis == shown.analysis


def figures(shown: Presentation) -> tuple[object, ...]:
    found = shown.analysis
    middles = found.headline_by_group, found.headline_by_person, found.max_gap, found.rows
    return (*middles, found.dispersion, found.within, shown.histogram, shown.units)


def test_f24_two_ratings_that_leave_the_row_alone_leave_every_byte_alone() -> None:
    rest = {COUNCIL: [8] * 6, PROVIDERS: [7] * 5}
    one, other = ({**rest, PEOPLE: people} for people in ([4, 5, 6], [5, 5, 5]))
    assert present(one, "by_group") == present(other, "by_group")
    assert contract(one, "by_group", set()) == contract(other, "by_group", set())
    assert present(one, "open") != present(other, "open")


def test_per_person_everybody_of_a_guarded_unit_stands_at_its_middle() -> None:
    room = {COUNCIL: [9, 9, 9, 5, 5], PEOPLE: [1, 6, 6, 10]}
    assert present(room, "by_group").analysis.headline_by_person == (6, 6)
    assert present({**room, PEOPLE: [6, 6, 6, 6]}, "open").analysis.headline_by_person == (6, 6)
    assert present({**room, PEOPLE: [4, 6, 8, 10]}, "by_group").analysis.headline_by_person == (8, 8)
    assert present({**room, PEOPLE: [4, 6, 8, 10]}, "open").analysis.headline_by_person == (8, 8)


def test_the_middles_are_close_together_where_a_row_hides_the_ratings() -> None:
    room = {COUNCIL: [7] * 4, PEOPLE: [7] * 3}
    finding = present(room, "by_group").analysis.findings[0]
    assert finding.code == "agreement"
    assert finding.sentence.startswith("The middles are close together")
    assert "at their unit’s middle" in finding.why
    assert present(room, "open").analysis.findings[0].sentence.startswith("All 2 groups are close together")
    partial = next(f for f in present({**room, ICB: []}, "by_group").analysis.findings if f.code == "agreement_partial")
    assert (
        partial.sentence.startswith("The middles are close together")
        and "not agreement by everyone" in partial.sentence
    )


# The room's counts


def test_the_rooms_histogram_shows_only_where_nobody_is_guarded() -> None:
    five = {COUNCIL: [8, 2, 2, 3, 4], PEOPLE: [8, 2, 5, 5, 5]}
    for rule in RULES:
        assert present(five, rule).histogram == (0, 3, 1, 1, 3, 0, 0, 2, 0, 0)
        assert (present({**five, ICB: [4, 4, 4]}, rule).histogram is not None) is (rule == "open")
        assert (present({**five, PEOPLE: [8, 2, 5, 5]}, rule).histogram is not None) is (rule == "open")


@given(any_rooms, private_rules, consents)
def test_f24_no_histogram_and_no_count_stands_beside_a_guarded_unit(
    room: Answers, rule: Rule, consent: set[str]
) -> None:
    shown = present(room, rule, consent)
    if any(shown.units.units.get(name) for name in shown.units.guarded):
        assert shown.histogram is None
        counted = {"split_room": {"low", "high", "between"}, "minority_view": {"sizes"}, "lone_voice": {"voices"}}
        assert not [f for f in shown.analysis.findings if counted.get(f.code, set()) & set(f.figures)]


def test_a_histogram_minus_consenting_people_would_be_one_groups_dots() -> None:
    room = {COUNCIL: [8, 7, 3, 2, 9], HEALTHWATCH: [5], ICB: [6]}
    assert present(room, "by_group", [HEALTHWATCH, ICB]).histogram is None
    assert present({**room, PEOPLE: [4] * 5}, "by_group", [HEALTHWATCH, ICB]).histogram is not None


def test_camps_are_counted_only_where_the_histogram_shows() -> None:
    room = {COUNCIL: [2, 2, 8, 8, 8], HEALTHWATCH: [2]}
    assert "3 rated 4 or less" in told(present(room, "open"))
    shown = present(room, "by_group", [HEALTHWATCH])
    assert "split_room" in shown.analysis.codes and "3 rated" not in told(shown)
    assert "5 rated 4 or less" in told(present({**room, PEOPLE: [2, 2, 8, 8, 8]}, "by_group", [HEALTHWATCH]))


# Within a group


def test_a_guarded_unit_is_never_said_to_be_divided() -> None:
    assert "within_group" not in present({COUNCIL: [5] * 6, PEOPLE: [2, 2, 9, 9]}, "by_group").analysis.codes
    assert "within_group" not in present({COUNCIL: [5] * 6, ICB: [1, 9], PEOPLE: [1, 9]}, "by_group").analysis.codes
    assert "within_group" in present({COUNCIL: [5] * 6, PEOPLE: [2, 2, 5, 9, 9]}, "by_group").analysis.codes


@given(any_rooms, private_rules, consents)
def test_f24_within_group_names_no_guarded_unit(room: Answers, rule: Rule, consent: set[str]) -> None:
    shown = present(room, rule, consent)
    named = [name for f in shown.analysis.findings if f.code == "within_group" for name in f.units]
    assert not set(named) & set(shown.units.guarded)


@pytest.mark.parametrize(("people", "ends"), [([2, 2, 9, 9], False), ([2, 2, 5, 9, 9], True)])
def test_the_ends_of_a_spread_are_told_from_five(people: list[int], ends: bool) -> None:
    shown = present({COUNCIL: [5] * 6, PEOPLE: people}, "by_group", [PEOPLE])
    sentence = next(f.sentence for f in shown.analysis.findings if f.code == "within_group")
    assert ("2 to 9" in sentence) is ends


def test_exact_comparisons_are_not_counted_where_a_group_is_too_small_for_its_range() -> None:
    assert "three quarters of all pairs" in told(present({COUNCIL: [8] * 6, PEOPLE: [3, 3, 6]}, "by_group"))
    assert "of 18" not in told(present({COUNCIL: [8] * 6, PEOPLE: [3, 3, 6]}, "by_group"))
    assert "30 of 30" in told(present({COUNCIL: [8] * 6, PEOPLE: [3] * 5}, "by_group"))


def test_an_invited_group_without_an_answer_is_missing_under_every_rule() -> None:
    for rule in RULES:
        shown = present({COUNCIL: [8] * 3, PROVIDERS: [8] * 3}, rule, invited=[COUNCIL, PROVIDERS, PEOPLE])
        assert "missing_group" in shown.analysis.codes


# Planned numbers, and the public pack


def test_f24_a_group_planned_small_is_in_the_pool_however_many_rated() -> None:
    room = {COUNCIL: [8] * 6, PROVIDERS: [8] * 5, HEALTHWATCH: [1, 3, 10]}
    assert HEALTHWATCH in present(room, "by_group").units.names
    shown = present(room, "by_group", expected={HEALTHWATCH: 1})
    assert shown.units.pooled == (HEALTHWATCH, PROVIDERS) and HEALTHWATCH not in told(shown)


def test_the_public_pack_is_made_of_units_of_five() -> None:
    room = {COUNCIL: [8] * 6, PROVIDERS: [8] * 4, PEOPLE: [5] * 3}
    assert present(room, "not_attributable", k=5).units.pooled == (PEOPLE, PROVIDERS)
