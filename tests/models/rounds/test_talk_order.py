"""The order of talk: fixed from the first reveal on, and moved by people alone."""

import pytest
from sqlmodel import col, select

from app.errors import NotFound, Refusal
from app.errors.acts import OlderPage
from app.live.agenda import moves_of
from app.live.reading import read_scene
from app.live.scene import Kind
from app.models import Event
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.models.rounds.talk_order import give_places, move, talk_order
from tests.conftest import Lobby

APART: dict[str, int | None] = {"Olu": 9, "Oona": 9, "Omar": 9, "Priya": 2, "Pat": 2, "Petra": 2}
NEAR: dict[str, int | None] = {"Olu": 6, "Oona": 6, "Omar": 6, "Priya": 6, "Pat": 6, "Petra": 6}


@pytest.fixture
def talk(room: Lobby) -> Lobby:
    """Four and six are revealed: views on six lie far apart."""
    sitting = room.open("4", "6")
    for number, answers in (("4", NEAR), ("6", APART)):
        for name, score in answers.items():
            room.rate(name, room.round_of(number), score)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    return room


def order(room: Lobby) -> list[str]:
    return [standard.number for standard in talk_order(room.workshop.standards)]


def put(room: Lobby, number: str, before: str, seen: str | None = None) -> None:
    move(room.session, numbered(room.session, room.workshop.id, number), before, seen, by="scribe 1")


def test_what_differs_most_comes_first_and_what_is_revealed_later_comes_after(talk: Lobby) -> None:
    assert order(talk) == ["6", "4"]
    talk.revealed(APART, "9")
    assert order(talk) == ["6", "4", "9"]


def test_a_second_round_does_not_reorder_it(talk: Lobby) -> None:
    talk.revealed(NEAR, "6")
    talk.revealed(APART, "4")
    assert order(talk) == ["6", "4"]


def test_people_move_a_standard_and_the_log_says_who(talk: Lobby) -> None:
    talk.revealed(NEAR, "9")
    put(talk, "9", "6", seen="6 4 9")
    assert order(talk) == ["9", "6", "4"]
    put(talk, "9", "")
    assert order(talk) == ["6", "4", "9"]
    moved = talk.session.exec(select(Event).where(Event.act == "moved on the agenda").order_by(col(Event.id))).all()
    assert [(event.by, event.about) for event in moved] == [
        ("scribe 1", {"standard": "9", "before": "6"}), ("scribe 1", {"standard": "9", "before": ""}),
    ]  # fmt: skip


def test_asking_twice_is_safe_and_an_old_page_does_nothing(talk: Lobby) -> None:
    put(talk, "4", "6", seen="6 4")
    put(talk, "4", "6", seen="6 4")  # the same press
    with pytest.raises(OlderPage):
        put(talk, "4", "", seen="6 4")
    assert order(talk) == ["4", "6"]


def test_what_is_not_revealed_has_no_place_and_nothing_goes_before_what_is_not_there(talk: Lobby) -> None:
    with pytest.raises(Refusal, match="Standard 9 is not revealed yet"):
        put(talk, "9", "6")
    with pytest.raises(NotFound):
        put(talk, "6", "9")


def test_what_an_older_program_revealed_gets_its_place_when_somebody_moves_it(talk: Lobby) -> None:
    for standard in talk.workshop.standards:
        standard.talk_place = None
    put(talk, "4", "6")
    assert order(talk) == ["4", "6"]
    give_places(talk.workshop.standards)
    assert order(talk) == ["4", "6"]


def test_the_agenda_offers_the_moves_that_there_is_room_for_and_no_screen_but_a_console_has_the_order(
    talk: Lobby,
) -> None:
    talk.revealed(NEAR, "9")
    numbered(talk.session, talk.workshop.id, "9").park(talk.session, "facilitator", parked=True)
    scene = read_scene(talk.session, talk.workshop.id)
    moves = {standard.number: moves_of(scene, standard) for standard in scene.standards if standard.revealed}
    assert moves == {"6": {"Move down": "9"}, "4": {"Move up": "6"}, "9": {}}
    assert scene.talk_order == "6 4 9"
    assert scene.seen_by(Kind.STAGE).talk_order == scene.seen_by(Kind.PHONE).talk_order == ""
    told = {kind: scene.seen_by(kind).order_of_talk for kind in (Kind.STAGE, Kind.PHONE, Kind.WAITING)}
    assert told == {Kind.STAGE: ("6", "4", "9"), Kind.PHONE: (), Kind.WAITING: ()}  # in titles, on the stage alone
