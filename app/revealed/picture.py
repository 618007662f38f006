"""Where things stand in the picture: one row per displayed unit on the banded axis. Numbers only; a template draws.

Two shapes: wide for stage and console (one unit is one pixel of a 1920 pixel stage, so nothing is under 40), narrow
for a phone of 320 pixels, where the name stands above its row.
"""

from dataclasses import dataclass
from functools import cached_property

from app.divergence.scale import Band
from app.frameworks.tones import color_of
from app.revealed.fitting import cut, half_a_mark, two_lines, width, words_that_fit
from app.revealed.round import Revealed, ShownRow

TALL = 84  # a row of the wide shape that holds a name in two lines
DIAMOND = 44.0  # half a diagonal that holds a "10" of 40 px
NARROW_LETTERS = 15 / 40  # a name is 15 px there
NARROW_HEADS = 12 / 40  # and a band's name 12 px


@dataclass(frozen=True)
class BandBox:
    x: float
    width: float
    lines: tuple[str, ...]
    colour: str


@dataclass(frozen=True)
class Dot:
    x: float
    y: float


@dataclass(frozen=True)
class Mark:
    """The middle: a diamond on one point, or a bar that holds its words, around (x, y)."""

    x: float
    y: float
    half_width: float
    half_height: float
    text: str
    is_diamond: bool


@dataclass(frozen=True)
class DrawnRow:
    row: ShownRow
    y: float  # top
    lines: tuple[str, ...]
    mark: Mark | None
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Picture:
    shown: Revealed
    is_narrow: bool = False

    @property
    def width(self) -> float:
        return 320 if self.is_narrow else 1240

    @property
    def head(self) -> float:
        return 48 if self.is_narrow else 118

    @property
    def row_height(self) -> float:
        if self.is_narrow:
            return 74 if self._has_dots else 62
        return min(140.0, self._room / max(1, len(self.shown.rows)))

    @property
    def _room(self) -> float:
        """Height that the rows of the wide shape may share; the stage says below them who is pooled or withheld."""
        return 560 if self.shown.pooled or self.shown.withheld else 640

    @property
    def height(self) -> float:
        return self.bottom + (24 if self.is_narrow else 60)

    @property
    def bottom(self) -> float:
        return self.head + self.row_height * len(self.shown.rows)

    @property
    def left(self) -> float:
        return 2 if self.is_narrow else 400  # more would leave a band too narrow for its name

    @property
    def _for_mark(self) -> float:
        """Height of a row that its mark may fill; the dots, where the rule gives them, have the rest."""
        if self.is_narrow:
            return 58
        if not self._has_dots:
            return self.row_height
        return 2 * DIAMOND if self.row_height >= 2 * DIAMOND + 20 else 36

    @property
    def _diamond(self) -> float:
        """Half a diagonal."""
        return 15.0 if self.is_narrow else DIAMOND

    @property
    def _for_dots(self) -> float:
        return self.row_height - self._for_mark - 4

    @property
    def _column(self) -> float:
        return self.x(2) - self.x(1) - 2

    @cached_property
    def radius(self) -> float:
        """Of a dot: the largest with which the most people at one point of one row find room side by side."""
        most = max((count for row in self.shown.rows for _, count in row.dots), default=0)
        sizes = (3.0, 2.5, 2.0) if self.is_narrow else (8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.5, 2.0)
        return next((radius for radius in sizes if self._holds(radius) >= most), sizes[-1])

    def _holds(self, radius: float) -> int:
        return self._across(radius) * int(self._for_dots / (2 * radius + 1))

    def _across(self, radius: float) -> int:
        return max(1, int(self._column / (2 * radius + 1)))

    @cached_property
    def bands(self) -> tuple[BandBox, ...]:
        return tuple(self._band(band) for band in self.shown.scale.bands)

    def _band(self, band: Band) -> BandBox:
        left, right = self.x(band.low - 0.5), self.x(band.high + 0.5)
        room = (right - left + 4) / (NARROW_HEADS if self.is_narrow else 1)  # the widths are those of the widest font
        return BandBox(left, right - left, two_lines(band.name, room), f"#{color_of(band.name)}")

    @cached_property
    def rows(self) -> tuple[DrawnRow, ...]:
        return tuple(self._row(row, self.head + index * self.row_height) for index, row in enumerate(self.shown.rows))

    def x(self, score: float) -> float:
        right = 2 if self.is_narrow else 10
        return self.left + (score - 0.5) * (self.width - self.left - right) / self.shown.scale.points

    @property
    def _has_dots(self) -> bool:
        return any(row.dots for row in self.shown.rows)

    def _row(self, row: ShownRow, top: float) -> DrawnRow:
        return DrawnRow(row, top, self._lines(row), self._mark(row, top), tuple(self._dots(row, top)))

    def _mark(self, row: ShownRow, top: float) -> Mark | None:
        if row.middle is None:
            return None
        low, high = row.middle
        text = str(low) if low == high else f"{low} to {high}"
        y = top + (42 if self.is_narrow else self._for_mark / 2)
        diamond = self._diamond
        if low == high and (self.is_narrow or self._for_mark >= 2 * diamond):
            return Mark(self.x(low), y, diamond, diamond, text, is_diamond=True)
        half_height = 11.0 if self.is_narrow else min(30.0, self._for_mark / 2 - 2)
        half_width = max(half_a_mark(text) * (0.36 if self.is_narrow else 1), (self.x(high) - self.x(low)) / 2 + 8)
        middle = min(max((self.x(low) + self.x(high)) / 2, half_width), self.width - half_width)
        return Mark(middle, y, half_width, half_height, text, is_diamond=False)

    def _dots(self, row: ShownRow, top: float) -> list[Dot]:
        """People at the foot of the row, lines growing upward; who finds no room is in the words and the table."""
        step, across = 2 * self.radius + 1, self._across(self.radius)
        foot = top + self.row_height - self.radius - 2
        dots = []
        for score, count in row.dots:
            for index in range(min(count, self._holds(self.radius))):
                line, place = divmod(index, across)
                beside = min(across, count - line * across)
                dots.append(Dot(self.x(score) + (place - (beside - 1) / 2) * step, foot - line * step))
        return dots

    def _lines(self, row: ShownRow) -> tuple[str, ...]:
        """The name in one line, or two where the row is tall enough; cut where it must be: the table has it whole."""
        count = str(row.n)
        if self.is_narrow:
            room = (self.width - 4) / NARROW_LETTERS - width(f" · {count} rated")
            return (cut(row.name, room),)
        room = self.left - 26 - width(count)
        first = words_that_fit(row.name, room)
        rest = row.name[len(first) :].strip()
        if not rest:
            return (first,)
        return (first, cut(rest, room)) if first and self.row_height >= TALL else (cut(row.name, room),)
