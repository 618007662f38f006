"""Whoever moved is told so alone, and asked alone whether the first view shall stand in the record."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from app.errors import Refusal
from app.live.own import read_own
from app.live.reading import read_scene
from app.models import AttributionRule, KeptView, Round
from app.models.rounds.first_view import keep_first_view, kept_view, own_movement
from app.models.rounds.rejoining import rejoin
from tests.conftest import CAST, Lobby

FIRST = dict.fromkeys(("Olu", "Oona", "Omar", "Ola"), 8) | dict.fromkeys(("Priya", "Pat", "Petra"), 3)

FIRST |= {"Hari": 5, "Carol": 4, "Cy": 6}


def twice(room: Lobby, **changed: int | None) -> Round:
    room.revealed(FIRST)
    return room.revealed({**FIRST, **changed})


def moved(room: Lobby, name: str, round_: Round) -> tuple[int, int] | None:
    return own_movement(room.session, room.seats[name], round_)


@pytest.mark.parametrize("rule", list(AttributionRule))
@pytest.mark.parametrize("changed", [{}, {"Hari": 8}, {"Olu": 4, "Pat": 4}, {"Priya": 7, "Pat": 7, "Petra": 7}])
def test_whoever_moved_is_told_so_alone_however_many_moved(
    make_room: Callable[..., Lobby], rule: AttributionRule, changed: dict[str, int]
) -> None:
    room = make_room(attribution_rule=rule)
    second = twice(room, **changed)
    for name in CAST:
        assert moved(room, name, second) == ((FIRST[name], changed[name]) if name in changed else None)


def test_cant_tell_in_one_of_the_rounds_is_no_move(room: Lobby) -> None:
    second = twice(room, Hari=None, Pat=5)
    assert moved(room, "Hari", second) is None
    assert moved(room, "Pat", second) == (3, 5)


def test_f31_what_was_rated_before_a_rejoin_is_not_told_to_the_new_phone(room: Lobby) -> None:
    second = twice(room, Hari=9)
    code = room.seats["Hari"].rejoin_code(room.session, by="scribe")
    room.session.flush()
    rejoin(room.session, code)
    assert moved(room, "Hari", second) is None
    with pytest.raises(Refusal):
        keep_first_view(room.session, room.seats["Hari"], second, keep=True)


def test_a_lone_move_stands_on_the_movers_own_strip_and_on_no_other(room: Lobby) -> None:
    second = twice(room, Hari=9)
    room.workshop.standards[1].is_shown = True
    scene = read_scene(room.session, room.workshop.id)
    own = read_own(room.session, scene, {seat.id for seat in room.seats.values()})
    having = {seat for seat, it in own.items() if "You moved from 5 to 9" in it.place("strip", second.id)}
    assert having == {room.seats["Hari"].id}


def test_a_first_view_is_kept_once_and_taken_out_again(room: Lobby) -> None:
    second = twice(room, Hari=9)
    hari = room.seats["Hari"]
    for _ in range(2):
        keep_first_view(room.session, hari, second, keep=True)
    room.session.flush()
    kept = room.session.exec(select(KeptView)).all()
    assert [(view.round_id, view.seat_id, view.score) for view in kept] == [(second.id, hari.id, 5)]
    for _ in range(2):
        keep_first_view(room.session, hari, second, keep=False)
        room.session.flush()
    assert kept_view(room.session, hari.id, second.id) is None


@pytest.mark.parametrize("name", ["Carol", "Olu"])
def test_somebody_who_did_not_move_has_no_first_view_to_keep(room: Lobby, name: str) -> None:
    second = twice(room, Hari=9)
    with pytest.raises(Refusal):
        keep_first_view(room.session, room.seats[name], second, keep=True)


def test_a_mover_among_three_is_asked_as_well(room: Lobby) -> None:
    second = twice(room, Priya=7, Pat=7, Petra=7)
    keep_first_view(room.session, room.seats["Pat"], second, keep=True)
    room.session.flush()
    assert [view.score for view in room.session.exec(select(KeptView))] == [3]


def test_before_the_reveal_there_is_nothing_to_keep_and_nothing_told(room: Lobby) -> None:
    room.revealed(FIRST)
    room.open("6")
    second = room.round_of("6")
    room.rate("Hari", second, 9)
    assert moved(room, "Hari", second) is None
    with pytest.raises(Refusal):
        keep_first_view(room.session, room.seats["Hari"], second, keep=True)


def test_a_third_round_is_compared_with_the_second(room: Lobby) -> None:
    twice(room, Hari=9)
    third = room.revealed({**FIRST, "Hari": 5})
    assert moved(room, "Hari", third) == (9, 5)
