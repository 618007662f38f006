"""What the facilitator lets a scribe do after the close."""

import pytest
from sqlmodel import select

from app.errors import Refusal
from app.models import Event, Grant
from app.models.ending.closing import close, confirm, undo
from app.models.ending.granting import grant
from tests.conftest import Lobby


def test_nothing_is_granted_until_somebody_does_and_each_switch_is_its_own(room: Lobby) -> None:
    close(room.session, room.workshop, by="facilitator")
    assert room.workshop.grants == frozenset()
    grant(room.session, room.workshop, exports=True, finishes=False, by="facilitator")
    assert room.workshop.grants == {Grant.EXPORT}
    grant(room.session, room.workshop, exports=False, finishes=True, by="facilitator")
    assert room.workshop.grants == {Grant.FINISH}


def test_asked_twice_it_is_one_act(room: Lobby) -> None:
    close(room.session, room.workshop, by="facilitator")
    for _ in range(2):
        grant(room.session, room.workshop, exports=True, finishes=True, by="facilitator")
    acts = room.session.exec(select(Event.about).where(Event.act == "granted to the scribe")).all()
    assert acts == [{"exports": True, "finishes": True}]


def test_it_is_for_after_the_close_and_may_be_taken_back_after_the_confirmation(room: Lobby) -> None:
    with pytest.raises(Refusal, match="in its lobby"):
        grant(room.session, room.workshop, exports=True, finishes=False, by="facilitator")
    close(room.session, room.workshop, by="facilitator")
    grant(room.session, room.workshop, exports=True, finishes=False, by="facilitator")
    confirm(room.session, room.workshop, by="facilitator")
    grant(room.session, room.workshop, exports=False, finishes=False, by="facilitator")
    assert room.workshop.grants == frozenset()


def test_a_grant_of_a_close_that_was_undone_is_none_of_the_next(room: Lobby) -> None:
    close(room.session, room.workshop, by="facilitator")
    grant(room.session, room.workshop, exports=True, finishes=True, by="facilitator")
    undo(room.session, room.workshop, by="facilitator")
    close(room.session, room.workshop, by="facilitator")
    assert room.workshop.grants == frozenset()
