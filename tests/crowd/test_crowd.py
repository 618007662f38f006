"""A crowd on bad Wi-Fi against a real server: what it is told is recorded, is."""

import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import COMMAND, Ended, Server
from tests.forked import Program

LAST_LINE = re.compile(
    r"acknowledged (\d+) · lost (\d+) · not acknowledged (\d+) · p50 (\d+ ms|none) · p99 (\d+ ms|none)"
)
SITTING = ("6", "7")
PEOPLE = 12
PATIENCE = 90  # seconds, for a machine that has other work


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    return serve("lobby", door="open")


@pytest.fixture(scope="module")
def facilitator(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(headers={"Origin": server.base, "HX-Request": "true"}, timeout=PATIENCE) as client:
        form = {"email": server.email, "password": server.password}
        client.get(f"{server.base}/sign-in")
        assert client.post(f"{server.base}/sign-in", data=form).status_code == 303
        yield client


Crowd = Callable[..., Ended]


@pytest.fixture
def crowd(tmp_path: Path) -> Crowd:
    def come(*arguments: str) -> Ended:
        process = Program(["crowd", *arguments], {}, tmp_path / "said")
        said = process.said(PATIENCE)
        return Ended(process.wait(PATIENCE), said, (tmp_path / "said").read_text("utf-8"))

    return come


def answered(facilitator: httpx.Client, server: Server) -> list[int]:
    """How many have answered each standard of the sitting, as the console says it."""
    page = facilitator.get(f"{server.at}/live?screen=console").text
    (everyone,) = re.findall(r"<tfoot>.*?</tfoot>", page, re.DOTALL) or [""]
    return [int(count) for count in re.findall(r"<td>(\d+) of \d+</td>", everyone)]


def test_a_crowd_on_bad_wifi_loses_nothing(server: Server, facilitator: httpx.Client, crowd: Crowd) -> None:
    assert facilitator.post(f"{server.at}/sittings", data={"standards": SITTING}).status_code == 204
    counted: list[list[int]] = []

    def close_when_all_have_answered() -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if (now := answered(facilitator, server)) == [PEOPLE] * len(SITTING):
                counted.append(now)
                break
            time.sleep(0.2)
        facilitator.post(f"{server.at}/sittings/1/close")

    closing = threading.Thread(target=close_when_all_have_answered)
    closing.start()
    ended = crowd(
        server.base, server.join_code, "--people", str(PEOPLE), "--bad-wifi", "--seed", "7",
        "--until", "closed", "--seconds", "70",
    )  # fmt: skip
    closing.join()

    assert ended.returncode == 0, ended.stderr
    assert counted, "everybody's answers reached the console before the sitting was closed"
    summary = LAST_LINE.fullmatch(ended.stdout.splitlines()[-1])
    assert summary, ended.stdout
    assert int(summary[1]) >= PEOPLE * len(SITTING)
    assert (summary[2], summary[3]) == ("0", "0")
    assert "connections cut" in ended.stderr, "the Wi-Fi was bad, or this showed nothing"


def test_a_wrong_code_ends_in_one_sentence(server: Server, crowd: Crowd) -> None:
    ended = crowd(server.base, "WRONGX", "--people", "2")

    assert ended.returncode == 1
    assert ended.stderr.strip() == (
        f"The code WRONGX does not open a workshop at {server.base}. Check it against the stage."
    )
    assert ended.stdout == ""


def test_a_server_that_is_not_there_ends_in_one_sentence(crowd: Crowd) -> None:
    ended = crowd("http://127.0.0.1:1", "ABCDEF")

    assert ended.returncode == 1
    assert ended.stderr.strip() == "No server answers at http://127.0.0.1:1. Start it, or check the address."


def test_an_address_that_is_none_ends_in_one_sentence(crowd: Crowd) -> None:
    ended = crowd("northvale.example", "ABCDEF")

    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1


def test_a_crowd_that_rates_nothing_still_says_its_last_line(server: Server, crowd: Crowd) -> None:
    ended = crowd(server.base, server.join_code, "--people", "2", "--seconds", "1")

    assert ended.stdout.splitlines()[-1] == "acknowledged 0 · lost 0 · not acknowledged 0 · p50 none · p99 none"


@pytest.mark.long
def test_a_crowd_waits_at_the_door_like_people_and_goes_on_when_it_is_let_in(serve: Callable[..., Server]) -> None:
    """The demo's own seats are all that is planned, so everybody else waits."""
    server = serve("lobby")
    with httpx.Client(headers={"Origin": server.base, "HX-Request": "true"}, timeout=PATIENCE) as facilitator:
        who = {"email": server.email, "password": server.password}
        facilitator.get(f"{server.base}/sign-in")
        assert facilitator.post(f"{server.base}/sign-in", data=who).status_code == 303
        people = ["--people", "3", "--seconds", "30"]
        command: list[str | Path] = [COMMAND, "crowd", server.base, server.join_code, *people]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as waiting:
            assert waiting.stderr is not None
            assert any("3 wait for the facilitator’s nod" in line for line in iter(waiting.stderr.readline, ""))
            facilitator.post(f"{server.at}/waiting-seats/let-in", data={"upto": "100000"})
            said, _ = waiting.communicate(timeout=PATIENCE)
        page = facilitator.get(f"{server.at}/live?screen=console").text
    assert waiting.returncode == 0, said
    assert "never let in" not in said
    assert "25 here" in page


@pytest.mark.long
def test_a_crowd_that_is_never_let_in_ends_in_time_and_says_so(serve: Callable[..., Server], crowd: Crowd) -> None:
    server = serve("lobby")
    ended = crowd(server.base, server.join_code, "--people", "2", "--seconds", "3")
    assert ended.returncode == 1
    assert ended.stdout.splitlines()[-1] == (
        "acknowledged 0 · lost 0 · not acknowledged 0 · never let in 2 · p50 none · p99 none"
    )
    assert "2 people were never let in" in ended.stderr
