"""All standards by group in one table: of each what its rows told when it was revealed, and nothing computed anew.

A cell is one row's middle. A group that was pooled there has none of its own, whatever it has elsewhere: which groups
were pooled stands beside each picture, and the table says it in the same words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from app.divergence.units import POOL
from app.revealed.round import Revealed, ShownRow

NOT_RATED, CANT_TELL, POOLED, WITHHELD = "not rated", "can’t tell", "with others", "not shown"


class Cell(NamedTuple):
    text: str
    is_middle: bool = False


@dataclass(frozen=True)
class Line:
    number: str
    title: str
    cells: tuple[Cell, ...]  # in the order of the units


@dataclass(frozen=True)
class Overview:
    units: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def is_wide(self) -> bool:
        """More units than a stage has room for beside the titles."""
        return len(self.units) > MOST_BESIDE_TITLES

    @property
    def says_with_others(self) -> bool:
        return any(cell.text == POOLED for line in self.lines for cell in line.cells)


MOST_BESIDE_TITLES = 6


def overview(rated: Iterable[tuple[str, str, Revealed]], groups: Iterable[str]) -> Overview:
    """Of (number, title, what is shown), in this order; units in the order of the groups, the pool last."""
    standards = list(rated)
    displayed = dict.fromkeys(row.name for _, _, shown in standards for row in shown.rows)
    order = {name: place for place, name in enumerate(groups)}
    units = tuple(sorted(displayed, key=lambda name: order.get(name, len(order) + (name == POOL))))
    lines = tuple(
        Line(number, title, tuple(_cell(unit, shown) for unit in units)) for number, title, shown in standards
    )
    return Overview(units, lines)


def _cell(unit: str, shown: Revealed) -> Cell:
    row = next((row for row in shown.rows if row.name == unit), None)
    if row is not None:
        return _told(row)
    if unit in shown.withheld or (unit == POOL and shown.withheld):
        return Cell(WITHHELD)
    return Cell(POOLED if unit in shown.pooled else NOT_RATED)


def _told(row: ShownRow) -> Cell:
    if row.middle is None:
        return Cell(CANT_TELL if row.cant_tell else NOT_RATED)
    low, high = row.middle
    return Cell(str(low) if low == high else f"{low} to {high}", is_middle=True)
