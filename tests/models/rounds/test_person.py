"""Whose answers count for a standard: written down at its first reveal, and kept."""

from sqlmodel import Session, select

from app.models import Seat
from app.models.people.seat import seat_of, take_seat
from app.models.rounds.opening import call_off
from app.models.rounds.person import Person, counts_in, people_of
from app.models.rounds.standard import numbered
from tests.conftest import CAST, Lobby

EVERYBODY: dict[str, int | None] = dict.fromkeys(CAST, 6)


def people(room: Lobby, number: str = "6") -> dict[str, str]:
    """Name -> group."""
    names = {group.id: group.name for group in room.workshop.groups}
    seats = {seat.id: name for name, seat in room.seats.items()}
    standard = numbered(room.session, room.workshop.id, number)
    return {seats[seat]: names[group] for seat, group in people_of(room.session, standard.id).items()}


def move(room: Lobby, name: str, group: str) -> None:
    room.seats[name].group = next(it for it in room.workshop.groups if it.name == group)
    room.session.flush()


def counts(room: Lobby, name: str, number: str = "6") -> bool:
    """In a round that is opened for the question alone."""
    sitting = room.open(number)
    answer = counts_in(room.session, room.seats[name], room.round_of(number))
    call_off(room.session, sitting, by="facilitator")
    room.session.flush()
    room.session.expire_all()
    return answer


def test_before_a_reveal_nobody_is_written_down_and_everybody_counts(room: Lobby) -> None:
    assert people(room) == {}
    assert all(counts(room, name) for name in CAST)


def test_the_first_reveal_writes_down_who_sits_there_also_those_who_were_silent(room: Lobby) -> None:
    room.revealed({"Olu": 8, "Oona": 8, "Omar": 8, "Pat": 3, "Priya": 3, "Petra": 3})
    assert people(room) == CAST
    assert people(room, "9") == {}


def test_who_was_removed_before_it_is_not_written_down_and_who_goes_after_it_stays(room: Lobby) -> None:
    room.seats["Ola"].remove(room.session, by="facilitator")
    room.revealed({name: 6 for name in EVERYBODY if name != "Ola"})
    room.seats["Olu"].remove(room.session, by="facilitator")
    room.revealed({name: 6 for name in EVERYBODY if name not in ("Ola", "Olu")})
    assert people(room) == {name: group for name, group in CAST.items() if name != "Ola"}


def test_f24_a_second_reveal_adds_nobody_and_moves_nobody(room: Lobby) -> None:
    room.revealed(EVERYBODY)
    room.seat("Nia", "Council")
    move(room, "Pat", "Carers")
    room.revealed({name: 6 for name in EVERYBODY if name != "Pat"})
    assert people(room) == CAST
    assert not counts(room, "Nia") and not counts(room, "Pat") and counts(room, "Olu")
    assert counts(room, "Nia", "9") and counts(room, "Pat", "9")


def test_people_of_a_group_that_was_missing_are_written_down_when_they_come(room: Lobby) -> None:
    room.revealed({name: 6 for name in EVERYBODY if name != "Hari"})
    room.seat("Nia", "Healthwatch")
    assert counts(room, "Nia") and counts(room, "Hari")
    room.revealed({**EVERYBODY, "Nia": 5})
    assert people(room) == {**CAST, "Nia": "Healthwatch"}


def test_after_a_withheld_round_the_people_are_written_down_anew(room: Lobby) -> None:
    room.revealed({"Hari": 1, "Carol": 10})
    room.seats["Olu"].remove(room.session, by="facilitator")
    room.seat("Nia", "Council")
    move(room, "Pat", "Carers")
    assert counts(room, "Nia") and counts(room, "Pat")
    room.revealed({**{name: 6 for name in EVERYBODY if name != "Olu"}, "Nia": 6})
    expected = {**CAST, "Nia": "Council", "Pat": "Carers"}
    del expected["Olu"]
    assert people(room) == expected


def test_a_seat_stands_once_in_a_standard_and_goes_with_its_seat(session: Session, room: Lobby) -> None:
    room.revealed(EVERYBODY)
    room.revealed(EVERYBODY)
    assert len(session.exec(select(Person)).all()) == len(CAST)
    session.delete(session.get_one(Seat, room.seats["Cy"].id))
    session.flush()
    assert len(session.exec(select(Person)).all()) == len(CAST) - 1


def test_f24_a_waiting_seat_is_no_person_of_a_standard_and_does_not_stand_in_a_groups_consent(room: Lobby) -> None:
    """A stranger at the door while the reveal falls due must not count in the next round because of a later nod."""
    token = take_seat(room.session, room.workshop, room.seats["Hari"].group_id or 0, "")
    room.session.flush()
    stranger = seat_of(room.session, room.workshop.id, token)
    assert stranger is not None and stranger.is_waiting
    room.seats["Stan"] = stranger
    for name in ("Hari", "Carol", "Cy"):
        room.seats[name].choose(may_show_group=True)
    shown = room.revealed(EVERYBODY).frozen
    assert people(room) == CAST
    assert {unit.name for unit in shown.units if unit.by_consent} == {"Healthwatch", "Carers"}
    assert shown.seated == len(CAST)
    stranger.nod(room.session, by="facilitator")
    assert not counts(room, "Stan")
