"""What of a text finds room beside the picture of a stage, or in it: letters of 40 px for ten metres, counted in the
widest of the fonts that a projector may have. What is left out stands whole on phones, console and in the table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from textwrap import shorten

from app.frameworks import Term

SAYINGS_HOLD = 270  # characters beside the picture
ENTRY_HOLDS = 300  # of a glossary's entry, in the same place
WORDING_HOLDS = 300  # of a settled wording, and
A_LITTLE_MORE = 5  # no text is cut for so little
HEADING_HOLDS = 56  # of a heading in its larger size
LARGER = 1.6  # room that a character of a question or a term takes, beside one of what else is said
NEW_PARAGRAPH = 20
WHERE_THE_REST_IS = 70  # for the sentence that says so
READ = ((56, 68), (48, 58), (44, 54))  # sizes of words that are read back, each with its lines
READ_HOLDS = 760  # height for them, with what is said otherwise, which has this for its own edge and size:
OTHERS_EDGE, OTHERS = 120, (44, 56)
REGULAR = 0.8  # width of its letters beside the bold ones of LETTERS
BESIDE_UNITS, ACROSS = 1038, 1824  # width with and without the units that answered
# Of the widths here, which are the widest font's: how tight letters are drawn where there is no room for those,
# whatever font a projector has; and the tightest, before a text is cut.
NARROWED, TIGHTEST = 0.8, 0.7
AROUND_A_NAME = 280  # its count and the gap to the next
LETTERS = {  # their widths
    **dict.fromkeys(" iljI.,:;'|·", 14.0),
    **dict.fromkeys("tfr()-/", 20.0),
    **dict.fromkeys("scz", 24.0),
    **dict.fromkeys("mwMW%…@", 42.0),
}


def sayings_that_fit(sayings: Iterable[str], question: str) -> tuple[str, ...]:
    """As many as there is room for. The question is always there, so it is counted first.

    One sentence is always told, shortened if it must be.
    """
    left = SAYINGS_HOLD - round(len(question) * LARGER)
    fitting: list[str] = []
    for text in sayings:
        brief = text if len(text) <= left else text.split(". ")[0].rstrip(".") + "."
        if fitting and len(brief) > left:
            break
        fitting.append(brief)
        left -= len(brief) + NEW_PARAGRAPH
    return tuple(fitting)


def entry_that_fits(term: Term) -> str:
    """The whole entry, or as many of its sentences as fit; the first one at least, shortened if it must be."""
    room = ENTRY_HOLDS - round(len(term.term) * LARGER)
    if len(term.words) <= room:
        return term.words
    room = max(room - WHERE_THE_REST_IS, WHERE_THE_REST_IS)
    fitting = ""
    for sentence in re.split(r"(?<=[.?!])\s+", term.words):
        if fitting and len(fitting) + len(sentence) >= room:
            break
        fitting = f"{fitting} {sentence}".strip()
    return shorten(fitting, room, placeholder="…")


def wording_that_fits(wording: str) -> str:
    """Its beginning, up to a whole word, lines as they are."""
    if len(wording) <= WORDING_HOLDS + A_LITTLE_MORE:
        return wording
    return wording[: WORDING_HOLDS - 3].rsplit(" ", 1)[0] + "..."


def is_long(heading: str) -> bool:
    return len(heading) > HEADING_HOLDS


def width(text: str) -> float:
    """At 40 px, bold."""
    return sum(LETTERS.get(letter, 30.0 if letter.isupper() else 28.0) for letter in text)


def half_a_mark(text: str) -> float:
    """With a margin, for a mark that holds it."""
    return width(text) / 2 + 10


def cut(text: str, room: float) -> str:
    if width(text) <= room:
        return text
    keeps = next((n for n in range(len(text), 0, -1) if width(text[:n] + "…") <= room), 0)
    return f"{text[:keeps].rstrip()}…"


def two_lines(name: str, room: float) -> tuple[str, ...]:
    """A band's name over its points; broken after a slash too, and cut where it must be: words and table have it."""
    parts = name.replace("/", "/\u200b").replace(" ", " \u200b").split("\u200b")
    fitting = [count for count in range(1, len(parts) + 1) if width("".join(parts[:count]).strip()) <= room]
    count = max(fitting, default=1)
    lines = ("".join(parts[:count]).strip(), "".join(parts[count:]).strip())
    return tuple(cut(line, room) for line in lines if line)


@dataclass(frozen=True)
class Line:
    """Text, and how long it is drawn where a wide font would need more than there is."""

    text: str
    length: float | None = None


def line_in(text: str, room: float, letters: float = 1) -> Line:
    text = cut(text, room / TIGHTEST)
    return Line(text, round(min(room, width(text) * NARROWED) * letters, 1) if width(text) > room else None)


def names_in(name: str, room: float, letters: float = 1) -> tuple[Line, ...]:
    """A band's name in one line or two, drawn tighter where that keeps it whole."""
    tries = [two_lines(name, room / letters / tight) for tight in (NARROWED, TIGHTEST)]
    whole = next((lines for lines in tries if not any(line.endswith("…") for line in lines)), tries[-1])
    return tuple(line_in(line, room / letters, letters) for line in whole)


def fit_at_the_foot(names: Iterable[str]) -> bool:
    """Who is here, by group, in three lines of the lobby, each with its people."""
    return sum(width(name) * REGULAR + AROUND_A_NAME for name in names) <= 3 * ACROSS - AROUND_A_NAME


@dataclass(frozen=True)
class Reading:
    size: int
    is_long: bool  # even in the smallest size: then the stage moves through it, and nothing is cut


def reading_that_fits(wording: str, others: Sequence[str], *, has_aside: bool) -> Reading:
    """The largest size in which these words, and those that disagree, stand on a stage at once."""
    room = BESIDE_UNITS if has_aside else ACROSS
    left = READ_HOLDS - sum(OTHERS_EDGE + _height(text, *OTHERS, room) for text in others)
    fitting = [size for size, line in READ if _height(wording, size, line, room) <= left]
    return Reading(fitting[0], is_long=False) if fitting else Reading(READ[-1][0], is_long=True)


def _height(text: str, size: int, line: int, room: float) -> int:
    return sum(max(1, ceil(width(part) * REGULAR * size / 40 / room)) for part in text.split("\n")) * line
