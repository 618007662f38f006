"""The browser of a seat that is not its any more is told who freed it and when; a stranger's is told nothing."""

from collections.abc import Callable
from datetime import UTC, datetime

from app.clock import when
from app.errors.places import SeatElsewhere, SeatFreed
from app.models import Role
from app.models.ending.erasing_answers import erase_answers
from app.models.people.gone import how_it_went
from app.models.people.seat import seat_of, take_place
from app.models.rounds.rejoining import rejoin
from app.models.workshop.choices import Door
from app.tokens import hashed
from tests.conftest import Lobby


def test_a_freed_seat_says_by_whom_and_when_and_leads_to_the_door_with_the_code(room: Lobby) -> None:
    seat = room.seats["Olu"]
    seat.remove(room.session, by="facilitator")
    seat.removed_at = datetime(2026, 11, 25, 14, 10, tzinfo=UTC)
    gone = how_it_went(room.session, room.workshop.id, [seat.token_hash])[seat.token_hash]
    assert isinstance(gone, SeatFreed)
    assert "The facilitator freed this seat at 14:10 on 25 November 2026." in str(gone)
    assert gone.leads_to == f"/join/{room.workshop.join_code}" and "Olu" not in str(gone)
    room.workshop.door = Door.LOCKED
    assert "ask the facilitator to open it" in str(
        how_it_went(room.session, room.workshop.id, [seat.token_hash])[seat.token_hash]
    )


def test_a_seat_on_another_phone_is_told_to_the_old_one_alone(room: Lobby) -> None:
    seat = room.seats["Hari"]
    old = seat.token_hash
    code = seat.rejoin_code(room.session, by="scribe 1")
    room.session.flush()
    rejoin(room.session, code)
    room.session.flush()
    told = how_it_went(room.session, room.workshop.id, [old, seat.token_hash, hashed("guessed")])
    assert list(told) == [old] and isinstance(told[old], SeatElsewhere)
    assert f"on another phone at {when(seat.rejoined_at or datetime.now(UTC))}" in str(told[old])


def test_whose_answers_were_erased_at_their_own_wish_leaves_no_cookie_behind(room: Lobby) -> None:
    seat = room.seats["Olu"]
    held = seat.token_hash
    erase_answers(room.session, room.workshop, seat)
    room.session.flush()
    assert seat.left_hash is None and how_it_went(room.session, room.workshop.id, [held]) == {}


def test_another_part_asks_for_a_new_link_and_another_workshops_seat_is_not_known_here(
    room: Lobby, make_room: Callable[..., Lobby]
) -> None:
    token = take_place(room.session, room.workshop.id, Role.SCRIBE)
    room.session.flush()
    seat = seat_of(room.session, room.workshop.id, token)
    assert seat is not None
    seat.remove(room.session, by="facilitator")
    room.session.flush()
    gone = how_it_went(room.session, room.workshop.id, [seat.token_hash])[seat.token_hash]
    assert "ask the facilitator for a new link" in str(gone).lower() and gone.leads_to == "/help"
    assert how_it_went(room.session, make_room().workshop.id, [seat.token_hash]) == {}
