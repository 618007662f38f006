"""What a server that starts tells whoever started it: where it is, for whom, and what to try before the day."""

import ctypes
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app import serving
from app.access import network
from app.access.reach import LISTENS_HERE_ALONE, Reach
from tests.northvale import browser_at, started


def test_a_laptop_on_a_network_prints_and_shows_the_address_that_it_answers_at(database: Path) -> None:
    with started(database, host="0.0.0.0") as (process, base):
        assert process.stdout is not None
        rest = list(iter(process.stdout.readline, "\n"))
        links = [line.strip() for line in iter(process.stdout.readline, "\n") if "/set-up/" in line]
        others = network.for_others("0.0.0.0", urlsplit(base).port or 0)
        told = [line.split()[-1] for line in rest if "On this network" in line]
        assert told == others
        expected = (others or [base])[0]
        assert links and links[0].startswith(f"{expected}/set-up/")
        with browser_at(expected) as phone:
            assert phone.get(urlsplit(links[0]).path).status_code == 200
        assert any("before the day" in line or "on no network" in line for line in rest)


def test_with_a_public_address_no_other_is_printed_for_others() -> None:
    assert serving._said_of(Reach("https://workshops.example.org")) == "Try it with a phone before the day."
    assert "Without HTTPS" in serving._said_of(Reach("http://workshops.example.org"))
    assert serving._said_of(Reach("http://127.0.0.1:8000", LISTENS_HERE_ALONE)) == LISTENS_HERE_ALONE


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="this system's allocator is not glibc's")
def test_all_threads_of_a_server_take_memory_from_one_place(database: Path) -> None:
    """An arena of glibc's is a reserve of some 64 MiB, most of it not to be touched yet."""
    with started(database, ["env"]) as (process, base):

        def looked(_: int) -> int:
            with browser_at(base) as browser:
                return browser.get("/record-schema.json").status_code

        with ThreadPoolExecutor(8) as people:
            assert set(people.map(looked, range(40))) == {200}
        maps = [line.split() for line in Path(f"/proc/{process.pid}/maps").read_text().splitlines()]
        assert len(list(Path(f"/proc/{process.pid}/task").iterdir())) > 3, "so that there are threads to take it"
    sizes = {int(end, 16) - int(begin, 16) for begin, end in (line[0].split("-") for line in maps if line[1] == "---p")}
    assert sizes and max(sizes) < 32 * 2**20
