"""Every state of the stage from one function, what a frozen stage may hold on to, and what it may not."""

from collections.abc import Callable

import pytest

from app.frameworks import OVERALL
from app.live.fragments import Screen, fragments
from app.live.on_stage import OnStage, Stands, on_stage
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import Role
from app.models.ending.closing import close
from app.models.record import asking
from app.models.record.position import PositionState, Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.models.rounds.overview import hide_overview, show_overview
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.models.workshop.stage import blank, freeze, let_go
from tests.conftest import Lobby
from tests.live.test_staged import ANSWERS, BY, STAGE, words_of


def now(room: Lobby) -> OnStage:
    room.session.flush()
    return on_stage(read_scene(room.session, room.workshop.id).seen_by(Kind.STAGE, Role.STAGE))


def html(room: Lobby) -> str:
    room.session.flush()
    return fragments(STAGE, read_scene(room.session, room.workshop.id))["stage"]


def held(room: Lobby) -> None:
    freeze(room.session, room.workshop, now(room).name, by=BY)


def show(room: Lobby, number: str = "6") -> None:
    numbered(room.session, room.workshop.id, number).show(room.session, by=BY)


def six(room: Lobby) -> Subject:
    return Subject.standard(numbered(room.session, room.workshop.id, "6"))


def closed(room: Lobby, *numbers: str) -> None:
    room.open(*numbers).close(room.session, by=BY)


def revealed(room: Lobby) -> None:
    room.revealed(ANSWERS)


def shown(room: Lobby) -> None:
    room.revealed(ANSWERS)
    show(room)


def again(room: Lobby) -> None:
    shown(room)
    room.open("6")


def read_back(room: Lobby) -> None:
    shown(room)
    asking.read_back(room.session, six(room), PositionState.AGREED, "Fees lag behind costs.", by=BY)


def ended(room: Lobby) -> None:
    room.revealed(ANSWERS)
    close(room.session, room.workshop, by=BY)


def arrow(room: Lobby) -> None:
    room.revealed(ANSWERS, OVERALL).standard.show(room.session, by=BY)


STATES: dict[str, tuple[Callable[[Lobby], object], Stands, str]] = {
    "lobby": (lambda room: None, Stands.LOBBY, "Choose the voice you bring"),
    "started": (lambda room: room.workshop.start(room.session, by=BY), Stands.WAITING, "We begin soon"),
    "rating": (lambda room: room.open("6", "9"), Stands.RATING, "0 of 10"),
    "closed": (lambda room: closed(room, "6"), Stands.CLOSED, "Waiting for the reveal"),
    "revealed": (revealed, Stands.REVEALED, "We take them one at a time"),
    "shown": (shown, Stands.SHOWN, "Each group once"),
    "rated again": (again, Stands.SHOWN, "0 of 10 again"),
    "read back": (read_back, Stands.WORDS, "Fees lag behind costs."),
    "arrow": (arrow, Stands.ARROW, "Each group once"),
    "blank": (lambda room: blank(room.session, room.workshop, by=BY), Stands.MOMENT, "One moment"),
    "ended": (ended, Stands.ENDED, "Thank you"),
}


@pytest.mark.parametrize("state", STATES)
def test_every_state_of_a_workshop_has_its_page_and_none_is_empty(room: Lobby, state: str) -> None:
    act, stands, words = STATES[state]
    act(room)
    assert now(room).stands is stands
    assert words in words_of(html(room)) and "<h1" in html(room)


def test_revealed_it_tells_titles_in_the_order_of_talk_and_nothing_else(room: Lobby) -> None:
    sitting = room.open("6", "9")
    for name, score in ANSWERS.items():
        room.rate(name, room.round_of("6"), 5)
        room.rate(name, room.round_of("9"), score)
    sitting.close(room.session, by=BY)
    assert now(room).listed == ()  # the order would tell what differs
    reveal(room.session, sitting, by=BY)
    assert [standard.number for standard in now(room).listed] == ["9", "6"]
    assert all(standard.revealed is None for standard in now(room).listed)
    text = words_of(html(room))
    assert not any(word in text for word in ("Discuss", "Broad", "Check", "middle", "people"))


def test_a_hidden_standard_gives_way_to_the_list_where_a_settled_one_says_how_it_ended(room: Lobby) -> None:
    shown(room)
    settle(room.session, six(room), Wording(PositionState.NOT_AGREED, "We do not agree."), BY, 0)
    asking.hide_words(room.session, six(room), by=BY)
    numbered(room.session, room.workshop.id, "6").hide(room.session, by=BY)
    assert now(room).stands is Stands.REVEALED and "Not agreed" in words_of(html(room))


