"""A server that is stopped or killed in any phase of a workshop comes back with it, and its screens come back."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from app.models import Sitting
from app.models.rounds.revealing import reveal
from app.models.rounds.standard import numbered
from app.store.sqlite import Store
from tests.northvale import DEADLINE, Hall, Town, started
from tests.plain import plain

pytestmark = pytest.mark.long

PHASES = ("lobby", "open", "closed", "due", "revealed", "shown", "workshop closed")
SCREENS = (("Fay", "console", "&standard=6"), ("stage", "stage", ""), ("Pat", "phone", ""), ("Hari", "phone", ""))


@pytest.fixture
def file(migrated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated, tmp_path / "town.sqlite3"))


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    store = Store(file)
    yield store
    store.close()


def bring_to(hall: Hall, phase: str) -> None:
    """By its own routes, as a day goes on."""
    steps = PHASES[: PHASES.index(phase) + 1]
    if "open" in steps:
        assert hall.act("/sittings", standards="6").status_code == 303
        with hall.store.read() as session:
            round_ = numbered(session, hall.id, "6").latest_round
            assert round_ is not None
            hall.sitting, hall.rounds["6"] = round_.sitting_id, round_.id
        for name, answer in (("Olu", "8"), ("Pat", "3"), ("Hari", "cant_tell")):
            assert hall.rate(name, "6", answer).status_code == 303
    if phase in ("closed", "due"):
        act = "close" if phase == "closed" else "close-and-reveal"
        assert hall.act(f"/sittings/{hall.sitting}/{act}").status_code == 303
    if "revealed" in steps:
        with Session(hall.store.writing) as session, session.begin():
            sitting = session.get_one(Sitting, hall.sitting)
            sitting.close(session, by="facilitator")
            reveal(session, sitting, by="facilitator")
    if "shown" in steps:
        assert hall.act("/standards/6/show").status_code == 303
    if "workshop closed" in steps:
        assert hall.act("/close").status_code == 303


def seen(hall: Hall) -> list[str]:
    return [plain(hall, hall.see(f"/live?screen={screen}{more}", by=name).text) for name, screen, more in SCREENS]


@pytest.mark.parametrize("ended_by", [signal.SIGTERM, signal.SIGKILL], ids=["stopped", "killed"])
def test_f17_in_every_phase_each_screen_reads_the_same_after_the_server_was_stopped_or_killed(
    file: Path, store: Store, ended_by: signal.Signals
) -> None:
    with started(file, CANCEL_SECONDS="60") as (process, base):
        halls = {phase: Town(base, store).hall() for phase in PHASES}
        for phase, hall in halls.items():
            bring_to(hall, phase)
        before = {phase: seen(hall) for phase, hall in halls.items()}
        process.send_signal(ended_by)
        process.wait(timeout=DEADLINE)
    with started(file, CANCEL_SECONDS="60") as (_, base):
        for phase, hall in halls.items():
            hall.base = base
            if phase != "due":
                assert seen(hall) == before[phase], phase
        due = halls["due"]  # closed, and nobody is revealed unawares: the facilitator asks again
        assert "Revealing in" in before["due"][0] and "Revealing in" not in seen(due)[0]
        assert due.act(f"/sittings/{due.sitting}/undo-close").status_code == 303


def test_f17_after_six_hours_with_the_console_open_everybody_goes_on(file: Path, store: Store) -> None:
    with started(file) as (_, base):
        hall = Town(base, store).hall()
        bring_to(hall, "open")
    with Session(store.writing) as session, session.begin():
        for column in ("started_at", "expires_at"):
            session.connection().execute(text(f"UPDATE sign_in SET {column} = datetime({column}, '-6 hours')"))
        session.connection().execute(text("UPDATE seat SET joined_at = datetime(joined_at, '-6 hours')"))
    with started(file) as (_, base):
        hall.base = base
        assert hall.rate("Pat", "6", "4").status_code == 303
        assert hall.see("/console").status_code == 200


def test_f26_a_deploy_with_sixty_open_screens_ends_and_they_come_back_to_their_state(file: Path, store: Store) -> None:
    with ExitStack() as lines:
        with started(file) as (process, base):
            hall = Town(base, store).hall()
            bring_to(hall, "open")
            screens = [lines.enter_context(dialled(hall, name)) for name in ("Pat", "Olu", "Hari") for _ in range(20)]
            for screen in screens:
                screen.recv(timeout=DEADLINE)
            process.terminate()
            assert process.wait(timeout=DEADLINE) == 0
        for screen in screens:
            with pytest.raises(ConnectionClosed) as closed:
                while True:
                    screen.recv(timeout=DEADLINE)
            # Codes that a browser comes back after: no final one, and none that says it was at fault.
            assert closed.value.rcvd is None or closed.value.rcvd.code in (1001, 1006, 1012)
        with started(file) as (_, base):
            hall.base = base
            back = lines.enter_context(dialled(hall, "Pat"))
            while f'data-round="{hall.rounds["6"]}"' not in str(back.recv(timeout=DEADLINE)):
                pass


def dialled(hall: Hall, name: str) -> ClientConnection:
    cookies = "; ".join(f"{key}={value}" for key, value in hall.cookies(name).items())
    address = f"{hall.base.replace('http', 'ws')}{hall.path}/live?screen=phone"
    return connect(
        address, origin=Origin(hall.base), additional_headers={"Cookie": cookies}, proxy=None, open_timeout=DEADLINE
    )
