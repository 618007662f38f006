"""Where things stand in the picture: one row per displayed unit on the banded axis. Numbers only; a template draws.

Two shapes: wide for stage and console (one unit is one pixel of a 1920 pixel stage, so nothing is under 40), narrow
for a phone of 320 pixels, where the name stands above its row.
"""

from dataclasses import dataclass
from functools import cached_property

from app.revealed import Revealed, Row

COLOURS = {"Red": "#d4351c", "Red/amber": "#f47738", "Amber/green": "#e0b000", "Green": "#00703c", "Green +": "#003d20"}
PLAIN = "#505a5f"  # a band of another scale: its name says what it is


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
    """The middle: a diamond on one point, or a bar from one to another."""

    x: float
    x2: float
    y: float
    text: str

    @property
    def is_point(self) -> bool:
        return self.x == self.x2


@dataclass(frozen=True)
class DrawnRow:
    row: Row
    y: float  # top
    lines: tuple[str, ...]
    mark: Mark | None
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Picture:
    shown: Revealed
    is_narrow: bool = False
    room: float = 640  # height that the rows may share, in the wide shape

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
        return min(140.0, self.room / max(1, len(self.shown.rows)))

    @property
    def height(self) -> float:
        return self.bottom + (24 if self.is_narrow else 60)

    @property
    def bottom(self) -> float:
        return self.head + self.row_height * len(self.shown.rows)

    @property
    def left(self) -> float:
        if self.is_narrow:
            return 2
        return 400 if self.row_height >= 84 else 560

    @property
    def size(self) -> float:
        """Of the mark: half a diamond's diagonal."""
        return 15 if self.is_narrow else min(44.0, self.row_height * 0.36)

    @cached_property
    def bands(self) -> tuple[BandBox, ...]:
        return tuple(
            BandBox(
                x=self.x(band.low - 0.5),
                width=self.x(band.high + 0.5) - self.x(band.low - 0.5),
                lines=tuple(band.name.replace("/", "/ ").split(" ")),
                colour=COLOURS.get(band.name, PLAIN),
            )
            for band in self.shown.scale.bands
        )

    @cached_property
    def rows(self) -> tuple[DrawnRow, ...]:
        return tuple(self._row(row, self.head + index * self.row_height) for index, row in enumerate(self.shown.rows))

    def x(self, score: float) -> float:
        right = 2 if self.is_narrow else 10
        return self.left + (score - 0.5) * (self.width - self.left - right) / self.shown.scale.points

    @property
    def _has_dots(self) -> bool:
        return any(row.dots for row in self.shown.rows)

    def _row(self, row: Row, top: float) -> DrawnRow:
        return DrawnRow(row, top, self._lines(row.name), self._mark(row, top), tuple(self._dots(row, top)))

    def _mark(self, row: Row, top: float) -> Mark | None:
        if row.middle is None:
            return None
        low, high = row.middle
        share = 0.36 if row.dots else 0.5
        y = top + (42 if self.is_narrow else self.row_height * share)
        return Mark(self.x(low), self.x(high), y, str(low) if low == high else f"{low} to {high}")

    def _dots(self, row: Row, top: float) -> list[Dot]:
        """People side by side, five at most; a longer line would run into the next point, so it turns upward."""
        step, radius = (6, 3) if self.is_narrow else (17, 8)
        foot = top + self.row_height - radius - 3
        dots = []
        for score, count in row.dots:
            for index in range(min(count, 15)):
                line, place = divmod(index, 5)
                across = min(5, count - line * 5)
                dots.append(Dot(self.x(score) + (place - (across - 1) / 2) * step, foot - line * step))
        return dots

    def _lines(self, name: str) -> tuple[str, ...]:
        """A long name in two lines where the row is tall enough for two."""
        if self.is_narrow or len(name) <= 16 or self.row_height < 84:
            return (name,)
        words = name.split(" ")
        cut = min(
            range(1, len(words)), key=lambda i: abs(len(" ".join(words[:i])) - len(" ".join(words[i:]))), default=1
        )
        return (" ".join(words[:cut]), " ".join(words[cut:])) if len(words) > 1 else (name,)
