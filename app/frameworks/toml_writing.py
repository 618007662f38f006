"""A framework as TOML that a person reads and `toml_file` reads back; with comments it is the template."""

import re
from collections.abc import Iterator
from textwrap import wrap

import tomli_w

from app.frameworks.framework import Framework
from app.frameworks.holding import Values, children, rows_of
from app.frameworks.kind import TITLES, Column, Kind, Type
from app.frameworks.kinds import KINDS

INTRODUCTION = (
    "A framework of standards in one file. Write yours over the example and take out what you do not need.",
    "Words stand in quotes. Where something may come several times, each begins with its [[name]].",
    "A line that begins with # is for you alone.",
)


def toml_of(framework: Framework, *, explained: bool = False) -> bytes:
    return "\n".join(_Page(framework, explained=explained).lines()).encode()


class _Page:
    def __init__(self, framework: Framework, *, explained: bool) -> None:
        self._rows = {kind: list(rows_of(framework, kind)) for kind in KINDS}
        self._explained = explained
        self._to_explain = set(KINDS) if explained else set()

    def lines(self) -> Iterator[str]:
        if self._explained:
            yield from _comment(*INTRODUCTION)
        for kind in KINDS:
            if not kind.parent:
                yield from self._all(kind, self._rows[kind])

    def _all(self, kind: Kind, rows: list[Values]) -> Iterator[str]:
        for row in filter(None, rows):
            if kind in self._to_explain:
                self._to_explain.remove(kind)
                yield from _explanation(kind)
            yield from _row(kind, row)
            for child in children(kind):
                yield from self._all(child, [one for one in self._rows[child] if one[child.parent] == row["number"]])


def _row(kind: Kind, row: Values) -> Iterator[str]:
    if kind.place:
        yield kind.header
    for column in kind.columns:
        if column.name in row and column.name != kind.parent and not column.name.startswith(TITLES):
            yield f"{column.name} = {_value(row[column.name], column)}"
    titles = {name.removeprefix(TITLES): title for name, title in row.items() if name.startswith(TITLES)}
    if titles:
        yield f"[{kind.place}.titles]"
        yield tomli_w.dumps(titles).rstrip()
    yield ""


def _value(value: object, column: Column) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_literal, value))}]"
    if column.type in (Type.NUMBER, Type.STANDARD) and re.fullmatch("[1-9][0-9]*", str(value)):
        return str(value)
    return _literal(value)


def _literal(value: object) -> str:
    return tomli_w.dumps({"it": value}, multiline_strings=True).removeprefix("it = ").rstrip("\n")


def _explanation(kind: Kind) -> Iterator[str]:
    lines = (_told(column) for column in kind.columns if column.name != kind.parent)
    yield from _comment(f"{kind.name}. {kind.help}", *lines)


def _told(column: Column) -> str:
    return f"  {column.name}{' (must be there)' if column.needed else ''}: {column.help}"


def _comment(*paragraphs: str) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from wrap(paragraph, 110, initial_indent="# ", subsequent_indent="#   ")
    yield ""
