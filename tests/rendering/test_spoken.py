"""Figures read as people say them."""

from datetime import UTC, datetime

import pytest

from app.rendering.spoken import code, middle, moment, people


@pytest.mark.parametrize(("interval", "said"), [((8, 8), "8"), ((4, 5), "4 to 5"), ((1, 10), "1 to 10")])
def test_a_middle_is_a_number_or_two_and_never_a_decimal(interval: tuple[int, int], said: str) -> None:
    assert middle(interval) == said


def test_counts_codes_and_moments_are_said_as_people_say_them() -> None:
    assert (people(1), people(0), people(12)) == ("1 person", "0 people", "12 people")
    assert code("ABCDEF") == "ABC DEF"
    assert moment(datetime(2026, 7, 3, 23, 30, tzinfo=UTC)) == "4 July 2026, 00:30"
