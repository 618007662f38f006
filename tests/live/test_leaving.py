"""Screens that must go: at once, for good, and told why."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session
from websockets.exceptions import ConnectionClosed

from app.clock import now
from app.live.leaving import SEAT_MOVED, SIGNED_OUT, seat_gone
from app.models import Account, SignIn, Workshop, WorkshopState
from app.models.people.password import hash_password
from app.tokens import new_token
from tests.live.conftest import Dial, Line
from tests.northvale import DEADLINE, Hall, Town, browser_at

PASSWORD = "three plain words"
HASH = hash_password(PASSWORD)


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall_in(WorkshopState.LIVE)


def add(town: Town, name: str, *, is_administrator: bool = False) -> tuple[int, str, dict[str, str]]:
    with Session(town.store.writing) as session, session.begin():
        email = f"{new_token().lower()}@northvale.example"
        account = Account.add(session, email, name, HASH, is_administrator=is_administrator)
        return account.id, email, {"account": SignIn.start(session, account.id)}


def owner(hall: Hall) -> tuple[int, str]:
    with hall.store.read() as session:
        account = session.get_one(Account, session.get_one(Workshop, hall.id).owner_id)
        return account.id, account.email


def is_sent_away(line: Line, sentence: str) -> bool:
    line.hear_until(lambda frame: 'id="notice"' in frame and sentence in frame)
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            line.socket.recv(timeout=DEADLINE)
    return closed.value.rcvd is not None and closed.value.rcvd.code == 4001


def post(town: Town, path: str, cookies: dict[str, str], **fields: str) -> int:
    with browser_at(town.base, cookies) as browser:
        return browser.post(path, data=fields).status_code


def arrived(dial: Dial, hall: Hall, name: str, screen: str) -> Line:
    line = dial(hall, name, screen)
    line.hear()
    return line


def test_the_console_of_an_account_that_is_disabled_is_sent_away_and_hears_nothing_more(
    town: Town, hall: Hall, dial: Dial
) -> None:
    _, _, ada = add(town, "Ada", is_administrator=True)
    console, stage = arrived(dial, hall, "Fay", "console"), arrived(dial, hall, "Fay", "stage")
    scribe = arrived(dial, hall, "Sam", "console")
    assert post(town, f"/accounts/{owner(hall)[0]}/disable", ada) == 303
    assert is_sent_away(console, SIGNED_OUT)
    assert is_sent_away(stage, SIGNED_OUT)
    hall.act("/door", by="Fay", locked="true")
    hall.act("/standards/6/park", by="Sam")
    scribe.hear_until(lambda frame: 'id="agenda"' in frame)  # whoever sits by a seat goes on


def test_whoever_held_a_seat_is_told_that_seats_were_erased_and_not_to_join_again(town: Town, dial: Dial) -> None:
    hall = town.hall_in(WorkshopState.CLOSED)
    with Session(hall.store.writing) as session, session.begin():
        session.get_one(Workshop, hall.id).closed_at = now() - timedelta(hours=1)
    lines = [arrived(dial, hall, "Olu", "phone"), arrived(dial, hall, "stage", "stage")]
    assert hall.act("/erasing/seats", seats_word="ERASE").status_code == 303
    for line in lines:
        assert is_sent_away(line, "The seats of this workshop were erased, before the day that its notice named")


def test_a_seat_that_is_not_there_has_a_sentence_for_each_cause() -> None:
    """The stage reads it too: it is no phone, and nobody joins what was erased."""
    moment = datetime(2026, 6, 1, 9, tzinfo=UTC)
    dates: dict[str, Any] = {"erase_seats_on": date(2026, 6, 1), "erase_record_on": date(2026, 6, 1)}
    assert seat_gone(Workshop(**dates)) == SEAT_MOVED
    seats = seat_gone(Workshop(seats_erased_at=moment, **dates))
    record = seat_gone(Workshop(seats_erased_at=moment, record_erased_at=moment, **dates))
    for sentence in (seats, record):
        assert "as its notice said" in sentence and "phone" not in sentence and "join" not in sentence
    assert "seats" in seats and "seats" not in record
    early = seat_gone(Workshop(seats_erased_at=moment - timedelta(days=1), **dates))
    assert "before the day" in early


def test_the_first_facilitators_console_is_told_that_another_has_taken_over(town: Town, hall: Hall, dial: Dial) -> None:
    _, email, sid = add(town, "Sid")
    assert post(town, f"/second-facilitators/{hall.id}", hall.cookies("Fay"), email=email) == 303
    console, phone = arrived(dial, hall, "Fay", "console"), arrived(dial, hall, "Olu", "phone")
    assert post(town, f"/second-facilitators/{hall.id}/take-over", sid) == 303
    assert is_sent_away(console, "Sid runs this workshop now, since ")
    assert '<a class="go" href="/workshops">' in console.frames[-1]
    hall.tokens["Fay"], fays = sid["account"], hall.tokens["Fay"]
    sids = arrived(dial, hall, "Fay", "console")
    phone.socket.ping().wait(DEADLINE)
    assert post(town, f"/second-facilitators/{hall.id}/take-back", {"account": fays}) == 303
    assert is_sent_away(sids, "Fay runs this workshop now, since ")


@pytest.mark.parametrize("path", ["/sign-out", "/account/password", "/account/sign-ins/end-others", "/sign-in"])
def test_a_console_left_open_elsewhere_goes_when_its_sign_in_ends(
    town: Town, hall: Hall, dial: Dial, path: str
) -> None:
    console = arrived(dial, hall, "Fay", "console")
    account_id, email = owner(hall)
    with Session(town.store.writing) as session, session.begin():
        session.get_one(Account, account_id).password_hash = HASH
        other = {"account": SignIn.start(session, account_id)}
    cookies = hall.cookies("Fay") if path in ("/sign-out", "/sign-in") else other
    fields = {
        "current": PASSWORD,
        "password": "four more plain words" if "account" in path else PASSWORD,
        "email": email,
    }
    assert post(town, path, cookies, **fields) == 303
    assert is_sent_away(console, SIGNED_OUT)


def test_the_owner_is_told_at_once_when_an_administrator_names_a_second_facilitator(
    town: Town, hall: Hall, dial: Dial
) -> None:
    sid, _, _ = add(town, "Sid")
    _, _, ada = add(town, "Ada", is_administrator=True)
    console, scribe = arrived(dial, hall, "Fay", "console"), arrived(dial, hall, "Sam", "console")
    path = f"/accounts/workshops/{hall.id}/second-facilitators"
    assert post(town, path, ada, account=str(sid)) == 303
    console.hear_until(lambda frame: "An administrator has named Sid as a second facilitator" in frame)
    hall.act("/standards/6/park", by="Sam")
    assert "An administrator has named" not in scribe.hear_until(lambda frame: 'id="agenda"' in frame)