def test_the_second_round_stands_beside_the_first_hollow_and_full(room: Lobby) -> None:
    shown(room)
    assert 'class="hollow"' not in html(room)
    room.revealed({**ANSWERS, "Priya": 6, "Pat": 6, "Petra": 6})
    assert now(room).stands is Stands.REVEALED  # the new round is shown by an act of its own
    show(room)
    assert 'class="hollow"' in html(room) and "first round" in html(room) and "after seeing" in html(room)


# -- Frozen


def test_frozen_on_a_picture_it_keeps_that_whatever_opens_and_closes(room: Lobby) -> None:
    shown(room)
    held(room)
    sitting = room.open("9")
    assert now(room).stands is Stands.SHOWN and now(room).is_held
    sitting.close(room.session, by=BY)
    assert now(room).stands is Stands.SHOWN
    let_go(room.session, room.workshop, by=BY)
    assert now(room).stands is Stands.SHOWN and not now(room).is_held


def test_a_frozen_stage_lets_go_of_what_is_hidden(room: Lobby) -> None:
    shown(room)
    held(room)
    numbered(room.session, room.workshop.id, "6").hide(room.session, by=BY)
    assert now(room).stands is Stands.MOMENT
    assert "One moment" in html(room) and "picture" not in html(room)


def test_a_frozen_stage_shows_no_round_that_was_revealed_since(room: Lobby) -> None:
    shown(room)
    held(room)
    room.revealed({**ANSWERS, "Priya": 9})
    assert now(room).stands is Stands.MOMENT


def test_frozen_while_people_rate_it_tells_neither_the_reveal_nor_its_order(room: Lobby) -> None:
    sitting = room.open("6", "9")
    held(room)
    assert now(room).stands is Stands.RATING
    sitting.close(room.session, by=BY)
    reveal(room.session, sitting, by=BY)
    assert now(room).stands is Stands.CLOSED and now(room).listed == ()


def test_on_a_blank_stage_no_word_is_explained_either_and_it_is_back_when_the_stage_goes_on(room: Lobby) -> None:
    term = room.workshop.framework.glossary[0].term
    room.workshop.explain(room.session, term, by=BY)
    said = words_of(fragments(STAGE, read_scene(room.session, room.workshop.id))["word"])
    assert term in said
    blank(room.session, room.workshop, by=BY)
    assert words_of(fragments(STAGE, read_scene(room.session, room.workshop.id))["word"]).strip() == ""
    let_go(room.session, room.workshop, by=BY)
    assert words_of(fragments(STAGE, read_scene(room.session, room.workshop.id))["word"]) == said


def test_a_stage_that_is_frozen_on_the_table_by_group_lets_go_of_it_when_it_is_taken_off(room: Lobby) -> None:
    shown(room)
    show_overview(room.session, room.workshop, by=BY)
    held(room)
    assert now(room).stands is Stands.OVERVIEW and now(room).is_held
    hide_overview(room.session, room.workshop, by=BY)
    assert now(room).stands is Stands.MOMENT and "Council" not in html(room)


def test_showing_something_or_reading_it_back_ends_both(room: Lobby) -> None:
    room.revealed(ANSWERS)
    held(room)
    blank(room.session, room.workshop, by=BY)
    show(room)
    assert now(room).stands is Stands.SHOWN and not now(room).is_held
    blank(room.session, room.workshop, by=BY)
    asking.read_back(room.session, six(room), PositionState.AGREED, "Fees lag behind costs.", by=BY)
    assert now(room).stands is Stands.WORDS


@pytest.mark.parametrize("screen", [STAGE, Screen(Kind.CONSOLE, Role.FACILITATOR, page="stage")])
def test_before_the_reveal_the_stage_and_its_small_picture_are_the_same_whatever_was_answered(
    room: Lobby, screen: Screen
) -> None:
    room.open("6")
    seen = []
    for score in (1, 10):
        for name in ANSWERS:
            room.rate(name, room.round_of("6"), score)
        room.session.flush()
        seen.append(fragments(screen, read_scene(room.session, room.workshop.id))["stage"])
    assert seen[0] == seen[1] and "10 of 10" in words_of(seen[0])


# -- Who was not in the room


def test_a_group_without_anybody_is_a_note_and_neither_a_row_nor_a_finding(room: Lobby) -> None:
    room.seats["Hari"].remove(room.session, by=BY)
    room.revealed({name: score for name, score in ANSWERS.items() if name != "Hari"})
    show(room)
    drawn, _, rest = html(room).partition("</svg>")
    assert "Healthwatch" not in drawn
    assert "Not in the room: Healthwatch." in words_of(rest)
    assert "Healthwatch" not in words_of(rest.partition("<aside>")[2])


def test_a_group_that_is_here_and_silent_is_not_said_to_be_away(room: Lobby) -> None:
    room.revealed({name: score for name, score in ANSWERS.items() if name != "Hari"})
    show(room)
    assert "No answer from Healthwatch." in words_of(html(room)) and "Not in the room" not in html(room)
