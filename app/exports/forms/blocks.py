"""What the forms are made of, whatever the file: headings, paragraphs, tables, boxes to write in, pictures.

Widths and heights are in centimetres of A4 on its side. A line is a text with the name of its style.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.exports.inking import size
from app.exports.plain import plain

Line = tuple[str, str]  # (text, the name of its style)
WIDTH = 25.7  # between the margins
ROOM = 2.2  # to write in
PICTURE, PAGE = 18.0, 14.5  # the widest and the highest picture
STAYS = 900  # characters of a cell; a new line takes some too
PIXELS = 80  # of a picture to a centimetre


@dataclass(frozen=True)
class Heading:
    """`name` is what a link inside the file points to."""

    text: str
    level: int
    starts_page: bool = False
    name: str = ""


@dataclass(frozen=True)
class Paragraph:
    """`link` is the text of a link to the heading with the name `to`, behind the text."""

    text: str
    style: str = "Normal"
    link: str = ""
    to: str = ""


@dataclass(frozen=True)
class Fact:
    """A name in the margin of its text."""

    name: str
    text: str


@dataclass(frozen=True)
class Row:
    """One cell goes across the whole table, as the name of what follows."""

    cells: tuple[tuple[Line, ...], ...]
    height: float = 0

    @property
    def stays_together(self) -> bool:
        """On one page: unless it is so long that it may need more than one."""
        return all(sum(len(text) + 60 for text, _ in cell) < STAYS for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """With one header row. `colors` are edges over its cells, and such a table is centred."""

    name: str
    about: str
    header: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    colors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Box:
    """A frame of one cell, with room to write in."""

    name: str
    about: str
    inside: tuple[Line, ...] = ()
    height: float = ROOM


@dataclass(frozen=True)
class Picture:
    svg: str
    alt: str
    caption: str


Block = Heading | Paragraph | Fact | Table | Box | Picture


@dataclass(frozen=True)
class Pages:
    """A document: its properties, what every page says at its top and foot, and what stands on them."""

    title: str
    subject: str
    header: str
    footer: str
    blocks: tuple[Block, ...]


def lines(text: str, style: str) -> list[Line]:
    return [(line, style) for line in plain(text).split("\n") if line.strip()]


def row(*cells: Sequence[Line], height: float = 0) -> Row:
    return Row(tuple(tuple(cell) for cell in cells), height)


def asks(label: str) -> str:
    """A label over a box to write in."""
    return label if label.endswith(("?", ":", ".")) else f"{label}:"


@dataclass(frozen=True)
class Size:
    """In centimetres."""

    wide: float
    high: float


def size_of(drawn: Picture) -> Size:
    """As wide as reads well, and never higher than a page."""
    wide, high = size(drawn.svg)
    scale = min(PICTURE / wide, PAGE / high)
    return Size(round(wide * scale, 2), round(high * scale, 2))


def pixels(made: Size) -> int:
    return round(made.wide * PIXELS)
