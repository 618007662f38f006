"""The permission tables against every route and state: who may, who may not, who is told when, who learns nothing."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from sqlmodel import Session, select
from starlette.routing import BaseRoute

from app.access import rights
from app.access.rights import EVER, RIGHTS, allows
from app.clock import now
from app.models import (
    Action,
    AttributionRule,
    Comment,
    Complaint,
    Dissent,
    EvidenceAsked,
    EvidenceItem,
    Grant,
    Hold,
    Pack,
    PackFile,
    PackState,
    PositionState,
    ReadBack,
    Reason,
    Release,
    Role,
    StakeholderGroup,
    Strength,
    Workshop,
    WorkshopState,
)  # fmt: skip
from app.models.people.seat import seat_of, take_seat
from app.models.record.dissent import Shown
from app.models.record.subject import Level
from app.models.workshop.event import record
from app.routes import routers
from app.tokens import new_token
from tests.cases import mostly_long
from tests.northvale import Hall, PlainLine, Town, town_on
from tests.rights_table import (
    NEVER_OF_A_REHEARSAL,
    OF_A_WAITING_SEAT,
    SCREENS,
    Cell,
    above,
    acts,
    allowed,
    granted,
    routes,
)

PEOPLE = {
    "Fay": Role.FACILITATOR, "Sam": Role.SCRIBE, "Ruth": Role.OBSERVER, "stage": Role.STAGE, "Hari": Role.PARTICIPANT,
    "reader": Role.READER,
}  # fmt: skip
WORKSHOP = "/workshops/{workshop_id}"
CHANGES_THE_STATE = {
    "/lobby",
    "/close",
    "/close/undo",
    "/grants",
    "/confirm",
    "/phone/erasing",
    "/phone/mine/link",
    "/phone/mine/link/end",
    "/pre-read/link",
    "/pre-read/link/end",
}
REFUSED = {401, 403, 404, 500}
Halls = dict[tuple[WorkshopState, bool], Hall]


class Door(NamedTuple):
    method: str
    path: str
    act: str | None

    @property
    def row(self) -> str:
        return f"{self.method} {self.path.removeprefix(WORKSHOP)}".strip()


def doors() -> Iterator[Door]:
    for route in (route for router in routers for route in router.routes):
        for method in getattr(route, "methods", None) or {"WEBSOCKET"}:
            yield Door(method, route.path, act_of(route))


def act_of(route: BaseRoute) -> str | None:
    acts = [getattr(needed.call, "act", None) for needed in route.dependant.dependencies]  # type: ignore[attr-defined]
    return next((act for act in acts if act), None)


DOORS = sorted((door for door in doors() if door.path.startswith(WORKSHOP)), key=str)
GUARDED = [door for door in DOORS if door.row not in SCREENS]


# -- The tables, twice


def program(*grants: str, is_rehearsal: bool = False) -> set[Cell]:
    """All that the program allows, where the facilitator granted this to the scribe."""
    rules = {False: AttributionRule.BY_GROUP, True: AttributionRule.NOT_ATTRIBUTABLE}
    return {
        (act, role, state, cut)
        for act in RIGHTS
        for role in Role
        for state in WorkshopState
        for cut, rule in rules.items()
        if allows(act, role, state, rule, frozenset(map(Grant, grants)), is_rehearsal=is_rehearsal)
    }


def test_f23_the_table_of_the_program_is_the_one_that_was_written_out_by_hand() -> None:
    assert program() == allowed()
    assert list(RIGHTS) != [] and set(RIGHTS) == set(acts())
    assert set(rights.OF_A_WAITING_SEAT) == OF_A_WAITING_SEAT
    assert set(rights.NEVER_OF_A_REHEARSAL) == NEVER_OF_A_REHEARSAL


@pytest.mark.parametrize("grants", [("export",), ("finish",), ("export", "finish")])
def test_f23_a_grant_adds_to_the_scribe_what_the_table_says_and_nothing_to_anybody_else(
    grants: tuple[str, ...],
) -> None:
    assert program(*grants) == allowed().union(*[granted(grant) for grant in grants])


def test_f23_in_a_rehearsal_everybody_may_do_the_same_but_for_what_would_be_kept_of_it() -> None:
    every = ("export", "finish")
    kept = {cell for cell in program(*every) if cell[0] in NEVER_OF_A_REHEARSAL}
    assert {act for act, *_ in kept} == NEVER_OF_A_REHEARSAL
    assert program(*every, is_rehearsal=True) == program(*every) - kept


def test_f23_no_state_of_a_workshop_is_forgotten_and_in_an_erased_one_nobody_may_do_anything() -> None:
    assert set(WorkshopState) == EVER | {WorkshopState.ERASED}
    assert all(WorkshopState.ERASED not in states for rights in RIGHTS.values() for states in rights.values())


def test_f23_every_route_has_its_row_and_names_the_act_of_that_row() -> None:
    assert {door.row: door.act for door in GUARDED} == routes()
    assert {door.row for door in DOORS} - {door.row for door in GUARDED} == SCREENS


def test_f23_every_act_is_some_routes() -> None:
    assert set(routes().values()) == set(acts())


def test_f23_every_route_above_the_workshops_says_for_whom_it_is() -> None:
    assert {f"{door.method} {door.path}" for door in doors()} - {f"{d.method} {d.path}" for d in DOORS} == set(above())


# -- The tables, at every door of a real server


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("rights") / "town.sqlite3"))
    with town_on(file) as town:
        yield town


@pytest.fixture(scope="module")
def halls(town: Town) -> Halls:
    # In an erased one nobody has a place but its facilitator: tests/routes/test_erasing.py.
    halls: Halls = {(state, False): town.hall_in(state) for state in WorkshopState if state is not WorkshopState.ERASED}
    rule = AttributionRule.NOT_ATTRIBUTABLE
    ended = (WorkshopState.CLOSED, WorkshopState.CONFIRMED)
    return {**halls, **{(state, True): town.hall_in(state, attribution_rule=rule) for state in ended}}


@pytest.fixture(scope="module")
def elsewhere(town: Town) -> Hall:
    return town.hall()


@pytest.fixture(scope="module")
def line(town: Town) -> Iterator[PlainLine]:
    """One line to the server for everybody, as plain as can be: each knock says with which cookies."""
    with closing(PlainLine(town.base)) as line:
        yield line


def guest(hall: Hall) -> int:
    """A seat that can be spared."""
    with Session(hall.store.writing) as session, session.begin():
        group = session.exec(select(StakeholderGroup).where(StakeholderGroup.workshop_id == hall.id)).first()
        assert group is not None
        token = take_seat(session, session.get_one(Workshop, hall.id), group.id, "")
        session.flush()
        seat = seat_of(session, hall.id, token)
        assert seat is not None
        seat.admitted_at = seat.admitted_at or seat.joined_at  # nobody stays waiting at the door
        return seat.id


def item(hall: Hall) -> int:
    """Evidence that can be spared."""
    with Session(hall.store.writing) as session, session.begin():
        added = EvidenceItem(
            workshop_id=hall.id, standard="6", title="A survey", strength=Strength.SOME, added_by=Role.SCRIBE,
            submission_key=new_token(),
        )  # fmt: skip
        session.add(added)
        session.flush()
        return added.id


def asked(hall: Hall) -> int:
    with Session(hall.store.writing) as session, session.begin():
        added = EvidenceAsked(workshop_id=hall.id, standard="6", title=new_token())
        session.add(added)
        session.flush()
        return added.id


def action(hall: Hall) -> int:
    with Session(hall.store.writing) as session, session.begin():
        added = Action(
            workshop_id=hall.id, level=Level.STANDARD, subject_number="6", what="Ask again", written_by=Role.SCRIBE
        )
        session.add(added)
        session.flush()
        return added.id


def read_back(hall: Hall) -> int:
    """Words about which asking has ended."""
    with Session(hall.store.writing) as session, session.begin():
        added = ReadBack(
            workshop_id=hall.id, level=Level.STANDARD, subject_number="6", state=PositionState.AGREED,
            wording=new_token(), asked_by="facilitator",
        )  # fmt: skip
        session.add(added)
        session.flush()
        added.ended_at = record(session, hall.id, "facilitator", "ended asking").at
        return added.id


def dissent(hall: Hall) -> int:
    """By somebody of Hari's group, which is asked to stand behind it."""
    read_back(hall)
    with Session(hall.store.writing) as session, session.begin():
        token = take_seat(session, session.get_one(Workshop, hall.id), hall.groups["Healthwatch"], "")
        session.flush()
        writer = seat_of(session, hall.id, token)
        assert writer is not None
        writer.admitted_at = writer.admitted_at or writer.joined_at
        added = Dissent(
            workshop_id=hall.id, level=Level.STANDARD, subject_number="6", text="No.", shown=Shown.WITHOUT_NAME,
            seat_id=writer.id, group_id=writer.group_id, asks_group=True,
        )  # fmt: skip
        session.add(added)
        session.flush()
        return added.id


