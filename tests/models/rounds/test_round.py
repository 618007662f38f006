"""Sittings and their rounds: open, close, undo, reveal, again."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import func, select

from app.errors import OlderPage, Refusal
from app.models import Event, Rating, RoundState, StandardState, WorkshopState
from app.models.ending.closing import close
from app.models.record.position import PositionState, Wording
from app.models.record.settling import reopen, settle
from app.models.record.subject import Subject
from app.models.rounds.opening import call_off, open_sitting
from app.models.rounds.revealing import reveal
from app.models.rounds.sitting import current_sitting
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

FIVE_SECONDS = timedelta(seconds=5)


def acts(room: Lobby) -> list[str]:
    return list(room.session.exec(select(Event.act).order_by(Event.id)))


def reveal_now(room: Lobby, *numbers: str) -> None:
    sitting = room.open(*numbers)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")


def test_opening_a_sitting_gives_each_standard_a_first_round_and_starts_the_workshop(room: Lobby) -> None:
    sitting = room.open("6", "9")
    assert [(round_.standard.number, round_.number) for round_ in sitting.rounds] == [("6", 1), ("9", 1)]
    assert room.workshop.state is WorkshopState.LIVE
    assert [standard.state for standard in room.workshop.standards] == [
        StandardState.WAITING, StandardState.OPEN, StandardState.OPEN,
    ]  # fmt: skip


def test_a_second_sitting_is_refused_while_one_is_open_or_closed_and_not_revealed(room: Lobby) -> None:
    sitting = room.open("6")
    with pytest.raises(Refusal, match="A sitting is under way"):
        room.open("9")
    sitting.close(room.session, by="facilitator")
    with pytest.raises(Refusal, match="A sitting is under way"):
        room.open("9")
    reveal(room.session, sitting, by="facilitator")
    assert room.open("9").state is RoundState.OPEN


@pytest.mark.parametrize("numbers", [(), ("6", "77"), ("1",)])
def test_only_standards_of_this_workshop_open_and_at_least_one(room: Lobby, numbers: tuple[str, ...]) -> None:
    with pytest.raises(Refusal, match="Choose at least one standard of this workshop"):
        room.open(*numbers)
    assert current_sitting(room.session, room.workshop.id) is None


def test_a_draft_and_a_closed_workshop_open_nothing(room: Lobby) -> None:
    close(room.session, room.workshop, by="facilitator")
    with pytest.raises(Refusal, match="while the workshop is closed"):
        room.open("6")


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


def test_an_open_sitting_is_not_revealed(room: Lobby) -> None:
    sitting = room.open("6")
    with pytest.raises(Refusal, match="Close this sitting before"):
        reveal(room.session, sitting, by="facilitator")
    assert room.round_of("6").snapshot is None


def test_f33_a_reveal_cannot_be_undone(room: Lobby) -> None:
    reveal_now(room, "6")
    sitting = room.round_of("6").sitting
    with pytest.raises(Refusal, match="a reveal cannot be undone"):
        sitting.undo_close(room.session, by="facilitator")
    assert sitting.state is RoundState.REVEALED


def test_report_02_to_ask_for_a_reveal_that_has_happened_is_asking_twice(room: Lobby) -> None:
    reveal_now(room, "6")
    before = acts(room)
    assert room.round_of("6").sitting.close_and_reveal(room.session, FIVE_SECONDS, by="facilitator") is None
    assert acts(room) == before


def test_an_act_that_was_meant_for_an_earlier_turn_is_refused_and_does_nothing(room: Lobby) -> None:
    sitting = room.open("6")
    seen = sitting.turn
    sitting.close(room.session, seen, by="facilitator")
    closed = sitting.turn
    sitting.undo_close(room.session, closed, by="facilitator")
    for act in (
        lambda: sitting.close(room.session, seen, by="facilitator"),
        lambda: sitting.close_and_reveal(room.session, FIVE_SECONDS, seen, by="facilitator"),
    ):
        with pytest.raises(OlderPage, match="closed, or opened again, since this page was loaded"):
            act()
    assert sitting.state is RoundState.OPEN
    sitting.close(room.session, sitting.turn, by="facilitator")
    with pytest.raises(OlderPage):
        sitting.undo_close(room.session, closed, by="facilitator")
    assert sitting.state is RoundState.CLOSED


def test_the_same_standards_opened_twice_are_one_sitting(room: Lobby) -> None:
    assert room.open("6", "9") is room.open("9", "6")


def test_rating_again_is_meant_for_the_round_that_was_shown(room: Lobby) -> None:
    reveal_now(room, "6")
    first = room.round_of("6").id
    reveal_now(room, "6")
    with pytest.raises(OlderPage, match="a newer round of standard 6 was revealed"):
        open_sitting(room.session, room.workshop, ["6"], after=first, by="facilitator")
    assert current_sitting(room.session, room.workshop.id) is None


def test_revealing_twice_is_safe_and_keeps_the_first_snapshot(room: Lobby) -> None:
    sitting = room.open("6")
    round_ = room.round_of("6")
    for name, score in (("Priya", 3), ("Pat", 3), ("Petra", 4)):
        room.rate(name, round_, score)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    before, when = round_.snapshot, sitting.revealed_at
    room.seats["Priya"].remove(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    assert (round_.snapshot, sitting.revealed_at) == (before, when)


def test_close_and_reveal_closes_now_and_falls_due_later(room: Lobby) -> None:
    sitting = room.open("6")
    due = sitting.close_and_reveal(room.session, FIVE_SECONDS, by="facilitator")
    assert sitting.state is RoundState.CLOSED
    assert sitting.closed_at is not None
    assert due - sitting.closed_at >= FIVE_SECONDS
    assert sitting.close_and_reveal(room.session, FIVE_SECONDS, by="facilitator") == due


def test_cancelling_a_reveal_that_is_due_opens_the_sitting_and_forgets_the_moment(room: Lobby) -> None:
    sitting = room.open("6")
    due = sitting.close_and_reveal(room.session, FIVE_SECONDS, by="facilitator")
    sitting.undo_close(room.session, by="facilitator")
    assert (sitting.state, sitting.reveal_due_at) == (RoundState.OPEN, None)
    assert sitting.close_and_reveal(room.session, FIVE_SECONDS, by="facilitator") != due


def test_rating_again_is_a_new_round_marked_after_seeing_and_the_first_is_kept(room: Lobby) -> None:
    sitting = room.open("6")
    first = room.round_of("6")
    for name in ("Priya", "Pat", "Petra"):
        room.rate(name, first, 3)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    before = json.loads(json.dumps(first.snapshot))
    room.open("6")
    second = room.round_of("6")
    assert (first.is_after_seeing, second.number, second.is_after_seeing) == (False, 2, True)
    room.rate("Priya", second, 9)
    second.sitting.close(room.session, by="facilitator")
    reveal(room.session, second.sitting, by="facilitator")
    room.session.expire_all()
    assert first.snapshot == before
    scores = room.session.exec(select(Rating.score).where(Rating.round_id == first.id))
    assert list(scores) == [3, 3, 3]


def test_while_a_second_round_is_open_the_first_stays_the_one_that_is_known(room: Lobby) -> None:
    reveal_now(room, "6")
    first = room.round_of("6")
    room.open("6")
    standard = numbered(room.session, room.workshop.id, "6")
    assert standard.revealed_round is first
    assert standard.state is StandardState.OPEN


def test_a_settled_standard_is_reopened_before_it_is_rated_again(room: Lobby) -> None:
    reveal_now(room, "6")
    standard = numbered(room.session, room.workshop.id, "6")
    settle(
        room.session, Subject.standard(standard), Wording(PositionState.AGREED, "We are getting there."), "scribe", 0
    )
    with pytest.raises(Refusal, match="Standard 6 is settled"):
        room.open("6")
    reopen(room.session, Subject.standard(standard), "New evidence came in", "facilitator")
    assert room.open("6").rounds[0].number == 2


def test_an_unrevealed_round_has_nothing_frozen_to_give(room: Lobby) -> None:
    room.open("6")
    with pytest.raises(Refusal, match="has not been revealed"):
        _ = room.round_of("6").frozen


def test_each_workshop_has_its_own_sitting(make_room: Callable[..., Lobby]) -> None:
    ours, theirs = make_room(), make_room(title="Day 3")
    ours.open("6")
    assert theirs.open("6").state is RoundState.OPEN


def test_nothing_counts_twice_however_often_a_sitting_is_opened_and_undone(room: Lobby) -> None:
    sitting = room.open("6")
    for score in (2, 8):
        room.rate("Hari", room.round_of("6"), score)
        sitting.close(room.session, by="facilitator")
        sitting.undo_close(room.session, by="facilitator")
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    assert room.round_of("6").frozen.answered == 1
    assert room.session.exec(select(func.count()).select_from(Event).where(Event.act == "revealed")).one() == 1


def test_a_sitting_that_nobody_has_answered_can_be_called_off(room: Lobby) -> None:
    sitting = room.open("6")
    call_off(room.session, sitting, by="facilitator")
    room.session.flush()
    room.session.expire_all()
    standard = next(s for s in room.workshop.standards if s.number == "6")
    assert standard.state == "waiting"
    assert room.open("6").state == "open"


def test_no_answer_is_thrown_away_by_calling_off(room: Lobby) -> None:
    sitting = room.open("6")
    room.rate("Olu", room.round_of("6"), 7)
    room.session.expire_all()
    with pytest.raises(Refusal, match="answered already"):
        call_off(room.session, sitting, by="facilitator")


def test_a_reveal_puts_nothing_on_stage_by_itself(room: Lobby) -> None:
    for _ in range(2):
        sitting = room.open("6")
        room.rate("Olu", room.round_of("6"), 7)
        sitting.close(room.session, by="facilitator")
        reveal(room.session, sitting, by="facilitator")
        standard = next(s for s in room.workshop.standards if s.number == "6")
        assert not standard.is_shown
        standard.show(room.session, by="facilitator")


def test_when_a_round_was_first_on_stage_is_kept_and_hiding_it_forgets_nothing(room: Lobby) -> None:
    reveal_now(room, "6")
    first, standard = room.round_of("6"), numbered(room.session, room.workshop.id, "6")
    assert first.shown_at is None
    standard.show(room.session, by="facilitator")
    when = first.shown_at
    assert when is not None
    standard.hide(room.session, by="facilitator")
    standard.show(room.session, by="facilitator")
    assert first.shown_at == when
    reveal_now(room, "6")
    assert room.round_of("6").shown_at is None and first.shown_at == when
