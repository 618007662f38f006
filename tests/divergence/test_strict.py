"""JSON read strictly: refused in one line of place and cause, never guessed and never a failure."""

import json

import pytest

from app.divergence.strict import ContractError, at, parse, shown


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"groups": {"A": [8], "A": [7]}}', 'groups: the key "A" stands there twice'),
        ('{"groups": {}, "groups": {}}', 'the file: the key "groups" stands there twice'),
        ('{"groups": {}, "expect": {"a": [{"b": 1, "b": 2}]}}', 'expect.a[0]: the key "b" stands there twice'),
        ("", "line 1 column 1: not JSON"),
        ('{"groups": {}} x', "line 1 column 16: not JSON"),
        ('{"groups": {"Council": [8, NaN]}}', "the file: NaN is not JSON"),
        ('{"groups": {"Council": [8, -Infinity]}}', "the file: -Infinity is not JSON"),
        (f'{{"groups": {{"Council": [8, {"1" * 9000}]}}}}', "the file: a number has too many digits"),
        ("[" * 200_000, "the file: nested too deeply"),
    ],
)
def test_a_refusal_names_place_and_cause(text: str, told: str) -> None:
    with pytest.raises(ContractError) as refused:
        parse(text)
    assert str(refused.value).startswith(told)


@pytest.mark.parametrize("name", ["two\nlines", "\ud800", "Ynys Môn", "a b", ""])
def test_a_place_stays_on_one_line_of_ascii_whatever_a_group_is_called(name: str) -> None:
    place = at("groups", name)
    assert place.isascii() and "\n" not in place
    assert json.loads(place.removeprefix("groups[").removesuffix("]")) == name


def test_a_plain_name_stands_behind_a_dot_and_at_the_top_behind_nothing() -> None:
    assert (at("cases[0]", "groups"), at("", "groups"), at("", "a b")) == ("cases[0].groups", "groups", '["a b"]')


def test_what_is_shown_of_a_value_is_cut_and_a_list_or_an_object_is_only_named() -> None:
    assert [shown(value) for value in ([8], {"a": 1}, True, None)] == ["a list", "an object", "true", "null"]
    assert len(shown("x" * 38)) == len(shown("x" * 5_000)) == 40
    assert shown("x" * 5_000).endswith("...") and not shown("x" * 38).endswith("...")
