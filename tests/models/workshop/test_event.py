"""A record that will be chained must say who acted: whoever calls a verb says so, and no verb makes it up."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.workshop.event import role_of

MODELS = Path(__file__).parents[3] / "app" / "models"
FILES = sorted(MODELS.rglob("*.py"))
# Acts that only one kind of person can do at all, and of which the words themselves say who.
ONE_ALONE = {
    ("rejoining", "'participant'"),
    ("second_facilitator", "OWNER"),
    ("second_facilitator", "SECOND"),
}


def made_up(file: Path, source: str) -> Iterator[str]:
    """Every `record(...)` whose actor is not handed in, and every `by` that has a default."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "record":
            actor = ast.unparse(node.args[2])
            if actor != "by" and (file.stem, actor) not in ONE_ALONE:
                yield f"{file.stem}:{node.lineno} records {actor}"
        if isinstance(node, ast.FunctionDef):
            named = node.args.posonlyargs + node.args.args
            with_default = {it.arg for it in named[len(named) - len(node.args.defaults) :]}
            kept = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
            with_default |= {it.arg for it, default in kept if default is not None}
            if "by" in with_default:
                yield f"{file.stem}:{node.lineno} {node.name} has a default for who acts"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(MODELS)))
def test_no_verb_makes_up_who_acted(file: Path) -> None:
    assert list(made_up(file, file.read_text())) == []


def test_acts_are_recorded_in_many_files() -> None:
    """Or the test above could look at none."""
    assert sum("record(session" in file.read_text() for file in FILES) > 8


@pytest.mark.parametrize(
    "source",
    [
        'record(session, 1, "facilitator", "showed")',
        'def park(self, by: str = "facilitator") -> None: ...',
        'def park(self, *, by: str = "facilitator") -> None: ...',
    ],
)
def test_a_verb_that_makes_it_up_is_found(source: str) -> None:
    assert len(list(made_up(Path("standard.py"), source))) == 1


def test_a_place_number_is_no_part_of_a_role() -> None:
    assert [role_of(by) for by in ("scribe 2", "scribe 12", "facilitator", "participant")] == [
        "scribe",
        "scribe",
        "facilitator",
        "participant",
    ]
