"""Which characters our own fonts can draw, read from their tables, and texts made of those alone.

A PDF that everybody can read refuses what it has no drawing for, so that is shown as a box, and counted.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain
from struct import unpack_from

from app.exports.inking import FONTS

LATIN = "SourceSans3"
UNDRAWN = "□"
JOINERS = frozenset({0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0x2068, 0x2069, 0xAD, 0xFE0F})  # drawn as nothing
LEFT_OUT = re.compile("[\ufe00-\ufe0e\ufeff\U000e0100-\U000e01ef]")  # a wish for another look of the letter before
LONG_WORD = re.compile(r"[^\s/\-\u200b]{25,}")
MARKS = 4  # on top of one letter: more of them would climb over the lines above
SYLLABLE = 8
Ranges = Iterator[tuple[int, int]]


class Glyphs:
    """Makes texts settable, and counts what it could not. `is_plain`: in the letters of the main font alone."""

    def __init__(self, *, is_plain: bool = False) -> None:
        self.drawn = drawn(LATIN) if is_plain else drawn("")
        self.ignored: frozenset[int] = frozenset() if is_plain else JOINERS
        self.undrawn = 0

    def settable(self, text: str) -> str:
        if text.isascii() and text.isprintable():
            return text
        return "".join(self._drawn(letter) for letter in _thinned(LEFT_OUT.sub("", text)))

    def _drawn(self, letter: str) -> str:
        if ord(letter) in self.drawn or ord(letter) in self.ignored:
            return letter
        if letter.isspace():
            return " "
        self.undrawn += 1
        return UNDRAWN


def _thinned(text: str) -> Iterator[str]:
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if marks <= MARKS:
            yield letter


def broken(text: str) -> str:
    """Places to break inside words that no line would hold."""
    return LONG_WORD.sub(lambda word: _in_syllables(word[0]), text)


def _in_syllables(word: str) -> str:
    since = 0
    parts: list[str] = []
    for letter in word:
        if since >= SYLLABLE and _begins(letter) and parts[-1] != "\u200d":
            parts.append("\u200b")
            since = 0
        parts.append(letter)
        since += 1
    return "".join(parts)


def _begins(letter: str) -> bool:
    """Whether it may stand first in a line: not a mark, a joiner or a shade of skin."""
    return unicodedata.category(letter) not in ("Mn", "Me", "Mc", "Cf", "Sk")


@cache
def drawn(family: str) -> frozenset[int]:
    """Of every font whose file's name begins so."""
    ranges = chain.from_iterable(_ranges(file.read_bytes()) for file in sorted(FONTS.glob(f"{family}*_400Regular.ttf")))
    every = chain.from_iterable(range(first, last + 1) for first, last in ranges)
    return frozenset(code for code in every if unicodedata.category(chr(code)) != "Cc")


def _ranges(font: bytes) -> Ranges:
    """Of its character map: https://learn.microsoft.com/typography/opentype/spec/cmap, formats 4 and 12."""
    tables = (unpack_from(">4sIII", font, 12 + 16 * at) for at in range(*unpack_from(">H", font, 4)))
    cmap = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    for at in range(*unpack_from(">H", font, cmap + 2)):
        *_, offset = unpack_from(">HHI", font, cmap + 4 + 8 * at)
        kind = unpack_from(">H", font, cmap + offset)[0]
        if kind == 12:
            yield from _groups(font, cmap + offset)
        elif kind == 4:
            yield from _segments(font, cmap + offset)


def _groups(font: bytes, start: int) -> Ranges:
    for at in range(*unpack_from(">I", font, start + 12)):
        first, last, _ = unpack_from(">III", font, start + 16 + 12 * at)
        yield first, last


def _segments(font: bytes, start: int) -> Ranges:
    """A segment may hold gaps where it points to a list of glyphs; a gap there is glyph 0."""
    twice = unpack_from(">H", font, start + 6)[0]
    for at in range(0, twice, 2):
        last, first, delta, offset = (
            unpack_from(">H", font, start + place + at)[0] for place in (14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice)
        )
        if last == 0xFFFF:
            continue
        list_at = start + 16 + 3 * twice + at + offset
        for code in range(first, last + 1):
            glyph = unpack_from(">H", font, list_at + 2 * (code - first))[0] if offset else (code + delta) % 0x10000
            if glyph:
                yield code, code
