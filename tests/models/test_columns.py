"""What every table shares."""

from collections.abc import Callable

import pytest

from app.errors import NotFound
from app.models import EvidenceAsked, Round, Seat, Sitting, Standard
from app.models.columns import in_workshop
from app.models.evidence.item import ask
from tests.conftest import Lobby

MADE: dict[str, Callable[[Lobby], Seat | Sitting | Round | Standard | EvidenceAsked]] = {
    "seat": lambda room: room.seats["Hari"],
    "sitting": lambda room: room.open("6"),
    "round": lambda room: room.open("6").rounds[0],
    "standard": lambda room: room.workshop.standards[0],
    "asked": lambda room: ask(room.session, room.workshop, "6", "Fees", by="scribe 1"),
}


@pytest.mark.parametrize("name", MADE)
def test_a_row_of_this_room_is_found_and_another_rooms_does_not_exist(
    make_room: Callable[..., Lobby], name: str
) -> None:
    here, elsewhere = make_room(), make_room()
    row, foreign = MADE[name](here), MADE[name](elsewhere)
    assert in_workshop(here.session, type(row), row.id, here.workshop.id) is row
    said = set()
    for id_ in (foreign.id, 987654, None):
        with pytest.raises(NotFound) as refusal:
            in_workshop(here.session, type(row), id_, here.workshop.id)
        said.add(str(refusal.value))
    assert said == {str(NotFound())}
