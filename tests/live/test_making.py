"""The command that makes a pack beside the server: what it hands over, and every way in which it may end."""

import asyncio
import os
import sys
import time
from pathlib import Path

import pytest

from app.live import making
from app.live.making import ENDED, SLIPPED, Job, NotMade, made_beside
from app.models import Release
from tests.northvale import DEADLINE

JOB = Job(1, 1, Release.WORKING, has_numbers=False)
ONE_FILE = (
    "import json, os, sys, time; out = sys.stdout.buffer; "
    "out.write(json.dumps({'key': 'json', 'name': 'a.json', 'size': 3}).encode() + b'\\n' + b'abc'); out.flush(); "
)


async def names(database: Path, job: Job = JOB) -> list[str]:
    return [file.name async for file in made_beside(database, job)]


def instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(making, "COMMAND", (sys.executable, "-I", "-S", "-c", program))


def test_a_command_that_refuses_says_why_and_its_log_goes_into_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    instead(monkeypatch, ONE_FILE + "print('{\"event\": 1}', file=sys.stderr); sys.exit('It has no slides.')")
    with pytest.raises(NotMade, match=r"^It has no slides\.$"):
        asyncio.run(names(tmp_path / "x"))
    assert capfd.readouterr().err == '{"event": 1}\n'


@pytest.mark.parametrize(
    ("program", "sentence"),
    [
        (ONE_FILE + "raise ValueError('canary of somebody’s words')", SLIPPED),
        (ONE_FILE + "sys.exit(3)", SLIPPED),
        (ONE_FILE + "os.kill(os.getpid(), 9)", ENDED),
        (ONE_FILE + "out.write(b'{\"key\": \"json\", \"name\": \"b\", \"size\": 9}\\nab'); out.flush(); "
         "os.kill(os.getpid(), 9)", ENDED),
        (ONE_FILE + "out.write(b'{\"key\"'); out.flush(); os.kill(os.getpid(), 9)", ENDED),
    ],
    ids=["fell over", "said nothing", "killed between files", "killed within one", "killed within a line"],
)  # fmt: skip
def test_a_command_that_ends_badly_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, sentence: str
) -> None:
    instead(monkeypatch, program)
    with pytest.raises(NotMade) as refused:
        asyncio.run(names(tmp_path / "x"))
    assert str(refused.value) == sentence


def test_whoever_stops_listening_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "pid"
    instead(monkeypatch, f"import os; open({str(file)!r}, 'w').write(str(os.getpid())); {ONE_FILE} time.sleep(600)")

    async def run() -> None:
        files = made_beside(tmp_path / "x", JOB)
        assert (await anext(files)).content == b"abc"
        await files.aclose()

    asyncio.run(run())
    end = time.monotonic() + DEADLINE
    while Path(f"/proc/{file.read_text()}").exists():
        assert time.monotonic() < end
        os.sched_yield()


@pytest.mark.parametrize(
    ("release", "has_numbers", "options"),
    [
        (Release.WORKING, False, []),
        (Release.PUBLIC, False, ["--public"]),
        (Release.PUBLIC, True, ["--public", "--numbers"]),
    ],
)
def test_the_command_is_told_what_is_to_be_made(release: Release, has_numbers: bool, options: list[str]) -> None:
    assert Job(7, 3, release, has_numbers).options == [*options, "3"]


def test_it_reads_this_database_wherever_it_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    instead(monkeypatch, "import os, sys; sys.exit(os.environ['DATABASE_URL'] + ' ' + os.environ['PYTHONPATH'])")
    with pytest.raises(NotMade) as said:
        asyncio.run(names(Path("rooms.sqlite3")))
    url, path = str(said.value).split(" ")
    assert url == f"sqlite:///{tmp_path / 'rooms.sqlite3'}"
    assert (Path(path.split(os.pathsep)[0]) / "app" / "live" / "making.py").is_file()


def test_the_command_of_the_program_is_there_and_speaks(database: Path) -> None:
    """As it is: what servers of other tests run beside themselves is forked from one that has loaded it."""
    with pytest.raises(NotMade, match="There is no workshop “1” in this database"):
        asyncio.run(names(database))
