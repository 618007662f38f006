"""Text in the room there is for it: cut where a format holds no more, and about how many lines it takes."""

import unicodedata

FIRST = 3000


def shortened(text: str, most: int, remark: str) -> str:
    """At most `most` UTF-16 units, as the office programs count: what is cut says so itself."""
    if len(text.encode("utf-16-le")) <= 2 * most:
        return text
    room = 2 * (most - len(remark))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + remark


def lines_in(text: str, width: int) -> int:
    """About how many lines it takes where `width` letters stand in one; no row is higher than the first of them ask."""
    return sum(max(1, -(-_letters(line) // max(width - 1, 1))) for line in text[:FIRST].split("\n"))


def _letters(line: str) -> int:
    """A letter of East Asia takes the room of two."""
    return len(line) if line.isascii() else sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in line)
