"""What either reader hands to the checker: rows of cells, each with its place in the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.frameworks.kind import Kind


class Unreadable:
    """In place of a value that is already among the problems, so that nothing is said about it twice."""


UNREADABLE = Unreadable()


@dataclass(frozen=True)
class Cell:
    value: object
    where: str

    @property
    def is_empty(self) -> bool:
        return self.value is None or self.value in ([], ()) or (isinstance(self.value, str) and not self.value.strip())

    @property
    def is_readable(self) -> bool:
        return self.value is not UNREADABLE


@dataclass(frozen=True)
class Entry:
    kind: Kind
    where: str
    cells: Mapping[str, Cell]

    def where_is(self, column: str) -> str:
        return self.cells[column].where if column in self.cells else self.where

    def is_readable(self, column: str) -> bool:
        return column not in self.cells or self.cells[column].is_readable

    def text(self, column: str) -> str:
        """Of a checked row; "" if the cell is empty."""
        value = self.cells[column].value if column in self.cells else None
        return value if isinstance(value, str) else ""

    def texts(self, column: str) -> tuple[str, ...]:
        """Of a checked row with a list in that column; empty if the cell is."""
        value = self.cells[column].value if column in self.cells else None
        return value if isinstance(value, tuple) else ()

    def whole(self, column: str) -> int | None:
        value = self.cells[column].value if column in self.cells else None
        return value if isinstance(value, int) else None

    def name(self) -> str:
        """Its number, term or name as text."""
        number = self.whole(self.kind.identity)
        return self.text(self.kind.identity) if number is None else str(number)


@dataclass
class Entries:
    kinds: tuple[Kind, ...]
    rows: list[Entry] = field(default_factory=list)
    unread: set[Kind] = field(default_factory=set)  # something stands there, but not in a shape that has rows

    def of(self, kind: Kind) -> list[Entry]:
        return [row for row in self.rows if row.kind is kind]

    def with_rows(self, rows: Iterable[Entry]) -> "Entries":
        return Entries(self.kinds, list(rows), self.unread)
