"""Counts of people: those that one by one would come to, whoever came, answered, waits, moved or has gone."""

from collections import Counter
from itertools import pairwise

from sqlmodel import col, select

from app.live.progress import SittingScene
from app.live.reading import read_scene
from app.live.scene import Scene
from app.models import Rating, Role, Seat
from app.models.people.more_time import need_more_time
from app.models.people.seat import take_seat
from app.models.rounds.rating import withdraw
from tests.conftest import Lobby

SITTING = ("4", "6", "9")


def one_by_one(room: Lobby, sitting: SittingScene) -> dict[str, object]:
    seats = room.session.exec(select(Seat).where(Seat.workshop_id == room.workshop.id, Seat.role == Role.PARTICIPANT))
    still = [seat for seat in seats if seat.removed_at is None]
    here = {seat.id: seat for seat in still if seat.admitted_at}
    rounds = [each.round_id for each in sitting.progress]
    ratings = room.session.exec(select(Rating).where(col(Rating.round_id).in_(rounds))).all()
    counted = [rating for rating in ratings if rating.seat_id in here]
    of_each = Counter(rating.seat_id for rating in counted)
    return {
        "seated": dict(Counter(seat.group_name for seat in here.values())),
        "waiting": dict(Counter(seat.group_name for seat in still if not seat.admitted_at)),
        "newest waiting": max((seat.id for seat in still if not seat.admitted_at), default=0),
        "practised": sum(seat.has_practised for seat in here.values()),
        "more time": sum(seat.more_time_in == sitting.id for seat in here.values()),
        "answered": dict(Counter((rating.round_id, here[rating.seat_id].group_name) for rating in counted)),
        "all": dict(Counter(here[seat].group_name for seat, count in of_each.items() if count == len(rounds))),
        "nothing": dict(Counter(seat.group_name for id_, seat in here.items() if id_ not in of_each)),
    }


def told(scene: Scene, sitting: SittingScene) -> dict[str, object]:
    of_groups = {(each.round_id, group.name): group for each in sitting.progress for group in each.groups}
    assert {(group.name, group.seated) for group in scene.groups} == {
        (name, group.seated) for (_, name), group in of_groups.items()
    }
    return {
        "seated": {group.name: group.seated for group in scene.groups if group.seated},
        "waiting": {group.name: group.waiting_seats for group in scene.groups if group.waiting_seats},
        "newest waiting": scene.newest_waiting,
        "practised": scene.practised,
        "more time": sitting.more_time,
        "answered": {place: group.answered for place, group in of_groups.items() if group.answered},
        "all": {group.name: group.answered_all for group in sitting.overall if group.answered_all},
        "nothing": {group.name: group.answered_nothing for group in sitting.overall if group.answered_nothing},
    }


def test_whatever_somebody_does_the_counts_are_what_counting_one_by_one_tells(room: Lobby) -> None:
    session, seats = room.session, room.seats
    sitting = room.open(*SITTING)
    council = next(group for group in room.workshop.groups if group.name == "Council")
    carers = next(group for group in room.workshop.groups if group.name == "Carers")

    def counted() -> dict[str, object]:
        session.flush()
        session.expire_all()
        scene = read_scene(session, room.workshop.id)
        assert scene.sitting is not None
        assert told(scene, scene.sitting) == one_by_one(room, scene.sitting)
        return told(scene, scene.sitting)

    def rates(number: str, *names: str) -> None:
        for name in names:
            room.rate(name, room.round_of(number), 5)

    def waits() -> Seat:
        return session.exec(select(Seat).where(col(Seat.admitted_at).is_(None))).one()

    states = [counted()]
    for change in (
        lambda: room.rate("Hari", room.round_of("6"), 7),
        lambda: room.rate("Pat", room.round_of("6"), None),
        lambda: rates("4", "Pat"),
        lambda: rates("9", "Pat"),
        lambda: rates("4", "Olu", "Oona", "Cy"),
        lambda: need_more_time(session, seats["Cy"].id, sitting.id, needs=True),
        lambda: need_more_time(session, seats["Ola"].id, sitting.id, needs=True),
        lambda: seats["Ola"].remove(session, by="facilitator"),
        lambda: withdraw(session, seats["Pat"].id, room.workshop.id, room.round_of("9").id),
        lambda: setattr(seats["Pat"], "has_practised", True),
        lambda: take_seat(session, room.workshop, council.id, ""),
        lambda: waits().nod(session, by="facilitator"),
        lambda: take_seat(session, room.workshop, carers.id, ""),
        lambda: setattr(seats["Oona"], "group_id", carers.id),
        lambda: waits().remove(session, by="facilitator"),
        lambda: seats["Hari"].remove(session, by="facilitator"),
        lambda: seats["Olu"].remove(session, by="facilitator"),
    ):
        change()
        states.append(counted())
    assert all(before != after for before, after in pairwise(states))  # each is a change: the comparison can fail


def test_who_watches_counts_nowhere(room: Lobby) -> None:
    room.open(*SITTING)
    room.session.flush()
    before = read_scene(room.session, room.workshop.id)
    seat = room.seats["Hari"]
    seat.role = Role.OBSERVER
    room.session.flush()
    after = read_scene(room.session, room.workshop.id)
    assert (before.seated, after.seated) == (10, 9)
