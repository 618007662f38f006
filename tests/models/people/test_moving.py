"""A seat that speaks for another group: from when, why, and what it said before."""

from collections.abc import Callable

import pytest

from app.errors import Incomplete, Refusal
from app.models import Seat, StakeholderGroup
from app.models.people.moving import move
from app.models.people.seat import seat_of, take_seat
from app.models.rounds.revealing import reveal
from tests.conftest import Lobby


def group(room: Lobby, name: str) -> StakeholderGroup:
    return next(group for group in room.workshop.groups if group.name == name)


def newcomer(room: Lobby, name: str, key: str = "") -> Seat:
    seat = seat_of(
        room.session, room.workshop.id, take_seat(room.session, room.workshop, group(room, name).id, "", key)
    )
    assert seat is not None
    return seat


def test_a_move_in_the_lobby_counts_at_once_and_asks_about_the_new_group(room: Lobby) -> None:
    carol = room.seats["Carol"]
    carol.choose(may_show_group=True)
    move(room.session, room.workshop, carol, group(room, "Providers").id, "Works for one", "facilitator")
    assert carol.group_name == "Providers" and carol.may_show_group is None


def test_a_move_while_rating_is_open_counts_from_the_next_opening(room: Lobby) -> None:
    sitting, carol = room.open("6"), room.seats["Carol"]
    carol.choose(may_show_group=True)
    move(room.session, room.workshop, carol, group(room, "Providers").id, "Works for one", "facilitator")
    assert (carol.group_name, carol.may_show_group) == ("Carers", True)
    room.rate("Carol", room.round_of("6"), 5)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    assert carol.group_name == "Carers"
    room.open("9")
    assert (carol.group_name, carol.may_show_group, carol.next_group_id) == ("Providers", None, None)


def test_a_move_that_waits_for_the_next_opening_is_taken_back_by_a_move_to_where_one_sits(room: Lobby) -> None:
    sitting, carol = room.open("6"), room.seats["Carol"]
    for to in ("Providers", "Carers"):
        move(room.session, room.workshop, carol, group(room, to).id, "Asked to", "facilitator")
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    room.open("9")
    assert carol.group_name == "Carers"


def test_a_move_needs_a_reason_a_group_of_this_workshop_and_a_seat_that_is_let_in(
    room: Lobby, make_room: Callable[..., Lobby]
) -> None:
    elsewhere = group(make_room(title="Day 3"), "Carers")

    def moved(seat: Seat, to: int, reason: str) -> None:
        move(room.session, room.workshop, seat, to, reason, "facilitator")

    hari, carers = room.seats["Hari"], group(room, "Carers").id
    for reason in ("", "  ", "\n"):
        with pytest.raises(Incomplete, match="Say in a few words"):
            moved(hari, carers, reason)
    with pytest.raises(Incomplete, match="Keep this under"):
        moved(hari, carers, "x" * 201)
    for to in (elsewhere.id, 0, 999_999):
        with pytest.raises(Incomplete, match="Choose the group"):
            moved(hari, to, "a reason")
    with pytest.raises(Refusal, match="Let the person in first"):
        moved(newcomer(room, "Carers"), group(room, "Council").id, "a reason")
