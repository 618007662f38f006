"""Official wording, supplied by its owner: it replaces ours item by item, by number, and makes a new edition."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.frameworks.around import Term
from app.frameworks.checking import checked_rows
from app.frameworks.entries import Entries, Entry
from app.frameworks.framework import Framework
from app.frameworks.kinds.wording import ITEMS, TERMS, WORDING
from app.frameworks.part import Item, Part, Titled
from app.frameworks.problems import WHOLE_FILE, Problems, listed, nearest, quoted
from app.frameworks.relations import check_identities


@dataclass(frozen=True)
class Worded:
    """The official words of one item: its name in the file, such as “3.1” or “standard 3”, and where it stands."""

    name: str
    text: str
    where: str


@dataclass(frozen=True)
class Overlay:
    of: str
    edition: str
    supplied_by: str
    items: tuple[Worded, ...] = ()
    terms: tuple[Worded, ...] = ()
    where: str = ""
    where_edition: str = ""


def checked_overlay(entries: Entries, problems: Problems) -> Overlay:
    entries = checked_rows(entries, problems)
    check_identities(entries, problems)
    if not entries.of(ITEMS) + entries.of(TERMS) and not entries.unread:
        problems.add(WHOLE_FILE, "It has no official words.", f"Add them as {ITEMS.header} with number and text.")
    problems.must_be_none()
    head = entries.of(WORDING)[0]
    return Overlay(
        of=head.text("wording_of"),
        edition=head.text("edition"),
        supplied_by=head.text("supplied_by"),
        items=tuple(map(_worded, entries.of(ITEMS))),
        terms=tuple(map(_worded, entries.of(TERMS))),
        where=head.where_is("wording_of"),
        where_edition=head.where_is("edition"),
    )


def _worded(row: Entry) -> Worded:
    return Worded(row.name(), row.text("text"), row.where_is(row.kind.identity))


def framework_worded(overlay: Overlay, lookup: Callable[[str], Framework | None], problems: Problems) -> Framework:
    framework = lookup(overlay.of)
    if framework is None:
        cause = f"There is no framework {quoted(overlay.of)} here."
        problems.stop(overlay.where, cause, "Write the key of one that is, or import the framework first.")
    return apply_overlay(framework, overlay, problems)


def apply_overlay(framework: Framework, overlay: Overlay, problems: Problems) -> Framework:
    """A new edition. A number that is not there is a problem, and stops it."""
    if overlay.edition == framework.edition:
        cause = f"{quoted(overlay.edition)} is what the edition without this wording is called."
        problems.add(overlay.where_edition, cause, "Give the edition with the official wording a name of its own.")
    official = _found(overlay.items, _items(framework), problems) | _found(overlay.terms, _terms(framework), problems)
    problems.must_be_none()
    worded: Framework = _replaced(framework, official)
    return worded.model_copy(update={"edition": overlay.edition, "wording_by": overlay.supplied_by})


Wordable = Item | Titled | Term
Official = dict[int, str]  # by identity of the item: two kinds may share a number


def _items(framework: Framework) -> dict[str, list[Wordable]]:
    """What each name may mean. One that means two things has to be written with its noun."""
    by_name: dict[str, list[Wordable]] = {}
    for noun, item in _nouns(framework):
        by_name.setdefault(f"{noun} {item.number}", []).append(item)
        if noun in ("criterion", "question", "evidence"):
            by_name.setdefault(item.number, []).append(item)
    return by_name


def _nouns(framework: Framework) -> Iterator[tuple[str, Item | Titled]]:
    yield from (("domain", domain) for domain in framework.domains)
    for standard in framework.standards:
        yield "standard", standard
        yield from (("criterion", criterion) for criterion in standard.criteria)
        yield from (("question", question) for question in standard.questions)
    yield from (("passage", passage) for passage in framework.passages)
    yield from (("consideration", consideration) for consideration in framework.considerations)
    yield from (("group", group) for group in framework.groups)
    yield from (("evidence", item) for item in framework.evidence.potential)


def _terms(framework: Framework) -> dict[str, list[Wordable]]:
    return {term.term: [term] for term in framework.glossary}


def _found(worded: tuple[Worded, ...], by_name: dict[str, list[Wordable]], problems: Problems) -> Official:
    folded = {name.casefold(): items for name, items in by_name.items()}
    official = {}
    for one in worded:
        items = folded.get(one.name.casefold(), [])
        if len(items) == 1:
            official[id(items[0])] = one.text
        elif items:
            names = listed(name for name in by_name if " " in name and name.endswith(f" {one.name}"))
            problems.add(one.where, f"{quoted(one.name)} may mean several items.", f"Write which: {names}.")
        else:
            mend = (
                nearest(one.name, by_name) or "Write the number as the framework has it, such as 3.1 or “standard 3”."
            )
            problems.add(one.where, f"The framework has no {quoted(one.name)} to put words to.", mend.strip())
    return official


def _replaced(value: Any, official: Official) -> Any:
    """Validated anew instead of copied: a copy would keep the glossary's cached terms."""
    if isinstance(value, tuple):
        return tuple(_replaced(part, official) for part in value)
    if not isinstance(value, Part):
        return value
    fields = {name: _replaced(getattr(value, name), official) for name in type(value).model_fields}
    if id(value) in official:
        fields["official"] = official[id(value)]
    return type(value).model_validate(fields)
