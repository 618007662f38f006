"""Official wording: whose it is, and never a number without its words."""

from app.frameworks.kinds.wording import ITEMS, TERMS, WORDING


def test_a_file_of_wording_leaves_nothing_out() -> None:
    assert WORDING.is_one
    for kind in (WORDING, ITEMS, TERMS):
        assert all(column.needed for column in kind.columns)
