"""Rows of marks on an axis: a row for each displayed unit, in it a lane for each round. Nothing in a row overlaps."""

from dataclasses import dataclass

from app.exports.contents.rounds import Dot, Interval, Unit
from app.exports.lettering import (
    INK,
    PAPER,
    RULE,
    SMALL,
    SOFT,
    TEXT,
    Letters,
    long,
    wrapped,
    written,
    written_from_its_side,
)

WIDTH, EDGE = 800.0, 12.0
LINE, LANE, HALF = 18, 38, 17  # heights of a line of text and of a lane; half a diagonal of a mark that holds “10”
BARE = 11  # the same of a mark that holds nothing
DOT = 3.5


@dataclass(frozen=True)
class Axis:
    """From its first point to its last, each in the middle of a column. Names stand left of it."""

    left: float
    first: int
    points: int
    has_numbers: bool

    @property
    def right(self) -> float:
        return WIDTH - EDGE

    @property
    def column(self) -> float:
        return (self.right - self.left) / self.points

    def x(self, point: float) -> float:
        return self.left + (point - self.first + 0.5) * self.column

    def inside(self, middle: float, half: float) -> float:
        return min(max(middle, self.left + half), self.right - half)


@dataclass(frozen=True)
class Lane:
    """What one round tells of a unit. `counts` are lines of words, `where` is its middle on the axis."""

    unit: Unit | None
    counts: tuple[str, ...]
    where: Interval | None
    is_full: bool

    @property
    def height(self) -> float:
        return max(LANE, LINE * len(self.counts) + 8)


@dataclass(frozen=True)
class Row:
    name: str
    lanes: tuple[Lane, ...]


def row(row: Row, axis: Axis, top: float) -> tuple[list[str], float]:
    """What is drawn, and where the next row begins."""
    names = wrapped(row.name, axis.left - EDGE - 14 - _widest_count(row))
    lanes = sum(lane.height for lane in row.lanes)
    dots = _dots(row.lanes[0], axis, 0)[1]
    height = max(lanes + dots, LINE * len(names) + 10)
    parts = [*_named(names, axis.left - EDGE - 14 - _widest_count(row), top + (height - dots) / 2)]
    at = top + (height - lanes - dots) / 2
    for number, lane in enumerate(row.lanes):
        parts += _lane(lane, axis, at + lane.height / 2)
        at += lane.height
        if number == 0:
            parts += _dots(lane, axis, at)[0]
            at += dots
    bottom = top + height
    return [*parts, line(0, bottom, axis.right, bottom)], bottom


def _widest_count(row: Row) -> float:
    return max((long(text, SMALL) for lane in row.lanes for text in lane.counts), default=0)


def _named(names: tuple[str, ...], room: float, middle: float) -> list[str]:
    first = middle - LINE * len(names) / 2 + LINE - 4
    return [written_from_its_side(0, room, first + LINE * at, name, Letters()) for at, name in enumerate(names)]


def _lane(lane: Lane, axis: Axis, middle: float) -> list[str]:
    first = middle - LINE * len(lane.counts) / 2 + LINE - 5
    letters = Letters(SMALL, SOFT, "end")
    counts = [written(axis.left - EDGE, first + LINE * at, text, letters) for at, text in enumerate(lane.counts)]
    return [*counts, *_mark(lane, axis, middle)]


def _mark(lane: Lane, axis: Axis, y: float) -> list[str]:
    if lane.where is None:
        return _silent(_silence(lane.unit), axis.left + EDGE, y)
    low, high = lane.where
    text = (str(low) if low == high else f"{low} to {high}") if axis.has_numbers else ""
    half = HALF if axis.has_numbers else BARE
    middle = (axis.x(low) + axis.x(high)) / 2
    if low == high:
        shape = diamond(middle, y, half, is_full=lane.is_full)
    else:
        across = max(long(text) / 2 + 10, (axis.x(high) - axis.x(low)) / 2 + 10)
        middle = axis.inside(middle, across)
        shape = _pill(middle, y, across, half - 3, is_full=lane.is_full)
    digits = Letters(TEXT, PAPER if lane.is_full else INK, "middle", is_bold=True)
    return [shape, *([written(middle, y + 5, text, digits)] if text else [])]


def _silent(text: str, left: float, y: float) -> list[str]:
    """On paper: no line of the scale goes through it."""
    paper = f'<rect x="{left - 3:.1f}" y="{y - 9:.1f}" width="{long(text, SMALL) + 6:.1f}" height="18" fill="{PAPER}"/>'
    return [paper, written(left, y + 5, text, Letters(SMALL, SOFT))]


def _silence(unit: Unit | None) -> str:
    if unit is None:
        return "not told by itself in this round"
    return "can’t tell" if unit.cant_tell else "no answer"


def diamond(x: float, y: float, half: float, *, is_full: bool) -> str:
    points = f"M{x:.1f} {y - half:.1f}l{half} {half}l-{half} {half}l-{half} -{half}z"
    return f'<path d="{points}" {_look(is_full)}/>'


def _pill(x: float, y: float, wide: float, half: float, *, is_full: bool) -> str:
    return (
        f'<rect x="{x - wide:.1f}" y="{y - half:.1f}" width="{2 * wide:.1f}" height="{2 * half}" rx="{half}" '
        f"{_look(is_full)}/>"
    )


def _look(is_full: bool) -> str:
    return f'fill="{INK if is_full else PAPER}" stroke="{INK}" stroke-width="1.5"'


def _dots(lane: Lane, axis: Axis, top: float) -> tuple[list[str], float]:
    """People at their points under the mark, and the height that they need. Given under the open rule only."""
    if lane.unit is None or not lane.unit.dots or not axis.has_numbers:
        return [], 0
    step = 2 * DOT + 1.5
    across = max(1, int((axis.column - 4) / step))
    lines = max((each.people - 1) // across + 1 for each in lane.unit.dots)
    parts = [part for each in lane.unit.dots for part in _at_point(each, axis, top + DOT, across, step)]
    return parts, lines * step + 6


def _at_point(dot: Dot, axis: Axis, top: float, across: int, step: float) -> list[str]:
    circles = []
    for number in range(dot.people):
        down, place = divmod(number, across)
        beside = min(across, dot.people - down * across)
        x = axis.x(dot.score) + (place - (beside - 1) / 2) * step
        circles.append(f'<circle cx="{x:.1f}" cy="{top + down * step:.1f}" r="{DOT}" fill="{SOFT}"/>')
    return circles


def line(left: float, top: float, right: float, bottom: float, color: str = RULE, thick: float = 1) -> str:
    ends = f'x1="{left:.1f}" y1="{top:.1f}" x2="{right:.1f}" y2="{bottom:.1f}"'
    return f'<line {ends} stroke="{color}" stroke-width="{thick}"/>'
