"""A return link opens one page, as often as its holder likes, until something ends it."""

import pytest

from app.errors import NotFound, Refusal
from app.models.people.return_link import (
    ReturnLink,
    end_return_link,
    make_return_link,
    must_still_work,
    return_link_of,
    seat_behind,
    seat_that_must_be_behind,
)
from app.models.rounds.rejoining import rejoin
from app.tokens import hashed, new_token
from tests.conftest import Lobby


def made(room: Lobby, name: str) -> str:
    token = new_token()
    make_return_link(room.session, room.seats[name], token)
    room.session.flush()
    return token


def test_it_leads_to_its_seat_again_and_again_and_is_kept_by_its_hash_alone(room: Lobby) -> None:
    token = made(room, "Pat")
    assert [seat_behind(room.session, token) for _ in range(3)] == [room.seats["Pat"]] * 3
    assert room.session.get(ReturnLink, token) is None
    assert room.session.get_one(ReturnLink, hashed(token)).seat_id == room.seats["Pat"].id
    assert seat_behind(room.session, None) is None and seat_behind(room.session, hashed(token)) is None


def test_a_newer_one_ends_the_older_of_the_same_seat_and_nobody_elses(room: Lobby) -> None:
    older, others, newer = made(room, "Pat"), made(room, "Priya"), made(room, "Pat")
    assert seat_behind(room.session, older) is None
    assert seat_behind(room.session, others) is room.seats["Priya"]
    assert seat_behind(room.session, newer) is room.seats["Pat"]
    link = return_link_of(room.session, room.seats["Pat"].id)
    assert link is not None and link.token_hash == hashed(newer)


def test_its_holder_ends_it_twice_over(room: Lobby) -> None:
    token = made(room, "Pat")
    must_still_work(room.session, token)
    for _ in range(2):
        end_return_link(room.session, room.seats["Pat"].id)
    with pytest.raises(NotFound, match="has ended"):
        seat_that_must_be_behind(room.session, token)
    with pytest.raises(Refusal, match="has ended since"):
        must_still_work(room.session, token)
    assert return_link_of(room.session, room.seats["Pat"].id) is None


def test_it_ends_with_the_seat(room: Lobby) -> None:
    token = made(room, "Pat")
    room.seats["Pat"].remove(room.session, by="facilitator")
    assert seat_behind(room.session, token) is None


def test_one_made_before_a_rejoin_ends_with_it_and_one_made_after_works(room: Lobby) -> None:
    """A look covers the hand that gave the rating, and so does a link to it."""
    before = made(room, "Pat")
    rejoin(room.session, room.seats["Pat"].rejoin_code(room.session, by="facilitator"))
    assert seat_behind(room.session, before) is None
    assert seat_behind(room.session, made(room, "Pat")) is room.seats["Pat"]


def test_it_goes_when_the_seat_is_erased(room: Lobby) -> None:
    token = made(room, "Pat")
    room.session.delete(room.seats["Pat"])
    room.session.flush()
    room.session.expire_all()
    assert room.session.get(ReturnLink, hashed(token)) is None
