"""Opening a sitting, and calling it off: which standards, when, and never over somebody’s answer."""

import pytest

from app.errors import Refusal
from app.errors.acts import OlderPage
from app.models import RoundState, StandardState, WorkshopState
from app.models.ending.closing import close
from app.models.record.position import PositionState, Wording
from app.models.record.settling import reopen, settle
from app.models.record.subject import Subject
from app.models.rounds.opening import call_off, open_sitting
from app.models.rounds.revealing import reveal
from app.models.rounds.sitting import current_sitting
from app.models.rounds.standard import numbered
from tests.conftest import Lobby


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


def test_the_same_standards_opened_twice_are_one_sitting(room: Lobby) -> None:
    assert room.open("6", "9") is room.open("9", "6")


def test_rating_again_is_meant_for_the_round_that_was_shown(room: Lobby) -> None:
    room.revealed({})
    first = room.round_of("6").id
    room.revealed({})
    with pytest.raises(OlderPage, match="a newer round of standard 6 was revealed"):
        open_sitting(room.session, room.workshop, ["6"], after=first, by="facilitator")
    assert current_sitting(room.session, room.workshop.id) is None


def test_a_settled_standard_is_reopened_before_it_is_rated_again(room: Lobby) -> None:
    room.revealed({})
    standard = numbered(room.session, room.workshop.id, "6")
    settle(
        room.session, Subject.standard(standard), Wording(PositionState.AGREED, "We are getting there."), "scribe", 0
    )
    with pytest.raises(Refusal, match="Standard 6 is settled"):
        room.open("6")
    reopen(room.session, Subject.standard(standard), "New evidence came in", "facilitator")
    assert room.open("6").rounds[0].number == 2


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
