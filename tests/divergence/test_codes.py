"""One table of finding codes: it says what eight lists said, every rule has its row, nobody keeps a list beside it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.divergence import codes
from app.divergence.findings import FIRST, THEN
from tests.cases import over

APP = Path(codes.__file__).parent.parent
LISTS = {  # written out on their own, as they stood in eight places
    "DIVERGENT": "between_groups split_room wide_spread within_group minority_view",
    "CONTRARY": "between_groups split_room wide_spread within_group minority_view lone_voice self_higher self_lower",
    "FOR_TALK": "between_groups lone_group self_higher self_lower wide_spread within_group minority_view "
    "dont_know_high",
    "BESIDE_AGREEMENT": "agreement band_border",
    "BESIDE_MIXED": "missing_group group_cannot_say band_border weighting_matters",
    "WORTH_RECORDING": "between_groups lone_group self_higher self_lower split_room wide_spread within_group "
    "minority_view dont_know_high",
    "CONSOLE_ONLY": "lone_voice self_higher self_lower",
}
FIRST_IN_A_TIER = (
    "not_enough split_room between_groups lone_group self_higher self_lower wide_spread within_group minority_view "
    "dont_know_high lone_voice missing_group group_cannot_say weighting_matters agreement agreement_partial "
    "band_border mixed"
)
FILES = sorted(file for file in APP.rglob("*.py") if file != Path(codes.__file__))


@pytest.mark.parametrize("name", LISTS)
def test_a_column_of_the_table_says_what_its_list_said(name: str) -> None:
    assert getattr(codes, name) == set(LISTS[name].split())


def test_the_rows_stand_in_the_order_in_which_a_room_should_hear_them() -> None:
    assert list(codes.CODES) == FIRST_IN_A_TIER.split()


def test_every_rule_of_the_model_has_a_row_and_every_row_a_rule() -> None:
    assert sorted(codes.CODES) == sorted(rule.__name__ for rule in (*FIRST, *THEN))


def lists_of_codes(source: str) -> Iterator[int]:
    """Lines of a list, set or table with two codes in it. The codes of rules are in calls, one at a time."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Set | ast.List | ast.Tuple | ast.Dict):
            held = node.keys if isinstance(node, ast.Dict) else node.elts
            named = [it.value for it in held if isinstance(it, ast.Constant)]
            if len(set(codes.CODES) & {*named}) > 1:
                yield node.lineno


@over("file", FILES)
def test_no_other_file_keeps_a_list_of_codes(file: Path) -> None:
    assert list(lists_of_codes(file.read_text())) == []


def test_a_list_of_codes_would_be_found() -> None:
    assert list(lists_of_codes('ALSO = frozenset({"mixed", "agreement"})')) == [1]
    assert list(lists_of_codes('one = "mixed"\nother = ("mixed", "nothing of ours")')) == []
