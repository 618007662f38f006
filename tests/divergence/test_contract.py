import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.divergence import POOL, ContractError, answer
from app.divergence.contract import main


def nest(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner) | st.dictionaries(st.text(), inner)


ROOM = '{"groups": {"Council": [8, 7, "DK"], "Healthwatch": []}}'


def room(**more: Any) -> str:
    return json.dumps({"groups": {"Council": [8, 8, 8], "People": [3]}, **more})


def with_answer(value: str) -> str:
    return f'{{"groups": {{"Council": [8, {value}]}}}}'


def refusal(text: str) -> str:
    with pytest.raises(ContractError) as caught:
        answer(text)
    return str(caught.value)


def test_a_room_comes_out_with_its_figures() -> None:
    told = answer(ROOM)
    sentences = told.pop("sentences")
    assert told == {
        "id": None,
        "findings": ["dont_know_high", "missing_group", "not_enough"],
        "tier": 2,
        "max_gap": 0.0,
        "headline_by_group": [7.0, 8.0],
        "headline_by_person": [7.0, 8.0],
        "dispersion": 0.1111,
        "between": 0.0,
    }
    assert "2 ratings from 1 group: too few to say whether the room agrees." in sentences
    assert [text for text in sentences if text.endswith("?")] == sentences[-1:]


def test_without_ratings_figures_are_null() -> None:
    told = answer('{"id": "A", "groups": {}}')
    figures = ("max_gap", "headline_by_group", "headline_by_person", "dispersion", "between")
    assert [told[name] for name in figures] == [None] * 5


def test_a_private_room_comes_out_with_its_units() -> None:
    told = answer(room(rule="not_attributable"))
    assert (told["units"], told["pooled"], told["withheld"]) == ([POOL], ["Council", "People"], [])
    assert told["guarded"] == [POOL]
    assert not {"units", "pooled", "withheld", "guarded"} & set(answer(room()))


def test_a_private_room_says_which_units_tell_their_row_alone() -> None:
    groups = {"Council": [8] * 5, "Providers": [8] * 4, "People": [3] * 3}
    assert private(groups)["guarded"] == ["People", "Providers"]
    assert private(groups, consent=["People"])["guarded"] == ["Providers"]
    assert private(groups, rule="open")["guarded"] == []


def private(groups: dict[str, list[int]], rule: str = "by_group", **more: Any) -> Any:
    return answer(json.dumps({"groups": groups, "rule": rule, **more}))


def test_f24_figures_and_sentences_are_those_of_the_rows() -> None:
    """Under eight: from there on, somebody far from everybody is mentioned."""
    council = {"Council": [8] * 4}
    assert private({**council, "People": [1, 3, 10]}) == private({**council, "People": [3, 3, 3]})
    assert private({**council, "People": [1, 3, 10]}, "open") != private({**council, "People": [3, 3, 3]}, "open")


def test_expected_numbers_decide_what_is_small() -> None:
    groups = {"Council": [8] * 6, "Providers": [8] * 5, "Healthwatch": [1, 3, 10]}
    assert private(groups)["pooled"] == []
    told = private(groups, expected={"Healthwatch": 1, "Council": 6})
    assert (told["pooled"], told["guarded"]) == (["Healthwatch", "Providers"], [POOL])
    assert private(groups, expected={"Healthwatch": 1}, consent=["Healthwatch"])["pooled"] == []
    assert answer(room(expected={"People": 1})) == answer(room())


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ({"ICB": 3}, 'expected: "ICB" is not one of the groups'),
        ({"People": 0}, "expected.People: 0 is no number of people from 1"),
        ({"People": -2}, "expected.People: -2 is no number of people from 1"),
        ({"People": True}, "expected.People: true is no number of people from 1"),
        ({"People": 3.0}, "expected.People: 3.0 is no number of people from 1"),
        ({"People": "3"}, 'expected.People: "3" is no number of people from 1'),
        ({"People": None}, "expected.People: null is no number of people from 1"),
        ([3], "expected: not an object"),
        (3, "expected: not an object"),
    ],
)
def test_expected_numbers_that_are_wrong_are_refused_with_their_place(expected: Any, told: str) -> None:
    assert refusal(room(rule="by_group", expected=expected)).startswith(told)


@pytest.mark.parametrize("rule", ["by_group", "not_attributable"])
def test_f32_a_pair_is_refused_under_a_private_rule(rule: str) -> None:
    pair: dict[str, Any] = {"round1": {"A": {"1": 8}}, "round2": {"A": {"1": 8}}}
    assert refusal(json.dumps({**pair, "rule": rule})).startswith("rule: two rounds are compared person by person")
    assert refusal(json.dumps({"rounds": [{**pair, "rule": rule}]})).startswith("rounds[0].rule: ")
    assert answer(json.dumps({**pair, "rule": "open"})) == answer(json.dumps(pair))


