"""Imports point down, file by file, in the order of the house; and no file leads back to itself."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cases import over

APP = Path(__file__).parent.parent / "app"
# From the roof down. A file stands where the longest of these names that begins its own says.
FLOORS = (
    ("cli",),
    ("demo", "crowd"),
    ("serving",),
    ("main", "access/bodies", "access/heads"),
    ("routes",),
    ("live", "exports"),
    ("access/places", "access/reach", "access/cookies"),  # they ask the running server
    ("running",),
    ("revealed", "access", "store", "schema"),
    ("models/__init__",),
    ("models/ending",),
    ("models/record", "models/evidence"),
    ("models/rounds",),
    ("models/people",),
    ("models/workshop",),
    ("models/columns", "models/prepared", "models/texts"),
    ("frameworks", "rendering", "settings"),
    ("access/written", "store/private", "store/storage"),
    ("divergence", "errors", "clock", "tokens", "log", "bidi", "settings/env_file", "ways_on"),
)
HEIGHT = {name: -floor for floor, names in enumerate(FLOORS) for name in names}
# Two ends of one relationship name each other; the lower file names the upper one for its type alone, and never
# loads it. The running server is handed what it holds from above in the same way.
FAR_ENDS = {
    ("models/workshop/workshop", "models/rounds/standard"),
    ("models/rounds/standard", "models/rounds/round"),
    ("models/rounds/sitting", "models/rounds/round"),
    ("running", "live/emptying"),
    ("running", "live/endings"),
    ("running", "live/packing"),
    ("running", "live/reveals"),
    ("running", "live/rooms"),
    ("running", "live/seen"),
    ("running", "live/simulating"),
    ("running", "live/tidying"),
}
WITHOUT_HTTP = {
    *("models", "divergence", "frameworks", "exports", "store", "revealed"),
    *("errors", "settings", "clock", "tokens"),
}
SMALL_HOUSE = ("models/people/seat", "models/workshop/workshop", "live/room", "cli/serve", "store/__init__", "tokens")


class Import(NamedTuple):
    line: int
    file: str  # imported, as `name_of` writes it
    is_late: bool  # inside a function
    is_for_types: bool

    def __str__(self) -> str:
        return f"{self.file} (line {self.line})"


def name_of(file: Path) -> str:
    return str(file.relative_to(APP).with_suffix(""))


def files() -> list[Path]:
    return sorted(APP.rglob("*.py"))


def imports(file: Path) -> tuple[Import, ...]:
    """Of ours alone, wherever they stand in the file."""
    return _read(file, file.read_text())


@cache
def _read(file: Path, source: str) -> tuple[Import, ...]:
    return tuple(_imports(ast.parse(source), file, is_late=False, is_for_types=False))


def _imports(node: ast.AST, file: Path, *, is_late: bool, is_for_types: bool) -> Iterator[Import]:
    for name in _imported(node, file):
        yield Import(getattr(node, "lineno", 0), name, is_late, is_for_types)
    late = is_late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    types = is_for_types or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, file, is_late=late, is_for_types=types)


def _imported(node: ast.AST, file: Path) -> Iterator[str]:
    if isinstance(node, ast.Import):
        found = [_file(alias.name) for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{file}:{node.lineno}: imports are written out in full"
        found = [_file(f"{node.module}.{alias.name}") or _file(node.module or "") for alias in node.names]
    else:
        return
    yield from sorted({name for name in found if name})


def _file(module: str) -> str:
    """app.models.people.seat -> models/people/seat; empty for what is not ours, or no file."""
    top, _, rest = module.partition(".")
    path = rest.replace(".", "/")
    if top != "app":
        return ""
    return next((it for it in (path, f"{path}/__init__".strip("/")) if (APP / f"{it}.py").is_file()), "")


def height(name: str) -> int:
    """Of the longest part of its path that has a floor."""
    parts = name.split("/")
    known = ("/".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next(HEIGHT[it] for it in known if it in HEIGHT)


def upward(file: Path) -> list[str]:
    mine = name_of(file)
    bound = [it for it in imports(file) if not (it.is_for_types and (mine, it.file) in FAR_ENDS)]
    return [f"{mine} -> {it}" for it in bound if height(it.file) > height(mine)]


def late(file: Path) -> list[str]:
    return [f"{name_of(file)} -> {it}" for it in imports(file) if it.is_late and not name_of(file).startswith("cli/")]


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """The first chain of files that leads back to where it began; empty if there is none."""
    done: set[str] = set()

    def walk(name: str, chain: list[str]) -> list[str]:
        if name in chain:
            return [*chain[chain.index(name) :], name]
        if name in done:
            return []
        found = next((it for it in (walk(it, [*chain, name]) for it in sorted(graph.get(name, set()))) if it), [])
        done.add(name)
        return found

    return next((it for it in (walk(name, []) for name in sorted(graph)) if it), [])


def graph() -> dict[str, set[str]]:
    """What loads what: file -> files. What is for types alone loads nothing, and is one of the far ends."""
    return {name_of(file): {it.file for it in imports(file) if not it.is_for_types} for file in files()}


def test_every_file_of_the_app_has_its_floor() -> None:
    names = [name_of(file) for file in files() if file != APP / "__init__.py"]
    assert len(names) > 150 and {height(name) for name in names} == set(HEIGHT.values())


@over("file", files())
def test_imports_point_down_only_and_stand_at_the_top(file: Path) -> None:
    assert upward(file) == []
    assert late(file) == []


def test_no_file_leads_back_to_itself() -> None:
    assert circle(graph()) == []


def test_what_is_named_for_its_type_alone_is_the_far_end_of_something_and_every_far_end_is_still_needed() -> None:
    named = {(name_of(file), it.file) for file in files() for it in imports(file) if it.is_for_types}
    assert named == FAR_ENDS


def test_the_far_end_of_a_relationship_imports_the_near_one() -> None:
    loaded = graph()
    for near, far in FAR_ENDS:
        if near != "running":
            assert near in loaded[far], far


def test_divergence_imports_nothing_of_ours() -> None:
    for file in (APP / "divergence").glob("*.py"):
        assert {it.file.split("/")[0] for it in imports(file)} <= {"divergence"}, file.name


def test_only_routes_know_http_and_sockets_among_what_lies_below_them() -> None:
    """And the live rooms, seats and pages, which are handed a connection or make an answer."""
    for file in files():
        if name_of(file).split("/")[0] in WITHOUT_HTTP:
            source = file.read_text()
            assert "starlette" not in source and "fastapi" not in source, file.name


# -- Each rule can fail


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small one: a seat, a workshop, a room, a command."""
    monkeypatch.setattr(f"{__name__}.APP", tmp_path)
    for name in (
        "models/people/seat",
        "models/workshop/workshop",
        "live/room",
        "live/rooms",
        "cli/serve",
        "store/__init__",
        "tokens",
    ):
        file = tmp_path / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    return tmp_path


