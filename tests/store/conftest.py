"""A workshop on file whose session is gone."""

import pytest

from tests.conftest import Lobby


@pytest.fixture
def workshop(room: Lobby) -> int:
    workshop_id = room.workshop.id
    room.session.commit()
    room.session.close()
    return workshop_id
