"""One cell against its column."""

import pytest

from app.frameworks.cells import Value, Wrong, value_of
from app.frameworks.entries import Cell
from app.frameworks.files import read_framework
from app.frameworks.kind import Column, Type
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


@pytest.mark.parametrize(
    ("type_", "typed", "meant"),
    [
        (Type.WHOLE, " 3 ", 3),
        (Type.WHOLE, 3.0, 3),
        (Type.NUMBER, 1.1, "1.1"),
        (Type.NUMBER, 12, "12"),
        (Type.YES_NO, " Y ", True),
        (Type.YES_NO, "FALSE", False),
        (Type.LIST, "Red; Green ;; ", ("Red", "Green")),
        (Type.LIST, ["Red", " "], ("Red",)),
        (Type.TEXT, "one\r\n\ttwo\r\n", "one\n\ttwo"),
    ],
)
def test_what_either_format_makes_of_a_value_is_what_was_typed(type_: Type, typed: object, meant: Value) -> None:
    assert value_of(Cell(typed, "line 1"), Column("it", type_, "", at_most=99)) == meant


@pytest.mark.parametrize("type_", [Type.WHOLE, Type.NUMBER, Type.LINE, Type.LIST])
@pytest.mark.parametrize("typed", [True, float("nan"), float("inf"), {"a": 1}, [1]])
def test_what_only_a_program_takes_for_a_number_or_for_words_is_none(type_: Type, typed: object) -> None:
    with pytest.raises(Wrong) as wrong:
        value_of(Cell(typed, "line 1"), Column("it", type_, "", at_most=99))
    assert wrong.value.cause.startswith(("is ", "holds ")) and wrong.value.mend.endswith(".")


def test_an_empty_cell_is_missing_only_where_it_is_needed() -> None:
    assert value_of(Cell(" ", "line 1"), Column("note", Type.TEXT, "What has to be said.")) is None
    with pytest.raises(Wrong) as wrong:
        value_of(Cell(" ", "line 1"), Column("title", Type.LINE, "Its full title.", needed=True))
    assert (wrong.value.cause, wrong.value.mend) == ("is missing.", "Fill it in: Its full title.")
