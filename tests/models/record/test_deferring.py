"""A standard is left for later with a position of its own, without words; nobody's typed words are thrown away."""

import pytest
from sqlmodel import select

from app.errors import Incomplete, Refusal
from app.errors.acts import OlderPage
from app.models import Event, PositionState, StandardState
from app.models.record.deferring import (
    defer,
    defer_all,
    defer_what_is_left,
    deferred_together,
    left_open,
    names_of,
    undo_all,
)
from app.models.record.position import Wording
from app.models.record.settling import Positions, position_of, positions_of, reopen, settle
from app.models.record.subject import Subject
from app.models.record.typed_text import Keystrokes, type_text, typed_texts
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

ANSWERS: dict[str, int | None] = {"Olu": 7, "Oona": 7, "Omar": 7, "Priya": 3, "Pat": 3, "Petra": 4}


def standard(room: Lobby, number: str) -> Subject:
    return Subject.standard(numbered(room.session, room.workshop.id, number))


def typing(room: Lobby, subject: Subject, text: str = "We weigh cost and") -> None:
    type_text(room.session, subject, Keystrokes("wording", text, 0, "page-of-the-scribe"), by="scribe 1")


def test_what_is_deferred_has_that_end_and_no_words(room: Lobby) -> None:
    room.revealed(ANSWERS)
    six = standard(room, "6")
    position = defer(room.session, six, 0, by="facilitator")
    assert (position.state, position.wording, position.number) == (PositionState.DEFERRED, "", None)
    assert (position.version, position.is_settled, position.written_by) == (1, True, "facilitator")
    assert six.standards[0].state is StandardState.SETTLED
    assert defer(room.session, six, 0, by="facilitator") is position


def test_all_that_is_left_is_deferred_in_one_act_for_one_reason(room: Lobby) -> None:
    for number in ("6", "9"):
        room.revealed(ANSWERS, number)
    typing(room, standard(room, "9"))
    with pytest.raises(OlderPage):
        defer_all(room.session, room.workshop, "No time left.", "6", by="facilitator")
    with pytest.raises(Incomplete, match="Say in a few words why"):
        defer_all(room.session, room.workshop, " ", "6 9", by="facilitator")
    for _ in range(2):
        defer_all(room.session, room.workshop, "No time left.", "6 9", by="facilitator")
    ends = [position_of(room.session, standard(room, number)) for number in ("6", "9")]
    assert [(end.state, end.wording, end.written_by, end.version) for end in ends if end] == [
        (PositionState.DEFERRED, "No time left.", "facilitator", 1)
    ] * 2
    assert typed_texts(room.session, standard(room, "9"))["wording"].text == "We weigh cost and"
    settled = room.session.exec(select(Event).where(Event.act == "settled")).all()
    assert [(event.by, event.about["standard"]) for event in settled] == [("facilitator", "6"), ("facilitator", "9")]


def test_what_was_deferred_in_one_act_is_undone_in_one_act_while_it_is_the_newest(room: Lobby) -> None:
    session, workshop = room.session, room.workshop
    for number in ("6", "9"):
        room.revealed(ANSWERS, number)
    typing(room, standard(room, "9"))
    defer_all(session, workshop, "No time left.", "6 9", by="facilitator")
    first = deferred_together(session, workshop.id)
    assert first and (first.by, first.about) == ("facilitator", {"standards": ["6", "9"]})
    for _ in range(2):
        undo_all(session, workshop, first.id, by="facilitator")
    assert names_of(one.number for one in left_open(workshop)) == "6 9"
    assert typed_texts(session, standard(room, "9"))["wording"].text == "We weigh cost and"
    defer_all(session, workshop, "No time left.", by="facilitator")
    second = deferred_together(session, workshop.id)
    assert second and second is not first
    with pytest.raises(Refusal, match="Something was done since these were deferred"):
        undo_all(session, workshop, first.id, by="facilitator")  # a page from before
    numbered(session, workshop.id, "6").pin(session, "facilitator", pinned=True)
    with pytest.raises(Refusal, match="Reopen each of them"):
        undo_all(session, workshop, second.id, by="facilitator")
    assert left_open(workshop) == [] and deferred_together(session, workshop.id) is None