def reason(hall: Hall) -> int:
    with Session(hall.store.writing) as session, session.begin():
        added = Reason(
            round_id=hall.rounds.get("6", 1), unit="Council", text="We see it.", may_quote=False, from_experience=False,
            from_document=False,
        )  # fmt: skip
        session.add(added)
        session.flush()
        return added.id


def pack(hall: Hall) -> int:
    """Made, with one file in it."""
    with Session(hall.store.writing) as session, session.begin():
        added = Pack(
            workshop_id=hall.id, release=Release.WORKING, has_numbers=False, asked_by="facilitator", revision=1,
            files=1, done=1, state=PackState.MADE, made_at=now(),
        )  # fmt: skip
        session.add(added)
        session.flush()
        for key in ("docx", "html"):
            session.add(PackFile(pack_id=added.id, key=key, name="a-b", media_type="x/y", size=1, content=b"x"))
        return added.id


def comment(hall: Hall) -> int:
    """Of Hari, who takes it back, or whose reader does."""
    with Session(hall.store.writing) as session, session.begin():
        added = Comment(workshop_id=hall.id, seat_id=hall.seats["Hari"], text="Nobody asked the night staff.")
        session.add(added)
        session.flush()
        return added.id


def complaint(hall: Hall) -> int:
    """Of yesterday, so that it is told."""
    with Session(hall.store.writing) as session, session.begin():
        added = Complaint(workshop_id=hall.id, token_hash=new_token(), text="My label was read aloud.")
        added.received_on -= timedelta(days=1)
        session.add(added)
        session.flush()
        return added.id


