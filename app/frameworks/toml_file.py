"""A framework file in TOML, read into rows: values by the standard library, lines by `toml_lines`."""

import tomllib
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from app.frameworks.entries import UNREADABLE, Cell, Entries, Entry
from app.frameworks.kind import TITLES, Kind
from app.frameworks.kinds import KINDS, WORDING_KINDS
from app.frameworks.problems import WHOLE_FILE, Problems, listed, nearest, quoted
from app.frameworks.toml_errors import told
from app.frameworks.toml_lines import Lines, Path, syntax, too_deep

MOST_BYTES = 1_000_000
MOST_LINES = 10_000
LONGEST_LINE = 10_000
MOST_NAMES = 60
MOST_PARTS = 60_000  # of syntax; the route map has 12,500

Table = dict[str, Any]


def read_toml(content: bytes, problems: Problems) -> Entries:
    text = _text(content, problems)
    root = syntax(text.encode())
    if root.descendant_count > MOST_PARTS:
        problems.stop(WHOLE_FILE, "It has far more parts than a framework has.", "Take out what is no framework.")
    if line := too_deep(root):
        problems.stop(f"line {line}", "Things are nested too deep here.", "Write it the way the template does.")
    tree = _tree(text, problems)
    kinds = WORDING_KINDS if "wording_of" in tree else KINDS
    entries = Entries(kinds)
    entries.rows += _Tables(entries, Lines(root), problems).rows("", tree, (), None)
    return entries


def _text(content: bytes, problems: Problems) -> str:
    if len(content) > MOST_BYTES:
        problems.stop(WHOLE_FILE, "It is larger than 1 MB.", "A framework is text alone; take out what is not.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:2]:
        problems.stop(WHOLE_FILE, "It is saved as UTF-16 (“Unicode”).", "Save it again as UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        cause = f"It is not saved as UTF-8: byte {error.start + 1:,} of the file is no part of any letter."
        problems.stop(f"line {line}", cause, "Open it where it was written and save it as UTF-8.")
    text = text.replace("\r\n", "\n")
    _must_be_lines(text, problems)
    return text


def _must_be_lines(text: str, problems: Problems) -> None:
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        problems.stop(f"line {MOST_LINES + 1}", "The file goes on after line 10,000.", "Take out what is no framework.")
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            problems.stop(f"line {number}", "This line is longer than 10,000 characters.", "Break it into items.")
        if "\0" in line:
            cause = "There is a NUL character, which no text has."
            problems.stop(f"line {number}", cause, "Check that this is a TOML file, and save it as UTF-8.")


def _tree(text: str, problems: Problems) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.stop(*told(str(error), text))
    except (ValueError, RecursionError):  # a number of thousands of digits
        problems.stop(WHOLE_FILE, "It holds a number or a nesting too large to read.", "Write it as the template does.")


class _Tables:
    """One walk down the tree: each table gives its own row, then the rows of the tables in it."""

    def __init__(self, entries: Entries, lines: Lines, problems: Problems) -> None:
        self._entries = entries
        self._by_place = {kind.place: kind for kind in entries.kinds}
        self._places = set(self._by_place) | {place.rpartition(".")[0] for place in self._by_place}
        self._lines = lines
        self._problems = problems

    def rows(self, place: str, table: Table, path: Path, parent: Cell | None) -> Iterator[Entry]:
        kind = self._by_place.get(place)
        cells = {kind.parent: parent} if kind and kind.parent and parent else {}
        inner = {name: value for name, value in table.items() if _join(place, name) in self._places}
        for name, value in list(table.items())[:MOST_NAMES]:
            if name not in inner:
                cells |= self._cells(kind, place, name, value, (*path, name))
        self._must_be_few(table, path)
        if kind:
            yield Entry(kind, self._line(path), cells)
        number = cells.get("number")
        me = number if number and not number.is_empty else Cell(UNREADABLE, self._line(path))
        for name, value in inner.items():
            yield from self._inside(_join(place, name), value, (*path, name), me)

    def _inside(self, place: str, value: object, path: Path, parent: Cell) -> Iterator[Entry]:
        kind = self._by_place.get(place)
        if (kind is None or kind.is_one) and isinstance(value, dict):
            yield from self.rows(place, value, path, parent)
        elif kind and not kind.is_one and isinstance(value, list) and all(isinstance(part, dict) for part in value):
            for index, table in enumerate(value[: kind.most + 1]):
                yield from self.rows(place, table, (*path, index), parent)
        else:
            self._wrong_shape(place, path)

    def _wrong_shape(self, place: str, path: Path) -> None:
        kind = self._by_place.get(place)
        header = (kind or next(kind for kind in self._entries.kinds if kind.place.startswith(place))).header
        begin = "Begin it" if kind and kind.is_one else "Begin each one"
        self._entries.unread |= {kind for kind in self._entries.kinds if kind.place.startswith(place)}
        self._problems.add(
            self._line(path),
            f"“{place}” is not written as this part of a framework.",
            f"{begin} with the line {header}; what it holds stands below it.",
        )

    def _cells(self, kind: Kind | None, place: str, name: str, value: object, path: Path) -> dict[str, Cell]:
        if kind and kind.titled and name == TITLES.rstrip(".") and isinstance(value, dict):
            titles = list(value.items())[:MOST_NAMES]
            return {key: cell for title, said in titles for key, cell in self._title(kind, title, said, path).items()}
        if kind and kind.column(name) and name != kind.parent and not name.startswith(TITLES):
            return {name: self._cell(value, path)}
        self._unknown(kind, place, name, path)
        return {}

    def _title(self, kind: Kind, name: str, value: object, path: Path) -> dict[str, Cell]:
        if kind.column(TITLES + name):
            return {TITLES + name: self._cell(value, (*path, name))}
        cause = f"{quoted(name)} cannot name a place where a title is printed."
        self._problems.add(self._line((*path, name)), cause, "Use small letters, digits and hyphens, such as “form”.")
        return {}

    def _unknown(self, kind: Kind | None, place: str, name: str, path: Path) -> None:
        parts = [other.rpartition(".")[2] for other in self._places if other and other.rpartition(".")[0] == place]
        names = [name for name in kind.names if name != kind.parent and "." not in name] if kind else []
        where = f" in {kind.header}" if kind and place else ""
        mend = nearest(name, names + parts) or f"Take it out, or use one of {listed(names + parts)}."
        if place and self._by_place[""].column(name):
            mend = "If it is the framework’s own, move it up, above the first line in brackets."
        self._problems.add(self._line(path), f"{quoted(name)} is not known{where}.", mend.strip())

    def _cell(self, value: object, path: Path) -> Cell:
        where = self._line(path)
        if isinstance(value, int) and value.bit_length() > 63:
            self._problems.add(where, f"{quoted(path[-1])} is far too large a number.", "Write a smaller one.")
            return Cell(UNREADABLE, where)
        if isinstance(value, date | time):
            self._problems.add(
                where, f"{quoted(path[-1])} is a date or a time.", "Put it in quotes, or write the year."
            )
            return Cell(UNREADABLE, where)
        return Cell(value, where)

    def _must_be_few(self, table: Table, path: Path) -> None:
        if len(table) > MOST_NAMES:
            cause = f"There are {len(table):,} names in this part; the most is {MOST_NAMES}."
            self._problems.add(self._line(path), cause, "Take out what the template does not have.")

    def _line(self, path: Path) -> str:
        return f"line {self._lines[path]}"


def _join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
