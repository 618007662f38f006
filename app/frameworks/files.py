"""The one door to framework files: read one, write one, and a template to fill in."""

from collections.abc import Callable
from pathlib import PurePath

from app.errors import Refusal
from app.frameworks.checking import checked_framework
from app.frameworks.entries import Cell, Entries, Entry
from app.frameworks.framework import Framework
from app.frameworks.kinds import KINDS, WORDING_KINDS, example_rows
from app.frameworks.overlay import checked_overlay, framework_worded
from app.frameworks.problems import WHOLE_FILE, BrokenFile, Problem, Problems, Stopped, quoted
from app.frameworks.sheet_file import read_sheets
from app.frameworks.sheet_writing import sheets_of
from app.frameworks.toml_file import read_toml
from app.frameworks.toml_writing import toml_of

__all__ = ["BrokenFile", "Problem", "read_framework", "template", "write_framework"]

Lookup = Callable[[str], Framework | None]
LARGEST_FILE = 2 * 1024 * 1024  # bytes


def read_framework(name: str, content: bytes, lookup: Lookup) -> Framework:
    """A framework from its file; or, from a file of official wording, the framework it belongs to with these words.

    `lookup` finds that framework by its key. Raises BrokenFile with every problem at once; nothing is half read.
    """
    problems = Problems()
    try:
        entries = _entries(name, content, problems)
        if entries.kinds is WORDING_KINDS:
            return framework_worded(checked_overlay(entries, problems), lookup, problems)
        return checked_framework(entries, problems)
    except Stopped:
        raise BrokenFile(name, problems) from None


def _entries(name: str, content: bytes, problems: Problems) -> Entries:
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        cause = f"A framework is a TOML or an Excel file, and this ends in {quoted(suffix) if suffix else 'nothing'}."
        problems.stop(WHOLE_FILE, cause, "Save it as .toml or as “Excel Workbook (.xlsx)”.")
    return READERS[suffix](content, problems)


def write_framework(framework: Framework, suffix: str) -> bytes:
    """In our words: official wording is its owner's, and comes from its own file each time."""
    _must_be_written(suffix)
    return toml_of(framework) if suffix == ".toml" else sheets_of(framework)


def template(suffix: str) -> bytes:
    """A small made-up framework that holds every kind of thing, explained."""
    _must_be_written(suffix)
    return toml_of(_example(), explained=True) if suffix == ".toml" else sheets_of(_example())


def _must_be_written(suffix: str) -> None:
    if suffix not in READERS:
        raise Refusal("A framework is written as .toml or .xlsx. Choose one of the two.")


def _example() -> Framework:
    """Its rows are checked as those of any file are."""
    rows = [
        Entry(kind, f"{kind.name} {place}", {name: Cell(value, kind.name) for name, value in row.items()})
        for kind in KINDS
        for place, row in enumerate(example_rows(kind), 1)
    ]
    return checked_framework(Entries(KINDS, rows), Problems())


READERS = {".toml": read_toml, ".xlsx": read_sheets}
