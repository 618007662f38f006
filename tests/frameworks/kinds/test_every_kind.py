"""The one table of kinds: each has an example, says what it is, and fits a sheet."""

import pytest

from app.frameworks.kind import Kind
from app.frameworks.kinds import KINDS, WORDING_KINDS, example_rows


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_an_example_and_every_column_says_what_it_is(kind: Kind) -> None:
    assert example_rows(kind)
    for column in kind.columns:
        assert column.help.endswith((".", "…")) and len(column.help) < 120
        assert not column.needed or len(column.examples) == len(example_rows(kind)), column.name


def test_names_of_kinds_fit_a_sheet_and_their_columns_are_told_apart() -> None:
    for kind in (*KINDS, *WORDING_KINDS):
        assert len(kind.name) <= 31 and len(set(kind.names)) == len(kind.names)
        assert not kind.identity or kind.identity in kind.names
        assert not kind.parent or kind.parent in kind.names
