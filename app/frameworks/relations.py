"""What must hold between rows: numbers only once, references that lead somewhere, a scale without holes."""

from collections import Counter
from collections.abc import Iterator

from app.frameworks import kinds
from app.frameworks.cells import is_address
from app.frameworks.entries import Entries, Entry
from app.frameworks.framework import MOST_CRITERIA
from app.frameworks.kind import Column
from app.frameworks.problems import Problems, nearest, quoted

NAMED = {
    "standard": (kinds.STANDARDS,),
    "domain": (kinds.DOMAINS,),
    "criterion": (kinds.CRITERIA,),
    "question": (kinds.QUESTIONS,),
    "group": (kinds.GROUPS,),
    "evidence": (kinds.MINIMUM, kinds.POTENTIAL),
    "glossary": (kinds.GLOSSARY,),
    "resource": (kinds.OUTCOMES, kinds.GENERAL),
}  # the first word of a correction's “where”, and what the rest must name


def check_relations(entries: Entries, problems: Problems) -> None:
    check_identities(entries, problems)
    _check_references(entries, problems)
    _check_domains_are_filled(entries, problems)
    _check_criteria(entries, problems)
    _check_scale(entries, problems)
    _check_glossary(entries, problems)
    _check_corrections(entries, problems)


def check_identities(entries: Entries, problems: Problems) -> None:
    """Within a noun: the two kinds of evidence share their numbers."""
    first: dict[tuple[str, str], Entry] = {}
    for row in filter(Entry.name, entries.rows):
        kind = row.kind
        other = first.setdefault((kind.noun, row.name().casefold()), row)
        if other is not row:
            cause = (
                f"The {kind.noun} {quoted(row.name())} is here twice; the first is at {other.where_is(kind.identity)}."
            )
            problems.add(row.where_is(kind.identity), cause, _apart(kind.identity, row.name()))


def _apart(identity: str, name: str) -> str:
    if identity != "number":
        return f"Give one of them another {identity}, or take it out."
    hint = f" If {name}0 is meant, write it as text, or it is taken for {name}." if "." in name else ""
    return f"Give one of them another number.{hint}"


def _check_references(entries: Entries, problems: Problems) -> None:
    for row in entries.rows:
        for column in row.kind.columns:
            if column.refers and column.name in row.cells:
                _check_reference(row, column, entries, problems)


def _check_reference(row: Entry, column: Column, entries: Entries, problems: Problems) -> None:
    there = next(kind for kind in entries.kinds if kind.name == column.refers)
    rows = entries.of(there)
    if there in entries.unread or not all(other.is_readable(there.identity) for other in rows):
        return
    names = [other.name() for other in rows]
    for name in _names(row, column):
        if name not in names:
            mend = nearest(name, names) or f"Use one that is there, or add it to “{there.name}”."
            problems.add(row.where_is(column.name), f"There is no {there.noun} {quoted(name)}.", mend.strip())


def _names(row: Entry, column: Column) -> tuple[str, ...]:
    value = row.cells[column.name].value
    return value if isinstance(value, tuple) else tuple(filter(None, [row.text(column.name)]))


def _check_domains_are_filled(entries: Entries, problems: Problems) -> None:
    standards = entries.of(kinds.STANDARDS)
    is_whole = kinds.STANDARDS not in entries.unread
    if not is_whole or not standards or not all(standard.is_readable("domain") for standard in standards):
        return
    filled = {standard.text("domain") for standard in standards}
    for domain in filter(Entry.name, entries.of(kinds.DOMAINS)):
        if domain.name() not in filled:
            cause = f"The domain {quoted(domain.name())} has no standard."
            problems.add(domain.where, cause, "Give it at least one standard, or take it out.")


def _check_criteria(entries: Entries, problems: Problems) -> None:
    """A phone shows them all beside one rating."""
    found = Counter(row.text("standard") for row in entries.of(kinds.CRITERIA))
    for row in entries.of(kinds.STANDARDS):
        if found[row.name()] > MOST_CRITERIA:
            cause = f"The standard {quoted(row.name())} has {found[row.name()]} criteria."
            problems.add(row.where_is("number"), cause, f"Keep to {MOST_CRITERIA}, or make two standards of it.")


def _check_scale(entries: Entries, problems: Problems) -> None:
    scale = next(iter(entries.of(kinds.SCALE)), None)
    points = scale.whole("points") if scale else None
    bands = entries.of(kinds.BANDS)
    if kinds.BANDS in entries.unread:
        return
    edges = [(band.whole("low"), band.whole("high")) for band in bands]
    due = 1
    for band, (low, high) in zip(bands, edges, strict=True):
        _check_semicolon(band, problems)
        if low is None or high is None:
            return
        if low != due:
            cause = f"The band {quoted(band.name())} begins at {low}, where {due} comes next on the scale."
            problems.add(band.where_is("low"), cause, f"Begin it at {due}, and give the bands from the lowest up.")
        if high < low:
            cause = f"The band {quoted(band.name())} ends at {high}, below where it begins."
            problems.add(band.where_is("high"), cause, f"End it at {low} or above.")
        due = high + 1
    if bands and points and due != points + 1:
        cause = f"The bands end at {due - 1}, and the scale at {points}."
        problems.add(bands[-1].where_is("high"), cause, f"End the last band at {points}.")


def _check_semicolon(band: Entry, problems: Problems) -> None:
    if ";" in band.name():
        cause = f"The band’s name {quoted(band.name())} holds a semicolon, which parts names in a list."
        problems.add(band.where_is("name"), cause, "Use another sign, such as a comma.")


def _check_glossary(entries: Entries, problems: Problems) -> None:
    rows = [row for row in entries.of(kinds.GLOSSARY) if row.name()]
    if kinds.GLOSSARY in entries.unread:
        return
    names = [row.name() for row in rows]
    by_name = {name.casefold(): row for name, row in zip(names, rows, strict=True)}
    for row in rows:
        see = row.text("see")
        if not see or is_address(see):
            continue
        if see.casefold() not in by_name:
            mend = nearest(see, names) or "Name another term as it is written there, or an address with https://."
            problems.add(row.where_is("see"), f"There is no term {quoted(see)} in the glossary.", mend.strip())
        elif any(other is row for other in _followed(row, by_name)):
            cause = f"“See {see[:60]}” leads back to {quoted(row.name())} itself."
            problems.add(row.where_is("see"), cause, "Take “see” out of one of the terms that name each other.")


def _followed(row: Entry, by_name: dict[str, Entry]) -> Iterator[Entry]:
    """Where “see” leads, term after term; at most once round."""
    following = by_name.get(row.text("see").casefold())
    for _ in by_name:
        if following is None:
            return
        yield following
        following = by_name.get(following.text("see").casefold())


def _check_corrections(entries: Entries, problems: Problems) -> None:
    for row in entries.of(kinds.CORRECTIONS):
        word, _, name = row.text("where").partition(" ")
        if not name or word not in NAMED or entries.unread & {*NAMED[word]}:
            continue
        names = [_name(other) for kind in NAMED[word] for other in entries.of(kind)]
        if name not in names:
            cause = f"The correction is about {quoted(row.text('where'))}, which is not there."
            mend = nearest(name, names) or f"Name a {word} as it is written there, or say it in other words."
            problems.add(row.where_is("where"), cause, mend.strip())


def _name(row: Entry) -> str:
    return row.name() if row.kind.identity else row.text("title")
