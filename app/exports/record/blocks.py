"""What a record to be read is made of. A format draws each kind of block its own way, and decides nothing else.

`kind` and `tone` are words that a template looks at. Every text in here is a text: no markup of any format.
"""

import re
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal, TypeVar

from app.bidi import reads_from_the_right

NEVER_PRINTED = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e001f]"
)  # controls, halves of a letter, and what would turn round the line that it stands in
Part = TypeVar("Part")
LONGEST_HEAD = 150  # of a column, a caption, a heading: a longer one would fill the page that it heads
Tone = Literal["plain", "strong", "soft"]


@dataclass(frozen=True)
class Line:
    """A paragraph, or one of several in a cell. `to` is an address, or a place in the same file such as “#method”."""

    text: str
    tone: Tone = "plain"
    to: str = ""

    @property
    def is_from_the_right(self) -> bool:
        return reads_from_the_right(self.text)


Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Text:
    lines: Lines
    kind: str = field(default="text", init=False)


@dataclass(frozen=True)
class Items:
    lines: Lines
    kind: str = field(default="items", init=False)


@dataclass(frozen=True)
class Fact:
    name: str
    lines: Lines


@dataclass(frozen=True)
class Facts:
    facts: tuple[Fact, ...]
    kind: str = field(default="facts", init=False)


@dataclass(frozen=True)
class Panel:
    """Words that stand out: what was settled, or what somebody says against it."""

    look: Literal["position", "dissent", "mark"]
    label: str
    lines: Lines


@dataclass(frozen=True)
class Panels:
    """They belong together: dissent stands beside its position."""

    panels: tuple[Panel, ...]
    kind: str = field(default="panels", init=False)


@dataclass(frozen=True)
class Table:
    """The first cell of a row says what the row is about."""

    caption: str
    header: tuple[str, ...]
    widths: tuple[int, ...]  # of the columns, in parts of the whole
    rows: tuple[tuple[Lines, ...], ...]
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Picture:
    svg: str
    alt: str
    caption: str
    kind: str = field(default="picture", init=False)


Block = Text | Items | Facts | Panels | Table | Picture


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True)
class Record:
    title: str
    about: str
    marks: tuple[str, ...]
    front: tuple[Block, ...]
    sections: tuple[Section, ...]
    foot: str


def lines(text: str, tone: Tone = "plain") -> Lines:
    return tuple(Line(part, tone) for part in plain(text).split("\n") if part.strip())


def line(text: str, tone: Tone = "plain") -> Lines:
    """One, whatever is in it."""
    words = " ".join(plain(text).split())
    return (Line(words, tone),) if words else ()


def clean(value: Part) -> Part:
    """The same without what no file can hold, in whatever text it was."""
    cleaned: Part = _clean(value)
    return cleaned


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return type(value)(NEVER_PRINTED.sub("", value))
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _clean(getattr(value, each.name)) for each in fields(value) if each.init})
    return value


def head(text: str) -> str:
    return cut(text, LONGEST_HEAD)


def cut(text: str, letters: int) -> str:
    """At the end of a word, where there is one. What was quoted stays quoted."""
    words = "".join(part.text for part in line(text))
    if len(words) <= letters:
        return words
    short = words[: letters - 1]
    return f"{short.rsplit(' ', 1)[0] if ' ' in short else short}…{'”' if words.endswith('”') else ''}"


def plain(text: str) -> str:
    return NEVER_PRINTED.sub("", re.sub("\r\n?|[\u0085\u2028\u2029]", "\n", text)).strip()


def told(*blocks: Block | None) -> tuple[Block, ...]:
    """Those that hold something."""
    return tuple(block for block in blocks if block and _holds_something(block))


def _holds_something(block: Block) -> bool:
    return isinstance(block, Picture) or any(getattr(block, name, ()) for name in ("lines", "facts", "panels", "rows"))
