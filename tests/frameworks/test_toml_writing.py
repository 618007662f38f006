"""TOML that a person reads and the reader reads back."""

from app.frameworks.problems import Problems
from app.frameworks.toml_file import read_toml
from app.frameworks.toml_writing import toml_of
from tests.frameworks import good_neighbours


def test_it_is_written_in_the_order_of_the_kinds_without_what_is_empty() -> None:
    text = toml_of(good_neighbours()).decode()
    heads = [line for line in text.splitlines() if line.startswith("[")]
    assert heads[:4] == ["[[considerations]]", "[scale]", "[[scale.bands]]", "[[scale.bands]]"]
    assert '= ""\n' not in text and "misprint" not in text and "page" not in text
    assert "number = 1\n" in text and 'number = "1a"' in text


def test_words_with_quotes_backslashes_and_lines_come_back() -> None:
    told = 'A "quote", a \\, \'\'\' and """ on\ntwo lines, then [[domains]] # and £'
    held = good_neighbours().model_copy(update={"about": told})
    assert read_toml(toml_of(held), Problems()).rows[0].cells["about"].value == told
