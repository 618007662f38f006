"""A stakeholder group: small by its plan, and with a name of its own in its workshop."""

from collections.abc import Callable

import pytest
from sqlalchemy.exc import IntegrityError

from app.models import StakeholderGroup
from tests.conftest import Lobby


@pytest.mark.parametrize(("expected", "is_small"), [(1, True), (2, True), (3, False)])
def test_a_group_planned_under_three_is_small_whoever_comes(expected: int, is_small: bool) -> None:
    assert StakeholderGroup(workshop_id=1, place=0, name="Carers", expected=expected).is_small is is_small


def test_the_file_itself_keeps_one_group_of_a_name_in_a_workshop(make_room: Callable[..., Lobby]) -> None:
    """Units are told by name: two of one name would be read as one."""
    room = make_room()
    assert make_room(title="Day 3").workshop.groups, "another workshop has groups of the same names"
    room.session.add(StakeholderGroup(workshop_id=room.workshop.id, place=9, name="Carers", expected=3))
    with pytest.raises(IntegrityError, match="UNIQUE"):
        room.session.flush()
