"""Showing, settling, reopening and parking one standard."""

from collections.abc import Callable, Sequence

import pytest
from sqlmodel import col, select

from app.errors import Incomplete, NotFound, Refusal
from app.models import Event, Standard, StandardState
from app.models.record.position import Position, PositionState, Wording
from app.models.record.settling import position_of, positions_of, reopen, settle
from app.models.record.subject import Subject
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

AGREED = Wording(PositionState.AGREED, "People are asked what matters to them.")


@pytest.fixture
def six(room: Lobby) -> Standard:
    """Standard 6, rated and revealed."""
    sitting = room.open("6", "9")
    for name, score in (("Priya", 3), ("Pat", 3), ("Petra", 4)):
        room.rate(name, room.round_of("6"), score)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    return numbered(room.session, room.workshop.id, "6")


def versions(room: Lobby, standard: Standard) -> Sequence[Position]:
    return positions_of(room.session, room.workshop.id).get(Subject.standard(standard).key, ())


def about(room: Lobby, act: str) -> list[dict[str, object]]:
    return list(room.session.exec(select(col(Event.about)).where(Event.act == act).order_by(col(Event.id))))


def test_settling_before_the_reveal_is_refused(room: Lobby) -> None:
    room.open("6")
    with pytest.raises(Refusal, match="A position is written after the reveal"):
        settle(room.session, Subject.standard(numbered(room.session, room.workshop.id, "6")), AGREED, "scribe", 0)


def test_before_anybody_writes_there_is_no_position_at_all(room: Lobby, six: Standard) -> None:
    assert position_of(room.session, Subject.standard(six)) is None


def test_every_version_is_kept(room: Lobby, six: Standard) -> None:
    settle(room.session, Subject.standard(six), AGREED, "scribe", 0)
    reopen(room.session, Subject.standard(six), "A report came in", "facilitator")
    settle(
        room.session,
        Subject.standard(six),
        Wording(PositionState.NOT_AGREED, "Providers do not see it.", number=4),
        "facilitator",
        1,
    )
    assert [(p.version, p.wording, p.number, p.written_by) for p in versions(room, six)] == [
        (1, AGREED.wording, None, "scribe"),
        (2, "Providers do not see it.", 4, "facilitator"),
    ]


def test_saving_over_somebodys_newer_version_is_refused_and_stores_nothing(room: Lobby, six: Standard) -> None:
    settle(room.session, Subject.standard(six), AGREED, "scribe", 0)
    with pytest.raises(Refusal, match="Someone saved version 1 of this position"):
        settle(room.session, Subject.standard(six), Wording(PositionState.NOT_AGREED, "Mine."), "facilitator", 0)
    assert [position.wording for position in versions(room, six)] == [AGREED.wording]


def test_a_version_that_does_not_exist_yet_is_refused(room: Lobby, six: Standard) -> None:
    with pytest.raises(Refusal):
        settle(room.session, Subject.standard(six), AGREED, "scribe", 3)
    assert position_of(room.session, Subject.standard(six)) is None


def test_a_settled_standard_takes_no_new_version_before_it_is_reopened(room: Lobby, six: Standard) -> None:
    """settled -> reopen, with a reason -> a new version: there is no way around the reason."""
    settle(room.session, Subject.standard(six), AGREED, "scribe", 0)
    with pytest.raises(Refusal):
        settle(room.session, Subject.standard(six), Wording(PositionState.NOT_AGREED, "Otherwise."), "facilitator", 1)


@pytest.mark.parametrize("reason", ["", "   "])
def test_reopening_needs_a_reason(room: Lobby, six: Standard, reason: str) -> None:
    settle(room.session, Subject.standard(six), AGREED, "scribe", 0)
    with pytest.raises(Incomplete) as refusal:
        reopen(room.session, Subject.standard(six), reason, "facilitator")
    assert set(refusal.value.problems) == {"reason"}
    assert six.state is StandardState.SETTLED


def test_reopening_is_logged_with_its_reason_and_once(room: Lobby, six: Standard) -> None:
    settle(room.session, Subject.standard(six), AGREED, "scribe", 0)
    reopen(room.session, Subject.standard(six), " A report came in ", "facilitator")
    reopen(room.session, Subject.standard(six), "Pressed twice", "facilitator")
    assert about(room, "reopened") == [{"standard": "6", "reason": "A report came in"}]
    assert six.state is StandardState.REVEALED


def test_settling_is_logged_by_version_and_state(room: Lobby, six: Standard) -> None:
    settle(room.session, Subject.standard(six), AGREED, "scribe", 0)
    assert about(room, "settled") == [{"standard": "6", "version": 1, "state": "agreed"}]


def test_nothing_is_shown_before_the_reveal(room: Lobby) -> None:
    sitting = room.open("6")
    standard = numbered(room.session, room.workshop.id, "6")
    for _ in ("open", "closed"):
        with pytest.raises(Refusal, match="before the reveal"):
            standard.show(room.session, by="facilitator")
        sitting.close(room.session, by="facilitator")
    assert not standard.is_shown


def test_one_standard_is_shown_at_a_time(room: Lobby, six: Standard) -> None:
    nine = numbered(room.session, room.workshop.id, "9")
    six.show(room.session, by="facilitator")
    nine.show(room.session, by="facilitator")
    assert (six.is_shown, nine.is_shown) == (False, True)


def test_showing_in_one_workshop_hides_nothing_in_another(make_room: Callable[..., Lobby]) -> None:
    rooms = make_room(), make_room(title="Day 3")
    for room in rooms:
        sitting = room.open("6")
        sitting.close(room.session, by="facilitator")
        reveal(room.session, sitting, by="facilitator")
        numbered(room.session, room.workshop.id, "6").show(room.session, by="facilitator")
    assert all(numbered(room.session, room.workshop.id, "6").is_shown for room in rooms)


def test_a_shown_standard_can_be_hidden_again(room: Lobby, six: Standard) -> None:
    six.show(room.session, by="facilitator")
    six.hide(room.session, by="facilitator")
    six.hide(room.session, by="facilitator")
    assert not six.is_shown
    assert len(about(room, "hid")) == 1


def test_parking_is_a_mark_that_changes_no_state_and_is_logged_once(room: Lobby, six: Standard) -> None:
    six.park(room.session, "facilitator", parked=True)
    six.park(room.session, "facilitator", parked=True)
    assert (six.is_parked, six.state) == (True, StandardState.REVEALED)
    six.park(room.session, "facilitator", parked=False)
    assert (len(about(room, "parked")), len(about(room, "took up again"))) == (1, 1)


def test_a_standard_is_found_by_number_in_its_own_workshop_only(room: Lobby) -> None:
    assert numbered(room.session, room.workshop.id, "9").title
    for workshop, number in ((room.workshop.id, "1"), (room.workshop.id + 1, "9")):
        with pytest.raises(NotFound):
            numbered(room.session, workshop, number)
