"""What is drawn in the picture: a band's box, a row, its middle, its dots, and those of the round before."""

from dataclasses import dataclass

from app.revealed.fitting import Line
from app.revealed.round import ShownRow


@dataclass(frozen=True)
class BandBox:
    """A band over its columns."""

    x: float
    width: float
    lines: tuple[Line, ...]
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
    was_missing: bool  # in the round before


def apart(before: Mark, full: Mark) -> float:
    """From the middle of the hollow one to the edge of the full one."""
    return abs(before.x - full.x) - full.half_width
