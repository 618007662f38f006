"""Taking a seat, a label for it, reading the notice, leaving it."""

from collections.abc import Callable

import pytest
from sqlmodel import col, select

from app.errors import Incomplete
from app.models import Role, Seat
from app.models.people.seat import seat_of, seated, take_place, take_seat
from app.models.texts import clean_label
from app.tokens import hashed
from tests.conftest import Lobby


def group_id(room: Lobby, name: str) -> int:
    return next(group.id for group in room.workshop.groups if group.name == name)


def newest(room: Lobby) -> Seat:
    room.session.flush()
    seat = room.session.exec(select(Seat).order_by(col(Seat.id).desc())).first()
    assert seat is not None
    return seat


def test_a_seats_token_has_128_bits_and_is_kept_hashed_only(room: Lobby) -> None:
    token = take_seat(room.session, room.workshop, group_id(room, "Providers"), "")
    seat = newest(room)
    assert len(token) == 22  # 16 bytes in base 64
    assert seat.token_hash == hashed(token) != token
    assert seat_of(room.session, room.workshop.id, token) is seat


def test_a_token_opens_its_own_workshop_and_no_other(make_room: Callable[..., Lobby]) -> None:
    ours, theirs = make_room(), make_room(title="Day 3")
    token = take_seat(ours.session, ours.workshop, group_id(ours, "Carers"), "")
    ours.session.flush()
    assert seat_of(ours.session, theirs.workshop.id, token) is None
    for nothing in (None, "", "guessed"):
        assert seat_of(ours.session, ours.workshop.id, nothing) is None


def test_a_group_of_another_workshop_is_no_group_of_ours(make_room: Callable[..., Lobby]) -> None:
    ours, theirs = make_room(), make_room(title="Day 3")
    for foreign in (group_id(theirs, "Carers"), 0, 999_999):
        with pytest.raises(Incomplete, match="Choose which voice"):
            take_seat(ours.session, ours.workshop, foreign, "")


def test_a_label_is_kept_where_it_is_asked_for_and_dropped_for_carers(room: Lobby) -> None:
    take_seat(room.session, room.workshop, group_id(room, "Providers"), "  by  the window ")
    assert newest(room).label == "by the window"
    take_seat(room.session, room.workshop, group_id(room, "Carers"), "Carol Smith")
    assert newest(room).label == ""


@pytest.mark.parametrize("label", ["left\u202eright", "zero\u200bwidth", "bell\u0007", "\ue000", "x" * 41])
def test_a_label_that_could_lie_or_is_too_long_is_refused(label: str) -> None:
    with pytest.raises(Incomplete) as refusal:
        clean_label(label)
    assert set(refusal.value.problems) == {"label"}


def test_a_label_is_normalised_and_markup_in_it_is_only_text() -> None:
    assert clean_label("Ｄｅｓｋ ４") == "Desk 4"
    assert clean_label("<b>Pat</b> & Co") == "<b>Pat</b> & Co"


def test_removing_a_seat_ends_its_token_and_is_logged_once(room: Lobby) -> None:
    token = take_seat(room.session, room.workshop, group_id(room, "Carers"), "")
    seat = newest(room)
    seat.remove(room.session, by="facilitator")
    when = seat.removed_at
    seat.remove(room.session, by="facilitator")
    assert seat.removed_at == when
    assert seat_of(room.session, room.workshop.id, token) is None


def test_only_seated_participants_are_counted(room: Lobby) -> None:
    take_place(room.session, room.workshop.id, Role.SCRIBE)
    room.seats["Pat"].remove(room.session, by="facilitator")
    room.session.flush()
    counts = seated(room.session, room.workshop.id)
    assert {group.name: counts.get(group.id, 0) for group in room.workshop.groups} == {
        "Council": 4, "Providers": 2, "Healthwatch": 1, "Carers": 2,
    }  # fmt: skip


def test_reading_the_notice_again_keeps_the_first_time_and_an_earlier_choice(room: Lobby) -> None:
    hari = room.seats["Hari"]
    hari.read_notice(may_show_group=True)
    first = hari.notice_read_at
    hari.read_notice(may_show_group=None)
    assert (hari.notice_read_at, hari.may_show_group) == (first, True)