def hold(hall: Hall) -> int:
    with Session(hall.store.writing) as session, session.begin():
        added = Hold(workshop_id=hall.id, reason="A complaint", owner="An officer", set_by="facilitator")
        session.add(added)
        session.flush()
        added.lifted_at = added.set_at
        return added.id


SPARE = {
    "action_id": action, "read_back_id": read_back, "dissent_id": dissent, "reason_id": reason, "seat_id": guest,
    "item_id": item, "asked_id": asked, "pack_id": pack, "comment_id": comment, "hold_id": hold,
    "complaint_id": complaint,
}  # fmt: skip
KEPT: dict[tuple[int, str], int] = {}  # what can be spared, by hall: made once, and anew after somebody was let at it


def spare(hall: Hall, name: str) -> int:
    if (hall.id, name) not in KEPT:
        KEPT[hall.id, name] = SPARE[name](hall)
    return KEPT[hall.id, name]


def knock(line: PlainLine, hall: Hall, door: Door, cookies: dict[str, str], number: int = 0) -> tuple[int, str]:
    """What is answered, or where it leads. `number`: of a workshop, when it is not this hall's."""
    known: dict[str, object] = {
        "workshop_id": number or hall.id, "sitting_id": hall.sitting or 1, "number": "6",
        "round_id": hall.rounds.get("6", 1), "code": "lone_voice", "slug": "standard-6", "key": "docx",
    }  # fmt: skip
    spared = [name for name in SPARE if f"{{{name}}}" in door.path]
    known |= {name: spare(hall, name) for name in spared}
    if "phone/positions/" in door.path:
        read_back(hall)
    known["number"] = "3" if "domains/" in door.path else "6"
    path = re.sub(r"{(\w+)(:\w+)?}", lambda name: str(known[name[1]]), door.path)
    fields = {"role": "stage", "answer": "4", "key": new_token(), "locked": "false"} if door.method == "POST" else {}
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
    if fields:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    answer = line.ask(door.method, path, urlencode(fields), headers)
    if answer.status < 400:
        for name in spared:
            del KEPT[hall.id, name]
    return answer.status, answer.read().decode(errors="replace") or answer.getheader("location", "")


