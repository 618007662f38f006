"""Taking a seat, a label for it, moving it to another phone, leaving it."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.errors import Incomplete, NotFound, NotYours, Refusal
from app.models import AttributionRule, LinkPurpose, OneUseLink, Role, Seat, StakeholderGroup
from app.models.people.one_use_link import LASTS
from app.models.people.seat import seat_of, seated, take_place, take_seat
from app.models.rounds.consent import is_asked_for_consent
from app.models.rounds.rejoining import rejoin
from app.models.texts import clean_label
from app.tokens import CODE_LETTERS, hashed, new_token
from tests.conftest import Lobby


def group_id(room: Lobby, name: str) -> int:
    return next(group.id for group in room.workshop.groups if group.name == name)


def newest(room: Lobby) -> Seat:
    room.session.flush()
    return room.session.exec(select(Seat).order_by(Seat.id.desc())).first()


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


@pytest.mark.parametrize("purpose", [LinkPurpose.SCRIBE, LinkPurpose.OBSERVER, LinkPurpose.STAGE])
def test_a_one_use_link_gives_the_place_it_names_once(room: Lobby, purpose: LinkPurpose) -> None:
    token = OneUseLink.make(room.session, purpose, room.workshop.id)
    room.session.flush()
    assert OneUseLink.use(room.session, token, purpose).workshop_id == room.workshop.id
    with pytest.raises(NotFound, match="used already"):
        OneUseLink.use(room.session, token, purpose)


def test_a_link_serves_its_own_purpose_only(room: Lobby) -> None:
    token = OneUseLink.make(room.session, LinkPurpose.OBSERVER, room.workshop.id)
    with pytest.raises(NotFound):
        OneUseLink.use(room.session, token, LinkPurpose.SCRIBE, LinkPurpose.SET_UP)
    assert OneUseLink.use(room.session, token, LinkPurpose.OBSERVER).used_at


def test_a_link_that_has_run_out_opens_nothing(room: Lobby) -> None:
    code = room.seats["Hari"].rejoin_code(room.session, by="facilitator")
    room.session.flush()
    link = room.session.get_one(OneUseLink, hashed(code))
    link.expires_at -= LASTS[LinkPurpose.REJOIN]
    with pytest.raises(NotFound, match="has run out"):
        rejoin(room.session, code)


def test_f16_a_rejoin_code_moves_the_seat_and_the_old_phones_token_is_dead(room: Lobby) -> None:
    old = take_seat(room.session, room.workshop, group_id(room, "Healthwatch"), "")
    seat = newest(room)
    code = seat.rejoin_code(room.session, by="facilitator")
    room.session.flush()
    assert len(code) == 8 and set(code) <= set(CODE_LETTERS)
    workshop_id, new, _ = rejoin(room.session, f"{code[:4].lower()} {code[4:]}")
    assert workshop_id == room.workshop.id
    assert seat_of(room.session, workshop_id, old) is None
    assert seat_of(room.session, workshop_id, new) is seat
    assert seat.rejoined_at is not None


def test_a_rejoin_code_works_once(room: Lobby) -> None:
    code = room.seats["Hari"].rejoin_code(room.session, by="facilitator")
    room.session.flush()
    rejoin(room.session, code)
    with pytest.raises(NotFound, match="used already"):
        rejoin(room.session, code)


def test_a_removed_seat_is_not_rejoined(room: Lobby) -> None:
    hari = room.seats["Hari"]
    code = hari.rejoin_code(room.session, by="facilitator")
    hari.remove(room.session, by="facilitator")
    room.session.flush()
    with pytest.raises(NotYours, match="has been removed"):
        rejoin(room.session, code)
    with pytest.raises(Refusal, match="has been removed"):
        hari.rejoin_code(room.session, by="facilitator")


def test_no_code_is_kept_in_a_form_that_somebody_could_use(session: Session, room: Lobby) -> None:
    code = room.seats["Hari"].rejoin_code(session, by="facilitator")
    session.flush()
    assert session.get(OneUseLink, code) is None
    assert session.get(OneUseLink, hashed(code)) is not None


def test_a_person_is_asked_for_consent_only_by_group_and_in_a_group_under_three(
    make_room: Callable[..., Lobby],
) -> None:
    room = make_room()
    council, carers = (next(g for g in room.workshop.groups if g.name == name) for name in ("Council", "Carers"))

    def asked(group: StakeholderGroup) -> bool:
        return is_asked_for_consent(room.session, room.workshop, group)

    assert asked(carers)
    room.seat("Cara", "Carers")  # let in above the plan
    assert asked(carers), "planned under three, it stays small whoever joins"
    for name in ("Olu", "Oona"):
        room.seats[name].remove(room.session, by="facilitator")
    assert not asked(council), "before the opening the others may still come"
    room.open("6")
    assert asked(council), "two of four had come when rating opened"
    room.seat("Otto", "Council")
    assert asked(council), "who is let in later is one of a group that is asked"
    for rule in (AttributionRule.OPEN, AttributionRule.NOT_ATTRIBUTABLE):
        room.workshop.attribution_rule = rule
        assert not asked(carers)


def test_reading_the_notice_again_keeps_the_first_time_and_an_earlier_choice(room: Lobby) -> None:
    hari = room.seats["Hari"]
    hari.read_notice(may_show_group=True)
    first = hari.notice_read_at
    hari.read_notice(may_show_group=None)
    assert (hari.notice_read_at, hari.may_show_group) == (first, True)


def test_tokens_do_not_repeat() -> None:
    assert len({new_token() for _ in range(1000)}) == 1000
