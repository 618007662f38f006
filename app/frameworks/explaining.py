"""A framework's own words, marked where they stand in a text, and explained on tap, with or without JavaScript.

A mark is a `<details>`: every browser opens it, by touch and by keyboard, and every screen reader says what it is. It
may not stand inside a `<p>`, so a text with marks stands in a `<div class="with-terms">` or a list item.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from app.frameworks import Framework, Term

MOST = 6  # marks in one text: more, and the text reads as a list of links
MARK = Markup('<details class="term"><summary>{}</summary><span class="meaning">{}</span></details>')
NAMED = Markup("<b>{}:</b> {}")
FIRST = 2
# A word's first letters. Not inside a compound: "evidence-based" is not what the entry for "evidence" speaks of.
START = re.compile(rf"(?<![\w-])\w{{1,{FIRST}}}")
SLASH = re.compile(r"(?<!\band)/(?!or\b)")
WITH_SHORT = re.compile(r"(?P<name>.+?)\s*\((?P<more>[^()]+)\)")


def explained(text: str, framework: Framework) -> Markup:
    """A text that stands alone."""
    return Explainer(framework)(text)


class Explainer:
    """For the texts of one page, in the order in which they are read.

    Each term is marked where the page first uses it, and not again. That is also the rule for words that stand
    everywhere, such as "commissioning": left out they would go unexplained to whoever needs them most, marked every
    time they would be a nuisance, and a list of words to leave out would fit one framework only.
    """

    def __init__(self, framework: Framework) -> None:
        self._glossary = _glossary(framework.glossary)
        self._marked: set[str] = set()

    def __call__(self, text: str) -> Markup:
        parts, at = [], 0
        for found in self._first_uses(text):
            parts += [escape(text[at : found.start]), _mark(found)]
            at = found.end
        return Markup("").join([*parts, escape(text[at:])])

    def _first_uses(self, text: str) -> Iterator["Found"]:
        left = MOST
        for found in _find(text, self._glossary):
            if left and found.term.term not in self._marked:
                self._marked.add(found.term.term)
                left -= 1
                yield found


class Found(NamedTuple):
    term: Term
    words: str  # as written
    start: int
    end: int


class Names(NamedTuple):
    """One pattern over several names; its nth group is a name of the nth of `terms`."""

    pattern: re.Pattern[str]
    terms: tuple[Term, ...]


def _find(text: str, glossary: dict[str, Names]) -> Iterator[Found]:
    at = 0
    for start in START.finditer(text):
        names = glossary.get(start[0].lower())
        if names and start.start() >= at and (match := names.pattern.match(text, start.start())):
            at = match.end()
            yield Found(names.terms[(match.lastindex or 1) - 1], match[0], match.start(), at)


@lru_cache(maxsize=32)
def _glossary(terms: tuple[Term, ...]) -> dict[str, Names]:
    """By the first letters, because one pattern for all, tried at every word, takes several times as long."""
    named: dict[str, list[tuple[str, Term]]] = {}
    for term in terms:
        for name in names_of(term.term):
            if start := START.match(name):
                named.setdefault(start[0].lower(), []).append((name, term))
    return {start: _names(names) for start, names in named.items()}


def _names(named: list[tuple[str, Term]]) -> Names:
    """Longest first, so that an evaluation tool for personal budgets is not taken for a personal budget."""
    longest_first = sorted(named, key=lambda pair: -len(pair[0]))
    either = "|".join(f"({_forms(name)})" for name, _ in longest_first)
    return Names(re.compile(rf"(?:{either})(?![\w-])"), tuple(term for _, term in longest_first))


def names_of(term: str) -> tuple[str, ...]:
    """What a term goes by: as listed, without its short form, the short form, and each side of a slash."""
    names = [term]
    if two := WITH_SHORT.fullmatch(term):
        name, more = two["name"], two["more"]
        # Words in brackets that only narrow a term down, as in "Outcome (for people)", are no name of it.
        names += [name, more] if _is_short(name) or _is_short(more) else [name]
    for name in tuple(names):
        sides = [side.strip() for side in SLASH.split(name)]
        if len(sides) > 1 and all(len(side) > FIRST for side in sides):  # "24/7" and "N/A" are no two names
            names += sides
    return tuple(dict.fromkeys(filter(None, (re.sub(r"^\W+", "", name).strip() for name in names))))


def _is_short(name: str) -> bool:
    """An abbreviation, such as NICE or NMDS-SC."""
    return name.isupper() and " " not in name


def _forms(name: str) -> str:
    """A name in one and in many. An abbreviation only as it is written: "nice" and "it" are other words."""
    stem, ending = _ending(name)
    words = r"[\s-]+".join(re.sub("['’]", "['’]", re.escape(word)) for word in re.split(r"[\s-]+", stem))
    return f"{words}{ending}" if _is_short(name) or len(name) <= FIRST else f"(?i:{words}{ending})"


def _ending(name: str) -> tuple[str, str]:
    lower = name.lower()
    if len(name) <= FIRST:
        return name, ""
    if lower.endswith("ies") and len(name) > 4:
        return name[:-3], "(?:y|ies)"
    if lower.endswith("y") and lower[-2:-1] not in "aeiou":
        return name[:-1], "(?:y|ies)"
    if lower.endswith(("ches", "shes", "sses", "xes")):
        return name[:-2], "(?:es)?"
    if name.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return name[:-1], "s?"
    return name, "(?:s|es)?" if name[-1:].isalpha() else ""


def _mark(found: Found) -> Markup:
    term = found.term
    is_named = found.words.casefold() == term.term.casefold()
    return MARK.format(found.words, term.words if is_named else NAMED.format(term.term, term.words))
