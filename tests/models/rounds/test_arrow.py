"""The round on the arrow: opened like any sitting, blind like any round, and no standard among the standards."""

import pytest
from sqlmodel import select

from app.errors import Incomplete, NotFound, Refusal
from app.errors.acts import OlderPage
from app.frameworks import DEFAULT, OVERALL, framework
from app.models import Event, StandardState
from app.models.record.position import PositionState, Wording
from app.models.record.settling import reopen, settle
from app.models.record.subject import Key, Level, Subject, key_of
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from tests.conftest import Lobby

ANSWERS: dict[str, int | None] = {
    "Olu": 7, "Oona": 7, "Omar": 8, "Ola": 7, "Priya": 4, "Pat": 4, "Petra": 3, "Hari": 5, "Carol": 6, "Cy": 6,
}  # fmt: skip
AGREED = Wording(PositionState.AGREED, "We meet most of what good looks like.", number=6)


def test_opened_for_the_first_time_it_gets_a_row_of_its_own_with_its_plain_question(room: Lobby) -> None:
    assert room.workshop.arrow is None
    room.open(OVERALL)
    arrow = room.workshop.arrow
    assert arrow is not None and arrow.is_overall and arrow.state is StandardState.OPEN
    assert arrow.title == room.workshop.framework.whole.title == "Where are we as a whole?"
    assert room.workshop.framework.whole.criteria == ()


def test_asking_twice_opens_it_once(room: Lobby) -> None:
    first = room.open(OVERALL)
    assert room.open(OVERALL) is first
    assert room.workshop.arrow is not None and len(room.workshop.arrow.rounds) == 1


def test_it_is_in_no_list_of_standards(room: Lobby) -> None:
    room.open(OVERALL)
    room.session.expire_all()
    assert [standard.number for standard in room.workshop.standards] == ["4", "6", "9"]
    domains = room.workshop.framework.domains
    assert OVERALL not in [standard.number for domain in domains for standard in domain.standards]
    with pytest.raises(NotFound):
        Subject.of(room.workshop, Key(Level.STANDARD, OVERALL))
    arrow = numbered(room.session, room.workshop.id, OVERALL)
    with pytest.raises(NotFound):
        arrow.pin(room.session, "facilitator", pinned=True)
    with pytest.raises(NotFound):
        arrow.park(room.session, "facilitator", parked=True)


def test_its_number_is_no_number_of_a_framework() -> None:
    published = framework(DEFAULT)
    assert OVERALL not in [standard.number for standard in published.standards]
    assert published.standard(OVERALL) is published.whole


def test_it_opens_beside_standards_and_not_a_second_sitting(room: Lobby) -> None:
    sitting = room.open("6", OVERALL)
    assert [round_.standard.number for round_ in sitting.rounds] == ["6", OVERALL]
    with pytest.raises(Refusal, match="A sitting is under way"):
        room.open(OVERALL)


def test_nothing_is_opened_for_a_number_that_only_looks_like_it(room: Lobby) -> None:
    for number in ("Overall", "overall ", "overall-6", ""):
        with pytest.raises(Incomplete):
            room.open(number)
    assert room.workshop.arrow is None


def test_its_values_are_frozen_at_the_reveal_and_told_by_displayed_unit(room: Lobby) -> None:
    round_ = room.revealed(ANSWERS, OVERALL)
    rows = {unit.name: unit.scores for unit in round_.frozen.released.units}
    assert rows.keys() == {"Council", "Providers", "Smaller groups together"}
    assert round_.standard.revealed_round is round_


def test_it_is_shown_instead_of_a_standard_and_the_other_way_round(room: Lobby) -> None:
    six, arrow = room.revealed(ANSWERS).standard, room.revealed(ANSWERS, OVERALL).standard
    six.show(room.session, by="facilitator")
    arrow.show(room.session, by="facilitator")
    assert (six.is_shown, arrow.is_shown) == (False, True)
    six.show(room.session, by="facilitator")
    assert (six.is_shown, arrow.is_shown) == (True, False)


def test_it_cannot_be_shown_before_its_reveal(room: Lobby) -> None:
    sitting = room.open(OVERALL)
    arrow = room.round_of(OVERALL).standard
    with pytest.raises(Refusal, match="Nothing can be shown before the reveal"):
        arrow.show(room.session, by="facilitator")
    sitting.close(room.session, by="facilitator")
    with pytest.raises(Refusal, match="Nothing can be shown before the reveal"):
        arrow.show(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    room.session.flush()
    arrow.show(room.session, by="facilitator")
    assert arrow.is_shown


def test_rated_again_both_rounds_stand_and_an_older_page_shows_neither(room: Lobby) -> None:
    first = room.revealed(ANSWERS, OVERALL)
    again = room.revealed({**ANSWERS, "Priya": 6, "Pat": 6, "Petra": 6}, OVERALL)
    assert [round_.id for round_ in again.standard.rounds] == [first.id, again.id]
    assert again.earlier is first and again.frozen.movement is not None
    with pytest.raises(OlderPage, match="a newer round of the overall position was revealed"):
        again.standard.show(room.session, first.id, by="facilitator")


def test_once_the_whole_is_settled_it_is_rated_again_only_after_reopening(room: Lobby) -> None:
    room.revealed(ANSWERS, OVERALL)
    settle(room.session, Subject.overall(room.workshop), AGREED, "facilitator", 0)
    with pytest.raises(Refusal, match=r"^The overall position is settled\. Reopen it"):
        room.open(OVERALL)
    reopen(room.session, Subject.overall(room.workshop), "A report came in", "facilitator")
    room.open(OVERALL)


def test_settling_a_standard_leaves_the_arrow_as_it_is(room: Lobby) -> None:
    room.revealed(ANSWERS)
    arrow = room.revealed(ANSWERS, OVERALL).standard
    six = Subject.standard(numbered(room.session, room.workshop.id, "6"))
    settle(room.session, six, Wording(PositionState.AGREED, "It holds."), "facilitator", 0)
    assert arrow.state is StandardState.REVEALED and key_of(arrow) == Key(Level.OVERALL)


def test_the_log_names_it_and_no_answer(room: Lobby) -> None:
    room.revealed(ANSWERS, OVERALL)
    abouts = {event.act: event.about for event in room.session.exec(select(Event))}
    assert abouts["opened"] == abouts["closed"] == {"standards": [OVERALL]}
