"""A press is done once, whoever sends it again; another text, or another page, is another press."""

from datetime import timedelta

from sqlmodel import Session, select

from app.clock import now
from app.models import Press
from app.models.people.press import REMEMBERED_FOR, Pressed, pressed
from app.tokens import hashed
from tests.conftest import Lobby

KEY = "a-key-of-22-characters"


class Act:
    """Counts how often it is done."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, _session: Session) -> int:
        self.times += 1
        return self.times


def times(room: Lobby, *presses: Pressed) -> list[int]:
    """What each of them is told."""
    act = Act()
    return [press.once(act)(room.session) for press in presses]


def test_the_same_press_is_done_once_and_told_the_same(room: Lobby) -> None:
    press = pressed(KEY, "/workshops", "Northvale")
    assert times(room, press, press, pressed(KEY, "/workshops", "Northvale")) == [1, 1, 1]


def test_another_text_another_address_or_another_key_is_another_press(room: Lobby) -> None:
    told = times(
        room,
        pressed(KEY, "/workshops", "Northvale"),
        pressed(KEY, "/workshops", "Southvale"),
        pressed(KEY, "/accounts", "Northvale"),
        pressed(KEY[::-1], "/workshops", "Northvale"),
    )
    assert told == [1, 2, 3, 4]


def test_a_form_without_a_key_is_done_as_often_as_it_is_sent(room: Lobby) -> None:
    assert times(room, Pressed(), Pressed()) == [1, 2]
    assert Pressed().token("link") != Pressed().token("link")


def test_a_press_that_was_refused_is_tried_again(room: Lobby) -> None:
    press = pressed(KEY, "/workshops", "")

    def refuses(_session: Session) -> int:
        raise ValueError

    try:
        with room.session.begin_nested():
            press.once(refuses)(room.session)
    except ValueError:
        pass
    assert times(room, press) == [1]


def test_what_an_act_gives_away_is_the_same_for_the_same_press_and_never_kept(room: Lobby) -> None:
    press = pressed(KEY, "/workshops/1/links", "scribe")
    assert press.token("link") == press.token("link") != press.token("seat")
    assert press.code() == press.code() and len(press.code()) == 8
    times(room, press)
    kept = [str(vars(row)) for row in room.session.exec(select(Press))]
    assert len(kept) == 1
    assert not [secret for secret in (KEY, press.token("link"), press.code()) if secret in kept[0]]


def test_presses_are_forgotten_after_a_day(room: Lobby) -> None:
    old = pressed(KEY, "/workshops", "")
    times(room, old)
    row = room.session.get_one(Press, hashed(old.secret))
    row.pressed_at = now() - REMEMBERED_FOR - timedelta(minutes=1)
    room.session.flush()
    times(room, pressed(KEY, "/another", ""))
    assert room.session.get(Press, hashed(old.secret)) is None
