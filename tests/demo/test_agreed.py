"""What Northvale’s people agree on shows every way in which a standard can end."""

from app.demo.agreed import WORDINGS
from app.demo.northvale import RATINGS
from app.models import PositionState


def test_three_ways_in_which_a_standard_can_end_are_in_the_day_and_one_is_left_open() -> None:
    assert {state for state, _ in WORDINGS.values()} == set(PositionState) - {PositionState.DEFERRED}
    assert RATINGS.keys() - WORDINGS.keys() == {"9"}
