"""The whole on its arrow: the bands are the axis, with the digits in them; people's marker stands through all rows.

Drawn as the pictures of standards are, wide for stage and console and narrow for a phone. Two rounds stand in one
picture: hollow marks are the first, full ones what was said after seeing it.
"""

from dataclasses import dataclass
from functools import cached_property

from app.divergence.scale import Band
from app.frameworks.tones import color_of, is_light
from app.revealed.fitting import Line, line_in, names_in
from app.revealed.marks import Mark
from app.revealed.picture import Picture

LINES = 598  # height that a stage has for rows and for the lines under the picture, which are 46 each
FLAG = "Agreed marker"


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
class Arrow(Picture):
    marker: int | None = None

    @property
    def head(self) -> float:
        return 32 if self.is_narrow else 74

    @property
    def left(self) -> float:
        return 2 if self.is_narrow else 488

    @property
    def right(self) -> float:
        """Where the axis ends; the arrow's tip is at the picture's edge."""
        return self.width - (16 if self.is_narrow else 40)

    @property
    def row_height(self) -> float:
        return 62 if self.is_narrow else min(90.0, (LINES - 46 * self._lines_under) / max(1, len(self.shown.rows)))

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
    def _has_dots(self) -> bool:
        return False  # one mark a unit: under the open rule too, where the table has single ratings

    def x(self, score: float) -> float:
        return self.left + (score - 0.5) * (self.right - self.left) / self.shown.scale.points

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(self._segment(band) for band in self.shown.scale.bands)

    def _segment(self, band: Band) -> Segment:
        left, right = self.x(band.low - 0.5), self.x(band.high + 0.5)
        names = names_in(band.name, right - left - 1, 12 / 40 if self.is_narrow else 1)
        points = tuple(range(band.low, band.high + 1))
        return Segment(left, right - left, names, points, f"#{color_of(band.name)}", is_light(band.name))

    @cached_property
    def flag(self) -> Flag | None:
        if self.marker is None or not self.shown.scale.holds(self.marker):
            return None
        letters = 14 / 40 if self.is_narrow else 1
        half = 155 * letters
        x = self.x(self.marker)
        middle = min(max(x, half), self.width - half)
        bands = tuple(band.name for band in self.shown.scale.touched(self.marker, self.marker))
        return Flag(self.marker, x, middle, half, line_in(FLAG, 2 * 155 - 24, letters), bands)

    def _is_on_line(self, mark: Mark | None) -> bool:
        return bool(mark and self.flag and abs(mark.x - self.flag.x) < mark.half_width + 4)
