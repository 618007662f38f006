"""Who scored in both rounds, and so is compared."""

from app.divergence import compare
from tests.divergence.cast import COUNCIL, PEOPLE


def test_seats_are_paired_within_their_group() -> None:
    told = compare({COUNCIL: {"1": 8}, PEOPLE: {"1": 3}}, {COUNCIL: {"1": 8}, PEOPLE: {"2": 3}})
    assert (told.paired, told.lost_groups) == (1, (PEOPLE,))
