"""Northvale's workshops behind a real server: its people, each with a browser, and the file to look into."""

import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import httpx2
from sqlmodel import Session, select

from app.live.frames import CANT_TELL
from app.models import Account, Answer, Complaint, Role, Round, Seat, SignIn, Sitting, Workshop, WorkshopState
from app.models.ending.closing import close, confirm
from app.models.people.complaint import complain
from app.models.people.return_link import make_return_link
from app.models.people.seat import take_place, take_seat
from app.models.rounds.opening import open_sitting
from app.models.rounds.preparing import create
from app.models.rounds.rating import rate
from app.models.rounds.revealing import reveal
from app.store.sqlite import Store
from app.tokens import hashed, new_token
from tests.conftest import CAST, northvale_draft
from tests.forked import Program

COMMAND = Path(sys.executable).with_name("critical-friend")
DEADLINE = 20  # seconds until a test gives up waiting for what must come


# As from a page that was opened before: what is spent waits for a cookie that comes back, on http and on https.
KEEPS = {"keeps": "yes", "__Host-keeps": "yes"}


# Without certificates, which plain HTTP does not need, and once for all: they take longer to load than a page.
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def browser_at(base: str, cookies: dict[str, str] | None = None) -> httpx2.Client:
    given = {**KEEPS, **(cookies or {})}
    return httpx2.Client(base_url=base, cookies=given, timeout=DEADLINE, verify=NO_CERTIFICATES, trust_env=False)


class PlainLine(HTTPConnection):
    """One line to a server for many requests, as plain as can be: each says with which cookies.

    A server hangs up on one that is idle for five seconds, and may do so while the next request is on its way.
    """

    def __init__(self, base: str) -> None:
        super().__init__(urlsplit(base).netloc, timeout=DEADLINE)
        self.asked_at = 0.0

    def ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> HTTPResponse:
        if time.monotonic() - self.asked_at > 2:
            self.close()  # the next request opens it
        self.asked_at = time.monotonic()
        self.request(method, path, body, headers)
        return self.getresponse()


def flood(send: Callable[[int], httpx2.Response], refused: Callable[[httpx2.Response], bool]) -> list[httpx2.Response]:
    """All that was answered, up to the first that is refused; of a slow machine no number of them is too fast."""
    answers = []
    for number in range(300):
        answers.append(send(number))
        if refused(answers[-1]):
            assert len(answers) > 30
            return answers
    raise AssertionError(f"{len(answers)} were taken")


def until(holds: Callable[[], bool]) -> None:
    """Looks less often the longer it takes: what looks at a page makes a server compute."""
    end, pause = time.monotonic() + DEADLINE, 0.01
    while not holds():
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(pause)
        pause = min(1.5 * pause, 0.25)


