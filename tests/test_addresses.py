"""One address is one address, however a browser, a proxy or a monitor writes it."""

import asyncio
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.datastructures import Headers

from app.access.origins import FOREIGN, OriginCheck, is_ours
from app.access.reported import Reported
from app.settings import origin_of
from tests.northvale import Town, town_on, until

PUBLIC = "https://workshops.northvale.example"
NAME = "workshops.northvale.example"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("addresses") / "log"


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory, log: Path) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("addresses") / "town.sqlite3"))
    with town_on(file, log) as town:
        yield town


@pytest.fixture(scope="module")
def hosted(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("hosted") / "town.sqlite3"))
    with town_on(file, PUBLIC_URL="https://Workshops.Northvale.EXAMPLE:443/") as town:
        yield town


def ours(public_url: str = "", **headers: str) -> bool:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return is_ours(Headers(named), origin_of(public_url) or "")


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
        assert ours(public, origin="null", sec_fetch_site="same-origin", host=NAME)
        for site in ("cross-site", "same-site", "none", ""):
            assert not ours(public, origin="null", sec_fetch_site=site, host=NAME)
        assert not ours(public, origin="null", host=NAME)
        assert not ours(public, origin="https://evil.example", sec_fetch_site="same-origin", host=NAME)


def behind(host: str = NAME, **more: str) -> dict[str, str]:
    named = {name.replace("_", "-"): value for name, value in more.items()}
    return {"Host": host, "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", **named}


def test_a_form_is_taken_behind_a_proxy_that_rewrites_the_host_and_says_which_it_was(town: Town, hosted: Town) -> None:
    headers = behind("127.0.0.1:8000", X_Forwarded_Host=NAME)
    for there in (town, hosted):
        with there.stranger() as browser:
            answer = browser.post("/rejoin", data={"code": "x"}, headers={**headers, "Origin": PUBLIC})
            assert answer.status_code == 404, answer.text
            foreign = browser.post("/rejoin", data={"code": "x"}, headers={**headers, "Origin": "https://evil.example"})
            assert (foreign.status_code, foreign.text) == (403, FOREIGN)


def test_a_host_forwarded_by_a_stranger_is_not_believed(migrated: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(migrated, tmp_path / "town.sqlite3"))
    with town_on(file, FORWARDED_ALLOW_IPS="192.0.2.1", PUBLIC_URL=PUBLIC) as town, town.stranger() as browser:
        headers = {"Host": "evil.example", "X-Forwarded-Host": NAME}
        assert browser.get("/", headers=headers).status_code == 421


@pytest.mark.parametrize("forwarded", ["evil.example", "", "[", "a b", f"evil.example, {NAME}.evil.example"])
def test_a_forwarded_host_is_no_way_around_the_public_address(hosted: Town, forwarded: str) -> None:
    with hosted.stranger() as browser:
        answer = browser.get("/", headers=behind("evil.example", X_Forwarded_Host=forwarded))
        assert answer.status_code in (400, 421)


def test_whoever_runs_the_server_is_told_what_to_set_when_forms_come_from_another_address(
    town: Town, log: Path
) -> None:
    with town.stranger() as browser:
        answer = browser.post("/rejoin", data={"code": "x"}, headers={"Origin": PUBLIC})
    assert (answer.status_code, answer.text) == (403, FOREIGN)
    assert "PUBLIC_URL" in answer.text
    until(lambda: "PUBLIC_URL" in log.read_text())
    assert NAME not in log.read_text()  # what a browser sends is not repeated


@pytest.mark.parametrize("path", ["/join/ABCDEF", "/sign-in", "/workshops/1/phone", "/words"])
def test_a_trailing_slash_leads_on_at_the_same_address(hosted: Town, town: Town, path: str) -> None:
    for there, headers in ((hosted, behind("127.0.0.1", X_Forwarded_Host=NAME)), (hosted, behind()), (town, {})):
        with there.stranger() as browser:
            answer = browser.get(f"{path}/?q=a%20b", headers=headers)
            assert answer.status_code in (307, 308), answer.text
            assert answer.headers["location"] == f"{path}?q=a%20b"


@pytest.mark.parametrize("path", ["//evil.example/", "/%2Fevil.example/", "/\\evil.example/", "///evil.example//"])
def test_a_trailing_slash_leads_to_no_other_website(town: Town, path: str) -> None:
    with httpx2.Client(timeout=20, verify=False) as browser:
        location = browser.get(f"{town.base}{path}").headers.get("location", "/")
    assert re.match(r"/[^/\\]|/$", location), location


@pytest.mark.parametrize("path", ["/", "/sign-in", "/join", "/static/scripts/live.js", "/words", "/nothing-here"])
def test_a_monitor_that_asks_for_the_head_gets_what_a_browser_gets(town: Town, path: str) -> None:
    with town.stranger() as browser:
        whole, head = browser.get(path), browser.head(path)
    assert head.status_code == whole.status_code
    assert head.content == b""
    assert head.headers.get("content-type") == whole.headers.get("content-type")
    assert abs(int(head.headers["content-length"]) - len(whole.content)) < 10


def test_asking_for_the_head_of_what_only_takes_forms_does_nothing(town: Town) -> None:
    with town.stranger() as browser:
        assert browser.head("/sign-out").status_code == browser.get("/sign-out").status_code == 404


# -- A client that has gone


@pytest.mark.parametrize("guard", ["origin", "place"])
def test_a_refused_handshake_whose_client_has_gone_leaves_no_failure_behind(
    capsys: pytest.CaptureFixture[str], guard: str
) -> None:
    class Gone(OSError):
        """As the server raises it; it knows its own and says nothing of it."""

    async def send(message: Any) -> None:
        raise Gone

    async def place(scope: Any, receive: Any, send: Any) -> None:
        from starlette.websockets import WebSocket

        await WebSocket(scope, receive, send).close(4003)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    asked: Any = OriginCheck(place, "") if guard == "origin" else place
    origin = [(b"origin", b"https://evil.example")] if guard == "origin" else []
    scope = {"type": "websocket", "headers": [(b"host", b"x"), *origin], "path": "/", "query_string": b""}
    with pytest.raises(Gone):
        asyncio.run(Reported(asked)(scope, receive, send))
    assert '"failed"' not in capsys.readouterr().err
