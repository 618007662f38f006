"""The whole on its arrow: the bands are the axis, with the digits in them; people's marker stands through all rows.

Drawn as the pictures of standards are, wide for stage and console and narrow for a phone. Two rounds stand in one
picture: hollow marks are the first, full ones what was said after seeing it.
"""

from dataclasses import dataclass
from functools import cached_property

from app.divergence.scale import Band
from app.frameworks.tones import color_of, is_light
from app.revealed.fitting import cut, two_lines, width
from app.revealed.picture import DrawnRow, Mark, Picture
from app.revealed.round import Revealed, ShownRow

# Of the widths in `fitting`, which are the widest font's: how tight letters are drawn where there is no room for those,
# whatever font a projector has; and the tightest, before a text is cut.
NARROWED, TIGHTEST = 0.8, 0.7
MOST_TALL, MOST_IN_WORDS = 6, 9  # rows that hold a count under the name; rows whose counts stand under the picture
LINES = 598  # height that a stage has for rows and for the lines under the picture, which are 46 each
FLAG = "Agreed marker"


@dataclass(frozen=True)
class Line:
    """Text, and how long it is drawn where a wide font would need more than there is."""

    text: str
    length: float | None = None


@dataclass(frozen=True)
class Segment:
    """A band of the arrow, with the points that stand in it."""

    x: float
    width: float
    names: tuple[Line, ...]
    points: tuple[int, ...]
    colour: str
    is_light: bool


@dataclass(frozen=True)
class Flag:
    """The marker: a line at `x`, and what is written over it around `middle`."""

    point: int
    x: float
    middle: float
    half_width: float
    name: Line
    bands: tuple[str, ...]


@dataclass(frozen=True)
class UnitMarks:
    """A unit's row: its mark, the hollow one of the round before, and whether the marker's line runs under them."""

    drawn: DrawnRow
    name: Line
    before: Mark | None
    before_middle: tuple[int, int] | None
    is_same: bool
    meet: bool  # the two marks
    is_covered: bool  # the hollow one's number, by the full one: then it is left out
    is_on_line: bool
    before_is_on_line: bool


@dataclass(frozen=True)
class Arrow(Picture):
    before: Revealed | None = None
    marker: int | None = None

    @property
    def head(self) -> float:
        return 32 if self.is_narrow else 74

    @property
    def left(self) -> float:
        return 2 if self.is_narrow else 480

    @property
    def right(self) -> float:
        """Where the axis ends; the arrow's tip is at the picture's edge."""
        return self.width - (16 if self.is_narrow else 40)

    @property
    def row_height(self) -> float:
        return 62 if self.is_narrow else min(90.0, (LINES - 46 * self._lines_under) / max(1, len(self.shown.rows)))

    @property
    def _lines_under(self) -> int:
        shown = self.shown
        return bool(shown.pooled) + bool(shown.withheld) + bool(shown.late) + 2 * self.has_counts_in_words

    @property
    def bar(self) -> float:
        """Height of the arrow's shaft."""
        return 24 if self.is_narrow else 52

    @property
    def barb(self) -> float:
        """How far its head stands out of the shaft."""
        return 7 if self.is_narrow else 14

    @property
    def height(self) -> float:
        return self.bottom + self.bar + (34 if self.is_narrow else 96)

    @property
    def has_counts(self) -> bool:
        """Whether a row says how many people it stands for; with more rows, words under the picture do."""
        return self.is_narrow or len(self.shown.rows) <= MOST_TALL

    @property
    def has_counts_in_words(self) -> bool:
        return not self.has_counts and len(self.shown.rows) <= MOST_IN_WORDS

    @property
    def _has_dots(self) -> bool:
        return False  # one mark a unit: under the open rule too, where the table has single ratings

    @property
    def _diamond(self) -> float:
        return 15.0 if self.is_narrow else 37.0

    def x(self, score: float) -> float:
        return self.left + (score - 0.5) * (self.right - self.left) / self.shown.scale.points

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(self._segment(band) for band in self.shown.scale.bands)

    def _segment(self, band: Band) -> Segment:
        left, right = self.x(band.low - 0.5), self.x(band.high + 0.5)
        letters = 12 / 40 if self.is_narrow else 1
        room = (right - left - 1) / letters
        tries = [two_lines(band.name, room / tight) for tight in (NARROWED, TIGHTEST)]
        whole = next((lines for lines in tries if not any(line.endswith("…") for line in lines)), tries[-1])
        names = tuple(self._line(name, room, letters) for name in whole)
        points = tuple(range(band.low, band.high + 1))
        return Segment(left, right - left, names, points, f"#{color_of(band.name)}", is_light(band.name))

    def _line(self, text: str, room: float, letters: float = 1) -> Line:
        text = cut(text, room / TIGHTEST)
        return Line(text, round(min(room, width(text) * NARROWED) * letters, 1) if width(text) > room else None)

    @cached_property
    def flag(self) -> Flag | None:
        if self.marker is None or not self.shown.scale.holds(self.marker):
            return None
        letters = 14 / 40 if self.is_narrow else 1
        half = 155 * letters
        x = self.x(self.marker)
        middle = min(max(x, half), self.width - half)
        bands = tuple(band.name for band in self.shown.scale.touched(self.marker, self.marker))
        return Flag(self.marker, x, middle, half, self._line(FLAG, 2 * 155 - 24, letters), bands)

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
            self._line(drawn.row.name, room / letters - count, letters),
            before,
            first.middle if first else None,
            is_same=bool(before and drawn.mark and first and first.middle == drawn.row.middle),
            meet=bool(before and drawn.mark and _apart(before, drawn.mark) < before.half_width),
            is_covered=bool(before and drawn.mark and _apart(before, drawn.mark) < self._half_text(before)),
            is_on_line=self._is_on_line(drawn.mark),
            before_is_on_line=self._is_on_line(before),
        )

    def _is_on_line(self, mark: Mark | None) -> bool:
        return bool(mark and self.flag and abs(mark.x - self.flag.x) < mark.half_width + 4)

    def _half_text(self, mark: Mark) -> float:
        return width(mark.text) / 2 * (14 / 40 if self.is_narrow else 1)


def _apart(before: Mark, full: Mark) -> float:
    """From the middle of the hollow one to the edge of the full one."""
    return abs(before.x - full.x) - full.half_width
