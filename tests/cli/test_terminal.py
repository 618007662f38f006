"""What a command says on consoles that cannot show every sign of it, and to readers that leave."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from tests.cases import mostly_long
from tests.conftest import COMMAND, Ended
from tests.forked import Program
from tests.storages import FRAMEWORK


def said(
    tmp_path: Path, *arguments: str | Path, encoding: str = "utf-8", stdout: IO[str] | int = subprocess.PIPE
) -> "subprocess.CompletedProcess[str]":
    """In a folder without settings; the console speaks `encoding`."""
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    env |= {"DATABASE_URL": f"sqlite:///{tmp_path}/day.sqlite3"}
    return subprocess.run(
        [COMMAND, *arguments], env=env, cwd=tmp_path, stdout=stdout, stderr=subprocess.PIPE, text=True,
        encoding="utf-8", errors="replace", timeout=100, check=False,
    )  # fmt: skip


def told(tmp_path: Path, *arguments: str, encoding: str = "utf-8") -> Ended:
    """The same by a program that is forked: its console is opened in this encoding, as Python does at a start."""
    errors = tmp_path / "stderr"
    process = Program(arguments, {"DATABASE_URL": f"sqlite:///{tmp_path}/day.sqlite3"}, errors, tmp_path, encoding)
    out = process.said(100)
    return Ended(process.wait(100), out, errors.read_text("utf-8"))


@pytest.mark.parametrize("encoding", mostly_long(["ascii", "cp437", "cp1252", "latin-1"], "cp437"))
def test_a_sentence_is_said_on_every_console(tmp_path: Path, encoding: str) -> None:
    refused = said(tmp_path, "framework", "show", "no-such-thing", encoding=encoding)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr and "There is no framework" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    listed = said(tmp_path, "framework", "show", "commissioning-for-better-outcomes", encoding=encoding)
    assert listed.returncode == 0, listed.stderr


def test_a_program_reads_the_same_words_from_every_console(tmp_path: Path) -> None:
    show = ("framework", "show", "commissioning-for-better-outcomes", "--json")
    words = [json.loads(told(tmp_path, *show, encoding=encoding).stdout) for encoding in ("utf-8", "ascii", "cp437")]
    assert words[0] == words[1] == words[2]


def test_a_file_name_that_is_no_text_is_said_and_not_stumbled_over(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.toml")
    checked = told(tmp_path, "framework", "check", name)
    assert checked.returncode == 1 and "Traceback" not in checked.stderr
    (tmp_path / name).write_bytes(FRAMEWORK.read_bytes())
    checked = told(tmp_path, "framework", "check", name)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where a device is always full")
def test_an_answer_that_finds_no_room_is_told_in_one_sentence(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = said(tmp_path, "framework", "show", "commissioning-for-better-outcomes", stdout=full)
    assert ended.returncode == 1
    assert "full" in ended.stderr and "Traceback" not in ended.stderr and "Exception" not in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1, ended.stderr


def test_a_reader_that_leaves_early_is_no_failure_with_a_traceback(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as gone:
        ended = said(tmp_path, "framework", "show", "commissioning-for-better-outcomes", stdout=gone)
    assert ended.stderr == ""


def test_an_old_python_is_told_what_is_needed() -> None:
    program = "import sys; sys.version_info = (3, 8, 10, 'final', 0); import app.cli"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stderr.strip() == (
        "Critical Friend needs Python 3.11 or newer. Install one, and start the program with it."
    )
