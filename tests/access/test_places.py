"""Who sits where: from the cookies of one browser to its places in one workshop, and to none anywhere else."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from app.access.places import places
from app.access.rights import RIGHTS
from app.models import Account, Rating, Role, Seat, Sitting, WorkshopState
from app.models.people.return_link import make_return_link
from app.models.people.seat import take_place, take_seat
from app.tokens import new_token
from tests.conftest import Lobby
from tests.northvale import Hall, Town


@pytest.fixture
def elsewhere(town: Town) -> Hall:
    return town.hall()


def test_another_workshops_sitting_seat_and_round_do_not_exist_here(town: Town, elsewhere: Hall) -> None:
    hall = town.hall_in(WorkshopState.LIVE)
    elsewhere.open("6")
    for path in (f"/sittings/{elsewhere.sitting}/close", f"/seats/{elsewhere.seats['Hari']}/remove"):
        assert hall.act(path).status_code == 404
    theirs = elsewhere.rounds["6"]
    assert hall.see(f"/phone/rounds/{theirs}", by="Hari").status_code == 404
    assert hall.act(f"/rounds/{theirs}/rating", by="Hari", answer="4", key=new_token()).status_code == 404
    assert hall.act(f"/rounds/{theirs}/withdraw", by="Hari").status_code == 404
    with elsewhere.store.read() as session:
        assert session.get_one(Sitting, elsewhere.sitting).closed_at is None
        assert session.get_one(Seat, elsewhere.seats["Hari"]).removed_at is None
        assert session.exec(select(Rating).where(Rating.round_id == theirs)).all() == []


@pytest.mark.parametrize("number", ["99999999999999999999", "-1", "0", "abc", "1.5"])
def test_an_address_with_a_number_that_cannot_be_meant_is_refused_like_any_other(elsewhere: Hall, number: str) -> None:
    with elsewhere.browser("Fay") as browser:
        refused = browser.get("/workshops/987654/console").text
        for path in (f"/workshops/{number}/console", f"{elsewhere.path}/seats/{number}/remove"):
            answer = browser.get(path) if path.endswith("console") else browser.post(path)
            assert (answer.status_code, answer.text.replace(" data-answers-form", "")) == (404, refused)


# -- Several places in one browser


def fays(room: Lobby) -> dict[str, str]:
    fay = room.session.get_one(Account, room.workshop.owner_id)
    return {"account": fay.sign_in(room.session)}


def seat_cookie_of(room: Lobby, role: Role) -> dict[str, str]:
    chosen = take_place(room.session, room.workshop.id, role)
    if role is Role.PARTICIPANT:
        group = next(it for it in room.workshop.groups if it.name == "Council")
        chosen = take_seat(room.session, room.workshop, group.id, "")
    room.session.flush()
    return {f"seat-{room.workshop.id}": chosen}


def roles(room: Lobby, cookies: dict[str, str], *, is_https: bool = False) -> list[Role]:
    room.session.flush()
    return [place.role for place in places(room.session, room.workshop.id, cookies, is_https)]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Role.PARTICIPANT, [Role.PARTICIPANT, Role.FACILITATOR]), (Role.SCRIBE, [Role.FACILITATOR, Role.SCRIBE]),
        (Role.OBSERVER, [Role.FACILITATOR, Role.OBSERVER]), (Role.STAGE, [Role.FACILITATOR, Role.STAGE]),
    ],
)  # fmt: skip
def test_whoever_runs_it_goes_on_on_the_phone_they_try_and_loses_nothing_by_a_link(
    room: Lobby, other: Role, expected: list[Role]
) -> None:
    assert roles(room, {**seat_cookie_of(room, other), **fays(room)}) == expected


def test_whoever_opened_a_return_link_reads_one_page_beside_whatever_else_this_browser_has(room: Lobby) -> None:
    token, number = new_token(), room.workshop.id
    make_return_link(room.session, room.seats["Pat"], token)
    reader = {f"reader-{number}": token}
    assert roles(room, reader) == [Role.READER]
    assert roles(room, {**reader, **fays(room), **seat_cookie_of(room, Role.PARTICIPANT)}) == [
        Role.PARTICIPANT, Role.FACILITATOR, Role.READER,
    ]  # fmt: skip
    (place,) = places(room.session, number, reader, is_https=False)
    assert (place.seat_id, place.is_waiting) == (room.seats["Pat"].id, False)
    assert roles(room, reader, is_https=True) == roles(room, {f"seat-{number}": token}) == []
    assert [act for act in RIGHTS if Role.READER in RIGHTS[act]] == ["see my page", "comment"]


def test_on_https_a_cookie_that_another_host_may_have_set_is_no_place(room: Lobby) -> None:
    plain = {**seat_cookie_of(room, Role.SCRIBE), **fays(room)}
    assert roles(room, plain, is_https=True) == []
    bound = {f"__Host-{name}": token for name, token in plain.items()}
    assert roles(room, bound, is_https=True) == [Role.FACILITATOR, Role.SCRIBE]
    assert roles(room, bound) == []


def test_an_owner_who_was_taken_over_from_has_no_place_until_it_is_taken_back(room: Lobby) -> None:
    owner, sid = fays(room), Account.add(room.session, "sid@northvale.example", "Sid", "not a hash")
    room.workshop.run_by_id = sid.id
    assert roles(room, owner) == []
    assert roles(room, {"account": sid.sign_in(room.session)}) == [Role.FACILITATOR]
    room.workshop.run_by_id = None
    assert roles(room, owner) == [Role.FACILITATOR]


def test_a_seat_of_another_workshop_under_this_ones_name_is_no_place(
    room: Lobby, make_room: Callable[..., Lobby]
) -> None:
    (theirs,) = seat_cookie_of(make_room(title="Day 3"), Role.SCRIBE).values()
    assert roles(room, {f"seat-{room.workshop.id}": theirs}) == []
