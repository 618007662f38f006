"""What a table of ours is: named, told in a sentence, its columns as wide as what they hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.exports.contents.report import Report
from app.exports.contents.subjects import Domain, Overall, Standard
from app.exports.fitting import shortened
from app.exports.plain import plain

Value = str | int | date  # an empty text is an empty cell
Row = tuple[Value, ...]
Subject = Standard | Domain | Overall


@dataclass(frozen=True)
class Column:
    """`width` counts letters; `choices` are what a cell may hold, where that is settled."""

    name: str
    width: int
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """`nothing` is said in the one row of a table that has none."""

    name: str
    about: str
    nothing: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        return sum(column.width for column in self.columns)

    @property
    def rows_or_nothing(self) -> tuple[Row, ...]:
        """As they are written: a table without a row would look as if something had gone wrong."""
        return self.rows or ((self.nothing, *[""] * (len(self.columns) - 1)),)


LETTERS = 32_767  # that a cell of Excel holds, which people will open these with
CUT = " … (cut here: a cell holds no more. The whole stands in the record for programs.)"
OF = Column("Standard", 26)


def subjects(report: Report) -> Iterator[tuple[str, Subject]]:
    """Each with its name, in the order of the forms."""
    for domain in report.domains:
        for standard in domain.standards:
            yield f"{standard.number}. {standard.title}", standard
        yield f"Domain {domain.number}: {domain.title}", domain
    yield "Overall", report.overall


def lined(texts: Iterable[str]) -> str:
    """A line each, without the empty ones."""
    return "\n".join(filter(None, map(plain, texts)))


def capital(word: str | None) -> str:
    return word[:1].upper() + word[1:] if word else ""


def as_cell(text: str) -> str:
    return shortened(plain(text), LETTERS, CUT)
