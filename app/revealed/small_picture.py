"""The picture as the console has it, beside the words: a unit of the view box is a pixel, on a screen of 1366.

A row has one line: the name, the axis, how many people. So a name that is too long is drawn tighter, then cut: the
table under “Figures” has it whole.
"""

from dataclasses import dataclass
from functools import cached_property

from app.divergence.scale import Band
from app.frameworks.tones import color_of
from app.revealed.fitting import TIGHTEST, Line, half_a_mark, line_in, two_lines
from app.revealed.marks import BandBox
from app.revealed.round import Revealed, ShownRow

NAME, NOTE = 15 / 40, 14 / 40  # sizes of letters, beside those that `fitting` counts in
DIAMOND, PILL = 12.5, 8.5  # half a height
DOT = 2.5


@dataclass(frozen=True)
class Mark:
    """The middle, around (x, y of its row)."""

    x: float
    half_width: float
    text: str
    is_diamond: bool


@dataclass(frozen=True)
class Row:
    shown: ShownRow
    y: float  # top
    name: Line
    mark: Mark | None
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class SmallPicture:
    revealed: Revealed
    width: float = 518
    left: float = 182
    right: float = 452
    head: float = 45  # two lines and a bar

    @property
    def row_height(self) -> float:
        return 42 if any(row.dots for row in self.revealed.rows) else 29

    @property
    def bottom(self) -> float:
        return self.head + self.row_height * len(self.revealed.rows)

    @property
    def height(self) -> float:
        return self.bottom + 20

    def x(self, score: float) -> float:
        return self.left + (score - 0.5) * (self.right - self.left) / self.revealed.scale.points

    @cached_property
    def bands(self) -> tuple[BandBox, ...]:
        return tuple(self._band(band) for band in self.revealed.scale.bands)

    def _band(self, band: Band) -> BandBox:
        left, right = self.x(band.low - 0.5), self.x(band.high + 0.5)
        lines = two_lines(band.name, (right - left) / NOTE / TIGHTEST)
        names = tuple(line_in(line, (right - left) / NOTE, NOTE) for line in lines)
        return BandBox(left, right - left, names, f"#{color_of(band.name)}")

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._row(row, self.head + n * self.row_height) for n, row in enumerate(self.revealed.rows))

    def _row(self, row: ShownRow, top: float) -> Row:
        return Row(
            row, top, line_in(row.name, (self.left - 8) / NAME, NAME), self._mark(row), tuple(self._dots(row, top))
        )

    def _mark(self, row: ShownRow) -> Mark | None:
        if row.middle is None:
            return None
        low, high = row.middle
        if low == high:
            return Mark(self.x(low), DIAMOND, str(low), is_diamond=True)
        text = f"{low} to {high}"
        half = max(half_a_mark(text) * NOTE, (self.x(high) - self.x(low)) / 2 + PILL)
        middle = min(max((self.x(low) + self.x(high)) / 2, self.left + half), self.right - half)
        return Mark(middle, half, text, is_diamond=False)

    def _dots(self, row: ShownRow, top: float) -> list[tuple[float, float]]:
        """At the foot of the row, side by side; who finds no room is in the words and the table."""
        step = 2 * DOT + 1
        most = max(1, int((self.x(2) - self.x(1) - 2) / step))
        y = top + self.row_height - DOT - 4
        beside = {score: min(count, 2 * most) for score, count in row.dots}
        return [
            (self.x(score) + (n % most - (min(count, most) - 1) / 2) * step, y - n // most * step)
            for score, count in beside.items()
            for n in range(count)
        ]
