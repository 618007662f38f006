"""What people wrote, looked through before it is published: for names that may not stand there, and for figures.

Found by spelling: whole words, whatever their case, their apostrophes and what nobody sees between their letters. It
cannot know who is meant by “the lady in the front row”: a person reads what is published.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from app.exports.contents.report import Report
from app.exports.sentences import sentences
from app.models.record.publishing import Sentence

DRAFTED = "how units answered, from which it was drafted"
SHORT = 4  # letters from which part of a name, or one in small letters, is taken for a name
NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten"
FIGURE = re.compile(
    rf"\d+(?:[.,]\d+)*\s*(?:%|per\s?cent)?|\b(?:{NUMBERS})\s+(?:out\s+of|in|points?)\b"
    rf"|\b(?:scor(?:e|es|ed|ing)|rat(?:e|es|ed|ing|ings))\s+(?:\w+\s+){{0,2}}(?:{NUMBERS})\b"
    rf"|\b(?:{NUMBERS})\s+(?:scores?|scored|rated|ratings?)\b|\b\w+\s+per\s?cent\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
DAY = re.compile(
    r"\d{1,2}(?= (?:January|February|March|April|May|June|July|August|September|October|November|December))"
)


@dataclass(frozen=True)
class Found:
    """A sentence, and the words in it that it was found by."""

    sentence: Sentence
    words: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """That may not stand in what is published before somebody has looked at the sentence."""

    groups: Collection[str] = ()  # of which it is not told by themselves
    people: Collection[str] = ()

    def found_at(self, sentence: Sentence) -> tuple[str, ...]:
        """A group that is to do something is named for that, and not for what its people said."""
        if sentence.field == "action_who" and sentence.text in self.groups:
            return ()
        drafted = (DRAFTED,) if sentence.field == "narrative" else ()
        return (*self.found_in(sentence.text), *drafted)

    def found_in(self, text: str) -> tuple[str, ...]:
        plain = _plain(text)
        folded = plain.casefold()
        found = (
            name for name, pattern, keeps_case in self._patterns if pattern.search(plain if keeps_case else folded)
        )
        return tuple(dict.fromkeys(found))

    @cached_property
    def _patterns(self) -> tuple[tuple[str, re.Pattern[str], bool], ...]:
        spellings = [
            *((group, spelling, False) for group in sorted(self.groups) for spelling in _spellings(group)),
            *((person, *part) for person in sorted(self.people) for part in _parts(person)),
        ]
        return tuple((name, *_pattern(_plain(text), keeps_case=keeps)) for name, text, keeps in spellings if text)


def figures(report: Report) -> tuple[Found, ...]:
    """To be looked at where numbers are left out: a sentence may bring them back. Nobody has to decide about them."""
    bands = Names(groups=[band.name for band in report.workshop.framework.bands])
    found = ((sentence, (*_figures(sentence.text), *bands.found_in(sentence.text))) for sentence in sentences(report))
    return tuple(
        Found(sentence, tuple(dict.fromkeys(words)))
        for sentence, words in found
        if words and sentence.field not in ("action_due", "evidence_link")
    )


def _figures(text: str) -> Iterator[str]:
    for match in FIGURE.finditer(_plain(text)):
        if not YEAR.fullmatch(match[0].strip()) and not DAY.match(match.string, match.start()):
            yield match[0].strip()


def _plain(text: str) -> str:
    """Compared as it is read: one kind of apostrophe, hyphen and space, no accents, no letter that nobody sees."""
    letters = unicodedata.normalize("NFKD", re.sub("[’‘ʼ]", "'", text))
    seen = "".join(letter for letter in letters if unicodedata.category(letter) not in ("Cf", "Mn"))
    return " ".join(re.sub(r"[\u2010-\u2015]", "-", seen).split())


def _spellings(group: str) -> Iterable[str]:
    """ "CCG (now ICB)" is also called by either."""
    yield group
    if "(" in group:
        yield re.sub(r"\([^)]*\)", " ", group).strip()
        yield from (word for inner in re.findall(r"\(([^)]*)\)", group) for word in inner.split() if word.isupper())


def _parts(person: str) -> Iterable[tuple[str, bool]]:
    """The whole name, the last of it, and what else of it is written like a name: people are called by the first.

    With each, whether it counts in its own case alone: "Table 3" is a label, and "at the table" is nobody.
    """
    *first, last = person.split() or [""]
    if len(person.strip()) > 1:
        yield person, False
    if first and len(last) >= SHORT:
        yield last, False
    yield from ((part, True) for part in first if part[0].isupper() and len(part) > 1)


def _pattern(name: str, *, keeps_case: bool) -> tuple[re.Pattern[str], bool]:
    """With its plural and its possessive. A name of two or three letters counts in its own case alone."""
    keeps_case = keeps_case or len(name) < SHORT
    stem = name if keeps_case else re.sub(r"(?<=\w{3})s$", "", name.casefold())
    ending = r"(?:'s|s'|es|s)?" if stem[-1:].isalnum() else ""
    return re.compile(rf"(?<!\w){re.escape(stem)}{ending}(?!\w)"), keeps_case
