"""Erasure stopped, with reason and owner."""

import pytest
from sqlmodel import select

from app.errors import Incomplete, NotFound, Refusal
from app.models import Event, WorkshopState
from app.models.ending.closing import close
from app.models.ending.hold import LONGEST_REASON, Hold, hold, holds_of, lift, must_not_be_held
from tests.conftest import Lobby

OFFICER = "The monitoring officer"


@pytest.fixture
def closed(room: Lobby) -> Lobby:
    close(room.session, room.workshop, by="facilitator")
    room.session.flush()
    return room


def test_a_hold_says_why_who_and_by_whom_and_is_logged_in_what_is_erased_with_the_seats(closed: Lobby) -> None:
    hold(closed.session, closed.workshop, " A complaint\n", OFFICER, by="facilitator")
    (standing,) = holds_of(closed.session, closed.workshop.id)
    assert (standing.reason, standing.owner, standing.set_by) == ("A complaint", OFFICER, "facilitator")
    event = closed.session.exec(select(Event).where(Event.act == "put a hold on erasure")).one()
    assert event.about_told == {} and event.about == {"reason": "A complaint", "owner": OFFICER}
    assert "details" in event.salts


@pytest.mark.parametrize(
    ("reason", "owner", "field"),
    [("", OFFICER, "hold_reason"), ("A complaint", " ", "hold_owner"), ("A complaint", "x" * 200, "hold_owner"),
     ("x" * (LONGEST_REASON + 1), OFFICER, "hold_reason")],
)  # fmt: skip
def test_what_is_missing_or_too_long_is_said_beside_its_field(
    closed: Lobby, reason: str, owner: str, field: str
) -> None:
    with pytest.raises(Incomplete) as refused:
        hold(closed.session, closed.workshop, reason, owner, by="facilitator")
    assert set(refused.value.problems) == {field} and holds_of(closed.session, closed.workshop.id) == []


def test_the_same_hold_twice_is_one_and_another_is_another(closed: Lobby) -> None:
    for reason in ("A complaint", "A complaint", "A request of 3 May"):
        hold(closed.session, closed.workshop, reason, OFFICER, by="administrator")
    assert [one.reason for one in holds_of(closed.session, closed.workshop.id)] == ["A complaint", "A request of 3 May"]


def test_each_is_lifted_by_itself_once_and_stays_written_down(closed: Lobby) -> None:
    for reason in ("A complaint", "A request of 3 May"):
        hold(closed.session, closed.workshop, reason, OFFICER, by="facilitator")
    first, second = holds_of(closed.session, closed.workshop.id)
    for _ in range(2):
        lift(closed.session, closed.workshop, first.id, by="facilitator")
    with pytest.raises(Refusal, match=OFFICER):
        must_not_be_held(closed.session, closed.workshop.id)
    lift(closed.session, closed.workshop, second.id, by="facilitator")
    must_not_be_held(closed.session, closed.workshop.id)
    assert len(closed.session.exec(select(Hold)).all()) == 2
    acts = [event.act for event in closed.session.exec(select(Event))]
    assert acts.count("lifted a hold on erasure") == 2


def test_no_other_workshops_hold_is_lifted(room: Lobby) -> None:
    with pytest.raises(NotFound):
        lift(room.session, room.workshop, 4711, by="facilitator")


def test_it_is_set_from_the_lobby_on_and_on_no_draft(room: Lobby) -> None:
    """Nobody sits in a draft; of a workshop that nobody closed, the program closes it on its day and erases it."""
    hold(room.session, room.workshop, "A complaint", OFFICER, by="administrator")
    assert len(holds_of(room.session, room.workshop.id)) == 1
    room.workshop.state = WorkshopState.DRAFT
    with pytest.raises(Refusal, match="still a draft"):
        hold(room.session, room.workshop, "Another", OFFICER, by="administrator")
