"""Text for a slide: measured before it is set, so that what does not fit goes on on a further slide.

A slide has no layout of its own before a program opens it. Widths are those of a wide sans serif, so that whatever
font is at hand, the text stays inside its box.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from app.exports.plain import plain

LINE = 1.22  # of the size of its letters
NARROW, WIDE = frozenset("iIjlrtf.,:;'’|!()[]-/ "), frozenset("mwMW@%—…")
SMALLEST = 18  # points: read from the back of a room


@dataclass(frozen=True)
class Block:
    """A paragraph. `size` and `gap`, the room over it, are points; a heading stays with what it heads."""

    text: str
    size: float = 20
    is_bold: bool = False
    is_quiet: bool = False
    is_heading: bool = False
    gap: float = 6
    color: str = ""


def heading(text: str) -> Block:
    return Block(text, is_bold=True, is_heading=True, gap=14)


def blocks(text: str, size: float = 20, *, is_quiet: bool = False, most: int = 900) -> Iterator[Block]:
    """A paragraph a line; what is longer than anybody reads on a slide stands whole in its notes."""
    for line in briefly(text, most).split("\n"):
        if line.strip():
            yield Block(line, size, is_quiet=is_quiet)


def briefly(text: str, most: int) -> str:
    text = plain(text)
    if len(text) <= most:
        return text
    words = text[:most].rsplit(None, 1)[0] if " " in text[most // 2 : most] else text[:most]
    return f"{words} … (the whole stands in the notes)"


def pages(all_of_it: Iterable[Block], width: float, height: float) -> list[list[Block]]:
    """Blocks by page, each at most `height` points high where lines are `width` points long."""
    made: list[list[Block]] = [[]]
    left, rest = height, list(all_of_it)
    while rest:
        block = rest.pop(0)
        following = rest[0] if block.is_heading and rest else None
        needed = height_of(block, width) + (height_of(following, width, most=2) if following else 0)
        if needed <= left:
            made[-1].append(block)
            left -= height_of(block, width)
            continue
        fits = int((left - block.gap) // (block.size * LINE))
        first, last = (None, block) if block.is_heading or fits < 2 else _parted(block, width, fits)
        if first:
            made[-1].append(first)
        if made[-1]:
            made.append([])
            left = height
            rest.insert(0, last)
        else:  # a heading higher than a page
            made[-1].append(block)
            left = 0
    return made


def _parted(block: Block, width: float, fits: int) -> tuple[Block, Block]:
    lines = wrapped(block, width)
    return replace(block, text=" ".join(lines[:fits])), replace(block, text=" ".join(lines[fits:]))


def height_of(block: Block, width: float, most: int | None = None) -> float:
    lines = len(wrapped(block, width))
    return block.gap + min(lines, most or lines) * block.size * LINE


@lru_cache(maxsize=500)
def wrapped(block: Block, width: float) -> tuple[str, ...]:
    """As a program breaks it: between words, and inside one that is longer than a line."""
    room = width / (block.size * (1.07 if block.is_bold else 1))
    lines, line, used = [], "", 0.0
    for word in _pieces(block.text, room):
        wide = _ems(word)
        if line and used + _ems(" ") + wide > room:
            lines.append(line)
            line, used = word, wide
        else:
            line, used = (f"{line} {word}", used + _ems(" ") + wide) if line else (word, wide)
    return (*lines, line)


def _pieces(text: str, room: float) -> Iterator[str]:
    for word in text.split():
        piece, used = "", 0.0
        for letter in word:
            if piece and used + _ems(letter) > room:
                yield piece
                piece, used = "", 0.0
            piece, used = piece + letter, used + _ems(letter)
        yield piece


def _ems(text: str) -> float:
    return sum(map(_em, text))


@cache
def _em(letter: str) -> float:
    if letter in NARROW:
        return 0.36
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.1
    if letter in WIDE or ord(letter) > 0x2FFF:
        return 1.0
    return 0.75 if letter.isupper() or not letter.isascii() else 0.61
