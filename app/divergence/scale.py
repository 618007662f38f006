"""The scale people rate on: its points, its bands, and how a distance of the ten-point scale translates to it."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

Points = int | Fraction

TEN = 10  # the scale on which every distance of the thresholds is stated


@dataclass(frozen=True)
class Band:
    low: int
    high: int
    name: str

    def touched_by(self, low: int, high: int) -> bool:
        return self.low <= high and low <= self.high


TEN_POINT_BANDS = (
    Band(1, 2, "Red"),
    Band(3, 4, "Red/amber"),
    Band(5, 6, "Amber/green"),
    Band(7, 8, "Green"),
    Band(9, 10, "Green +"),
)


@dataclass(frozen=True)
class Scale:
    """Whole numbers from 1 to `points`, cut into neighbouring bands without a hole."""

    points: int = TEN
    bands: tuple[Band, ...] = TEN_POINT_BANDS

    def __post_init__(self) -> None:
        if self.points < 2:
            raise ValueError(f"a scale needs at least 2 points, not {self.points}")
        if [point for band in self.bands for point in range(band.low, band.high + 1)] != [*range(1, self.points + 1)]:
            raise ValueError(f"the bands must cover 1 to {self.points} in order, each point once")

    def holds(self, score: int) -> bool:
        return 1 <= score <= self.points

    def distance(self, points: Points) -> Points:
        """What a distance on the ten-point scale is here: t(K-1)/9, exact."""
        return points if self.points == TEN else Fraction(points) * (self.points - 1) / (TEN - 1)

    def camps(self, part: Fraction) -> tuple[int, int]:
        """The highest low rating and the lowest high one, each at most `part` of the scale's length from its end."""
        length = floor(part * (self.points - 1))
        return 1 + length, self.points - length

    def touched(self, low: int, high: int) -> tuple[Band, ...]:
        return tuple(band for band in self.bands if band.touched_by(low, high))

    @property
    def note(self) -> str | None:
        """To be said on screen wherever the scale is not the one the distances were chosen on."""
        if self.points == TEN:
            return None
        return f"Distances were chosen on a scale of {TEN} points and are scaled to this one of {self.points}."
