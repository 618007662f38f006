"""The place of a finding among the others: its tier, and in a tier the order of the table."""

import pytest

from app.divergence import TIER_NAMES, Finding, analyse
from tests.divergence.cast import CAST, COUNCIL, PEOPLE


def finding(code: str, tier: int) -> Finding:
    return Finding(code, tier, (), {}, "", "", None)


def test_the_tier_comes_before_the_order_of_the_table() -> None:
    calm, strong = finding("split_room", 2), finding("between_groups", 1)
    assert sorted([calm, strong], key=lambda it: it.importance) == [strong, calm]


def test_in_a_tier_too_few_ratings_are_said_before_what_is_made_of_them() -> None:
    found = [finding(code, 2) for code in ("missing_group", "between_groups", "not_enough")]
    told = [it.code for it in sorted(found, key=lambda it: it.importance)]
    assert told == ["not_enough", "between_groups", "missing_group"]


def test_a_code_that_the_table_does_not_know_has_no_place() -> None:
    with pytest.raises(KeyError):
        assert finding("hunch", 1).importance


def test_each_tier_that_a_room_may_have_has_a_name_to_be_read_aloud() -> None:
    rooms = (
        {COUNCIL: [9, 9], PEOPLE: [2, 2]},
        {COUNCIL: [9], PEOPLE: [2]},
        {COUNCIL: [8, 8], PEOPLE: [6, 5]},
        {name: [7, 7] for name in CAST},
    )
    told = [analyse(room).tier_name for room in rooms]
    assert told == ["Discuss first", "Discuss", "Check", "Broad agreement"] == list(TIER_NAMES.values())