@dataclass
class Hall:
    """One workshop: tokens by name, rounds by the standard's number."""

    base: str
    store: Store
    id: int
    code: str
    tokens: dict[str, str]
    seats: dict[str, int]
    groups: dict[str, int]
    rounds: dict[str, int] = field(default_factory=dict)
    sitting: int = 0

    @property
    def path(self) -> str:
        return f"/workshops/{self.id}"

    def cookies(self, name: str | None) -> dict[str, str]:
        """Fay is the facilitator, reader came by Hari's return link; nobody (None) has no cookie at all."""
        if name is None:
            return {}
        kinds = {"Fay": "account", "reader": f"reader-{self.id}"}
        return {kinds.get(name, f"seat-{self.id}"): self.tokens[name]}

    def browser(self, name: str | None) -> httpx2.Client:
        return browser_at(self.base, self.cookies(name))

    def act(self, path: str, by: str = "Fay", **fields: str) -> httpx2.Response:
        with self.browser(by) as browser:
            return browser.post(f"{self.path}{path}", data=fields)

    def see(self, path: str, by: str | None = "Fay") -> httpx2.Response:
        with self.browser(by) as browser:
            return browser.get(f"{self.path}{path}")

    def open(self, *numbers: str) -> None:
        with Session(self.store.writing) as session, session.begin():
            workshop = session.get_one(Workshop, self.id)
            self.sitting = open_sitting(session, workshop, list(numbers), by="facilitator").id
            rounds = session.exec(select(Round).where(Round.sitting_id == self.sitting))
            self.rounds |= {round_.standard.number: round_.id for round_ in rounds}

    def reveal(self) -> None:
        """At once, whatever this server waits in which somebody may cancel."""
        with Session(self.store.writing) as session, session.begin():
            sitting = session.get_one(Sitting, self.sitting)
            sitting.close(session, by="facilitator")
            reveal(session, sitting, by="facilitator")

    def leaves(self, name: str) -> None:
        """One of the planned places is free again: the cast takes them all, and others would wait at the door."""
        assert self.act(f"/seats/{self.seats[name]}/remove").status_code == 303

    def comes_late(self, name: str, group: str) -> None:
        """All planned places are taken: a waiting seat, that has read the notice."""
        with self.browser(None) as late:
            late.get(f"/join/{self.code}")
            late.post(f"/join/{self.code}", data={"group": str(self.groups[group])})
            self.tokens[name] = late.cookies[f"seat-{self.id}"]
            late.post(f"{self.path}/notice", data={})

    def let_all_in(self) -> None:
        assert self.act("/waiting-seats/let-in", upto=str(2**31 - 1)).status_code == 303

    def rated(self, answers: Mapping[str, str], number: str = "6", reasons: Mapping[str, str] | None = None) -> None:
        """Before anybody looks: all at once, behind the server's back."""
        with Session(self.store.writing) as session, session.begin():
            for name, told in answers.items():
                score = None if told in CANT_TELL else int(told)
                answer = Answer(score, key=new_token(), reason=(reasons or {}).get(name, ""))
                rate(session, self.seats[name], self.id, self.rounds[number], answer)

    def rate(self, name: str, number: str, answer: str, reason: str = "", key: str = "") -> httpx2.Response:
        fields = {"answer": answer, "reason": reason, "key": key or new_token()}
        return self.act(f"/rounds/{self.rounds[number]}/rating", by=name, **fields)


def complained(town: "Town", hall: Hall) -> int:
    """The number of a complaint about this workshop that came in yesterday, so that it is told today."""
    with Session(town.store.writing) as session, session.begin():
        complain(session, hall.code, "My label was read aloud in the room.", "", new_token())
        complaint = session.exec(select(Complaint).where(Complaint.workshop_id == hall.id)).one()
        complaint.received_on -= timedelta(days=1)
        return complaint.id


