"""A band's label as it is meant, and as it is printed."""

import pytest

from app.frameworks import Band


@pytest.mark.parametrize(
    ("printed", "asked", "shown"), [("Slip", True, "Slip"), ("Slip", False, "Meant"), ("", True, "Meant")]
)
def test_a_label_is_the_printed_one_only_where_that_is_asked_for_and_there_is_one(
    printed: str, asked: bool, shown: str
) -> None:
    assert Band(low=1, high=2, name="Red", label="Meant", printed=printed).shown_label(printed=asked) == shown
