"""A framework file in Excel, read into rows: a sheet for each kind of thing, its columns named in the first row."""

import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.utils import get_column_letter

from app.frameworks.dialects import unescaped
from app.frameworks.entries import UNREADABLE, Cell, Entries, Entry
from app.frameworks.kind import Kind
from app.frameworks.kinds import KINDS, WORDING_KINDS
from app.frameworks.kinds.wording import WORDING
from app.frameworks.problems import Problems, Stopped, listed, nearest, quoted
from app.frameworks.workbook import open_workbook, stop_damaged

ABOUT = "About"  # for the reader of the workbook; not read back
MOST_ROWS = 5_000
MOST_COLUMNS = 60

Cells = Sequence[Any]  # openpyxl gives cells of several classes, all with value and data_type


def read_sheets(content: bytes, problems: Problems) -> Entries:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles, extensions and odd dates, which carry no words of a framework
        return _read(content, problems)


def _read(content: bytes, problems: Problems) -> Entries:
    sheets = open_workbook(content, problems).worksheets
    titles = {_folded(sheet.title) for sheet in sheets}
    entries = Entries(WORDING_KINDS if _folded(WORDING.name) in titles else KINDS)
    by_title = {_folded(kind.name): kind for kind in entries.kinds}
    for sheet in sheets:
        kind = by_title.pop(_folded(sheet.title), None)  # a second sheet of the same name has no place
        if kind:
            already = len(problems)
            grid = _grid(sheet, problems)
            if len(problems) > already:
                entries.unread.add(kind)  # it goes on beyond what is read
            entries.rows += _Sheet(kind, grid, problems).rows()
        elif _folded(sheet.title) != _folded(ABOUT):
            names = [kind.name for kind in entries.kinds]
            mend = nearest(sheet.title, names) or f"Take it out, or name it as one of {listed(names)}."
            problems.add(f"sheet {sheet.title[:31]}", "There is no place for this sheet.", mend.strip())
    return entries


def _folded(name: str) -> str:
    return name.strip().casefold()


def _grid(sheet: Any, problems: Problems) -> list[Cells]:
    try:
        sheet.reset_dimensions()  # what the file says of its size may be a lie
        return list(_bounded(sheet, problems))
    except Stopped:
        raise
    except Exception:  # as in open_workbook
        stop_damaged(problems, f"sheet {sheet.title}")


def _bounded(sheet: Any, problems: Problems) -> Iterator[Cells]:
    """From the top, and never more than is allowed: a cell in the last row of Excel brings a million with it."""
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > MOST_ROWS:
            cause, mend = f"The sheet goes on after row {MOST_ROWS:,}.", "Delete the rows below your last one."
            return problems.add(_where(sheet.title, number, 0), cause, mend)
        if len(cells) > MOST_COLUMNS:
            cause, mend = f"The sheet goes on after column {MOST_COLUMNS}.", "Delete the columns after your last one."
            return problems.add(_where(sheet.title, number, len(cells) - 1), cause, mend)
        yield cells
    return None


def _where(title: str, row: int, column: int) -> str:
    """As Excel writes it; `row` counts from 1, `column` from 0."""
    return f"{title}!{get_column_letter(column + 1)}{row}"


class _Sheet:
    def __init__(self, kind: Kind, grid: list[Cells], problems: Problems) -> None:
        self._kind = kind
        self._problems = problems
        self._header, *self._below = grid or [()]
        self._names: dict[int, str] = {}
        self._is_header_readable = True

    def rows(self) -> list[Entry]:
        filled = [(number, cells) for number, cells in enumerate(self._below, 2) if any(map(_is_filled, cells))]
        if filled or any(map(_is_filled, self._header)):
            self._name_columns()
        return [self._row(number, cells) for number, cells in filled[: self._kind.most + 1]]

    def _name_columns(self) -> None:
        for place, cell in enumerate(self._header):
            if _is_filled(cell):
                self._name_column(place, self._cell(cell, 1, place))
        for column in self._kind.columns if self._is_header_readable else ():
            if column.needed and column.name not in self._names.values():
                cause = f"The sheet “{self._kind.name}” has no column {quoted(column.name)}."
                self._problems.add(self._where(1, 0), cause, f"Write the name in the first row. {column.help}")

    def _name_column(self, place: int, cell: Cell) -> None:
        if not cell.is_readable:
            self._is_header_readable = False
            return
        name = _folded(str(cell.value)).replace(" ", "_")
        if not self._kind.column(name):
            mend = nearest(name, self._kind.names) or f"Take it out, or use one of {listed(self._kind.names)}."
            self._problems.add(cell.where, f"There is no column {quoted(cell.value)} here.", mend.strip())
        elif name in self._names.values():
            self._problems.add(cell.where, f"The column {quoted(name)} is here twice.", "Keep one of the two.")
        self._names[place] = name

    def _row(self, number: int, cells: Cells) -> Entry:
        where = self._where(number, 0)
        missing = [column.name for column in self._kind.columns if column.needed]
        read = {name: Cell(UNREADABLE, where) for name in missing if name not in self._names.values()}
        for place, cell in enumerate(cells):
            if place in self._names:
                read[self._names[place]] = self._cell(cell, number, place)
            elif _is_filled(cell):
                self._nameless(number, place)
        return Entry(self._kind, where, read)

    def _nameless(self, number: int, place: int) -> None:
        self._names[place] = ""  # told once
        if place >= len(self._header) or not _is_filled(self._header[place]):
            cause = "There are words here, and the column has no name in the first row."
            self._problems.add(self._where(number, place), cause, "Name the column, or clear it.")

    def _cell(self, cell: Any, number: int, place: int) -> Cell:
        where = self._where(number, place)
        if not _is_filled(cell):
            return Cell(None, where)
        for data_type, problem in NO_VALUE.items():
            if cell.data_type == data_type:
                self._problems.add(where, *problem)
                return Cell(UNREADABLE, where)
        return Cell(_as_text(cell.value), where)

    def _where(self, row: int, place: int) -> str:
        return _where(self._kind.name, row, place)


NO_VALUE = {
    "f": ("The cell holds a formula.", "Paste its value in its place (Paste special, values)."),
    "e": ("The cell shows an error of Excel, such as #REF!.", "Type what belongs here."),
    "d": ("Excel made a date of what was typed.", "Format the column as text and type it again."),
}


def _is_filled(cell: Any) -> bool:
    value = cell.value
    return not Cell(unescaped(value) if isinstance(value, str) else value, "").is_empty


def _as_text(value: object) -> str:
    """In a sheet nobody sees whether 3 is a number or text: it is text until its column wants a number."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    return unescaped(str(value))
