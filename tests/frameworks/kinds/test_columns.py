"""A column in few words: what it belongs to, and whether it may be left out."""

from app.frameworks.kind import Type
from app.frameworks.kinds.columns import PAGE, number, of


def test_what_belongs_to_another_row_names_its_kind_and_must_name_one_of_it() -> None:
    column = of("Domains", "1")
    assert (column.name, column.refers, column.type, column.needed) == ("domain", "Domains", Type.STANDARD, True)


def test_a_number_is_always_needed_and_a_page_never() -> None:
    assert (number("1").needed, PAGE.needed) == (True, False)
