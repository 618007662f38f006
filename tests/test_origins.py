"""Whose page is asking."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from app.origins import FOREIGN, SAFE, is_ours
from app.routes import routers
from tests.northvale import Hall, Town, town_on

PUBLIC = "https://workshops.northvale.example"
UNSAFE = sorted(
    {
        (method, route.path)  # type: ignore[attr-defined]
        for router in routers
        for route in router.routes
        for method in getattr(route, "methods", None) or ()
        if method not in SAFE
    }
)


def ours(public_url: str = "", **headers: str) -> bool:
    return is_ours(Headers({name.replace("_", "-"): value for name, value in headers.items()}), public_url)


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


def test_an_empty_host_makes_no_opaque_origin_ours() -> None:
    assert not ours(origin="null", host="")


@pytest.fixture(scope="module")
def town(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("origins") / "town.sqlite3"))
    with town_on(file) as town:
        yield town


@pytest.fixture(scope="module")
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    return hall


def test_f23_a_foreign_page_gets_no_unsafe_request_through(hall: Hall) -> None:
    assert len(UNSAFE) > 20
    known = {"workshop_id": hall.id, "seat_id": 1, "sitting_id": hall.sitting, "round_id": hall.rounds["6"]}
    known |= {"number": 6, "code": hall.code, "token": "x" * 22, "edition_id": 1, "item_id": 1, "asked_id": 1}  # type: ignore[dict-item]
    with hall.browser("Fay") as browser:
        for method, path in UNSAFE:
            for foreign in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
                answer = browser.request(method, path.format(**known), headers=foreign)
                assert (answer.status_code, answer.text) == (403, FOREIGN), (method, path, foreign)


def test_the_same_request_from_our_own_page_does_what_it_says(hall: Hall) -> None:
    with hall.browser("Fay") as browser:
        door = f"{hall.path}/door"
        assert (
            browser.post(door, data={"locked": "true"}, headers={"Origin": "https://evil.example"}).status_code == 403
        )
        assert "The door is locked" not in browser.get(f"{hall.path}/people").text
        assert browser.post(door, data={"locked": "true"}, headers={"Origin": hall.base}).status_code == 303
        assert "The door is locked" in browser.get(f"{hall.path}/people").text


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_f23_a_foreign_pages_socket_is_refused_before_it_opens(hall: Hall, origin: str) -> None:
    headers = {"Cookie": f"seat-{hall.id}={hall.tokens['Priya']}"}
    address = f"{hall.base.replace('http', 'ws')}{hall.path}/live?screen=phone"
    with connect(address, origin=hall.base, additional_headers=headers, proxy=None) as socket:  # type: ignore[arg-type]
        assert socket.recv(timeout=20)
    with pytest.raises(InvalidStatus) as refused:
        connect(address, origin=origin, additional_headers=headers, proxy=None)  # type: ignore[arg-type]
    assert refused.value.response.status_code == 403
