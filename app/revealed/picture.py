"""Where things stand in the picture: one row per displayed unit on the banded axis. Numbers only; a template draws.

Two shapes: wide for the stage (one unit is one pixel of a 1920 pixel stage, so nothing is under 40), narrow for a phone
of 320 pixels and for a console, where the name stands above its row. Two rounds stand in one picture: hollow marks are
the first, full ones what was said after seeing it.
"""

from dataclasses import dataclass
from functools import cached_property

from app.divergence.scale import Band
from app.frameworks.tones import color_of
from app.revealed.fitting import cut, half_a_mark, line_in, names_in, width
from app.revealed.marks import BandBox, Dot, DrawnRow, Mark, UnitMarks, apart
from app.revealed.round import Revealed, ShownRow

DIAMOND = 37.0  # half a diagonal that holds a "10" of 40 px
ROWS = ((6, 98.0), (7, 86.0), (12, 66.0))  # up to so many rows, each so high, if they find room
ROOM = 820  # height that a stage has for the picture and the lines under it, 46 each
MOST_TALL, MOST_IN_WORDS = 7, 9  # rows that hold a count under the name; rows whose counts stand under the picture
NARROW_LETTERS = 15 / 40  # a name is 15 px there
NARROW_HEADS = 12 / 40  # and a band's name 12 px


@dataclass(frozen=True)
class Picture:
    shown: Revealed
    is_narrow: bool = False
    before: Revealed | None = None

    @property
    def width(self) -> float:
        return 320 if self.is_narrow else 1248

    @property
    def head(self) -> float:
        return 48 if self.is_narrow else 115

    @property
    def row_height(self) -> float:
        if self.is_narrow:
            return 74 if self._has_dots else 62
        count = max(1, len(self.shown.rows))
        most = next((height for rows, height in ROWS if count <= rows), ROWS[-1][1])
        return min(most, (ROOM - self.head - 58 - 46 * self._lines_under) / count)

    @property
    def _lines_under(self) -> int:
        shown = self.shown
        notes = (shown.pooled, shown.withheld, shown.late, shown.silent)
        return sum(map(bool, notes)) + 2 * self.has_counts_in_words

    @property
    def has_counts(self) -> bool:
        """Whether a row says how many people it stands for; with more rows, words under the picture do."""
        return self.is_narrow or len(self.shown.rows) <= MOST_TALL

    @property
    def has_counts_in_words(self) -> bool:
        return not self.has_counts and len(self.shown.rows) <= MOST_IN_WORDS

    @property
    def height(self) -> float:
        return self.bottom + (24 if self.is_narrow else 58)

    @property
    def bottom(self) -> float:
        return self.head + self.row_height * len(self.shown.rows)

    @property
    def left(self) -> float:
        return 2 if self.is_narrow else 488

    @property
    def _for_mark(self) -> float:
        """Height of a row that its mark may fill; the dots, where the rule gives them, have the rest."""
        if self.is_narrow:
            return 58
        if not self._has_dots:
            return self.row_height
        return 2 * DIAMOND if self.row_height >= 2 * DIAMOND + 18 else 36

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
        lines = names_in(band.name, right - left + (4 if self.is_narrow else -2), NARROW_HEADS if self.is_narrow else 1)
        return BandBox(left, right - left, lines, f"#{color_of(band.name)}")

    @cached_property
    def rows(self) -> tuple[DrawnRow, ...]:
        return tuple(self._row(row, self.head + index * self.row_height) for index, row in enumerate(self.shown.rows))

    def x(self, score: float) -> float:
        right = 2 if self.is_narrow else 0
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
        if low == high and (self.is_narrow or self._for_mark >= 60):
            return Mark(self.x(low), y, diamond, min(diamond, self._for_mark / 2 - 1), text, is_diamond=True)
        half_height = 11.0 if self.is_narrow else min(26.0, self._for_mark / 2 - 2)
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

    @cached_property
    def units(self) -> tuple[UnitMarks, ...]:
        first = {row.name: row for row in self.before.rows} if self.before else {}
        return tuple(self._unit(drawn, first.get(drawn.row.name)) for drawn in self.rows)

    def _unit(self, drawn: DrawnRow, first: ShownRow | None) -> UnitMarks:
        before = self._mark(first, drawn.y) if first else None
        room = self.width - 4 if self.is_narrow else self.left - 16
        letters = 15 / 40 if self.is_narrow else 1
        count = width(f" {drawn.row.n} people") if self.is_narrow else 0
        return UnitMarks(
            drawn,
            line_in(drawn.row.name, room / letters - count, letters),
            before,
            first.middle if first else None,
            is_same=bool(before and drawn.mark and first and first.middle == drawn.row.middle),
            meet=bool(before and drawn.mark and apart(before, drawn.mark) < before.half_width),
            is_covered=bool(before and drawn.mark and apart(before, drawn.mark) < self._half_text(before)),
            is_on_line=self._is_on_line(drawn.mark),
            before_is_on_line=self._is_on_line(before),
            was_missing=bool(self.before) and first is None,
        )

    def _is_on_line(self, mark: Mark | None) -> bool:
        """Only the arrow has one."""
        del mark
        return False

    def _half_text(self, mark: Mark) -> float:
        return width(mark.text) / 2 * (14 / 40 if self.is_narrow else 1)

    def _lines(self, row: ShownRow) -> tuple[str, ...]:
        """The name of the narrow shape, beside its count."""
        room = (self.width - 4) / NARROW_LETTERS - width(f" · {row.n} rated")
        return (cut(row.name, room),)