@pytest.fixture(params=GUARDED, ids=lambda door: door.row)
def door(request: pytest.FixtureRequest) -> Door:
    return Door(*request.param)


@pytest.mark.parametrize("in_all", mostly_long([False, True], False), ids=["", "in all states"])
def test_f23_each_part_may_do_what_its_table_says_in_that_state_and_nothing_else(
    town: Town, halls: Halls, line: PlainLine, door: Door, in_all: bool
) -> None:
    """Whose part it never is knocks in one state, from door to door another; everybody else where it says something."""
    act, table, wrong = routes()[door.row], allowed(), []
    for shift, (name, role) in enumerate(PEOPLE.items(), DOORS.index(door)):
        is_ever_theirs = any((act, role, state, False) in table for state in WorkshopState)
        may = {(state, cut): (act, role, state, cut) in table for state, cut in halls}
        for state, cut in may if in_all else knocked_in(may, shift):
            is_spare = may[state, cut] and door.path.removeprefix(WORKSHOP) in CHANGES_THE_STATE
            where = town.hall_in(state) if is_spare else halls[state, cut]
            status, page = knock(line, where, door, where.cookies(name))
            told = "The workshop is" in page if is_ever_theirs else "someone with another part" in page
            if status in REFUSED if may[state, cut] else status != 403 or not told:
                wrong.append((name, state.value, cut, status))
    assert wrong == []


def knocked_in(may: dict[tuple[WorkshopState, bool], bool], shift: int) -> list[tuple[WorkshopState, bool]]:
    """Every state in which they may, every one that the rule cuts off, and of the others one, each door another.

    What refuses is one for all doors, and asks the table that is compared above. Where the rule cuts nothing off, a
    state is as without it.
    """
    kept = [(state, cut) for (state, cut), holds in may.items() if (holds is not may[state, False] if cut else holds)]
    refused = [place for place, holds in may.items() if not holds]
    return kept + refused[shift % len(refused) :][:1] if refused else kept


@pytest.mark.parametrize("state", [WorkshopState.LOBBY, WorkshopState.LIVE])
def test_f23_a_waiting_seat_is_let_through_the_doors_of_its_table_alone_and_sent_to_wait_at_every_other(
    town: Town, line: PlainLine, state: WorkshopState
) -> None:
    hall = town.hall_in(state)
    hall.comes_late("Lee", "Council")
    table, wrong = allowed(), []
    for door in GUARDED:
        act = routes()[door.row]
        if (act, Role.PARTICIPANT, state, False) in table:
            status, page = knock(line, hall, door, hall.cookies("Lee"))
            is_sent_back = page.endswith("/waiting") or (
                status == 403 and "You are waiting for the facilitator" in page
            )
            if (act in OF_A_WAITING_SEAT) is (is_sent_back or status in REFUSED):
                wrong.append((door.row, status))
    assert wrong == []


