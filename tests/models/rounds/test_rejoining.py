"""A seat on a new phone: its code works once, and the old phone’s place is gone."""

import pytest
from sqlmodel import col, select

from app.errors import NotFound, NotYours, Refusal
from app.models import Seat
from app.models.people.more_time import need_more_time
from app.models.people.seat import seat_of, take_seat
from app.models.rounds.rejoining import codes_made, rejoin
from app.tokens import CODE_LETTERS
from tests.conftest import Lobby


def group_id(room: Lobby, name: str) -> int:
    return next(group.id for group in room.workshop.groups if group.name == name)


def newest(room: Lobby) -> Seat:
    room.session.flush()
    seat = room.session.exec(select(Seat).order_by(col(Seat.id).desc())).first()
    assert seat is not None
    return seat


def test_f16_a_rejoin_code_moves_the_seat_and_the_old_phones_token_is_dead(room: Lobby) -> None:
    old = take_seat(room.session, room.workshop, group_id(room, "Healthwatch"), "")
    seat = newest(room)
    code = seat.rejoin_code(room.session, by="facilitator")
    room.session.flush()
    assert len(code) == 8 and set(code) <= set(CODE_LETTERS)
    workshop_id, new, _ = rejoin(room.session, f"{code[:4].lower()} {code[4:]}")
    assert workshop_id == room.workshop.id
    assert seat_of(room.session, workshop_id, old) is None
    assert seat_of(room.session, workshop_id, new) is seat
    assert seat.rejoined_at is not None


def test_what_was_asked_for_on_the_old_phone_is_not_asked_for_by_the_new_one(room: Lobby) -> None:
    hari, sitting = room.seats["Hari"], room.open("6")
    need_more_time(room.session, hari.id, sitting.id, needs=True)
    code = hari.rejoin_code(room.session, by="scribe 2")
    room.session.flush()
    rejoin(room.session, code)
    assert hari.more_time_in is None


def test_the_list_of_codes_says_which_scribe_made_each(room: Lobby) -> None:
    for by in ("scribe 2", "facilitator"):
        room.seats["Hari"].rejoin_code(room.session, by=by)
        room.session.flush()
    assert {made.link.made_by: made.became for made in codes_made(room.session, room.workshop.id)} == {
        "scribe 2": "ended by a newer one", "facilitator": "not used yet",
    }  # fmt: skip


def test_a_rejoin_code_works_once(room: Lobby) -> None:
    code = room.seats["Hari"].rejoin_code(room.session, by="facilitator")
    room.session.flush()
    rejoin(room.session, code)
    with pytest.raises(NotFound, match="used already"):
        rejoin(room.session, code)


def test_a_removed_seat_is_not_rejoined(room: Lobby) -> None:
    hari = room.seats["Hari"]
    code = hari.rejoin_code(room.session, by="facilitator")
    hari.remove(room.session, by="facilitator")
    room.session.flush()
    with pytest.raises(NotYours, match="has been removed"):
        rejoin(room.session, code)
    with pytest.raises(Refusal, match="has been removed"):
        hari.rejoin_code(room.session, by="facilitator")
