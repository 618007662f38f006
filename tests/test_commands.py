"""Every command that a document shows is run by a test once, small; or it says here why not, or where."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from socket import socket
from types import SimpleNamespace
from typing import Any

import pytest
from sqlmodel import Session

from app.frameworks import DEFAULT
from app.models import Account
from app.models.rounds.preparing import create
from app.store.sqlite import Store
from tests.bench.test_benches import SMALL
from tests.conftest import Run, northvale_draft
from tests.frameworks import EXAMPLES
from tests.test_dev import loaded

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "bench/README.md")
PROGRAMS = r"critical-friend|python3 dev\.py|\.venv/bin/python"
PASSWORD = "a long password of Fay's"
ROOM = json.dumps({"groups": {"Council": [8, 8, 9], "Providers": [3, 3, 4]}})

# What to type in the place of a word of the document: a file, an address, somebody's name.
TYPED = {
    "mine.xlsx": "mine.xlsx", "KEY": DEFAULT, "FILE": str(EXAMPLES / "good-neighbours.toml"), "case.json": "case.json",
    "NAME": "name@example.org",
}  # fmt: skip
RUN_HERE: dict[str, Callable[[str], str]] = {
    "critical-friend demo": str,
    "critical-friend framework list": str,
    "critical-friend framework show": lambda command: f"{command} KEY",
    "critical-friend framework check": lambda command: f"{command} FILE",
    "critical-friend framework import": lambda command: f"{command} FILE",
    "critical-friend framework template": lambda command: command if "mine" in command else f"{command} mine.xlsx",
    "critical-friend export": str,
    "critical-friend erase": str,
    "critical-friend account add": str,
    "critical-friend account reset": str,
    "critical-friend divergence": str,
    "critical-friend migrate": str,
}
RUN_ELSEWHERE = {
    "critical-friend verify": ("tests/browser/test_ending_day.py", '"verify", str(record)'),
    "critical-friend import": ("tests/browser/test_ending_day.py", 'run("import", record'),
    "critical-friend crowd": ("tests/crowd/test_crowd.py", '"--until", "closed"'),
    "python3 dev.py run": ("tests/test_commands.py", 'dev.run(["--port", "0"])'),
    "python3 dev.py check": ("tests/test_commands.py", "dev.check([])"),
    **{f".venv/bin/python bench/{name}.py": ("tests/bench/test_benches.py", f'"{name}": ') for name in SMALL},
}
NOT_RUN = {
    "python3 dev.py test": "it would run this test again, and all others",
    "bench/screens.py": "it draws every screen in every phase, for minutes, and has no figure",
    ".venv/bin/python bench/lighthouse.py": "it needs a program that is in no list of ours",
}


def shown(text: str) -> set[str]:
    """The commands of code blocks, tables and sentences, with what a block says comes `and` beside them."""
    found = set(re.findall(rf"`((?:{PROGRAMS}) [^`]+|bench/screens\.py)`", text))
    for line in re.findall(rf"^    ((?:{PROGRAMS}) .*)$", text, re.MULTILINE):
        command, _, beside = re.sub(r" {2,}", "\n", line).partition("\n")
        found.add(command)
        if others := re.match(r"and ([^:]+):", beside):
            found |= {f"{' '.join(command.split()[:2])} {other}" for other in others[1].split(", ")}
    return found


def known(command: str, among: Any) -> str | None:
    return next((name for name in among if f"{command} ".startswith(f"{name} ")), None)


SHOWN = set().union(*(shown((ROOT / name).read_text(encoding="utf-8")) for name in DOCUMENTS))
COMMANDS = sorted(it for it in SHOWN if not any(other.startswith(f"{it} ") for other in SHOWN))  # not a name alone
OPTIONS = ["critical-friend demo --framework KEY --door open"]  # shown in a sentence beside its command


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_is_shown_is_run_by_a_test_or_says_why_not(command: str) -> None:
    assert known(command, {**RUN_HERE, **RUN_ELSEWHERE, **NOT_RUN}), command
    if where := RUN_ELSEWHERE.get(known(command, RUN_ELSEWHERE) or ""):
        file, words = where
        assert words in (ROOT / file).read_text(encoding="utf-8"), command


def test_no_command_is_listed_that_no_document_shows() -> None:
    listed = {**RUN_HERE, **RUN_ELSEWHERE, **NOT_RUN}
    assert set(listed) - {known(command, listed) for command in COMMANDS} == set()
    assert len(COMMANDS) > 15


def test_commands_are_found_in_blocks_tables_and_sentences_with_those_beside_them() -> None:
    block = "    critical-friend framework list     and show, check: all"
    text = f"{block}\n| `.venv/bin/python bench/x.py` | `python3 dev.py y`"
    assert shown(text) == {
        "critical-friend framework list", "critical-friend framework show", "critical-friend framework check",
        ".venv/bin/python bench/x.py", "python3 dev.py y",
    }  # fmt: skip


@pytest.mark.parametrize("command", [*(it for it in COMMANDS if known(it, RUN_HERE)), *OPTIONS])
def test_a_command_does_what_it_is_shown_for(
    run: Run, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Beside a database with one workshop and one account in it."""
    whole = RUN_HERE[known(command, RUN_HERE) or ""](command)
    words = [TYPED.get(word, word) for word in shlex.split(whole)[1:]]
    (tmp_path / "case.json").write_text(ROOM)
    with closing(Store(database)) as store, Session(store.writing) as session, session.begin():
        fay = Account.add(session, "fay@northvale.example", "Fay", "not a hash")
        create(session, fay.id, northvale_draft())
        if "reset" in words:
            Account.add(session, TYPED["NAME"], "Name", "not a hash")
    served: list[object] = []

    def serve(given: object, listening: socket, greet: object) -> None:
        served.append(given)
        listening.close()

    monkeypatch.setattr("app.demo.serve", serve)
    ended = run(*words, database=database, CRITICAL_FRIEND_PASSWORD=PASSWORD)
    assert (ended.returncode, ended.stderr if "open" not in words else "") == (0, "")
    assert ended.stdout or served or "migrate" in words or list(tmp_path.glob("mine.xlsx"))


