"""What tests share: the migrated schema, a small named cast, a real server, a real browser."""

import asyncio
import gc
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import hypothesis
import pytest
import uvicorn
from filelock import FileLock
from sqlmodel import Session, select

from app.cli import main
from app.frameworks import DEFAULT
from app.models import Account, Answer, AttributionRule, Purpose, Round, Seat, Sitting, Workshop
from app.models.people.seat import seat_of, take_seat
from app.models.rounds.opening import open_sitting
from app.models.rounds.preparing import create
from app.models.rounds.rating import rate
from app.models.rounds.revealing import reveal
from app.models.workshop.draft import Draft, GroupDraft
from app.models.workshop.edition import keep_published
from app.schema import upgrade
from app.settings import settings
from app.store.sqlite import Store
from app.tokens import new_token
from tests.compiled import share_compiled_statements, share_compiled_templates, share_compiled_tests
from tests.forked import MIGRATED, Program
from tests.light_passwords import weigh_lightly
from tests.longest import turn
from tests.prepared import Shelf

if TYPE_CHECKING:
    from tests.northvale import Town

COMMAND = Path(sys.executable).with_name("critical-friend")
# Of several lists of what is off a browser heeds the last, so this repeats what Playwright's says.
OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "TcpPortRandomizationWin,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "msForceBrowserSignIn,msEdgeUpdateLaunchServicesPreferredVersion"
)
# Behind every window a newer Chromium keeps two pages for its address bar, in a process of their own: nearly half of
# what the browser tests computed.
ADDRESS_BAR = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,PreloadTopChromeWebUI"
# All sites of a test are this machine: one process draws every page of a context, and none waits for the next site.
ONE_PROCESS = "IsolateOrigins,site-per-process"
BROWSER_FLAGS = [
    f"--disable-features={OFF},{ADDRESS_BAR},{ONE_PROCESS}",
    "--disable-site-isolation-trials",
    "--renderer-process-limit=1",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all workers of this run: what one of them has made there, behind a lock, the others find."""
    mine = tmp_path_factory.getbasetemp()
    return mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine


@pytest.fixture(scope="session", autouse=True)
def templates(together: Path) -> None:
    with share_compiled_templates(str(together / "templates")):
        pass


@pytest.fixture(scope="session")
def migrated(together: Path) -> Path:
    """A database at the newest revision, with nothing in it but the published frameworks, to be copied."""
    file = together / "migrated.sqlite3"
    with FileLock(together / "migrated.lock"):
        if not file.exists():
            being_made = together / "being-migrated.sqlite3"
            upgrade(being_made)
            store = Store(being_made)
            with Session(store.writing) as session, session.begin():
                keep_published(session)  # as a server does when it starts
            store.close()
            being_made.rename(file)
    return file


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated, tmp_path / "test.sqlite3"))


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    store = Store(database)
    yield store
    store.close()


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    """A writing session; what a test leaves uncommitted is rolled back."""
    with Session(store.writing) as session:
        yield session


@dataclass
class Lobby:
    """A workshop with people in it: Olu of the council, Pat of the providers, Hari alone for Healthwatch, others."""

    session: Session
    workshop: Workshop
    seats: dict[str, Seat] = field(default_factory=dict)

    def seat(self, name: str, group: str) -> Seat:
        chosen = next(g for g in self.workshop.groups if g.name == group)
        token = take_seat(self.session, self.workshop, chosen.id, "")
        self.session.flush()
        seat = seat_of(self.session, self.workshop.id, token)
        assert seat is not None
        if seat.is_waiting:
            seat.nod(self.session, by="facilitator")
        seat.read_notice(may_show_group=None)
        self.seats[name] = seat
        return seat

    def open(self, *numbers: str) -> Sitting:
        return open_sitting(self.session, self.workshop, list(numbers), by="facilitator")

    def rate(self, name: str, round_: Round, score: int | None, **also: object) -> None:
        answer = Answer(score, key=new_token(), **also)  # type: ignore[arg-type]
        rate(self.session, self.seats[name].id, self.workshop.id, round_.id, answer)

    def revealed(self, answers: Mapping[str, int | None], number: str = "6") -> Round:
        """One more round of this standard, rated so and revealed."""
        sitting = self.open(number)
        for name, score in answers.items():
            self.rate(name, self.round_of(number), score)
        sitting.close(self.session, by="facilitator")
        reveal(self.session, sitting, by="facilitator")
        self.session.flush()
        return self.round_of(number)

    def round_of(self, number: str) -> Round:
        rated = [*self.workshop.standards, *[arrow for arrow in (self.workshop.arrow,) if arrow]]
        standard = next(s for s in rated if s.number == number)
        assert standard.latest_round is not None
        return standard.latest_round


CAST = {
    "Olu": "Council", "Oona": "Council", "Omar": "Council", "Ola": "Council",
    "Priya": "Providers", "Pat": "Providers", "Petra": "Providers",
    "Hari": "Healthwatch",
    "Carol": "Carers", "Cy": "Carers",
}  # fmt: skip


ERASED_ON = date(2126, 12, 23)


def northvale_draft(**changes: object) -> Draft:
    fields: dict[str, object] = {
        "council": "Northvale Council",
        "title": "Day 2",
        "held_on": date(2026, 11, 23),
        "purpose": Purpose.LGA_PEER_CHALLENGE,
        "framework_key": DEFAULT,
        "standards": ("4", "6", "9"),
        "groups": (
            GroupDraft("Council", 4, is_assessing=True),
            GroupDraft("Providers", 3),
            GroupDraft("Healthwatch", 1),
            GroupDraft("Carers", 2, asks_for_label=False),
        ),
        "attribution_rule": AttributionRule.BY_GROUP,
        "planned_minutes": 75,
        "ground_rules": "",
        "responsible": "Northvale Council",
        "data_contact": "data@northvale.example",
        "lawful_basis": "Public task",
        # Far off: a server that runs in a test does what is due by the real clock.
        "erase_seats_on": ERASED_ON,
        "erase_record_on": ERASED_ON + timedelta(days=365),
    }
    return Draft(**{**fields, **changes})  # type: ignore[arg-type]


def lobby_in(session: Session, **changes: object) -> Lobby:
    """A lobby with the cast seated; keyword arguments change the draft."""
    account = session.exec(select(Account)).first() or Account.add(
        session, "fay@northvale.example", "Fay", "not a hash"
    )
    workshop = create(session, account.id, northvale_draft(**changes))
    workshop.open_lobby(session, knows_who_is_visible=True, by="facilitator")
    room = Lobby(session, workshop)
    names = {group.name for group in workshop.groups}
    for name, group in CAST.items():
        if group in names:
            room.seat(name, group)
    return room


@pytest.fixture(scope="session")
def shelf(migrated: Path, together: Path) -> Shelf:
    return Shelf(migrated, together / "shelf")


@dataclass(frozen=True)
class Rooms:
    """`make_room(title="Day 3")` is `lobby_in`, from the shelf where it can be."""

    session: Session
    shelf: Shelf

    def __call__(self, **changes: object) -> Lobby:
        return self.prepared(f"lobby {sorted(changes.items())}", lambda session: lobby_in(session, **changes))

    def prepared(self, name: str, make: Callable[[Session], Lobby]) -> Lobby:
        return self.shelf.take(self.session, name, make, _facts_of, _lobby_of)


def _facts_of(room: Lobby) -> tuple[int, dict[str, int]]:
    return room.workshop.id, {name: seat.id for name, seat in room.seats.items()}


def _lobby_of(session: Session, facts: tuple[int, dict[str, int]]) -> Lobby:
    workshop, seats = facts
    found = {seat.id: seat for seat in session.exec(select(Seat).where(Seat.workshop_id == workshop))}
    return Lobby(session, session.get_one(Workshop, workshop), {name: found[seat] for name, seat in seats.items()})


@pytest.fixture
def make_room(session: Session, shelf: Shelf) -> Rooms:
    return Rooms(session, shelf)


@pytest.fixture
def room(make_room: Callable[..., Lobby]) -> Lobby:
    return make_room()


@pytest.fixture
def workshop(room: Lobby) -> int:
    """On file, and its session gone: for those who write it themselves."""
    workshop_id = room.workshop.id
    room.session.commit()
    room.session.close()
    return workshop_id


@pytest.fixture(scope="session")
def town_with(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Callable[..., Town]]":
    """One server for each setting, shared by every file that only needs a hall of its own: `town_with(TZ="UTC")`.

    Files that count what a whole service does (guesses, tries, every row), read its log or stop it start their own.
    """
    from tests.northvale import town_on  # the cast of its halls is defined here

    with ExitStack() as running:

        @cache
        def start(**environment: str) -> "Town":
            file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("town") / "town.sqlite3"))
            return running.enter_context(town_on(file, **environment))

        yield start


@pytest.fixture(scope="session")
def town(town_with: "Callable[..., Town]") -> "Town":
    """Where a reveal is done as soon as it is asked for."""
    return town_with(CANCEL_SECONDS="0")


@dataclass(frozen=True)
class Server:
    """A running demo: its address and who may sign in."""

    base: str
    workshop: int
    join_code: str
    email: str
    password: str
    stage: str
    process: Program

    @property
    def at(self) -> str:
        return f"{self.base}/workshops/{self.workshop}"


@pytest.fixture(scope="module")
def serve(migrated: Path) -> Iterator[Callable[..., Server]]:
    """Starts a real server with a seeded workshop: `serve("lobby")`."""
    running: list[Program] = []

    def start(at: str = "lobby", door: str = "planned", **environment: str) -> Server:
        process = Program(["demo", "--at", at, "--door", door, "--json"], {MIGRATED: str(migrated), **environment})
        running.append(process)
        told = json.loads(process.stdout.readline())
        who = told["facilitator"]
        return Server(
            told["base"], told["workshop"], told["join_code"], who["email"], who["password"], told["stage"], process
        )

    yield start
    for process in running:
        process.send_signal(signal.SIGINT)
    for process in running:
        process.wait(timeout=20)
        process.stdout.close()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": os.environ["CHROMIUM"], "args": BROWSER_FLAGS}


# How long an example takes is the machine's business: with other work on it one of a millisecond took 0.3 s.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])


def pytest_configure() -> None:
    hypothesis.settings.load_profile("untimed")
    share_compiled_statements()
    weigh_lightly()


def pytest_collection() -> None:
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        share_compiled_tests(worker)


@contextmanager
def _beside_a_browser(item: pytest.Item) -> Iterator[None]:
    """Once a browser was driven its loop runs until the end, and no other test of that process could start its own."""
    loop = asyncio._get_running_loop()
    if loop is None or "browser" in item.path.parts:
        yield
        return
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    with _beside_a_browser(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    with _beside_a_browser(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """With the last of all the browser itself is closed."""
    with _beside_a_browser(item) if nextitem else nullcontext():
        return (yield)


def pytest_collection_finish() -> None:
    """What was collected is no garbage: looking through it again and again took as long as many tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: turn(item.path))


class Ended(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


class Run:
    """Runs the program in this process; one that gets as far as serving fails the test instead of staying."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self.patch, self.capsys, self.folder = monkeypatch, capsys, folder
        monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: pytest.fail("it began to serve"))

    def __call__(self, *arguments: str | Path, database: Path | str, **environment: str) -> Ended:
        url = f"sqlite:///{database}" if isinstance(database, Path) else database
        with self.patch.context() as patch:
            patch.chdir(self.folder)  # away from anybody's .env
            patch.setattr(sys, "argv", ["critical-friend", *map(str, arguments)])
            for name, value in {"DATABASE_URL": url, **environment}.items():
                patch.setenv(name, value)
            settings.cache_clear()
            self.capsys.readouterr()
            try:
                main()
                code = 0
            except SystemExit as ended:
                code = int(ended.code or 0)
            finally:
                settings.cache_clear()
        return Ended(code, *self.capsys.readouterr())


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    return Run(monkeypatch, capsys, tmp_path)
