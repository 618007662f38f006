"""What is asked of a command by an option reaches whoever carries it out, each option by itself."""

import shlex
from collections.abc import Callable
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
import typer

from app.cli.commands import app
from app.cli.exporting import Asked
from tests.conftest import Run
from tests.frameworks import EXAMPLES

FILE = EXAMPLES / "good-neighbours.toml"
EXPORT, EXPORT_DEMO = "app.cli.exporting.export_workshop", "app.cli.exporting.export_demo"
PIPE, DEMO, SERVE = "app.cli.exporting.pipe_workshop", "app.demo.serve_demo", "app.serving.serve_database"
ADD, CROWD = "app.cli.accounts.add_account", "app.crowd.run_crowd"
Reached = dict[str, Any]
CASES: list[tuple[str, str, Callable[[Reached], object]]] = [
    ("export 1 --to out", EXPORT, lambda it: (it["name"], it["asked"]) == ("1", Asked(Path("out")))),
    ("export 1 --to out --numbers", EXPORT, lambda it: it["asked"] == Asked(Path("out"), has_numbers=True)),
    ("export 1 --to out --public", EXPORT, lambda it: it["asked"] == Asked(Path("out"), is_public=True)),
    ("export 1 --to out --only pdf", EXPORT, lambda it: it["asked"] == Asked(Path("out"), only="pdf")),
    ("export --demo --to out", EXPORT_DEMO, lambda it: it["asked"] == Asked(Path("out"))),
    ("export 1 --piped", PIPE, lambda it: it["asked"] == Asked(None)),
    (f"demo --framework {FILE}", DEMO, lambda it: it["used"].key == "good-neighbours"),
    ("demo --at lobby", DEMO, lambda it: (it["at"], it["as_json"], it["admits_everybody"]) == ("lobby", False, False)),
    ("demo --json", DEMO, lambda it: it["as_json"] is True),
    ("demo --door open", DEMO, lambda it: it["admits_everybody"] is True),
    ("demo --host 127.0.0.2", DEMO, lambda it: it["settings"].host == "127.0.0.2"),
    ("demo --port 8123", DEMO, lambda it: it["settings"].port == 8123),
    ("serve --host 127.0.0.2", SERVE, lambda it: it["settings"].host == "127.0.0.2"),
    ("serve --port 8123", SERVE, lambda it: it["settings"].port == 8123),
    ("account add a@b.example --name Fay", ADD, lambda it: (it["name"], it["is_administrator"]) == ("Fay", False)),
    ("account add a@b.example --administrator", ADD, lambda it: it["is_administrator"] is True),
    ("account add a@b.example --password long-and-odd", ADD, lambda it: it["password"] == "long-and-odd"),
    ("crowd http://x CODE --people 3", CROWD, lambda it: it["crowd"].people == 3 and not it["crowd"].bad_wifi),
    ("crowd http://x CODE --seed 7", CROWD, lambda it: it["crowd"].seed == 7 and not it["crowd"].until_closed),
    ("crowd http://x CODE --bad-wifi", CROWD, lambda it: it["crowd"].bad_wifi is True),
    ("crowd http://x CODE --until closed", CROWD, lambda it: it["crowd"].until_closed is True),
    ("crowd http://x CODE --seconds 9", CROWD, lambda it: it["crowd"].seconds == 9),
]  # fmt: skip


@pytest.mark.parametrize(("words", "carried_out_by", "holds"), CASES, ids=[words for words, *_ in CASES])
def test_an_option_reaches_whoever_carries_it_out(
    run: Run, database: Path, monkeypatch: pytest.MonkeyPatch,
    words: str, carried_out_by: str, holds: Callable[[Reached], object],
) -> None:  # fmt: skip
    module, _, name = carried_out_by.rpartition(".")
    real, reached = getattr(import_module(module), name), Reached()

    def carry_out(*given: object, **named: object) -> list[object]:
        reached.update(signature(real).bind(*given, **named).arguments)
        return []

    monkeypatch.setattr(carried_out_by, carry_out)
    run(*shlex.split(words), database=database, CRITICAL_FRIEND_PASSWORD="a long password of Fay's")
    assert reached and holds(reached), reached


def test_every_option_of_these_commands_is_among_them() -> None:
    whole: Any = typer.main.get_command(app)
    for first in {words.split()[0] for words, *_ in CASES}:
        command = whole.commands[first]
        command = command.commands["add"] if first == "account" else command
        asked = " ".join(words for words, *_ in CASES if words.startswith(first))
        options = {name for it in command.params for name in it.opts if name.startswith("--")}
        assert options and {name for name in options if name not in asked.split()} == set(), first
