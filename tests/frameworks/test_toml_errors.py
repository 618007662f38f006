"""What the standard library says, in plain words: it is known by its first words, which another Python may change."""

import tomllib

import pytest

from app.frameworks.toml_errors import OTHERWISE, SAID, told

SAYINGS = {
    'a = """x': "Unterminated string",
    'a = "x\n': "Illegal character",
    "a 1": "Expected '=' after a key",
    "a = 1 b = 2": "Expected newline or end",
    "a = x": "Invalid value",
    "a = 1\na = 2": "Cannot overwrite a value",
    "a = { b = 1, b = 2 }": "Duplicate inline table key",
    "[a]\n[a]": "Cannot declare",
    "a = { b = 1 }\na.c = 2": "Cannot mutate immutable namespace",
    "[a.b.c]\nz = 9\n[a]\nb.c.t = 9": "Cannot redefine namespace",
    "[a": "Expected ']",
    "a = [1": "Unclosed array",
    "a = { b = 1": "Unclosed inline table",
    'a = "\\q"': "Unescaped",
    "a = 2026-02-30": "Invalid date",
}


def error(text: str) -> str:
    with pytest.raises(tomllib.TOMLDecodeError) as refused:
        tomllib.loads(text)
    return str(refused.value)


@pytest.mark.parametrize("text", SAYINGS)
def test_each_thing_the_library_says_has_words_of_its_own(text: str) -> None:
    cause, mend = SAID[SAYINGS[text]]
    assert error(text).startswith(SAYINGS[text])
    assert told(error(text), text)[2] == mend != OTHERWISE[1]
    assert "{column}" not in told(error(text), text)[1] and cause


def test_nothing_is_kept_that_the_library_does_not_say() -> None:
    assert set(SAYINGS.values()) == set(SAID)


def test_the_place_is_a_line_and_a_character_or_the_end_of_the_file() -> None:
    assert told("Invalid value (at line 12, column 7)", "")[:2] == (
        "line 12",
        "What stands after = is no value, at character 7.",
    )
    assert told("Invalid value (at end of document)", "a = 1\nb =\n\n")[:2] == (
        "line 2",
        "What stands after = is no value, at the end of the file.",
    )


def test_braces_are_told_as_they_are_typed() -> None:
    assert "between { and }" in told("Duplicate inline table key 'a'", "")[1]


def test_what_was_never_heard_before_is_told_by_its_place() -> None:
    assert told("Something new (at line 3, column 1)", "") == (
        "line 3",
        "At character 1 something stands that TOML does not know.",
        "Compare the line with the template.",
    )
