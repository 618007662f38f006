"""What must hold between rows: numbers only once, references that lead somewhere, a scale without holes."""

from collections import Counter
from collections.abc import Iterable, Iterator

from app.frameworks.around import PLACES
from app.frameworks.cells import is_address
from app.frameworks.entries import Entries, Entry
from app.frameworks.kind import Column
from app.frameworks.kinds.around import CORRECTIONS, GLOSSARY, GROUPS, PASSAGES
from app.frameworks.kinds.evidence import HEADINGS, MINIMUM, POTENTIAL
from app.frameworks.kinds.resources import GENERAL, OUTCOMES, WORKS
from app.frameworks.kinds.scale import BANDS, SCALE
from app.frameworks.kinds.standards import CRITERIA, DOMAINS, QUESTIONS, STANDARDS
from app.frameworks.problems import Problems, nearest, quoted
from app.frameworks.standard import MOST_CRITERIA

NAMED = {
    "standard": (STANDARDS,),
    "domain": (DOMAINS,),
    "criterion": (CRITERIA,),
    "question": (QUESTIONS,),
    "group": (GROUPS,),
    "evidence": (MINIMUM, POTENTIAL),
    "glossary": (GLOSSARY,),
    "resource": (OUTCOMES, GENERAL, WORKS),
    "passage": (PASSAGES,),
}  # the first word of a correction's “where”, and what the rest must name


def check_relations(entries: Entries, problems: Problems) -> None:
    check_identities(entries, problems)
    _check_references(entries, problems)
    _check_domains_are_filled(entries, problems)
    _check_criteria(entries, problems)
    _check_easy_read(entries, problems)
    _check_scale(entries, problems)
    _check_passages(entries, problems)
    _check_headings(entries, problems)
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
    return row.texts(column.name) or tuple(filter(None, [row.text(column.name)]))


def _check_domains_are_filled(entries: Entries, problems: Problems) -> None:
    standards = entries.of(STANDARDS)
    is_whole = STANDARDS not in entries.unread
    if not is_whole or not standards or not all(standard.is_readable("domain") for standard in standards):
        return
    filled = {standard.text("domain") for standard in standards}
    for domain in filter(Entry.name, entries.of(DOMAINS)):
        if domain.name() not in filled:
            cause = f"The domain {quoted(domain.name())} has no standard."
            problems.add(domain.where, cause, "Give it at least one standard, or take it out.")


def _check_criteria(entries: Entries, problems: Problems) -> None:
    """A phone shows them all beside one rating."""
    found = Counter(row.text("standard") for row in entries.of(CRITERIA))
    for row in entries.of(STANDARDS):
        if found[row.name()] > MOST_CRITERIA:
            cause = f"The standard {quoted(row.name())} has {found[row.name()]} criteria."
            problems.add(row.where_is("number"), cause, f"Keep to {MOST_CRITERIA}, or make two standards of it.")


def _check_easy_read(entries: Entries, problems: Problems) -> None:
    for row in entries.of(STANDARDS):
        if row.text("picture") and not row.text("easy_read") and row.is_readable("easy_read"):
            cause = f"The standard {quoted(row.name())} has a picture and no Easy Read text beside it."
            problems.add(row.where_is("picture"), cause, "Write one under “easy_read”, or take the picture out.")
        if row.text("picture_says") and not row.text("picture") and row.is_readable("picture"):
            cause = f"The standard {quoted(row.name())} says what a picture shows, and names none."
            problems.add(row.where_is("picture_says"), cause, "Name one under “picture”, or take the words out.")


def _check_scale(entries: Entries, problems: Problems) -> None:
    scale = next(iter(entries.of(SCALE)), None)
    points = scale.whole("points") if scale else None
    bands = entries.of(BANDS)
    if BANDS in entries.unread:
        return
    edges = [(band.whole("low"), band.whole("high")) for band in bands]
    due = 1
    for band, (low, high) in zip(bands, edges, strict=True):
        _check_semicolon(band, "name", [band.name()], problems)
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


def _check_semicolon(row: Entry, column: str, texts: Iterable[str], problems: Problems) -> None:
    """A sheet holds a list in one cell."""
    for text in texts:
        if ";" in text:
            cause = f"The {row.kind.noun}’s {column} {quoted(text)} holds a semicolon, which parts names in a list."
            problems.add(row.where_is(column), cause, "Use another sign, such as a comma.")


def _check_passages(entries: Entries, problems: Problems) -> None:
    for row in entries.of(PASSAGES):
        _check_semicolon(row, "points", row.texts("points"), problems)
        if row.text("place") not in PLACES:
            cause = f"There is no place {quoted(row.text('place'))} for a passage."
            problems.add(row.where_is("place"), cause, "Write evidence, potential or end, or leave it out.")


def _check_headings(entries: Entries, problems: Problems) -> None:
    if MINIMUM in entries.unread:
        return
    columns = {row.whole("column") for row in entries.of(MINIMUM)}
    for row in entries.of(HEADINGS):
        if row.name() and row.whole("column") not in columns:
            cause = f"No document stands in column {row.name()}, which this heading is over."
            problems.add(row.where_is("column"), cause, "Give it the number of a column, or take it out.")


def _check_glossary(entries: Entries, problems: Problems) -> None:
    rows = [row for row in entries.of(GLOSSARY) if row.name()]
    if GLOSSARY in entries.unread:
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
    for row in entries.of(CORRECTIONS):
        _check_place(row, "where", row.text("where"), entries, problems)
        for place in row.texts("also"):
            _check_place(row, "also", place, entries, problems)


def _check_place(row: Entry, column: str, place: str, entries: Entries, problems: Problems) -> None:
    word, _, name = place.partition(" ")
    if not name or word not in NAMED or entries.unread & {*NAMED[word]}:
        return
    names = [_name(other) for kind in NAMED[word] for other in entries.of(kind)]
    if name not in names:
        cause = f"The correction is about {quoted(place)}, which is not there."
        mend = nearest(name, names) or f"Name a {word} as it is written there, or say it in other words."
        problems.add(row.where_is(column), cause, mend.strip())


def _name(row: Entry) -> str:
    return row.name() if row.kind.identity else row.text("title")
