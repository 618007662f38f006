"""Rows become a framework, or every problem is named: cell by cell, then what holds between rows."""

from typing import Any

from app.frameworks.cells import Wrong, value_of
from app.frameworks.entries import UNREADABLE, Cell, Entries, Entry
from app.frameworks.framework import Framework
from app.frameworks.kind import TITLES, Column, Kind
from app.frameworks.problems import WHOLE_FILE, Problems, quoted
from app.frameworks.relations import check_relations


def checked_framework(entries: Entries, problems: Problems) -> Framework:
    entries = checked_rows(entries, problems)
    check_relations(entries, problems)
    problems.must_be_none()
    return _framework(entries)


def checked_rows(entries: Entries, problems: Problems) -> Entries:
    """The same rows with the values that their columns want; UNREADABLE where a problem says why."""
    rows = [_row(row, problems) for row in entries.rows]
    for kind in entries.kinds:
        _check_count(kind, entries, problems)
    return entries.with_rows(rows)


def _row(row: Entry, problems: Problems) -> Entry:
    named = {name: row.kind.column(name) for name in (*row.kind.names, *row.cells)}
    cells = {name: _cell(row, column, problems) for name, column in named.items() if column}
    return Entry(row.kind, row.where, {name: cell for name, cell in cells.items() if cell.value is not None})


def _cell(row: Entry, column: Column, problems: Problems) -> Cell:
    cell = row.cells.get(column.name, Cell(None, row.where))
    if not cell.is_readable:
        return cell
    try:
        return Cell(value_of(cell, column), cell.where)
    except Wrong as wrong:
        if not _is_told_of_its_parent(row, column, cell, problems):
            problems.add(cell.where, f"{quoted(column.name)} {_of(row)}{wrong.cause}", wrong.mend)
        return Cell(UNREADABLE, cell.where)


def _is_told_of_its_parent(row: Entry, column: Column, cell: Cell, problems: Problems) -> bool:
    """In TOML the cell that says where a row belongs is its parent's own number."""
    return column.name == row.kind.parent and any(problem.where == cell.where for problem in problems)


def _of(row: Entry) -> str:
    """Which one, where its place in the file alone might not tell: “of criterion 3.1”."""
    named = row.cells.get(row.kind.identity)
    is_short = named and isinstance(named.value, str | int | float) and not named.is_empty
    return f"of {row.kind.noun} {quoted(named.value)} " if named and is_short else f"of the {row.kind.noun} "


def _check_count(kind: Kind, entries: Entries, problems: Problems) -> None:
    rows = entries.of(kind)
    if kind in entries.unread:
        return
    if len(rows) < kind.fewest:
        has = "no" if not rows else f"only {len(rows)}"
        cause = f"There is {has} {kind.noun}; {'one is' if kind.fewest == 1 else f'at least {kind.fewest} are'} needed."
        problems.add(WHOLE_FILE, cause, f"Add it {_how(kind)}. {kind.help}")
    if len(rows) > kind.most:
        entries.unread.add(kind)  # those beyond were not read: nothing can be said about what names them
        mend = "Keep one row." if kind.is_one else "Join some, or take some out."
        problems.add(
            rows[kind.most].where, f"There is more than the most that “{kind.name}” may hold, {kind.most}.", mend
        )


def _how(kind: Kind) -> str:
    return f"as {kind.header}, or on the sheet “{kind.name}”" if kind.place else f"on the sheet “{kind.name}”"


def _framework(entries: Entries) -> Framework:
    """Of rows without a problem. Parents stand before their children among the kinds."""
    root: dict[str, Any] = {}
    homes: dict[tuple[str, str], dict[str, Any]] = {}
    for kind in entries.kinds:
        for row in entries.of(kind):
            place, _, last = kind.place.rpartition(".")
            home = homes[place, row.text(kind.parent)] if kind.parent else _at(root, place)
            values = _values(row)
            if kind.is_one:
                _at(home, last).update(values)
            else:
                home.setdefault(last, []).append(values)
                homes[kind.place, row.name()] = values
    return Framework.model_validate(root)


def _at(tree: dict[str, Any], place: str) -> dict[str, Any]:
    for name in filter(None, place.split(".")):
        tree = tree.setdefault(name, {})
    return tree


def _values(row: Entry) -> dict[str, Any]:
    values = {name: cell.value for name, cell in row.cells.items() if name != row.kind.parent}
    titles = {name.removeprefix(TITLES): values.pop(name) for name in list(values) if name.startswith(TITLES)}
    return values | {"titles": titles} if titles else values
