"""`kill -9` in the middle of a burst: nothing that said Recorded is missing.

One kill would find a receipt sent a moment too early only by luck: the commit takes milliseconds. So the server is also
stopped dead many times on the way, its files are copied as a kill would leave them, and it goes on.

It proves that a receipt is sent after the commit. That a commit is on the disk, and not only with the operating system,
matters for a power cut and rests on `synchronous=FULL`.
"""

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from sqlmodel import Session, select
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

from app.crowd.told import read
from app.models import Answer, Rating
from app.models.people.seat import seat_of, take_seat
from app.models.rounds.rating import Submission
from app.store.sqlite import Store
from tests.conftest import COMMAND, Lobby

PEOPLE = 30
LOOK_EVERY = 10  # acknowledgements
LOOKS = 20
PATIENCE = 60  # seconds, for a machine that has other work
Where = tuple[int, int]  # round and seat


@dataclass(frozen=True)
class Sent:
    key: str
    score: int

    @property
    def submission(self) -> str:
        return Answer(self.score, self.key).submission


@dataclass
class Burst:
    """Everybody rates as fast as they are acknowledged, each time something else, until the server is gone."""

    server: subprocess.Popen[str]
    database: Path
    base: str
    workshop: int
    rounds: list[int]
    sent: dict[Where, list[Sent]] = field(default_factory=lambda: defaultdict(list))
    acknowledged: set[str] = field(default_factory=set)
    looks: list[tuple[Path, set[str]]] = field(default_factory=list)  # a copy of the file, and what it must hold
    is_killed: bool = False

    async def run(self, seats: dict[int, str]) -> None:
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*[self._person(seat, token) for seat, token in seats.items()])

    async def _person(self, seat: int, token: str) -> None:
        line = connect(
            f"ws{self.base.removeprefix('http')}/workshops/{self.workshop}/live?screen=phone",
            origin=Origin(self.base),
            additional_headers={"Cookie": f"seat-{self.workshop}={token}"},
            compression=None,
            proxy=None,
            open_timeout=PATIENCE,
        )
        with self._until_killed():
            async with line as socket:
                for turn in range(10_000):
                    where = (self.rounds[turn % len(self.rounds)], seat)
                    sent = Sent(f"key-{turn}-{seat}-0", score=1 + turn % 10)
                    self.sent[where].append(sent)
                    frame = {"act": "rate", "round": where[0], "key": sent.key, "answer": str(sent.score)}
                    await socket.send(json.dumps(frame))
                    while sent.key not in self.acknowledged:
                        self._hear(str(await socket.recv()))

    @contextmanager
    def _until_killed(self) -> Iterator[None]:
        try:
            yield
        except (WebSocketException, OSError):
            if not self.is_killed:
                raise

    def _hear(self, html: str) -> None:
        for receipt in read(html).receipts.values():
            if receipt.key:
                assert receipt.is_recorded, receipt.text
                self.acknowledged.add(receipt.key)
        # At once, with this very answer just acknowledged.
        if len(self.looks) == LOOKS:
            self.is_killed = True
            self.server.send_signal(signal.SIGKILL)
        elif len(self.acknowledged) >= (len(self.looks) + 1) * LOOK_EVERY:
            self._look()

    @staticmethod
    def _stands_still(threads: Path) -> bool:
        try:
            return all((thread / "stat").read_text().rpartition(") ")[2][0] == "T" for thread in threads.iterdir())
        except FileNotFoundError:  # one has just ended
            return False

    def _look(self) -> None:
        self.server.send_signal(signal.SIGSTOP)
        threads = Path(f"/proc/{self.server.pid}/task")
        while not self._stands_still(threads):
            pass
        copy = self.database.with_name(f"look-{len(self.looks)}.sqlite3")
        shutil.copy(self.database, copy)
        shutil.copy(f"{self.database}-wal", f"{copy}-wal")
        self.looks.append((copy, set(self.acknowledged)))
        self.server.send_signal(signal.SIGCONT)


@pytest.fixture
def prepared(room: Lobby) -> tuple[Lobby, dict[int, str]]:
    """An open sitting of three standards, on disk, and the cookies of thirty people: seat -> token."""
    session, workshop = room.session, room.workshop
    tokens = [take_seat(session, workshop, workshop.groups[n % 4].id, "") for n in range(PEOPLE)]
    session.flush()
    seats = {}
    for token in tokens:
        seat = seat_of(session, workshop.id, token)
        assert seat is not None
        seat.read_notice(may_show_group=None)
        seat.admitted_at = seat.joined_at  # far more than were planned
        seats[seat.id] = token
    room.open("4", "6", "9")
    session.commit()
    return room, seats


@pytest.fixture
def server(prepared: object, database: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`critical-friend serve` on that file, and its address."""
    process = subprocess.Popen(
        [COMMAND, "serve", "--host", "127.0.0.1", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{database}"},
    )
    assert process.stdout is not None
    base = None
    while base is None and (line := process.stdout.readline()):
        base = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert base, "the server said where it is"
    with httpx.Client(transport=httpx.HTTPTransport(retries=8), timeout=PATIENCE) as client:  # retries: to connect
        client.get(base[0]).raise_for_status()
    yield process, base[0]
    process.kill()
    process.wait(timeout=PATIENCE)
    process.stdout.close()


def test_f01_a_killed_server_has_everything_it_acknowledged(
    prepared: tuple[Lobby, dict[int, str]], server: tuple[subprocess.Popen[str], str], database: Path
) -> None:
    room, seats = prepared
    process, base = server
    burst = Burst(process, database, base, room.workshop.id, [room.round_of(number).id for number in ("4", "6", "9")])
    room.session.rollback()

    asyncio.run(burst.run(seats))

    assert process.wait(timeout=PATIENCE) == -signal.SIGKILL
    keys = {sent.submission: sent.key for everything in burst.sent.values() for sent in everything}
    assert len({*keys.values()} - burst.acknowledged) > PEOPLE / 4, "answers were under way when the server died"
    assert len(burst.looks) == LOOKS
    for copy, acknowledged in burst.looks:
        assert acknowledged - _taken(copy, keys) == set()
    assert burst.acknowledged - _taken(database, keys) == set()
    assert _something_else_stands(database, burst) == []


def _taken(database: Path, keys: dict[str, str]) -> set[str]:
    """The keys of the submissions that a file, opened anew, holds."""
    store = Store(database)
    with Session(store.writing) as session:
        taken = {keys[submission] for submission in session.exec(select(Submission.key))}
    store.close()
    return taken


def _something_else_stands(database: Path, burst: Burst) -> list[Where]:
    store = Store(database)
    with store.read() as session:
        stored = {(rating.round_id, rating.seat_id): rating.submission_key for rating in session.exec(select(Rating))}
    store.close()
    wrong = []
    for where, everything in burst.sent.items():
        last = max((n for n, sent in enumerate(everything) if sent.key in burst.acknowledged), default=None)
        # The last acknowledged stands, or one sent after it, which was stored and not acknowledged.
        if last is not None and stored.get(where) not in [sent.submission for sent in everything[last:]]:
            wrong.append(where)
    return wrong


def test_a_commit_waits_for_the_disk(store: Store) -> None:
    with store.writing.connect() as connection:
        full, wal = 2, "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == full
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == wal