# -- `dev.py`, whose parts are tested in tests/test_dev.py


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set up already; what it calls is written down."""
    module = loaded()
    called: list[tuple[str, ...]] = []

    def call(*command: object, **_: object) -> int:
        called.append(tuple(Path(str(word)).name if n == 0 else str(word) for n, word in enumerate(command)))
        return 0

    monkeypatch.setattr(module, "set_up", lambda *, dev: 0)
    monkeypatch.setattr(module, "a_browser", lambda: "chromium")
    monkeypatch.setattr(module, "call", call)
    return SimpleNamespace(run=module.run, check=module.check, called=called)


def test_run_migrates_and_then_serves_as_it_was_told(dev: Any) -> None:
    assert dev.run(["--port", "0"]) == 0
    assert dev.called == [("critical-friend", "migrate"), ("critical-friend", "serve", "--port", "0")]


def test_check_goes_through_its_named_steps_with_commands_that_are_there(
    dev: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.check([]) == 0
    assert re.findall("^== (.*)$", capsys.readouterr().out, re.MULTILINE) == [
        "format", "lint", "types", "migrations", "tests",
    ]  # fmt: skip
    for program, *_ in dev.called:
        assert Path(sys.executable).with_name(program).exists(), program


def test_dev_py_names_every_command_that_is_shown_of_it() -> None:
    ended = subprocess.run(
        [sys.executable, ROOT / "dev.py", "help"], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert [it for it in COMMANDS if it.startswith("python3 dev.py") and it not in ended.stdout] == []
    assert shutil.which("python3")