@dataclass(frozen=True)
class Town:
    base: str
    store: Store

    def hall(self, **changes: object) -> Hall:
        """A lobby with the cast seated, a scribe (Sam), an observer (Ruth) and a stage."""
        with Session(self.store.writing) as session, session.begin():
            fay = Account.add(session, f"{new_token()}@northvale.example", "Fay", "no password fits this")
            workshop = create(session, fay.id, northvale_draft(**changes))
            workshop.open_lobby(session, knows_who_is_visible=True, by="facilitator")
            tokens, seats = {"Fay": SignIn.start(session, fay.id)}, {}
            groups = {group.name: group.id for group in workshop.groups}
            for name, group in CAST.items():
                if group in groups:
                    tokens[name] = take_seat(session, workshop, groups[group], "")
            for name, role in (("Sam", Role.SCRIBE), ("Ruth", Role.OBSERVER), ("stage", Role.STAGE)):
                tokens[name] = take_place(session, workshop.id, role)
            session.flush()
            names = {hashed(token): name for name, token in tokens.items()}
            for seat in session.exec(select(Seat).where(Seat.workshop_id == workshop.id)).all():
                seat.read_notice(may_show_group=None)
                seats[names[seat.token_hash]] = seat.id
            assert seats.keys() == tokens.keys() - {"Fay"}
            if "Hari" in seats:
                tokens["reader"] = new_token()
                make_return_link(session, session.get_one(Seat, seats["Hari"]), tokens["reader"])
            return Hall(self.base, self.store, workshop.id, workshop.join_code or "", tokens, seats, groups)

    def hall_in(self, state: WorkshopState, **changes: object) -> Hall:
        """The same people, the scribe and the others among them, in a workshop of this state.

        A draft has no participants in life; here it has, for what they must not see there. Once live, standard 6 is
        open and Olu has rated it; at the close it was revealed. What is confirmed was closed before.
        """
        hall = self.hall(**changes)
        ended = state in (WorkshopState.CLOSED, WorkshopState.CONFIRMED)
        if state is WorkshopState.LIVE or ended:
            hall.open("6")
        with Session(self.store.writing) as session, session.begin():
            workshop = session.get_one(Workshop, hall.id)
            if state is WorkshopState.DRAFT:
                workshop.state, workshop.join_code = state, None
            if hall.sitting:
                answer = Answer(7, key=new_token(), reason="Nobody was asked.")
                rate(session, hall.seats["Olu"], hall.id, hall.rounds["6"], answer)
        if ended:
            hall.reveal()
            with Session(self.store.writing) as session, session.begin():
                workshop = session.get_one(Workshop, hall.id)
                close(session, workshop, by="facilitator")
                if state is WorkshopState.CONFIRMED:
                    confirm(session, workshop, by="facilitator")
        return hall

    def account(self, *, is_administrator: bool) -> str:
        """The cookie of somebody who signed in and has no place in any workshop."""
        with Session(self.store.writing) as session, session.begin():
            address = f"{new_token()}@northvale.example"
            account = Account.add(session, address, "Ada", "no password fits this", is_administrator=is_administrator)
            return SignIn.start(session, account.id)

    def stranger(self) -> httpx2.Client:
        return browser_at(self.base)


Case = TypeVar("Case")


def alike(cases: Iterable[Case], make: Callable[[Case], Hall]) -> dict[Case, Hall]:
    """A hall for each, whose numbers have as many digits: some stand in what is filled up to a length."""
    cases = tuple(cases)
    while True:  # once more where a number has just grown
        halls = {case: make(case) for case in cases}
        if len({_digits(hall) for hall in halls.values()}) == 1:
            return halls


def _digits(hall: Hall) -> tuple[int, ...]:
    numbers = (hall.id, *hall.seats.values(), *hall.groups.values(), *hall.rounds.values())
    return tuple(len(str(number)) for number in numbers)


@contextmanager
def started(
    file: Path, through: Sequence[str] = (), log: Path | None = None, *, host: str = "127.0.0.1", **environment: str
) -> Iterator[tuple["Program | subprocess.Popen[str]", str]]:
    """`critical-friend serve` on this file and its address; `log` takes what it says on stderr.

    `through`: a command that runs it and watches, and from its very start.
    """
    serve = ["serve", "--host", host, "--port", "0"]
    ours = {"DATABASE_URL": f"sqlite:///{file}", **environment}
    process = watched([*through, str(COMMAND), *serve], ours) if through else Program(serve, ours, log)
    assert process.stdout is not None
    try:
        told = iter(process.stdout.readline, "")
        base = next(line.split()[-1] for line in told if "On this machine" in line)
        until(lambda: can_connect(base))
        yield process, base
    finally:
        process.terminate()
        process.wait(timeout=DEADLINE)
        process.stdout.close()


def watched(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment})


@contextmanager
def serving(file: Path, log: Path | None = None, **environment: str) -> Iterator[str]:
    with started(file, log=log, **environment) as (_, base):
        yield base


def can_connect(base: str) -> bool:
    at = urlsplit(base)
    with socket.socket(socket.AF_INET6 if ":" in (at.hostname or "") else socket.AF_INET) as asking:
        return asking.connect_ex((at.hostname, at.port)) == 0


@contextmanager
def town_on(file: Path, log: Path | None = None, /, **environment: str) -> Iterator[Town]:
    store = Store(file)
    try:
        with serving(file, log, **environment) as base:
            yield Town(base, store)
    finally:
        store.close()
