"""One page in plain language: what the day was, what was agreed, where views differ, what happens next, whom to ask.

It is offered to the typesetter at several lengths, longest first, and the first that fits is set. What is left
out is counted on the page itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.exports import front
from app.exports.contents.recorded import Dissent, Position
from app.exports.contents.report import Report
from app.exports.contents.rounds import Round
from app.exports.contents.subjects import Overall, Standard
from app.exports.record.actions import all_to_do, subjects
from app.exports.record.blocks import Fact, Line, clean, cut, plain
from app.exports.record.domain import named
from app.exports.saying import ending
from app.exports.typesetting import typeset
from app.models.record.position import AFTERWARDS

SENTENCE = re.compile(r".+?[.!?…][”’\")]*(?=\s+[^a-z\s])", re.DOTALL)
LENGTHS = ((30, 400), (14, 260), (10, 200), (8, 160), (6, 130), (5, 110), (4, 90), (3, 70), (2, 60), (1, 40))
REST = (
    "The whole record is in the same pack, as a web page, a Word file and a PDF. It has every position in full, what "
    "anybody said against it, and how views were counted."
)
NO_ACTION = "No action was written down."
NO_POSITION = "Nothing was settled in this workshop."
NO_DIFFERENCE = "The record tells of no difference between groups."


@dataclass(frozen=True)
class Piece:
    """A fact's name stands in bold letters before its line, and may be empty."""

    title: str
    facts: tuple[Fact, ...]
    is_list: bool = True


@dataclass(frozen=True)
class Page:
    title: str
    pieces: tuple[Piece, ...]


def as_summary(report: Report) -> bytes:
    """A PDF of one page, whatever is in the report."""
    title = f"{plain(report.workshop.council)}: a summary in plain words"
    pages = tuple(_page(report, title, items, letters) for items, letters in LENGTHS)
    return typeset("summary.typ", {"title": title, "marks": front.marks(report), "pages": clean(pages)})


def _page(report: Report, title: str, items: int, letters: int) -> Page:
    lists = (
        ("What was agreed, and what was not", [*_ended(report), *_open(report)], NO_POSITION),
        ("Where views differ", [*_differing(report)], NO_DIFFERENCE),
        ("What happens next", [*_next(report)], NO_ACTION),
    )
    pieces = (
        Piece("What the day was", tuple(map(_said, _day(report, letters))), is_list=False),
        Piece("Who took part", tuple(_who(report, letters)), is_list=False),
        *(_listed(name, pairs, empty, items, letters) for name, pairs, empty in lists),
        Piece("The rest, and whom to ask", tuple(_rest(report, letters)), is_list=False),
    )
    return Page(cut(title, letters), pieces)


def _day(report: Report, letters: int) -> Iterator[str]:
    held = report.workshop
    rated = sum(bool(standard.told) for standard in report.standards)
    people = "One person" if report.front.people == 1 else f"{report.front.people} people"
    standards = "one standard" if rated == 1 else f"{rated} standards"
    council, title, framework = (cut(text, letters) for text in (held.council, held.title, held.framework.title))
    yield f"On {front.spoken(held.held_on)} local partners of {council} met for “{title}” ({held.purpose})."
    if rated:
        yield f"{people} rated {standards} of “{framework}”, each alone. Then all talked about what had been said."
    yield front.NOT_A_RATING


def _said(text: str) -> Fact:
    return Fact("", (Line(text),))


def _who(report: Report, letters: int) -> Iterator[Fact]:
    heard, not_heard = report.front.heard, report.front.not_heard
    yield Fact("Heard:", (Line(_names(heard, letters) or front.heard(report)),))
    yield Fact("Not heard:", (Line(_names(not_heard, letters) or front.not_heard(report)),))


def _names(names: tuple[str, ...], letters: int) -> str:
    shown = [cut(name, letters // 2) for name in names[: max(letters // 20, 2)]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f", and {more} more" if more else "")


def _ended(report: Report) -> Iterator[tuple[str, str]]:
    for name, subject in sorted(subjects(report), key=lambda pair: pair[0] != "Overall"):
        if subject.position:
            state = ending(subject.position)
            yield f"{name}:", f"{state[0].lower()}{state[1:]}. {_words(subject.position)}"


def _words(position: Position) -> str:
    """Beside how it ended no other text stands here: they are marked where they were not the room's."""
    words = first_sentence(position.wording)
    return f"{words} ({AFTERWARDS})" if "wording" in position.late else words


def _open(report: Report) -> Iterator[tuple[str, str]]:
    for standard in report.standards:
        if standard.is_revealed and not standard.position:
            yield f"{named(standard)}:", "rated, and not settled."


def _differing(report: Report) -> Iterator[tuple[str, str]]:
    """Dissent first: it is somebody's own words."""
    for name, subject in subjects(report):
        for dissent in subject.dissents if subject.position else ():
            yield f"{name}:", _dissent(dissent)
        if isinstance(subject, (Standard, Overall)):
            yield from ((f"{name}:", words) for words in _in_words(subject.told[-1:]))


def _dissent(dissent: Dissent) -> str:
    if dissent.is_held_back:
        return "a dissent is held back."
    return f"dissent, {dissent.unit or 'without a name'}: “{first_sentence(dissent.words)}”"


def _in_words(rounds: tuple[Round, ...]) -> list[str]:
    """The most important finding, without a figure."""
    findings = [finding.words for round_ in rounds if round_.shown for finding in round_.shown.findings]
    return [words for words in findings if words][:1]


def _next(report: Report) -> Iterator[tuple[str, str]]:
    for _, action in all_to_do(report):
        who = ", ".join(action.who) or "nobody yet"
        yield f"{first_sentence(action.what).rstrip('.')}.", f"Who: {who}. By when: {action.when or 'no date yet'}."


def _rest(report: Report, letters: int) -> Iterator[Fact]:
    held = report.workshop
    yield _said(REST)
    about = "" if held.confirmed_at else front.about_not_confirmed(report)
    yield _said(" ".join(filter(None, (f"{front.status(report)}.", about, front.fingerprint_sentence(report)))))
    for name, text in (("Responsible for the data:", held.responsible), ("Questions about it:", held.data_contact)):
        if plain(text):
            yield Fact(name, (Line(cut(text, letters)),))


def _listed(name: str, pairs: list[tuple[str, str]], empty: str, items: int, letters: int) -> Piece:
    if not pairs:
        return Piece(name, (_said(empty),), is_list=False)
    facts = [Fact(cut(title, letters), (Line(cut(text, letters)),)) for title, text in pairs[:items]]
    more = len(pairs) - items
    return Piece(name, (*facts, *((_said(f"And {more} more, in the record."),) if more > 0 else ())))


def first_sentence(text: str) -> str:
    words = " ".join(plain(text).split())
    found = SENTENCE.match(words)
    return found[0] if found else words
