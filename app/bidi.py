"""Which way a text runs. What people type may read from right to left, alone or inside a sentence of ours.

Blocks are left to `dir="auto"`; these are for what stands inside a line, and for Word, which has no such thing.
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

FSI, PDI = "\u2068", "\u2069"  # keep what is between them to itself, in the direction of its first letter
LEFT, RIGHT = frozenset({"L"}), frozenset({"R", "AL"})
PAIRS = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“", "’": "‘"}


def reads_from_the_right(text: str) -> bool:
    """By its first strong letter, as every browser decides it."""
    return next((kind in RIGHT for kind in map(unicodedata.bidirectional, text) if kind in LEFT | RIGHT), False)


def has_letters_from_the_right(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(letter) in RIGHT for letter in text)


def isolated(text: str) -> str:
    """Where no element can stand: a page's title, a choice in a list, a letter of the picture."""
    return f"{FSI}{text}{PDI}" if has_letters_from_the_right(text) else text


def kept_apart(sentence: str) -> str:
    """A sentence of ours with names in it that somebody typed, where no element can stand."""
    return "".join(isolated(part) for part, _ in runs(sentence))


def runs(text: str) -> list[tuple[str, bool]]:
    """(part, whether it runs from right to left). What has no direction of its own goes with its neighbours, where both
    run the same way, or with the whole; a bracket is closed where it was opened.
    """
    if not has_letters_from_the_right(text):
        return [(text, False)] if text else []
    ways = _ways(text, base=reads_from_the_right(text))
    return [("".join(text[at] for at, _ in part), way) for way, part in groupby(enumerate(ways), lambda pair: pair[1])]


def _ways(text: str, base: bool) -> list[bool]:
    strong = [_way(letter) for letter in text]
    before, after = [*_carried(strong, base)], [*_carried(strong[::-1], base)][::-1]
    ways = [left if left == right else base for left, right in zip(before, after, strict=True)]
    opened: dict[str, list[int]] = {}
    for at, letter in enumerate(text):
        if letter in PAIRS.values():
            opened.setdefault(letter, []).append(at)
        elif PAIRS.get(letter) in opened and opened[PAIRS[letter]]:
            ways[at] = ways[opened[PAIRS[letter]].pop()]
    return ways


def _way(letter: str) -> bool | None:
    kind = unicodedata.bidirectional(letter)
    return True if kind in RIGHT else False if kind in LEFT else None


def _carried(strong: list[bool | None], base: bool) -> Iterator[bool]:
    now = base
    for way in strong:
        now = now if way is None else way
        yield now
