"""The acts on a sitting: close, undo, ask for the reveal; each once, and only for the turn that its page showed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import col, select

from app.errors import Refusal
from app.errors.acts import OlderPage
from app.models import Event, RoundState, Sitting
from tests.conftest import Lobby

FIVE_SECONDS = timedelta(seconds=5)


def acts(room: Lobby) -> list[str]:
    return list(room.session.exec(select(Event.act).order_by(col(Event.id))))


def test_closing_twice_is_safe_and_logged_once(room: Lobby) -> None:
    sitting = room.open("6")
    sitting.close(room.session, by="facilitator")
    when = sitting.closed_at
    sitting.close(room.session, by="facilitator")
    assert sitting.closed_at == when
    assert acts(room).count("closed") == 1


def test_a_close_can_be_undone_and_it_is_logged(room: Lobby) -> None:
    sitting = room.open("6")
    sitting.close(room.session, by="facilitator")
    sitting.undo_close(room.session, by="facilitator")
    assert sitting.state is RoundState.OPEN
    sitting.undo_close(room.session, by="facilitator")
    assert acts(room).count("opened again before the reveal") == 1


def test_f33_a_reveal_cannot_be_undone(room: Lobby) -> None:
    room.revealed({})
    sitting = room.round_of("6").sitting
    with pytest.raises(Refusal, match="a reveal cannot be undone"):
        sitting.undo_close(room.session, by="facilitator")
    assert sitting.state is RoundState.REVEALED


def test_report_02_to_ask_for_a_reveal_that_has_happened_is_asking_twice(room: Lobby) -> None:
    room.revealed({})
    before = acts(room)
    assert room.round_of("6").sitting.close_and_reveal(room.session, FIVE_SECONDS, by="facilitator") is None
    assert acts(room) == before


def state(sitting: Sitting) -> RoundState:
    return sitting.state


def test_an_act_that_was_meant_for_an_earlier_turn_is_refused_and_does_nothing(room: Lobby) -> None:
    sitting = room.open("6")
    seen = sitting.turn
    sitting.close(room.session, seen, by="facilitator")
    closed = sitting.turn
    sitting.undo_close(room.session, closed, by="facilitator")
    acts: tuple[Callable[[], object], ...] = (
        lambda: sitting.close(room.session, seen, by="facilitator"),
        lambda: sitting.close_and_reveal(room.session, FIVE_SECONDS, seen, by="facilitator"),
    )
    for act in acts:
        with pytest.raises(OlderPage, match="closed, or opened again, since this page was loaded"):
            act()
    assert state(sitting) is RoundState.OPEN
    sitting.close(room.session, sitting.turn, by="facilitator")
    with pytest.raises(OlderPage):
        sitting.undo_close(room.session, closed, by="facilitator")
    assert state(sitting) is RoundState.CLOSED


def test_close_and_reveal_closes_now_and_falls_due_later(room: Lobby) -> None:
    sitting = room.open("6")
    due = sitting.close_and_reveal(room.session, FIVE_SECONDS, by="facilitator")
    assert sitting.state is RoundState.CLOSED
    assert due is not None and sitting.closed_at is not None
    assert due - sitting.closed_at >= FIVE_SECONDS
    assert sitting.close_and_reveal(room.session, FIVE_SECONDS, by="facilitator") == due


def test_cancelling_a_reveal_that_is_due_opens_the_sitting_and_forgets_the_moment(room: Lobby) -> None:
    sitting = room.open("6")
    due = sitting.close_and_reveal(room.session, FIVE_SECONDS, by="facilitator")
    sitting.undo_close(room.session, by="facilitator")
    assert (sitting.state, sitting.reveal_due_at) == (RoundState.OPEN, None)
    assert sitting.close_and_reveal(room.session, FIVE_SECONDS, by="facilitator") != due


def test_each_workshop_has_its_own_sitting(make_room: Callable[..., Lobby]) -> None:
    ours, theirs = make_room(), make_room(title="Day 3")
    ours.open("6")
    assert theirs.open("6").state is RoundState.OPEN
