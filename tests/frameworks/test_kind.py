"""What one kind of thing looks like in either format."""

import pytest

from app.frameworks.kind import Column, Type
from app.frameworks.kinds.scale import SCALE
from app.frameworks.kinds.standards import CRITERIA, STANDARDS


@pytest.mark.parametrize("name", ["titles.form", "titles.easy-read", "titles.2019_print"])
def test_a_title_may_be_printed_in_more_places_than_the_table_names(name: str) -> None:
    column = STANDARDS.column(name)
    assert column and (column.name, column.type, column.needed) == (name, Type.LINE, False)


@pytest.mark.parametrize("name", ["titles.", "titles.Form", "titles.a b", "titles.a.b", f"titles.{'x' * 31}", "titel"])
def test_other_names_are_no_place_of_a_title(name: str) -> None:
    assert STANDARDS.column(name) is None


def test_what_has_no_title_has_no_printed_one() -> None:
    assert CRITERIA.column("titles.form") is None


def test_a_row_begins_with_one_bracket_where_there_is_only_one_and_with_two_where_there_may_be_more() -> None:
    assert (SCALE.header, CRITERIA.header) == ("[scale]", "[[domains.standards.criteria]]")


def test_a_column_is_as_long_as_its_type_unless_it_says_so_itself() -> None:
    assert Column("title", Type.LINE, "").longest == 200
    assert Column("name", Type.LINE, "", at_most=40).longest == 40