@pytest.mark.parametrize("act", ["opened the lobby", "pinned"])
def test_no_other_act_is_undone_in_its_place(room: Lobby, act: str) -> None:
    room.revealed(ANSWERS)
    numbered(room.session, room.workshop.id, "6").pin(room.session, "facilitator", pinned=True)
    other = room.session.exec(select(Event).where(Event.act == act)).one()
    for event_id in (other.id, other.id + 1000):
        with pytest.raises(Refusal, match="nothing to undo"):
            undo_all(room.session, room.workshop, event_id, by="facilitator")


def test_nothing_is_deferred_before_its_reveal(room: Lobby) -> None:
    room.open("6")
    with pytest.raises(Refusal, match="A position is written after the reveal"):
        defer(room.session, standard(room, "6"), 0, by="facilitator")


def test_words_that_somebody_has_typed_stand_in_the_way_of_a_button_that_does_not_show_them(room: Lobby) -> None:
    room.revealed(ANSWERS)
    six = standard(room, "6")
    typing(room, six)
    with pytest.raises(Refusal, match=r"Words are typed for standard 6 and not settled\. Open it"):
        defer(room.session, six, 0, by="facilitator")
    assert position_of(room.session, six) is None
    assert typed_texts(room.session, six)["wording"].text == "We weigh cost and"


def test_a_field_that_was_emptied_again_holds_no_words(room: Lobby) -> None:
    room.revealed(ANSWERS)
    typing(room, standard(room, "6"), " ")
    assert defer(room.session, standard(room, "6"), 0, by="facilitator").version == 1


def test_an_old_page_defers_nothing_that_was_settled_since(room: Lobby) -> None:
    room.revealed(ANSWERS)
    six = standard(room, "6")
    settle(room.session, six, Wording(PositionState.AGREED, "So it is."), "scribe 1", 0)
    with pytest.raises(Refusal, match="Someone saved version 1"):
        defer(room.session, six, 0, by="facilitator")


def test_what_is_left_open_is_revealed_and_not_settled(room: Lobby) -> None:
    for number in ("4", "6"):
        room.revealed(ANSWERS, number)
    settle(room.session, standard(room, "4"), Wording(PositionState.NOT_AGREED, "No."), "scribe 1", 0)
    assert [it.number for it in left_open(room.workshop)] == ["6"]
    room.open("9")
    assert [it.number for it in left_open(room.workshop)] == ["6"]
    reopen(room.session, standard(room, "4"), "A report came in", "facilitator")
    assert [it.number for it in left_open(room.workshop)] == ["4", "6"]


def test_what_is_left_at_the_end_is_deferred_and_what_is_typed_stays_where_it_was_typed(room: Lobby) -> None:
    for number in ("4", "6"):
        room.revealed(ANSWERS, number)
    four, six = standard(room, "4"), standard(room, "6")
    settle(room.session, four, Wording(PositionState.AGREED, "So it is."), "scribe 1", 0)
    reopen(room.session, four, "A report came in", "facilitator")
    typing(room, six)
    defer_what_is_left(room.session, room.workshop, by="facilitator")
    states = {key.number: [position.state for position in all_] for key, all_ in _versions(room).items()}
    assert states == {"4": [PositionState.AGREED, PositionState.DEFERRED], "6": [PositionState.DEFERRED]}
    assert typed_texts(room.session, six)["wording"].text == "We weigh cost and"
    defer_what_is_left(room.session, room.workshop, by="facilitator")
    assert len(_versions(room)) == 2


def _versions(room: Lobby) -> Positions:
    return positions_of(room.session, room.workshop.id)


def test_a_page_sends_back_the_names_in_one_order_whatever_its_own_is() -> None:
    assert names_of(["9", "6"]) == names_of(iter(["6", "9"])) == "6 9"
    assert names_of([]) == "none", "an empty field would be no field"
