"""A real server for the sockets of this folder, and a line to it."""

import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from sqlmodel import Session, col, func, select
from websockets.exceptions import ConnectionClosed
from websockets.extensions import ClientExtensionFactory
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from app.live.connection import BEAT
from app.live.state import Letters
from app.models import Rating, Role
from app.models.record.position import PositionState, Wording
from app.models.record.settling import settle
from app.models.record.subject import Subject
from app.models.rounds.rating import own_rating
from app.models.rounds.standard import numbered
from app.tokens import new_token
from tests.conftest import Lobby
from tests.northvale import DEADLINE, Hall, Town

PEOPLE = {
    "Fay": Role.FACILITATOR, "Sam": Role.SCRIBE, "Ruth": Role.OBSERVER, "stage": Role.STAGE, "Hari": Role.PARTICIPANT,
}  # fmt: skip


WORDS = "Choice is thin outside the towns."


class Line:
    """One screen's socket: what it was sent, frame by frame."""

    def __init__(self, hall: Hall, name: str | None, screen: str, socket: ClientConnection) -> None:
        self.hall, self.name, self.screen, self.socket = hall, name, screen, socket
        self.frames: list[str] = []

    def hear(self, until: float | None = None) -> str:
        """The next frame; fails when none comes, although the line goes on to beat."""
        until = until or time.monotonic() + DEADLINE
        while (frame := self.socket.recv(timeout=max(0, until - time.monotonic()))) == BEAT:
            pass  # it says only that the line stands
        assert isinstance(frame, str)
        self.frames.append(frame)
        return frame

    def hear_until(self, holds: Callable[[str], object]) -> str:
        """The frame in which it holds; fails when none comes in time."""
        until = time.monotonic() + DEADLINE
        while not holds(frame := self.hear(until)):
            pass
        return frame

    def hear_all_on_arrival(self) -> str:
        """Both frames that a phone gets while rating is open: the room's, and this person's own lines."""
        while not all(part in "".join(self.frames) for part in ('id="to-rate"', 'id="receipt-')):
            self.hear()
        return "".join(self.frames)

    def send(self, **fields: Any) -> str:
        key = fields.setdefault("key", new_token())
        self.socket.send(json.dumps({"act": "rate", **fields}))
        return str(key)

    def rate(self, number: str, answer: str, **also: Any) -> str:
        """Sends an answer and waits for its receipt."""
        key = self.send(round=self.hall.rounds[number], answer=answer, **also)
        return self.hear_until(lambda frame: f'data-key="{key}"' in frame)


Dial = Callable[..., Line]


@pytest.fixture
def dial() -> Iterator[Dial]:
    """`dial(hall, "Priya", "phone")` opens a socket as that person's browser would; all are hung up at the end."""
    with ExitStack() as open_lines:

        def dial(
            hall: Hall,
            name: str | None,
            screen: str = "phone",
            more: str = "",
            compression: str | None = "deflate",
            extensions: Sequence[ClientExtensionFactory] | None = None,
        ) -> Line:
            cookies = "; ".join(f"{key}={value}" for key, value in hall.cookies(name).items())
            address = f"{hall.base.replace('http', 'ws')}{hall.path}/live?screen={screen}{more}"
            headers = {"Cookie": cookies} if cookies else {}
            how: Any = {
                "origin": Origin(hall.base),
                "additional_headers": headers,
                "compression": compression,
                "extensions": extensions,
                "proxy": None,
            }
            socket = connect(address, open_timeout=DEADLINE, **how)
            return Line(hall, name, screen, open_lines.enter_context(socket))

        yield dial


def elements(html: str) -> set[str]:
    return set(re.findall(r'<\w+ id="([^"]+)"[^>]*hx-swap-oob', html))


def in_words(letters: Letters) -> dict[str, str]:
    return {element: "".join(piece.text for piece in letter) for element, letter in letters.items()}


def settled(town: Town, **changes: object) -> Hall:
    """Live; standard 6 was rated by four, revealed, is on stage and settled: only closing is left."""
    hall = town.hall(**changes)
    hall.open("6")
    answers = {"Priya": "3", "Pat": "3", "Petra": "4", "Olu": "8"}
    hall.rated(answers, reasons={name: "canary-of-" + name for name in answers})
    hall.reveal()
    assert hall.act("/standards/6/show").status_code == 303
    with Session(hall.store.writing) as session, session.begin():
        settle(
            session,
            Subject.standard(numbered(session, hall.id, "6")),
            Wording(PositionState.AGREED, WORDS),
            "facilitator",
            0,
        )
    return hall


def closed_with(line: Line) -> int:
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            line.hear()
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


def stored(hall: Hall) -> int:
    with hall.store.read() as session:
        mine = select(func.count()).select_from(Rating).where(col(Rating.round_id).in_(hall.rounds.values()))
        return session.exec(mine).one()


def score(hall: Hall, name: str, number: str) -> int | None:
    with hall.store.read() as session:
        rating = own_rating(session, hall.seats[name], hall.rounds[number])
        assert rating is not None
        return rating.score


def rejoin_code(hall: Hall, name: str, by: str = "Sam") -> str:
    code = re.search(r'id="rejoin-code">([^<]+)<', hall.act(f"/seats/{hall.seats[name]}/rejoin-code", by=by).text)
    assert code is not None
    return code[1]


def borrow(hall: Hall, name: str, by: str = "Sam") -> None:
    with hall.browser(None) as borrowed:
        assert borrowed.post("/rejoin", data={"code": rejoin_code(hall, name, by)}).status_code == 303
        hall.tokens[name] = borrowed.cookies[f"seat-{hall.id}"]


@contextmanager
def asked(room: Lobby) -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile, by whatever way they go to it."""
    statements: list[str] = []
    driver = room.session.connection().connection.driver_connection
    assert driver is not None
    driver.set_trace_callback(statements.append)
    try:
        yield statements
    finally:
        driver.set_trace_callback(None)
