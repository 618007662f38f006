"""What one screen shows: its audience's fragments, with one person's own places in their gaps.

Both halves are made of pieces that are encoded once and kept by everybody who is told the same, so that a screen costs
a join of bytes and not a page of its own.
"""

import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup

from app.rendering import fragment

Rendered = dict[str, str]  # element id -> HTML of the whole element
GAP = re.compile(r"<!--own (\w+-\d+)-->")
FORMS_KEPT = 1024  # of one kind of place; a minute of a room has fewer, and each is some 4 KB
STORED = struct.Struct("<BHH")  # a block that is not packed: what it is, its length, and that once more
MOST_STORED = 0xFFFF  # bytes of one block


class Piece:
    """Text that goes to many. The same object where it is the same form."""

    __slots__ = ("_packed", "plain", "text")

    def __init__(self, text: str) -> None:
        self.text, self.plain = text, text.encode()
        self._packed: bytes | None = None

    @property
    def packed(self) -> bytes:
        """In blocks of deflate (RFC 1951) that end with a byte, so that pieces can follow one another in a message."""
        if self._packed is None:
            self._packed = self._pack()
        return self._packed

    def _pack(self) -> bytes:
        """Stored as it is. Own places are as long whatever was answered, and packed they would not be any more."""
        parts = [self.plain[at : at + MOST_STORED] for at in range(0, len(self.plain), MOST_STORED)]
        return b"".join(STORED.pack(0, len(part), len(part) ^ MOST_STORED) + part for part in parts)


class PublicPiece(Piece):
    """Of what everybody in the room is told: nobody learns from its size how well it packs with what they typed."""

    __slots__ = ()

    def _pack(self) -> bytes:
        deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return deflate.compress(self.plain) + deflate.flush(zlib.Z_SYNC_FLUSH)


Letter = tuple[Piece, ...]  # one element, whole
Letters = dict[str, Letter]  # by element


def letters_of(rendered: Mapping[str, str]) -> Letters:
    return {element: (Piece(html),) for element, html in rendered.items()}


def text_of(letters: Mapping[str, Letter]) -> str:
    return "".join(piece.text for letter in letters.values() for piece in letter)


def is_same(letter: Letter, html: str) -> bool:
    return "".join(piece.text for piece in letter) == html


@lru_cache(FORMS_KEPT)
def place_name(what: str, row_id: int) -> str:
    """One object for all who have such a place."""
    return f"{what}-{row_id}"


@dataclass(frozen=True)
class Own:
    """Of one person. Equal where two gave equal answers within a minute, so that what they see is made once."""

    places: tuple[tuple[str, Piece], ...] = ()  # inside fragments
    beside: tuple[tuple[str, Piece], ...] = ()  # elements of their own

    @cached_property
    def by_name(self) -> dict[str, Piece]:
        return dict(self.places)

    def piece(self, name: str) -> Piece:
        return self.by_name.get(name) or empty(name)

    def place(self, what: str, row_id: int) -> Markup:
        """For a page's template: `own("mine", 12)`, `own("stand", 7)`; the last is the read-back."""
        return Markup(self.piece(place_name(what, row_id)).text)  # noqa: S704 - ours

    def element(self, what: str, row_id: int) -> Markup:
        """Likewise of what stands beside the fragments; empty where there is none."""
        piece = dict(self.beside).get(place_name(what, row_id))
        return Markup(piece.text if piece else "")  # noqa: S704 - ours


NOBODYS = Own()


def joined(parts: Iterable[Own]) -> Own:
    places, beside = zip(*[(part.places, part.beside) for part in parts], strict=True)
    return Own(tuple(chain.from_iterable(places)), tuple(chain.from_iterable(beside)))


def gap(what: str, row_id: int) -> Markup:
    """What a room renders for everybody."""
    return Markup(f"<!--own {what}-{row_id}-->")  # noqa: S704 - ours


@lru_cache(FORMS_KEPT)
def empty(name: str) -> Piece:
    """The place of somebody who has none."""
    what, _, row_id = name.partition("-")
    if what == "stand":
        return Piece(fragment("live/_stand.html", read_back_id=int(row_id), stand=None))
    return Piece(fragment(f"live/_{what}.html", round_id=int(row_id), mine=None))


class Cut(NamedTuple):
    """A fragment at its gaps."""

    html: str
    begins: Piece
    goes_on: tuple[tuple[str, Piece], ...]  # the name of a gap, and the text after it

    def filled(self, own: Own) -> Letter:
        pieces = [self.begins]
        for name, text in self.goes_on:
            pieces += own.piece(name), text
        return tuple(pieces)


class Shared:
    """What everybody of an audience sees. Fragments that are as they were `before` are the same objects."""

    def __init__(self, rendered: Mapping[str, str], before: "Shared | None" = None, *, is_public: bool = False) -> None:
        kept, piece = before.cut if before else {}, PublicPiece if is_public else Piece
        self.cut: dict[str, Cut] = {
            element: kept[element] if element in kept and kept[element].html == html else _cut(html, piece)
            for element, html in rendered.items()
        }


NOTHING = Shared({})


def _cut(html: str, piece: type[Piece]) -> Cut:
    begins, *goes_on = GAP.split(html)
    return Cut(html, piece(begins), tuple(zip(goes_on[::2], map(piece, goes_on[1::2]), strict=True)))


class State(NamedTuple):
    shared: Shared
    own: Own = NOBODYS

    @property
    def letters(self) -> Letters:
        inside = {element: cut.filled(self.own) for element, cut in self.shared.cut.items()}
        return inside | {element: (piece,) for element, piece in self.own.beside}


UNTOLD = State(NOTHING)
