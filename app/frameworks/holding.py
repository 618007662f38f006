"""What a framework holds, row by row, as the table of kinds names it: the way back from a framework to a file."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.frameworks.framework import Framework
from app.frameworks.kind import TITLES, Kind
from app.frameworks.kinds import KINDS

Values = dict[str, Any]  # by column; what is empty, or stands for itself when left out, is not here


def rows_of(framework: Framework, kind: Kind) -> Iterator[Values]:
    for parent, thing in _things(framework, kind):
        values = {name: getattr(thing, name, None) for name in kind.names if not name.startswith(TITLES)}
        if kind.parent:
            values[kind.parent] = parent.number
        if kind.titled:
            values |= {TITLES + name: title for name, title in thing.titles.items()}
        yield {name: value for name, value in values.items() if not _is_default(thing, name, value)}


def _is_default(thing: Any, name: str, value: Any) -> bool:
    field = type(thing).model_fields.get(name)
    return value in (None, "", ()) or (field is not None and value == field.default)


def column_names(kind: Kind, rows: Sequence[Values]) -> list[str]:
    """Its own columns, and those of the titles that these rows have beside."""
    return list(dict.fromkeys([*kind.names, *(name for row in rows for name in row)]))


def children(kind: Kind) -> list[Kind]:
    """The kinds whose rows stand inside a row of this one."""
    return [other for other in KINDS if other.parent and other.place.rpartition(".")[0] == kind.place]


def _things(framework: Framework, kind: Kind) -> Iterator[tuple[Any, Any]]:
    """(what it stands in, itself)"""
    found: list[tuple[Any, Any]] = [(None, framework)]
    for name in filter(None, kind.place.split(".")):
        found = [(holder, thing) for _, holder in found for thing in _many(getattr(holder, name))]
    yield from found


def _many(value: Any) -> Sequence[Any]:
    return value if isinstance(value, tuple) else (value,)
