"""What a private rule must not let out, tried as an attack."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.divergence import DK, POOL, Presentation, answer, displayed_units, present
from app.divergence.units import RULES, Rule
from tests.divergence.cast import (
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


@pytest.mark.parametrize(("providers", "expected"), [(3, False), (4, True)])
def test_a_lone_voice_is_mentioned_from_eight_where_not_attributable(providers: int, expected: bool) -> None:
    room = {COUNCIL: [8, 8, 8, 5], PROVIDERS: [8] * providers}
    shown = present(room, "not_attributable")
    assert ("lone_voice" in shown.analysis.codes) is expected
    assert "lone_voice" in present(room, "by_group").analysis.codes
    assert expected or shown.analysis.codes == ("mixed",), "and its absence looks like any mixed room"


@given(any_rooms, st.sampled_from(RULES))
def test_a_lone_voice_has_neither_rating_nor_unit(room: Answers, rule: Rule) -> None:
    found = [f for f in present(room, rule).analysis.findings if f.code == "lone_voice"]
    assert not [finding for finding in found if finding.units or set(finding.figures) != {"voices"}]


@pytest.mark.parametrize(("council", "shown"), [([8, 2], False), ([8, 2, 2], True)])
def test_the_rooms_histogram_shows_from_five(council: list[int], shown: bool) -> None:
    room = {COUNCIL: council, PEOPLE: [8, 2]}
    assert (present(room, "not_attributable").histogram is not None) is shown
    assert present(room, "open").histogram is not None


def test_a_histogram_minus_consenting_people_would_be_one_groups_dots() -> None:
    room = {COUNCIL: [8, 7, 3, 2, 9], HEALTHWATCH: [5], ICB: [6]}
    assert present(room, "by_group", [HEALTHWATCH, ICB]).histogram is None
    assert present({**room, PEOPLE: [4, 4, 4]}, "by_group", [HEALTHWATCH, ICB]).histogram is not None


def test_camps_are_counted_only_where_the_histogram_shows() -> None:
    room = {COUNCIL: [2, 8, 8], HEALTHWATCH: [2]}
    assert "2 rated 4 or less" in told(present(room, "open"))
    shown = present(room, "by_group", [HEALTHWATCH])
    assert "split_room" in shown.analysis.codes and "2 rated" not in told(shown)


@pytest.mark.parametrize(("people", "ends"), [([2, 2, 9, 9], False), ([2, 2, 5, 9, 9], True)])
def test_the_ends_of_a_spread_are_told_from_five(people: list[int], ends: bool) -> None:
    shown = present({COUNCIL: [5] * 6, PEOPLE: people}, "by_group")
    sentence = next(f.sentence for f in shown.analysis.findings if f.code == "within_group")
    assert ("2 to 9" in sentence) is ends


def test_exact_comparisons_are_not_counted_where_a_group_is_too_small_for_its_range() -> None:
    assert "one-to-one" in told(present({COUNCIL: [8] * 6, PEOPLE: [3, 3, 6]}, "by_group"))
    assert "of 18" not in told(present({COUNCIL: [8] * 6, PEOPLE: [3, 3, 6]}, "by_group"))
    assert "30 of 30" in told(present({COUNCIL: [8] * 6, PEOPLE: [3] * 5}, "by_group"))


def test_an_invited_group_without_an_answer_is_missing_under_every_rule() -> None:
    for rule in RULES:
        shown = present({COUNCIL: [8] * 3, PROVIDERS: [8] * 3}, rule, invited=[COUNCIL, PROVIDERS, PEOPLE])
        assert "missing_group" in shown.analysis.codes
