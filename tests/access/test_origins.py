"""Whose page is asking."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from starlette.datastructures import Headers
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from app.access.local_key import read_key
from app.access.origins import FOREIGN, SAFE, is_ours
from app.routes import routers
from app.settings import origin_of
from tests.northvale import DEADLINE, Hall, Town, town_on, until

PUBLIC_HOST = "workshops.northvale.example"
PUBLIC = f"https://{PUBLIC_HOST}"
UNSAFE = sorted(
    {
        (method, route.path)
        for router in routers
        for route in router.routes
        for method in getattr(route, "methods", None) or ()
        if method not in SAFE
    }
)


def ours(public_url: str = "", **headers: str) -> bool:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return is_ours(Headers(named), origin_of(public_url) or "")


@pytest.mark.parametrize("origin", ["http://10.0.0.5:8000", "https://10.0.0.5:8000"])
def test_the_address_that_was_asked_is_ours(origin: str) -> None:
    assert ours(origin=origin, host="10.0.0.5:8000")


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example", "null", "", "http://10.0.0.5", "http://10.0.0.5:80",
        "http://10.0.0.5:8000.evil.example",
        "http://evil.example/10.0.0.5:8000", "http://10.0.0.5:8000@evil.example", "file://", "http://[",
        "10.0.0.5:8000",
    ],
)  # fmt: skip
def test_every_other_origin_is_foreign(origin: str) -> None:
    assert not ours(origin=origin, host="10.0.0.5:8000")
    assert not ours(PUBLIC, origin=origin, host="10.0.0.5:8000")


def test_the_public_address_is_ours_behind_a_proxy_that_changes_the_host() -> None:
    assert ours(PUBLIC, origin=PUBLIC, host="127.0.0.1:8000")
    assert not ours("", origin=PUBLIC, host="127.0.0.1:8000")
    assert not ours(PUBLIC, origin="http://workshops.northvale.example", host="127.0.0.1:8000")


def test_without_an_origin_the_browsers_own_word_counts() -> None:
    assert ours(sec_fetch_site="same-origin")
    assert ours(sec_fetch_site="none")
    assert ours()
    assert not ours(sec_fetch_site="cross-site")
    assert not ours(sec_fetch_site="same-site")


def test_with_a_public_address_a_plain_page_of_the_same_name_is_foreign() -> None:
    """Whoever sits on the network between can write it."""
    host = PUBLIC.removeprefix("https://")
    assert ours(PUBLIC, origin=PUBLIC, host=host)
    assert not ours(PUBLIC, origin=f"http://{host}", host=host)
    assert ours(PUBLIC, origin="http://127.0.0.1:8000", host="127.0.0.1:8000")
    assert not ours(PUBLIC, origin="http://127.0.0.1:8000", host=host)


def test_an_empty_host_makes_no_opaque_origin_ours() -> None:
    assert not ours(origin="null", host="")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("origins") / "log"


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory, log: Path) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("origins") / "town.sqlite3"))
    with town_on(file, log) as town:
        yield town


@pytest.fixture(scope="module")
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    return hall


def test_f23_a_foreign_page_gets_no_unsafe_request_through(hall: Hall) -> None:
    assert len(UNSAFE) > 20
    known: dict[str, int | str] = {
        "workshop_id": hall.id,
        "seat_id": 1,
        "sitting_id": hall.sitting,
        "round_id": hall.rounds["6"],
        "number": 6,
        "slug": "standard-6",
        "code": hall.code,
        "token": "x" * 22,
        "edition_id": 1,
        "item_id": 1,
        "action_id": 1,
        "dissent_id": 1,
        "read_back_id": 1,
        "reason_id": 1,
        "asked_id": 1,
        "pack_id": 1,
        "hold_id": 1,
        "comment_id": 1,
        "complaint_id": 1,
        "key": "docx",
        "account_id": 1,
        "second_id": 1,
    }
    with hall.browser("Fay") as browser:
        for method, path in UNSAFE:
            for foreign in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
                answer = browser.request(method, path.format(**known), headers=foreign)
                assert (answer.status_code, answer.text) == (403, FOREIGN), (method, path, foreign)


IS_LOCKED = "The door is <strong>locked</strong>"


def test_the_same_request_from_our_own_page_does_what_it_says(hall: Hall) -> None:
    with hall.browser("Fay") as browser:
        door = f"{hall.path}/door"
        assert (
            browser.post(door, data={"locked": "true"}, headers={"Origin": "https://evil.example"}).status_code == 403
        )
        assert IS_LOCKED not in browser.get(f"{hall.path}/people").text
        assert browser.post(door, data={"locked": "true"}, headers={"Origin": hall.base}).status_code == 303
        assert IS_LOCKED in browser.get(f"{hall.path}/people").text


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_f23_a_foreign_pages_socket_is_refused_before_it_opens(hall: Hall, origin: str) -> None:
    headers = {"Cookie": f"seat-{hall.id}={hall.tokens['Priya']}"}
    address = f"{hall.base.replace('http', 'ws')}{hall.path}/live?screen=phone"
    with connect(address, origin=Origin(hall.base), additional_headers=headers, proxy=None) as socket:
        assert socket.recv(timeout=20)
    with pytest.raises(InvalidStatus) as refused:
        connect(address, origin=Origin(origin), additional_headers=headers, proxy=None)
    assert refused.value.response.status_code == 403


# -- At which address


@pytest.fixture(scope="module")
def hosted(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("hosted") / "town.sqlite3"))
    with town_on(file, PUBLIC_URL=PUBLIC) as town:
        yield town


BEHIND_A_PROXY = {"Host": PUBLIC_HOST, "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"Host": "evil.example"}, {"Host": f"{PUBLIC_HOST}.evil.example"}, {"Host": f"{PUBLIC_HOST}:8000"},
        {"Host": "127.0.0.1"}, {"Host": "localhost"}, {"X-Forwarded-Proto": "http"},
    ],
    ids=str,
)  # fmt: skip
def test_with_a_public_address_every_other_is_refused_in_words(hosted: Town, wrong: dict[str, str]) -> None:
    """A name that somebody else points at this server would let their page read along."""
    with hosted.stranger() as browser:
        for method, path in (
            ("GET", "/"),
            ("GET", "/sign-in"),
            ("POST", "/rejoin"),
            ("GET", "/static/scripts/live.js"),
        ):
            answer = browser.request(method, path, headers={**BEHIND_A_PROXY, **wrong})
            assert answer.status_code == 421 and PUBLIC in answer.text, (method, path)


@pytest.mark.parametrize("host", [PUBLIC_HOST, PUBLIC_HOST.upper(), f"{PUBLIC_HOST}:443"])
def test_the_public_address_is_served_behind_a_proxy(hosted: Town, host: str) -> None:
    with hosted.stranger() as browser:
        headers = {**BEHIND_A_PROXY, "Host": host}
        assert browser.get("/", headers=headers).status_code == 200
        posted = browser.post("/rejoin", data={"code": "x"}, headers={**headers, "Origin": PUBLIC})
        assert posted.status_code == 404
        plain = browser.post("/rejoin", data={"code": "x"}, headers={**headers, "Origin": f"http://{PUBLIC_HOST}"})
        assert (plain.status_code, plain.text) == (403, FOREIGN)


def test_this_machine_itself_may_still_call_its_own_server(hosted: Town) -> None:
    with hosted.stranger() as here:
        assert here.get("/sign-in").status_code == 200
    key = read_key(hosted.store.file)
    assert key is not None
    told = {"email": "gus@northvale.example", "name": "Gus", "password_hash": "x"}
    answer = httpx2.post(
        f"{key.address}/local/accounts", json=told, headers={"Authorization": f"Bearer {key.secret}"}, timeout=DEADLINE
    )
    assert answer.status_code == 200 and "Added" in answer.json()["told"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"email": "\\ud800", "name": "", "password_hash": ""}', b"\xff"])
def test_the_machines_own_door_refuses_what_is_no_command_of_its_own_in_words(hosted: Town, body: bytes) -> None:
    key = read_key(hosted.store.file)
    assert key is not None
    headers = {"Authorization": f"Bearer {key.secret}", "Content-Type": "application/json"}
    answer = httpx2.post(f"{key.address}/local/accounts", content=body, headers=headers, timeout=DEADLINE)
    assert answer.status_code == 422 and "Restart the server" in answer.json()["refused"]


@pytest.mark.parametrize("host", ["[", "a b", "", "evil.example/x", "x:y", "a@b"])
def test_an_address_that_cannot_be_read_is_refused_in_words(town: Town, host: str) -> None:
    with town.stranger() as browser:
        assert browser.get("/sign-in", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("written", [PUBLIC, PUBLIC.upper(), f"{PUBLIC}:443", f"{PUBLIC}/"])
@pytest.mark.parametrize("said", [PUBLIC, f"{PUBLIC}:443", PUBLIC.replace("w", "W")])
def test_a_public_address_is_one_however_it_is_written(written: str, said: str) -> None:
    assert ours(written, origin=said, host="127.0.0.1:8000")


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://10.0.0.5", "10.0.0.5:80"), ("http://laptop.local", "LAPTOP.local"),
        ("https://laptop.local", "laptop.local:443"), ("http://[fe80::1]:8000", "[FE80::1]:8000"),
    ],
)  # fmt: skip
def test_without_a_public_address_the_host_is_compared_the_same_way(origin: str, host: str) -> None:
    assert ours(origin=origin, host=host)
    assert not ours(origin=origin.replace("//", "//not-"), host=host)


def test_a_browser_that_sends_no_referrer_is_believed_when_it_says_same_origin_itself() -> None:
    for public in ("", PUBLIC):
        assert ours(public, origin="null", sec_fetch_site="same-origin", host=PUBLIC_HOST)
        for site in ("cross-site", "same-site", "none", ""):
            assert not ours(public, origin="null", sec_fetch_site=site, host=PUBLIC_HOST)
        assert not ours(public, origin="null", host=PUBLIC_HOST)
        assert not ours(public, origin="https://evil.example", sec_fetch_site="same-origin", host=PUBLIC_HOST)


def test_whoever_runs_the_server_is_told_what_to_set_when_forms_come_from_another_address(
    town: Town, log: Path
) -> None:
    with town.stranger() as browser:
        answer = browser.post("/rejoin", data={"code": "x"}, headers={"Origin": PUBLIC})
    assert (answer.status_code, answer.text) == (403, FOREIGN)
    assert "PUBLIC_URL" in answer.text
    until(lambda: "PUBLIC_URL" in log.read_text())
    assert PUBLIC_HOST not in log.read_text()  # what a browser sends is not repeated
