"""The permission tables against every route: who may, who may not, and who learns nothing."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlmodel import Session, select
from starlette.routing import BaseRoute

from app.live.fragments import ACT_TO_SEE
from app.models import EvidenceAsked, EvidenceItem, Rating, Role, Seat, Sitting, StakeholderGroup, Strength, Workshop
from app.models.columns import new_token
from app.models.seat import seat_of, take_seat
from app.origins import SAFE
from app.rights import RIGHTS
from app.routes import routers
from tests.northvale import Hall, Town, browser_at, town_on

# No `may(...)`: the socket and its poll ask for the act of the screen that they are opened for (see ACT_TO_SEE), and
# the list and the making of workshops stand above any one of them.
EXCEPTED = {"/workshops/{workshop_id}/live"}
PEOPLE = {
    "Fay": Role.FACILITATOR, "Sam": Role.SCRIBE, "Ruth": Role.OBSERVER, "stage": Role.STAGE, "Hari": Role.PARTICIPANT,
}  # fmt: skip
WORKSHOP = "/workshops/{workshop_id}"


class Door(NamedTuple):
    method: str
    path: str
    act: str | None


def doors() -> Iterator[Door]:
    for route in (route for router in routers for route in router.routes):
        if route.path.startswith(WORKSHOP):  # type: ignore[attr-defined]
            for method in getattr(route, "methods", None) or {"WEBSOCKET"}:
                yield Door(method, route.path, act_of(route))  # type: ignore[attr-defined]


def act_of(route: BaseRoute) -> str | None:
    acts = [getattr(needed.call, "act", None) for needed in route.dependant.dependencies]  # type: ignore[attr-defined]
    return next((act for act in acts if act), None)


DOORS = sorted(doors(), key=str)
GUARDED = [door for door in DOORS if door.act]


def test_f23_every_route_under_a_workshop_names_the_act_it_is_for() -> None:
    assert {door.path for door in DOORS if door.act is None} == EXCEPTED
    assert len(GUARDED) >= 30


def test_every_act_is_some_routes_or_a_screens() -> None:
    assert {door.act for door in GUARDED} | set(ACT_TO_SEE.values()) == set(RIGHTS)


def test_nobody_but_a_facilitator_or_scribe_changes_anything_but_their_own() -> None:
    shared = {door.act for door in GUARDED if door.method not in SAFE} - {
        "see the phone",
        "read the notice",
        "answer",
        "keep a first view",
        "offer evidence",
        "explain a word",  # from the list of words alone, and nobody is told who asked
    }
    for act in shared:
        assert RIGHTS[str(act)] <= {Role.FACILITATOR, Role.SCRIBE}, act


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("rights") / "town.sqlite3"))
    with town_on(file) as town:
        yield town


@pytest.fixture(scope="module")
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    hall.rate("Olu", "6", "7")  # a sitting that nobody has answered could be called off under the other knocks
    return hall


@pytest.fixture(scope="module")
def elsewhere(town: Town) -> Hall:
    return town.hall()


def guest(hall: Hall) -> int:
    """A seat that can be spared."""
    with Session(hall.store.writing) as session, session.begin():
        group = session.exec(select(StakeholderGroup).where(StakeholderGroup.workshop_id == hall.id)).first()
        token = take_seat(session, session.get_one(Workshop, hall.id), group.id, "")  # type: ignore[union-attr]
        session.flush()
        seat = seat_of(session, hall.id, token)
        seat.nod(session, by="facilitator")  # type: ignore[union-attr]  # nobody stays waiting at the door
        return seat.id  # type: ignore[union-attr]


def wanted(hall: Hall) -> dict[str, int]:
    """Evidence that can be spared: something offered, and something asked for."""
    with Session(hall.store.writing) as session, session.begin():
        workshop = session.get_one(Workshop, hall.id)
        title = new_token()
        item = EvidenceItem(
            workshop_id=workshop.id,
            standard="6",
            title=title,
            strength=Strength.SOME,
            added_by=Role.SCRIBE,
            submission_key=new_token(),
        )
        asked = EvidenceAsked(workshop_id=workshop.id, standard="6", title=title)
        session.add_all((item, asked))
        session.flush()
        return {"item_id": item.id, "asked_id": asked.id}


def knock(hall: Hall, door: Door, cookies: dict[str, str]) -> tuple[int, str]:
    known = {
        "workshop_id": hall.id, "seat_id": guest(hall), "sitting_id": hall.sitting, "number": "6",
        "round_id": hall.rounds["6"], "code": "lone_voice", **wanted(hall),
    }  # fmt: skip
    path = re.sub(r"{(\w+)(:\w+)?}", lambda name: str(known[name[1]]), door.path)
    fields = {"role": "stage", "answer": "4", "key": new_token(), "locked": "false"} if door.method == "POST" else None
    with browser_at(hall.base, cookies) as browser:
        answer = browser.request(door.method, path, data=fields)
    return answer.status_code, answer.text


@pytest.fixture(params=GUARDED, ids=lambda door: f"{door.method} {door.path.removeprefix(WORKSHOP)}")
def door(request: pytest.FixtureRequest, hall: Hall) -> Door:
    # A workshop that was closed on the way still says who may; only the domain's answer differs.
    return Door(*request.param)


def test_f23_each_part_may_do_what_its_table_says_and_nothing_else(hall: Hall, door: Door) -> None:
    for name, role in PEOPLE.items():
        status, _ = knock(hall, door, hall.cookies(name))
        if role in RIGHTS[str(door.act)]:
            assert status not in (401, 403, 404, 500), (name, status)
        else:
            assert status == 403, (name, status)


def test_f23_strangers_cannot_tell_a_workshop_that_exists_from_one_that_does_not(
    hall: Hall, elsewhere: Hall, door: Door
) -> None:
    foreign = {f"seat-{hall.id}": elsewhere.tokens["Hari"], f"seat-{elsewhere.id}": elsewhere.tokens["Hari"]}
    strangers = {
        "visitor": {}, "another's facilitator": elsewhere.cookies("Fay"), "another's participant": foreign,
        "a guess": {f"seat-{hall.id}": "x" * 22, "account": "x" * 22},
    }  # fmt: skip
    for who, cookies in strangers.items():
        status, page = knock(hall, door, cookies)
        assert status == 404, who
        assert page == knock(hall, Door(door.method, door.path.replace("{workshop_id}", "987654"), None), cookies)[1], (
            who
        )


@pytest.mark.parametrize("screen", ["console", "stage", "phone"])
def test_the_poll_of_a_screen_is_for_those_who_may_see_it(hall: Hall, elsewhere: Hall, screen: str) -> None:
    for name, role in PEOPLE.items():
        status = hall.see(f"/live?screen={screen}", by=name).status_code
        assert status == (200 if role in RIGHTS[f"see the {screen}"] else 403), name
    with elsewhere.browser("Fay") as browser:
        assert browser.get(f"{hall.path}/live?screen={screen}").status_code == 404


def test_another_workshops_sitting_seat_and_round_do_not_exist_here(hall: Hall, elsewhere: Hall) -> None:
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
def test_an_address_with_a_number_that_cannot_be_meant_is_refused_like_any_other(hall: Hall, number: str) -> None:
    with hall.browser("Fay") as browser:
        refused = browser.get("/workshops/987654/console").text
        for path in (f"/workshops/{number}/console", f"{hall.path}/seats/{number}/remove"):
            answer = browser.get(path) if path.endswith("console") else browser.post(path)
            assert (answer.status_code, answer.text) == (404, refused)


def test_lists_and_new_workshops_are_for_those_who_signed_in(town: Town, hall: Hall, elsewhere: Hall) -> None:
    with town.stranger() as stranger:
        for path in ("/workshops", "/workshops/new"):
            assert stranger.get(path).headers["location"].startswith("/sign-in?then=/workshops")
        assert stranger.post("/workshops", data={}).status_code == 401
    with hall.browser("Fay") as fay:
        listed = fay.get("/workshops").text
    assert hall.path in listed
    assert f'"{elsewhere.path}"' not in listed
