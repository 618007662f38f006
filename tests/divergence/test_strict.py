"""JSON read strictly: refused in one line of place and cause, never guessed and never a failure."""

import pytest

from app.divergence.strict import ContractError, parse


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
