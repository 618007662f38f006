"""One cell against its column."""

import pytest

from app.frameworks.files import read_framework
from tests.frameworks.broken import causes, is_taken
from tests.frameworks.broken_toml import TOML


@pytest.mark.parametrize("number", ["7", "40", "999", "A", "S1.2-b", "L1a", "12345678"])
def test_a_standard_may_have_any_short_number(number: str) -> None:
    assert is_taken(TOML.replace('number = 2\ntitle = "Good', f'number = "{number}"\ntitle = "Good'))


@pytest.mark.parametrize("number", ["L", "L1", "l22", "1/2", "123456789", "1 2", "é"])
def test_some_numbers_are_no_standards(number: str) -> None:
    assert len(causes(TOML.replace('number = 2\ntitle = "Good', f'number = "{number}"\ntitle = "Good'))) == 1


def test_words_are_kept_without_the_space_around_them() -> None:
    held = read_framework("it.toml", TOML.replace('"Good company"', '"  Good company\\t "').encode(), lambda _: None)
    assert held.standards[1].title == "Good company"
