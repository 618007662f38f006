"""The door, the nod, the plan: what the domain itself refuses and keeps."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.errors import Incomplete, Refusal
from app.errors.places import DoorCrowded, StillWaiting
from app.models import AttributionRule, Door, Event, Seat, StakeholderGroup
from app.models.people.admission import correct_plan, nod_to_all, turn_all_away
from app.models.people.seat import Role, actor, most_waiting, seat_of, seated, take_place, take_seat, waiting_seats
from app.models.rounds.opening import call_off
from app.models.workshop.draft import GroupDraft
from app.tokens import new_token
from tests.conftest import Lobby


def group(room: Lobby, name: str) -> StakeholderGroup:
    return next(group for group in room.workshop.groups if group.name == name)


def newcomer(room: Lobby, name: str, key: str = "") -> Seat:
    seat = seat_of(
        room.session, room.workshop.id, take_seat(room.session, room.workshop, group(room, name).id, "", key)
    )
    assert seat is not None
    return seat


def correct(room: Lobby, *, knows: bool = False, **expected: int) -> None:
    numbers: dict[int, int | None] = {group(room, name).id: number for name, number in expected.items()}
    correct_plan(room.session, room.workshop, numbers, "facilitator", knows_who_is_visible=knows)


def test_within_the_plan_people_sit_at_once_and_above_it_they_wait(room: Lobby) -> None:
    room.seats["Pat"].remove(room.session, by="facilitator")
    assert not newcomer(room, "Providers").is_waiting
    assert newcomer(room, "Providers").is_waiting
    assert seated(room.session, room.workshop.id)[group(room, "Providers").id] == 3


def test_the_door_falls_on_the_latch_at_the_first_opening_for_good(room: Lobby) -> None:
    correct(room, Providers=9)
    assert not newcomer(room, "Providers").is_waiting
    sitting = room.open("6")
    assert room.workshop.door is Door.LATCH
    assert newcomer(room, "Providers").is_waiting, "although six more are planned"
    call_off(room.session, sitting, by="facilitator")
    for locked in (True, False):
        room.workshop.lock(room.session, locked=locked, by="facilitator")
    assert room.workshop.door is Door.LATCH


def door(room: Lobby) -> Door:
    return room.workshop.door


def test_a_door_that_was_locked_in_the_lobby_stays_locked_at_the_opening(room: Lobby) -> None:
    room.workshop.lock(room.session, locked=True, by="facilitator")
    room.open("6")
    assert door(room) is Door.LOCKED and not room.workshop.is_joinable
    room.workshop.lock(room.session, locked=False, by="facilitator")
    assert door(room) is Door.LATCH


def test_a_rehearsal_has_neither_latch_nor_plan(room: Lobby) -> None:
    room.workshop.admits_everybody = True
    assert not newcomer(room, "Healthwatch").is_waiting
    room.open("6")
    assert room.workshop.door is Door.OPEN
    assert not newcomer(room, "Healthwatch").is_waiting


def test_a_waiting_seat_reads_the_notice_and_does_not_consent(room: Lobby) -> None:
    seat = newcomer(room, "Carers")
    seat.read_notice(may_show_group=None)
    for consents in (seat.choose, seat.read_notice):
        with pytest.raises(StillWaiting):
            consents(may_show_group=True)
    seat.nod(room.session, by="facilitator")
    seat.choose(may_show_group=True)
    assert seat.may_show_group


def test_a_nod_is_given_once_and_not_to_somebody_who_was_turned_away(room: Lobby) -> None:
    seat, gone = newcomer(room, "Carers"), newcomer(room, "Carers")
    for _ in range(2):
        seat.nod(room.session, by="facilitator")
    gone.remove(room.session, by="facilitator")
    with pytest.raises(Refusal, match="has been removed"):
        gone.nod(room.session, by="facilitator")
    acts = room.session.exec(select(Event.act)).all()
    assert (acts.count("let in a waiting seat"), acts.count("turned away a waiting seat")) == (1, 1)


def test_nodding_when_nobody_waits_is_no_act(room: Lobby) -> None:
    nod_to_all(room.session, room.workshop, "facilitator", upto=10**6)
    assert "let in all who waited" not in room.session.exec(select(Event.act)).all()


@pytest.mark.parametrize("answer", [nod_to_all, turn_all_away])
def test_one_answer_to_all_who_wait_is_for_those_the_facilitator_saw(room: Lobby, answer: Callable[..., None]) -> None:
    seen, behind = newcomer(room, "Providers"), newcomer(room, "Carers")
    answer(room.session, room.workshop, "facilitator", upto=seen.id)
    room.session.flush()
    assert waiting_seats(room.session, room.workshop.id) == [behind]


def test_the_queue_at_the_door_has_an_end(make_room: Callable[..., Lobby], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.models.people.seat.WAITING_ABOVE_PLAN", 2)
    room = make_room(groups=(GroupDraft("Council", 4), GroupDraft("Carers", 2)))
    for _ in range(most_waiting(6)):
        newcomer(room, "Carers")
    with pytest.raises(DoorCrowded, match="Tell the facilitator"):
        take_seat(room.session, room.workshop, group(room, "Carers").id, "")
    assert len(waiting_seats(room.session, room.workshop.id)) == 8


def test_a_forms_key_finds_its_seat_again_and_only_in_its_workshop(make_room: Callable[..., Lobby]) -> None:
    ours, theirs, key = make_room(), make_room(title="Day 3"), new_token()
    first = newcomer(ours, "Carers", key)
    assert newcomer(ours, "Council", key) is first
    assert newcomer(theirs, "Carers", key).workshop_id == theirs.workshop.id


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with space in the key", "<script>alert(1)</script>"])
def test_a_missing_or_malformed_key_takes_a_fresh_seat(room: Lobby, key: str) -> None:
    assert newcomer(room, "Carers", key) is not newcomer(room, "Carers", key)


def test_the_form_of_somebody_who_was_turned_away_takes_a_new_seat_that_waits(room: Lobby) -> None:
    key = new_token()
    gone = newcomer(room, "Carers", key)
    gone.remove(room.session, by="facilitator")
    again = newcomer(room, "Carers", key)
    assert again is not gone and again.is_waiting


def test_a_corrected_plan_is_logged_with_before_and_after_and_lets_nobody_in_by_itself(room: Lobby) -> None:
    seat = newcomer(room, "Healthwatch")
    correct(room, Healthwatch=2, Council=4)
    event = room.session.exec(select(Event).where(Event.act == "corrected the expected numbers")).one()
    assert event.about == {"before": {"Healthwatch": 1}, "after": {"Healthwatch": 2}}
    assert seat.is_waiting
    room.open("6")
    with pytest.raises(Refusal, match="are fixed since the first standards were opened"):
        correct(room, Healthwatch=3)


def test_under_the_open_rule_a_plan_that_makes_a_group_visible_needs_a_yes_that_names_it(
    make_room: Callable[..., Lobby],
) -> None:
    room = make_room(attribution_rule=AttributionRule.OPEN)
    with pytest.raises(Incomplete, match="Providers") as refusal:
        correct(room, Providers=2)
    assert set(refusal.value.problems) == {"knows_who_is_visible"}
    assert group(room, "Providers").expected == 3
    correct(room, Providers=2, knows=True)
    assert group(room, "Providers").expected == 2


def test_acts_are_logged_by_role_and_place_number(room: Lobby, session: Session) -> None:
    for number in (1, 2):
        scribe = seat_of(session, room.workshop.id, take_place(session, room.workshop.id, Role.SCRIBE))
        assert scribe is not None
        assert actor(session, scribe) == f"scribe {number}"
