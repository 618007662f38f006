"""Imports point down only. Late ones inside functions, and those for types alone, count too."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).parent.parent / "app"
FLOORS = (
    {"main", "cli", "framework_commands", "serving", "demo", "crowd", "bodies", "origins", "own_cookies", "reported"}
    | {"forwarded", "heads"}
    | {"accounts", "exporting", "importing", "beside"},
    {"routes", "presets"},
    {"live", "seats", "running", "reach", "rights", "guessing", "pace"},
    {"rendering", "exports", "store", "bus", "written", "revealed", "schema", "local_key"}
    | {"weighing", "tries"}
    | {"drafting", "evidence_gap", "disputed", "explaining"},
    {"models"},
    {"errors", "settings", "divergence", "frameworks", "log", "private", "storage", "env_file", "console", "network"}
    | {"bidi", "clock"},
)  # the house names most of these; the others stand where the rule for their neighbours puts them
HEIGHT = {name: -floor for floor, names in enumerate(FLOORS) for name in names}
FILES = sorted(file for file in APP.rglob("*.py") if file != APP / "__init__.py")


def part(file: Path) -> str:
    """app/models/people/seat.py -> models; app/store/writer.py -> store."""
    return file.relative_to(APP).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """(line, part of the app) of every import of ours, wherever it stands in the file."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: imports are written out in full"
            names = [f"app.{alias.name}" for alias in node.names] if node.module == "app" else [node.module or ""]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "app":
                yield node.lineno, name.split(".")[1]


def upward(file: Path) -> list[str]:
    mine = part(file)
    return [f"{file.name}:{line} {mine} -> {used}" for line, used in imports(file) if HEIGHT[used] > HEIGHT[mine]]


def test_every_part_of_the_app_has_its_floor() -> None:
    assert {part(file) for file in FILES} == set(HEIGHT)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(APP)))
def test_imports_point_down_only(file: Path) -> None:
    assert upward(file) == []


def test_divergence_imports_nothing_of_ours() -> None:
    for file in (APP / "divergence").glob("*.py"):
        assert {used for _, used in imports(file)} <= {"divergence"}, file.name


def test_only_routes_know_http_and_sockets_among_what_lies_below_them() -> None:
    """And the live rooms, seats and pages, which are handed a connection or make an answer."""
    for file in FILES:
        if part(file) in {"models", "divergence", "frameworks", "exports", "store", "bus", "errors", "settings"}:
            source = file.read_text()
            assert "starlette" not in source and "fastapi" not in source, file.name


@pytest.mark.parametrize(
    "line",
    [
        "from app.routes import routers",
        "import app.live.room",
        "from app.store import writer",
        "def f():\n    import app.cli",
    ],
)
def test_an_import_that_points_up_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr(f"{__name__}.APP", tmp_path)
    file = tmp_path / "models" / "seat.py"
    file.parent.mkdir()
    file.write_text(line)
    assert len(upward(file)) == 1
