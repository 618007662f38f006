"""First views in the record: one of each person who moved, and no longer anybody's once the person's seat is gone."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from app.models import KeptView, Seat
from app.models.rounds.first_view import keep_first_view
from tests.conftest import CAST, Lobby

FIRST: dict[str, int | None] = dict.fromkeys(CAST, 5)


def kept(room: Lobby) -> int:
    """The later round, in which Hari moved and asked to keep the view before."""
    room.revealed(FIRST)
    second = room.revealed({**FIRST, "Hari": 9})
    keep_first_view(room.session, room.seats["Hari"], second, keep=True)
    room.session.flush()
    return second.id


def test_the_file_itself_keeps_one_first_view_of_a_seat_in_a_round(room: Lobby) -> None:
    room.session.add(KeptView(round_id=kept(room), seat_id=room.seats["Hari"].id, score=4))
    with pytest.raises(IntegrityError, match="UNIQUE"):
        room.session.flush()


def test_a_first_view_outlives_the_seat_that_gave_it_and_names_it_no_more(room: Lobby) -> None:
    kept(room)
    hari = room.session.get_one(Seat, room.seats["Hari"].id)
    room.session.delete(hari)
    room.session.flush()
    room.session.expire_all()
    assert [(view.seat_id, view.score) for view in room.session.exec(select(KeptView))] == [(None, 5)]
