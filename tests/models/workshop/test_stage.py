"""Freeze, blank and timer: each twice is once, each is logged, and a page that saw another stage freezes nothing."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app.clock import now
from app.errors import Refusal
from app.errors.acts import OlderPage
from app.models import Event
from app.models.ending.closing import close
from app.models.workshop import stage
from tests.conftest import Lobby

BY = "facilitator"


def acts(room: Lobby) -> list[str]:
    room.session.flush()
    return [event.act for event in room.session.exec(select(Event).where(Event.workshop_id == room.workshop.id))]


def test_frozen_twice_is_frozen_once_and_going_on_ends_both(room: Lobby) -> None:
    for _ in range(2):
        stage.freeze(room.session, room.workshop, "lobby", "lobby", by=BY)
        stage.blank(room.session, room.workshop, by=BY)
    assert room.workshop.stage_frozen == "lobby" and room.workshop.stage_is_blank
    for _ in range(2):
        stage.let_go(room.session, room.workshop, by=BY)
    assert (room.workshop.stage_frozen, room.workshop.stage_is_blank) == ("", False)
    assert acts(room)[-3:] == ["froze the stage", "blanked the stage", "let the stage go on"]


def test_a_page_that_saw_something_else_freezes_nothing(room: Lobby) -> None:
    with pytest.raises(OlderPage):
        stage.freeze(room.session, room.workshop, "rating", "lobby", by=BY)
    assert room.workshop.stage_frozen == ""


def test_f20_the_timer_is_told_and_closes_nothing(room: Lobby) -> None:
    sitting = room.open("6")
    stage.start_timer(room.session, room.workshop, 5, by=BY)
    room.workshop.timer_ends_at = now() - timedelta(hours=1)
    assert sitting.closed_at is None
    room.rate("Olu", room.round_of("6"), 7)
    stage.add_to_timer(room.session, room.workshop, by=BY)
    assert room.workshop.timer_ends_at > now() + timedelta(minutes=2)
    stage.stop_timer(room.session, room.workshop, by=BY)
    assert room.workshop.timer_ends_at is None


@pytest.mark.parametrize("minutes", [0, -1, 241])
def test_a_timer_of_no_length_is_refused(room: Lobby, minutes: int) -> None:
    with pytest.raises(Refusal, match="between 1 and 240"):
        stage.start_timer(room.session, room.workshop, minutes, by=BY)


def test_what_does_not_run_gets_no_more_time_and_a_closed_workshop_is_not_held(room: Lobby) -> None:
    with pytest.raises(Refusal, match="No timer runs"):
        stage.add_to_timer(room.session, room.workshop, by=BY)
    close(room.session, room.workshop, by=BY)
    with pytest.raises(Refusal):
        stage.blank(room.session, room.workshop, by=BY)
