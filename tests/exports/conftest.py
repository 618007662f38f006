"""Northvale Council's workshop, made through the domain's own verbs, with a standard in each state."""

import shutil
from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlmodel import Session

from app.demo.seeding import seed
from app.exports import Report, report
from app.exports.public import Rounds
from app.exports.published_rounds import published_rounds
from app.exports.publishing import public_report
from app.frameworks import DEFAULT, framework
from app.models import Account, Answer, AttributionRule, PositionState, Purpose, Workshop
from app.models.people.seat import seat_of, take_seat
from app.models.record.position import Wording
from app.models.record.settling import reopen, settle
from app.models.record.subject import Subject
from app.models.rounds.opening import open_sitting
from app.models.rounds.preparing import create
from app.models.rounds.rating import rate
from app.models.rounds.revealing import reveal
from app.models.rounds.sitting import Sitting
from app.models.rounds.standard import numbered
from app.models.workshop.draft import Draft, GroupDraft
from app.store.sqlite import Store
from tests.conftest import Lobby, lobby_in
from tests.exports.day import Day, whole_day
from tests.exports.publishing import keep_all, show_all
from tests.prepared import Shelf

REASON = "canary-reason-5d1e"
LABEL = "canary-label-9c2f"
GROUPS = (
    GroupDraft("Council officers", 3, is_assessing=True),
    GroupDraft("Providers", 3),
    GroupDraft("People who use services", 3),
    GroupDraft("Carers", 2),
    GroupDraft("Healthwatch", 1),
)
SCORES = {
    "Council officers": (8, 8, 9),
    "Providers": (3, 3, 4),
    "People who use services": (4, 4, None),
    "Carers": (5, 5),
    "Healthwatch": (4,),
}
AGREED = Wording(
    PositionState.WITH_RESERVATIONS,
    "People are asked what matters to them.\nIt does not always reach the contract.",
    number=7,
    band="Green",
    evidence="Reviews of 40 support plans.",
    divergent_views="Providers see it less often than the council does.",
)


class Northvale:
    """The workshop, and a session that is allowed to write."""

    def __init__(self, session: Session, rule: AttributionRule) -> None:
        self.session = session
        owner = Account.add(session, "chair@northvale.example", "Chair", "hash")
        self.owner_id = owner.id
        self.workshop = create(session, owner.id, draft(rule))
        self.workshop.open_lobby(session, knows_who_is_visible=True, by="facilitator")
        self.seats: dict[str, list[int]] = {group.name: [] for group in self.workshop.groups}
        self.tokens: list[str] = []
        for group in self.workshop.groups:
            for _ in range(group.expected):
                self.tokens.append(take_seat(session, self.workshop, group.id, LABEL))
                session.flush()
                seat = seat_of(session, self.workshop.id, self.tokens[-1])
                assert seat
                self.seats[group.name].append(seat.id)

    @classmethod
    def found(cls, session: Session, facts: "Facts") -> "Northvale":
        there = cls.__new__(cls)
        there.session, there.workshop, there.owner_id = session, session.get_one(Workshop, facts.id), facts.owner_id
        there.seats, there.tokens = deepcopy(facts.seats), list(facts.tokens)
        return there

    @property
    def facts(self) -> "Facts":
        return Facts(self.id, self.owner_id, self.seats, self.tokens)

    @property
    def id(self) -> int:
        return self.workshop.id

    def open(self, *numbers: str) -> Sitting:
        sitting = open_sitting(self.session, self.workshop, list(numbers), by="facilitator")
        self.session.flush()
        self.session.expire_all()
        return sitting

    def answer(self, sitting: Sitting, shift: int = 0) -> None:
        for name, seats in self.seats.items():
            for seat, score in zip(seats, SCORES[name], strict=False):
                for round_ in sitting.rounds:
                    told = None if score is None else score + shift
                    answer = Answer(told, f"key-{seat}-{shift}", reason=REASON, may_quote=True)
                    rate(self.session, seat, self.id, round_.id, answer)
        self.session.flush()

    def reveal(self, sitting: Sitting) -> None:
        sitting.close(self.session, by="facilitator")
        reveal(self.session, sitting, by="facilitator")
        self.session.flush()

    def settle(self, number: str, wording: Wording = AGREED, after: int = 0) -> None:
        settle(self.session, Subject.standard(numbered(self.session, self.id, number)), wording, "scribe", after)
        self.session.flush()
        self.session.expire_all()

    def reopen(self, number: str) -> None:
        reopen(
            self.session, Subject.standard(numbered(self.session, self.id, number)), "A report came in", "facilitator"
        )
        self.session.flush()