def test_a_pair_comes_out_with_its_label() -> None:
    seats = {"Council": {"1": 8, "2": "DK"}}
    told = answer(json.dumps({"round1": seats, "round2": seats, "self_group": "Council"}))
    assert told == {"label": "held", "notes": [], "paired": 1, "of": 1, "lost_groups": []}


def test_cases_come_out_in_their_order_beside_the_agenda() -> None:
    calm, apart = {"groups": {"A": [8, 8], "B": [8]}}, {"id": "x", "groups": {"A": [9, 9], "B": [1]}}
    told = answer(json.dumps({"cases": [calm, apart]}))
    assert [case["id"] for case in told["cases"]] == [None, "x"]
    assert told["order"] == ["x", 1]
    assert answer('{"cases": []}') == {"cases": [], "order": []}


def test_keys_that_describe_a_case_are_passed_over() -> None:
    assert answer(room(title="A", why=8.5, expect={"tier": 9}, example_sentences=[])) == answer(room())


@pytest.mark.parametrize(
    "value", ["8.0", "8e0", "true", "null", '"dk"', '"8"', '"DK "', "0", "11", "-1", "[8]", "{}", "1e999", "9" * 200]
)
def test_an_answer_that_is_neither_a_rating_nor_dk_is_refused_with_its_place(value: str) -> None:
    told = refusal(with_answer(value))
    assert told.startswith("groups.Council[1]: ") and "whole number from 1 to 10" in told and len(told) < 130


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (room(self_group="Counsel"), 'self_group: "Counsel" is not one of the groups'),
        (room(self_group=1), "self_group: 1 is not one of the groups"),
        (room(consent=["People", "ICB"]), 'consent[1]: "ICB" is not one of the groups'),
        (room(consent=[["People"]]), "consent[0]: a list is not one of the groups"),
        (room(consent="People"), "consent: not a list"),
        (room(rule="Open"), 'rule: "Open" is none of open, by_group, not_attributable'),
        (room(rule=None), "rule: null is none of open, by_group, not_attributable"),
        (room(rule=["open"]), "rule: a list is none of open, by_group, not_attributable"),
        (room(id=True), "id: neither text nor a whole number"),
        (room(id=1.5), "id: neither text nor a whole number"),
        ('{"groups": [8]}', "groups: not an object"),
        ('{"groups": {"A": 8}}', "groups.A: not a list"),
        ('{"groups": {"A B": null}}', 'groups["A B"]: not a list'),
        ('{"round1": {}}', "the file: round2 is missing"),
        ('{"round1": {"A": [8]}, "round2": {}}', "round1.A: not an object"),
        ('{"round1": {"A": {"s": 8.0}}, "round2": {}}', "round1.A.s: 8.0 is neither a whole number from 1 to 10"),
        ('{"round1": {}, "round2": {}, "groups": {}}', "the file: a case has either groups or round1 and round2"),
        ('{"round1": {"A": {}}, "round2": {"B": {}}, "self_group": "C"}', 'self_group: "C" is not one of the groups'),
        ('{"cases": {}}', "cases: not a list"),
        ('{"cases": [8]}', "cases[0]: not an object"),
        ('{"cases": [{"groups": {}}, {}]}', "cases[1]: groups is missing"),
        ('{"cases": [], "groups": {}}', "the file: has both cases and groups"),
        ("[]", "the file: not an object"),
        ("{}", "the file: groups is missing"),
        (f'{{"groups": {{"{POOL}": [8]}}, "rule": "by_group"}}', "the file: a group cannot be called"),
    ],
)
def test_a_refusal_names_place_and_cause(text: str, told: str) -> None:
    assert refusal(text).startswith(told)


def test_a_refusal_stays_on_one_line_whatever_a_group_is_called() -> None:
    told = refusal('{"groups": {"two\\nlines \\ud800": [0]}}')
    assert told.isascii() and "\n" not in told


def test_the_reserved_name_is_any_name_under_an_open_rule() -> None:
    assert answer(f'{{"groups": {{"{POOL}": [8]}}}}')["findings"] == ["not_enough"]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), nest, max_leaves=20))
def test_anything_else_is_refused_and_never_fails(value: object) -> None:
    for case in (value, {"groups": value}, {"groups": {"A": value}}, {"round1": {"A": value}, "round2": {"A": value}}):
        try:
            json.dumps(answer(json.dumps(case)))
        except ContractError as error:
            assert "\n" not in str(error)


def test_the_command_prints_json_and_says_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "case.json"
    file.write_text("\ufeff" + ROOM, encoding="utf-8")
    assert main(file) == 0
    assert json.loads(capsys.readouterr().out) == answer(ROOM)


@pytest.mark.parametrize("content", [b"{", b"\xff", None])
def test_the_command_refuses_in_one_line_and_says_two(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "case.json"
    if content is not None:
        file.write_bytes(content)
    assert main(str(file)) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1


def test_a_folder_or_an_impossible_path_is_refused_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(tmp_path) == main("a\0b") == 2