@pytest.mark.parametrize(
    "line",
    [
        "from app.live.room import Room",
        "from app.live import room",
        "import app.live.room",
        "from app import store",
        "from app.store import writer",
        "def f():\n    import app.live.room",
        "if TYPE_CHECKING:\n    from app.live.room import Room",
    ],
)
def test_an_import_that_points_up_is_found(house: Path, line: str) -> None:
    seat = house / "models/people/seat.py"
    seat.write_text(line)
    assert len(upward(seat)) == 1


def test_an_import_that_points_up_within_the_models_is_found(house: Path) -> None:
    workshop, seat = house / "models/workshop/workshop.py", house / "models/people/seat.py"
    seat.write_text("from app.models.workshop.workshop import Workshop")
    workshop.write_text("from app.models.people.seat import Seat")
    assert (upward(seat), len(upward(workshop))) == ([], 1)


@pytest.mark.parametrize("where", ["def f():", "async def f():", "class A:\n  def f(self):", "if True:\n  def f():"])
def test_a_late_import_is_found_and_a_command_may_have_one(house: Path, where: str) -> None:
    room, command = house / "live/room.py", house / "cli/serve.py"
    for file in (room, command):
        file.write_text(f"{where}\n    from app.tokens import hashed")
    assert (len(late(room)), late(command)) == (1, [])


def test_an_import_for_types_alone_is_found_where_it_is_no_far_end(house: Path) -> None:
    workshop = house / "models/workshop/workshop.py"
    workshop.write_text("if TYPE_CHECKING:\n    from app.models.people.seat import Seat")
    assert len(upward(workshop)) == 1
    assert [it.is_for_types for it in imports(workshop)] == [True]


def test_a_circle_of_files_on_one_floor_is_found(house: Path) -> None:
    (house / "models/people/seat.py").write_text("from app.models.people.link import Link")
    link = house / "models/people/link.py"
    link.write_text("import app.models.people.seat")
    assert upward(link) == [] and circle(graph()) == ["models/people/link", "models/people/seat", "models/people/link"]
