"""What a proxy says of a request is believed of a trusted proxy, and of nobody else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.access.origins import FOREIGN
from tests.northvale import Town, browser_at, started, town_on

NAME = "workshops.northvale.example"
PUBLIC = f"https://{NAME}"


@pytest.fixture
def hosted(town_with: Callable[..., Town]) -> Town:
    return town_with(PUBLIC_URL="https://Workshops.Northvale.EXAMPLE:443/")


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


def test_of_several_forwarded_hosts_the_nearest_proxys_is_believed(hosted: Town) -> None:
    """Whoever asks can write the first ones."""
    with hosted.stranger() as browser:
        for forwarded, status in ((f"evil.example, {NAME}", 200), (f"{NAME}, evil.example", 421)):
            headers = behind("127.0.0.1:8000", X_Forwarded_Host=forwarded)
            assert browser.get("/sign-in", headers=headers).status_code == status, forwarded


def test_a_socket_for_both_kinds_of_address_knows_its_own_machine(database: Path) -> None:
    with started(database, host="::", PUBLIC_URL="https://workshops.example.org") as (_, base), browser_at(base) as own:
        assert own.get("/sign-in").status_code == 200
        headers = {"Host": "workshops.example.org", "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}
        assert own.get("/sign-in", headers=headers).status_code == 421  # the proxy on it is believed