class Facts(NamedTuple):
    id: int
    owner_id: int
    seats: dict[str, list[int]]
    tokens: list[str]


def draft(rule: AttributionRule = AttributionRule.BY_GROUP, council: str = "Northvale Council") -> Draft:
    return Draft(
        council=council,
        title="Peer challenge, day 2",
        held_on=date(2026, 11, 21),
        purpose=Purpose.LGA_PEER_CHALLENGE,
        framework_key="commissioning-for-better-outcomes",
        standards=("1", "2", "3", "6", "7"),
        groups=GROUPS,
        attribution_rule=rule,
        planned_minutes=75,
        ground_rules="One person speaks at a time.",
        responsible="Northvale Council",
        data_contact="data@northvale.example",
        lawful_basis="Public task",
        erase_seats_on=date(2126, 12, 21),
        erase_record_on=date(2128, 11, 21),
    )


@pytest.fixture
def northvale(session: Session, shelf: Shelf) -> Northvale:
    """1 settled, 2 settled and reopened, 6 revealed, 7 rated again and not revealed, 3 waiting."""
    make = partial(settled, rule=AttributionRule.BY_GROUP)
    return shelf.take(session, "Northvale", make, lambda made: made.facts, Northvale.found)


def settled(session: Session, rule: AttributionRule) -> Northvale:
    made = Northvale(session, rule)
    first = made.open("1", "2", "6", "7")
    made.answer(first)
    made.reveal(first)
    made.settle("1")
    made.settle("2", Wording(PositionState.AGREED, "A wording that was taken back."))
    made.reopen("2")
    made.answer(made.open("7"), shift=-2)
    return made


def workshop_of(session: Session, council: str) -> Workshop:
    owner = Account.add(session, "other@northvale.example", "Other", "hash")
    return create(session, owner.id, draft(council=council))


@pytest.fixture(scope="session")
def settled_demo(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The demo when its day is over: made once, to be read and varied with `model_copy`."""
    store = Store(Path(shutil.copy(migrated, tmp_path_factory.mktemp("demo") / "demo.sqlite3")))
    with Session(store.writing) as session:
        made = report(session, seed(session, "no password fits this", "settled", framework(DEFAULT)).workshop_id)
    store.close()
    return made


@pytest.fixture
def day(make_room: Callable[..., Lobby]) -> Day:
    return whole_day(make_room, AttributionRule.BY_GROUP)


class Published(NamedTuple):
    """The whole day, with every standard shown and every sentence kept: the two reports, and what the second is of."""

    working: Report
    rounds: Rounds
    public: Report


@pytest.fixture(scope="session")
def published(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Built once for all tests: a report is frozen, and `model_copy` makes others of it."""
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("public") / "test.sqlite3"))
    with closing(Store(file)) as store, Session(store.writing) as session:
        day = whole_day(partial(lobby_in, session), AttributionRule.BY_GROUP)
        show_all(session, day.workshop)
        keep_all(session, day.workshop)
        return Published(day.report(), published_rounds(day.workshop), public_report(session, day.workshop.id))


@pytest.fixture(scope="session")
def public_day(published: Published) -> Report:
    return published.public


@pytest.fixture(scope="session")
def told(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The whole day as a working report with its numbers, made once: `model_copy` makes another of it."""
    store = Store(Path(shutil.copy(migrated, tmp_path_factory.mktemp("told") / "told.sqlite3")))
    with Session(store.writing) as session:
        made = whole_day(partial(lobby_in, session), AttributionRule.BY_GROUP).report()
    store.close()
    return made
