"""The address that a room is shown is one that phones reach, or the screens say plainly that it is not."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access import network
from app.access.reach import LISTENS_HERE_ALONE, ON_NO_NETWORK, Reach, reach_of
from app.settings import Settings
from tests.northvale import Town, town_on

LAN = "http://192.168.1.5:8000"
HERE = "http://127.0.0.1:8000"


@pytest.fixture
def on_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_outward", lambda *_: ["192.168.1.5"])
    monkeypatch.setattr(network, "_cards", lambda: iter([("127.0.0.1", "lo")]))


def reached(asked: str = "", host: str = "0.0.0.0", public_url: str = "") -> Reach:
    return reach_of(Settings(host=host, public_url=public_url), 8000, asked)


@pytest.mark.parametrize("asked", ["", HERE, "http://localhost:8000", "http://[::1]:8000", "http://0.0.0.0:8000"])
def test_what_is_opened_on_the_machine_itself_names_its_address_on_the_network(on_a_network: None, asked: str) -> None:
    assert reached(asked) == Reach(LAN)


@pytest.mark.parametrize("asked", ["http://laptop.local:8000", "http://10.0.0.7:8000", "https://tunnel.example"])
def test_where_somebody_came_in_others_do_too(on_a_network: None, asked: str) -> None:
    """So with several cards the facilitator chooses, by opening the stage at the address that phones reach."""
    assert reached(asked) == reached(asked, host="127.0.0.1") == Reach(asked)


def test_the_public_address_goes_before_all(on_a_network: None) -> None:
    public = "https://workshops.example.org"
    assert reached(HERE, public_url=public) == reached(HERE, "127.0.0.1", public) == Reach(public)


def test_a_server_for_this_machine_alone_says_so(on_a_network: None) -> None:
    assert reached(HERE, host="127.0.0.1") == Reach(HERE, LISTENS_HERE_ALONE)
    assert reached("http://[::1]:8000", host="::1") == Reach("http://[::1]:8000", LISTENS_HERE_ALONE)


def test_a_machine_on_no_network_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_addresses", lambda: iter(()))
    assert reached(HERE) == Reach(HERE, ON_NO_NETWORK)


def test_a_public_address_that_is_every_devices_own_name_is_told(on_a_network: None) -> None:
    assert "PUBLIC_URL is http://localhost:8000" in reached(public_url="http://localhost:8000").why_not


# -- What screens and the terminal say


@pytest.fixture(scope="module")
def alone(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    file = Path(shutil.copy(migrated, tmp_path_factory.mktemp("reach") / "town.sqlite3"))
    with town_on(file) as town:
        yield town


def test_a_stage_that_phones_do_not_reach_shows_words_in_place_of_the_code(alone: Town) -> None:
    hall = alone.hall()
    stage, code = hall.see("/stage", by="stage").text, hall.see("/qr.svg", by="stage")
    assert "No phone reaches this" in stage and "127.0.0.1" not in stage
    assert "phones do not" in code.text and code.headers["content-type"].startswith("image/svg+xml")
    assert LISTENS_HERE_ALONE in hall.see("/console").text.replace("&#39;", "’")


def test_opened_at_another_name_it_shows_that_name_and_its_code(alone: Town) -> None:
    hall = alone.hall()
    with hall.browser("stage") as browser:
        stage = browser.get(f"{hall.path}/stage", headers={"Host": "laptop.local:8000"}).text
        code = browser.get(f"{hall.path}/qr.svg", headers={"Host": "laptop.local:8000"}).text
    assert "laptop.local:8000" in stage and "No phone reaches" not in stage
    assert "<path" in code and "<text" not in code
