"""Letters of a picture: how wide a text is, where it is broken so that nothing of it is cut, and how it is written.

Widths are those of a wide font, so that what fits here fits in every font that a reader may have.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from app.bidi import isolated, reads_from_the_right
from app.exports.plain import plain
from app.revealed.fitting import width

FONT = "'Source Sans 3', sans-serif"  # quoted: a name that holds a digit by itself is none
INK, SOFT, RULE, PAPER = "#0b0c0c", "#505a5f", "#b1b4b6", "#ffffff"
TEXT, SMALL = 15, 13
NARROWER = 0.78  # our font, and what a browser takes instead, beside the widest bold one
JOINED = "\u200d\ufe0f"


@dataclass(frozen=True)
class Letters:
    """How a line is written. `anchor` is SVG's: start, middle or end."""

    size: int = TEXT
    color: str = INK
    anchor: str = "start"
    is_bold: bool = False


def long(text: str, size: int = TEXT) -> float:
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    marks = sum(unicodedata.category(letter) in {"Mn", "Me", "Cf"} for letter in text)
    return (width(text) * NARROWER + wide * 18 - marks * 24) * size / 40


def wrapped(text: str, room: float, size: int = TEXT) -> tuple[str, ...]:
    """Broken at spaces and after slashes, and inside of a word only where it is longer than a line."""
    fitting: list[str] = []
    for part in _parts(" ".join(plain(text).split()), room, size):
        if fitting and long((fitting[-1] + part).rstrip(), size) <= room:
            fitting[-1] += part
        else:
            fitting.append(part)
    return tuple(filter(None, (line.strip() for line in fitting)))


def _parts(text: str, room: float, size: int) -> Iterator[str]:
    for word in re.findall(r"[^ /]*(?: +|/+|$)", text):
        left = word
        while long(left.rstrip(), size) > room:
            keeps = _letters_that_fit(left, room, size)
            yield left[:keeps]
            left = left[keeps:]
        yield left


def _letters_that_fit(word: str, room: float, size: int) -> int:
    """One at least, and what a letter carries goes with it. Looked for up to the first that is too long."""
    fits = 0
    for at in range(1, len(word)):
        if _is_carried(word, at):
            continue
        if fits and long(word[:at], size) > room:
            break
        fits = at
    return fits or len(word)


def _is_carried(word: str, at: int) -> bool:
    return word[at] in JOINED or word[at - 1] in JOINED or unicodedata.category(word[at])[0] == "M"


def written(x: float, y: float, text: str, letters: Letters) -> str:
    """One line of text whose baseline is at y."""
    weight = ' font-weight="700"' if letters.is_bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{FONT}" font-size="{letters.size}"{weight} '
        f'fill="{letters.color}" text-anchor="{letters.anchor}">{escape(isolated(plain(text)))}</text>'
    )


def written_from_its_side(left: float, right: float, y: float, text: str, letters: Letters) -> str:
    """A line that reads from the right stands at the right of its column."""
    if reads_from_the_right(text):
        return written(right, y, text, Letters(letters.size, letters.color, "end", letters.is_bold))
    return written(left, y, text, letters)
