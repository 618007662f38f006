"""The occasion says how many were heard, and cannot say more people than a room holds."""

import pytest
from pydantic import ValidationError

from app.exports.contents.occasion import MOST_PEOPLE, Front


@pytest.mark.parametrize("people", [-1, MOST_PEOPLE + 1])
def test_people_are_as_many_as_a_room_can_hold(people: int) -> None:
    with pytest.raises(ValidationError, match="people"):
        Front(people=people, heard=("Carers",), not_heard=())
    assert Front(people=MOST_PEOPLE, heard=("Carers",), not_heard=()).people == MOST_PEOPLE
