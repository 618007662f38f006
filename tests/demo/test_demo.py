"""`critical-friend demo`: what it says when it starts, and what it leaves behind: nothing."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from app.demo import STAGES
from tests.cli.conftest import accounts, greet_only
from tests.conftest import COMMAND, Run


@pytest.fixture
def greeting(migrated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its file is a copy: that one is migrated from nothing, the real demo shows."""
    monkeypatch.setattr("app.demo.upgrade", lambda file: shutil.copyfile(migrated, file))
    monkeypatch.setattr("app.demo.serve", greet_only)


@pytest.mark.parametrize("at", STAGES)
@pytest.mark.usefixtures("greeting")
def test_demo_prints_one_line_that_a_program_can_read_at_every_stage(run: Run, at: str, database: Path) -> None:
    ended = run("demo", "--at", at, "--json", database=database)
    assert len(ended.stdout.splitlines()) == 1
    told = json.loads(ended.stdout)
    assert set(told) == {"base", "workshop", "join_code", "facilitator", "stage"}
    assert set(told["facilitator"]) == {"email", "password"}
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", told["base"])
    assert (told["join_code"] is None) == (told["stage"] is None) == (at == "draft")
    assert accounts(database) == []  # a demo has its own file


@pytest.mark.usefixtures("greeting")
def test_demo_with_an_open_door_says_so_when_it_starts(run: Run, database: Path) -> None:
    assert "For rehearsal only." in run("demo", "--door", "open", "--json", database=database).stderr
    assert run("demo", "--json", database=database).stderr == ""
    ended = run("demo", "--door", "ajar", database=database)
    assert ended.returncode != 0 and "planned, open" in ended.stderr


def test_the_real_demo_says_its_line_and_leaves_nothing_behind_when_told_to_end(tmp_path: Path) -> None:
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen([COMMAND, "demo", "--json"], env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        process.terminate()
        assert process.stdout.read() == ""
    assert told["facilitator"]["email"] == "facilitator@northvale.example"
    assert list(tmp_path.iterdir()) == []


def test_demo_at_a_stage_that_is_none_says_which_there_are(run: Run, database: Path) -> None:
    ended = run("demo", "--at", "lunch", database=database)
    assert ended.returncode != 0
    assert "draft, lobby, open, revealed, settled" in ended.stderr
    assert "Traceback" not in ended.stderr