def test_f23_strangers_cannot_tell_a_workshop_that_exists_from_one_that_does_not(
    town: Town, halls: Halls, elsewhere: Hall, line: PlainLine, door: Door, accounts: dict[str, dict[str, str]]
) -> None:
    """Whatever their cookies are, it is told from these alone. Each comes in one state, from door to door another.

    Visitors and those who guess come to every door; of those who are known elsewhere two, from door to door others.
    """
    unknown: dict[str, tuple[int, str]] = {}  # what each is told of a workshop that is not there
    for place, ((state, _), hall) in enumerate(halls.items(), DOORS.index(door)):
        strangers = {
            "visitor": {}, "another's facilitator": elsewhere.cookies("Fay"),
            "another's participant": {f"seat-{hall.id}": elsewhere.tokens["Hari"]},
            "another's scribe": {f"seat-{hall.id}": elsewhere.tokens["Sam"]},
            "another's reader": {f"reader-{hall.id}": elsewhere.tokens["reader"]},
            "a guess": {f"seat-{hall.id}": "x" * 22, "account": "x" * 22}, **accounts,
        }  # fmt: skip
        for shift, (who, cookies) in enumerate(strangers.items()):
            comes = who in ("visitor", "a guess") or (DOORS.index(door) + shift) % 3 == 0
            if (place + shift) % len(halls) or not comes:
                continue
            if who not in unknown:
                there = {re.sub(rf"-{hall.id}$", "-987654", name): token for name, token in cookies.items()}
                unknown[who] = knock(line, elsewhere, door, there, number=987_654)
                assert unknown[who][0] in ((404, 401, 303) if who == "a guess" else (404,)), who
            assert nameless(knock(line, hall, door, cookies)) == nameless(unknown[who]), (who, state)


def nameless(answer: tuple[int, str]) -> tuple[int, str]:
    """A page that offers to come back says to which address: the one that was asked for. Every form has its own key."""
    text = re.sub(r'name="key" value="[^"]*"', "", answer[1])
    return answer[0], re.sub(r"/(\w+)/\d+", r"/\1/N", text)


@pytest.fixture(scope="module")
def accounts(town: Town) -> dict[str, dict[str, str]]:
    """Who signed in and has no place: an administrator sees no content."""
    return {
        "an administrator": {"account": town.account(is_administrator=True)},
        "another account": {"account": town.account(is_administrator=False)},
    }


def test_lists_and_new_workshops_are_for_those_who_signed_in(town: Town, elsewhere: Hall) -> None:
    theirs = town.hall()
    with town.stranger() as stranger:
        for path in ("/workshops", "/workshops/new"):
            assert stranger.get(path).headers["location"].startswith("/sign-in?then=/workshops")
        assert stranger.post("/workshops", data={}).status_code == 401
        for row in (row for row, whom in above().items() if whom in ("account", "admin", "owner", "second")):
            assert stranger.request(*above_of(row, theirs)).status_code in (303, 401), row
        for row in (row for row, whom in above().items() if whom == "key"):
            assert stranger.post(row.split()[1], json={}).status_code == 404, row
    with elsewhere.browser("Fay") as another:
        for row, whom in above().items():
            if whom in ("admin", "owner", "second"):
                status = another.request(*above_of(row, theirs)).status_code
                assert status == (403 if whom == "admin" else 404), row
    with theirs.browser("Fay") as fay:
        listed = fay.get("/workshops").text
    assert theirs.path in listed
    assert f'"{elsewhere.path}"' not in listed


def above_of(row: str, hall: Hall) -> tuple[str, str]:
    method, path = row.split()
    known = {"workshop_id": hall.id, "suffix": "toml"}
    return method, re.sub(r"{(\w+)}", lambda name: str(known.get(name[1], 1)), path)
