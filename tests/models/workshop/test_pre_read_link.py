"""The private address of a pre-read: it opens until the close, and the newest alone."""

import pytest

from app.errors import NotFound, Refusal
from app.models import PreReadLink, WorkshopState
from app.models.workshop.pre_read_link import (
    end_pre_read_link,
    make_pre_read_link,
    must_still_open,
    pre_read_by,
    pre_read_link_of,
)
from app.tokens import hashed
from tests.conftest import Lobby


def make(room: Lobby, token: str) -> None:
    make_pre_read_link(room.session, room.workshop, token)
    room.session.flush()


def test_it_is_kept_by_its_hash_and_opens_as_often_as_anybody_likes(room: Lobby) -> None:
    make(room, "first")
    make(room, "first")
    row = pre_read_link_of(room.session, room.workshop.id)
    assert row == room.session.get(PreReadLink, hashed("first")) and row is not None and "first" not in row.token_hash
    assert {pre_read_by(room.session, "first").id for _ in range(2)} == {room.workshop.id}


def test_a_newer_one_ends_it_and_so_does_whoever_made_it(room: Lobby) -> None:
    make(room, "first")
    make(room, "second")
    with pytest.raises(NotFound, match="A newer one was made"):
        pre_read_by(room.session, "first")
    with pytest.raises(Refusal, match="has ended since"):
        must_still_open(room.session, "first")
    must_still_open(room.session, "second")
    for _ in range(2):
        end_pre_read_link(room.session, room.workshop.id)
    assert pre_read_link_of(room.session, room.workshop.id) is None


@pytest.mark.parametrize("state", [WorkshopState.CLOSED, WorkshopState.CONFIRMED, WorkshopState.ERASED])
def test_from_the_close_on_it_opens_nothing_and_none_is_made(room: Lobby, state: WorkshopState) -> None:
    make(room, "first")
    room.workshop.state = state
    with pytest.raises(NotFound):
        pre_read_by(room.session, "first")
    with pytest.raises(Refusal):
        make(room, "second")


def test_one_that_never_was_is_refused_in_the_same_words(room: Lobby) -> None:
    make(room, "first")
    end_pre_read_link(room.session, room.workshop.id)
    said = set()
    for token in ("first", "never"):
        with pytest.raises(NotFound) as refused:
            pre_read_by(room.session, token)
        said.add(str(refused.value))
    assert len(said) == 1
