"""What comes of an answer, over the socket and by form: its receipt, its retry, and who may give one at all."""

import re
from dataclasses import replace

import pytest
from sqlmodel import Session, select

from app.access.places import Place
from app.clock import now
from app.errors import NotFound, NotYours
from app.errors.places import StillWaiting
from app.live.answering import must_still_be_allowed, must_still_sit
from app.models import Rating, Role, Seat, WorkshopState
from tests.conftest import Lobby
from tests.live.conftest import Dial, elements, score, stored
from tests.northvale import Hall, Town
from tests.rights_table import allowed


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6", "9")
    return hall


def test_a_rating_is_answered_with_a_receipt_that_carries_its_key_and_is_stored(hall: Hall, dial: Dial) -> None:
    receipt = dial(hall, "Priya").rate("6", "4", key="a-key-of-priya")
    assert 'data-key="a-key-of-priya"' in receipt
    assert 'data-recorded="yes"' in receipt
    assert score(hall, "Priya", "6") == 4


def test_f02_a_retry_over_the_socket_gets_its_receipt_and_stores_one_row(hall: Hall, dial: Dial) -> None:
    line = dial(hall, "Priya")
    for _ in range(2):
        assert 'data-recorded="yes"' in line.rate("6", "4", key="a-key-of-priya")
    assert stored(hall) == 1


def test_a_retry_by_post_of_what_went_over_the_socket_gets_the_same_receipt(hall: Hall, dial: Dial) -> None:
    dial(hall, "Priya").rate("6", "4", key="a-key-of-priya")
    dial(hall, "Priya").rate("6", "8", key="a-newer-key")
    with hall.browser("Priya") as browser:
        fields = {"answer": "4", "key": "a-key-of-priya"}
        path = f"{hall.path}/rounds/{hall.rounds['6']}/rating"
        answer = browser.post(path, data=fields, headers={"HX-Request": "true"})
    assert "A newer answer from another of your screens" in answer.text
    assert score(hall, "Priya", "6") == 8


def test_f06_a_rating_after_the_close_is_told_so_with_its_key(hall: Hall, dial: Dial) -> None:
    line = dial(hall, "Priya")
    hall.act(f"/sittings/{hall.sitting}/close")
    refusal = line.rate("6", "4")
    assert "Not recorded: this round is closed" in refusal
    assert stored(hall) == 0


def test_two_tabs_of_one_seat_are_both_told_and_nobody_else(hall: Hall, dial: Dial) -> None:
    first, second, pat = dial(hall, "Priya"), dial(hall, "Priya"), dial(hall, "Pat")
    second.hear()  # the handshake is answered before the room knows of the screen; its first frame comes after
    key = "a-key-of-priya"
    first.rate("6", "4", key=key)
    assert ">4</b>" in second.hear_until(lambda frame: 'data-recorded="yes"' in frame)
    pat.hear_until(lambda frame: "1 of 10" in frame)
    assert not any(key in frame or "Recorded" in frame for frame in pat.frames)


def test_f05_an_answer_belongs_to_its_seat_and_not_to_the_socket_that_brought_it(hall: Hall, dial: Dial) -> None:
    first = dial(hall, "Priya", "phone")
    first.rate("6", "3")
    first.socket.close()
    again = dial(hall, "Priya", "phone")
    assert "Recorded" in again.hear_until(lambda frame: "receipt-" in frame)
    again.rate("6", "4")
    with hall.store.read() as session:
        kept = session.exec(select(Rating).where(Rating.round_id == hall.rounds["6"])).all()
    assert [(rating.seat_id, rating.score) for rating in kept] == [(hall.seats["Priya"], 4)]


def test_a_socket_that_outlived_its_seat_cannot_rate(hall: Hall, dial: Dial) -> None:
    """Removed behind the room's back, so that only the check at the act itself can refuse."""
    line = dial(hall, "Priya")
    line.hear()
    with Session(hall.store.writing) as session, session.begin():
        session.get_one(Seat, hall.seats["Priya"]).remove(session, by="facilitator")
    line.send(round=hall.rounds["6"], answer="4")
    assert "Not recorded: this seat" in line.hear_until(lambda frame: "Not recorded" in frame)
    assert stored(hall) == 0


@pytest.mark.parametrize("state", [WorkshopState.LIVE, WorkshopState.LOBBY, WorkshopState.CLOSED])
def test_f23_a_frame_says_only_what_the_table_lets_a_participant_do_in_that_state(
    town: Town, dial: Dial, state: WorkshopState
) -> None:
    hall = town.hall_in(state)
    hall.rounds.setdefault("6", 1)
    line = dial(hall, "Hari")
    line.hear_until(elements)
    told = line.rate("6", "4")
    if ("answer", Role.PARTICIPANT, state, False) in allowed():
        assert 'data-recorded="yes"' in told
    else:
        assert "Not recorded: the workshop is" in told
    with hall.store.read() as session:
        stored = session.exec(select(Rating).where(Rating.seat_id == hall.seats["Hari"])).all()
    assert len(stored) == (state is WorkshopState.LIVE)


# -- What must hold at that very moment


def place_of(seat: Seat) -> Place:
    return Place(seat.workshop_id, Role.PARTICIPANT, seat.id, token_hash=seat.token_hash)


def test_a_phone_that_sits_and_has_read_the_notice_is_refused_nothing(room: Lobby) -> None:
    must_still_sit(room.session, place_of(room.seats["Olu"]), "Not recorded")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"notice_read_at": None}, "Not recorded: please read the notice first. Reload this page to see it."),
        ({"token_hash": "of the new phone"}, "Not recorded: this seat has moved to another phone, or was removed."),
        ({"removed_at": now()}, "Not recorded: this seat has moved to another phone, or was removed."),
    ],
)
def test_what_is_no_longer_so_is_told_in_its_own_words(room: Lobby, changes: dict[str, object], sentence: str) -> None:
    seat = room.seats["Olu"]
    place = place_of(seat)
    for name, value in changes.items():
        setattr(seat, name, value)
    room.session.flush()
    with pytest.raises(NotYours, match=re.escape(sentence)):
        must_still_sit(room.session, place, "Not recorded")


def test_of_a_seat_or_a_workshop_that_was_erased_nothing_is_taken(room: Lobby) -> None:
    place = replace(place_of(room.seats["Olu"]), seat_id=2**31 - 1)
    with pytest.raises(NotYours, match="or was removed"):
        must_still_sit(room.session, place, "Not recorded")
    with pytest.raises(NotFound):
        must_still_be_allowed(room.session, replace(place, workshop_id=2**31 - 1), "answer", "Not recorded")


def test_a_seat_that_waits_is_sent_to_the_door_whatever_else_it_lacks(room: Lobby) -> None:
    seat = room.seats["Olu"]
    seat.admitted_at = seat.notice_read_at = None
    room.session.flush()
    with pytest.raises(StillWaiting):
        must_still_sit(room.session, place_of(seat), "Not recorded")
