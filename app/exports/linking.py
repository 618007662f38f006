"""Whether the entries of a chain follow from one another: which of them was changed, is missing, swapped, or strange.

An entry's first part says which chain it is of and which number it has there, so that one from elsewhere says so.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.exports.contents.log import Chained, Entry
from app.models.workshop.chain import commitment, fingerprint, link
from app.models.workshop.event import ABOUT, ACT

MOST = 100_000  # entries; a number beyond is nobody's
SPOKEN = {
    ACT: "who did what, and when",
    ABOUT: "what it was about",
    "position": "the position that was settled",
    "rows": "the rows of the reveal",
    "action": "the action",
    "asking": "the words that were read back",
    "before": "what came before the chain",
}


@dataclass(frozen=True)
class Linked:
    """An entry, where it stands, and what it says about itself as far as that opens."""

    place: int  # in the file, from 1
    entry: Entry
    changed: tuple[str, ...]  # parts that do not open their commitment
    chain: str  # the mark it was made with; the file's, where its first part does not say
    number: int  # which it was there

    @property
    def says(self) -> str:
        """As the chain of its file calls it."""
        return f"Entry {self.number}"


def differences(chained: Chained, entries: Sequence[Entry]) -> list[str]:
    """Sentences, each of which names an entry; none for a whole chain."""
    if not all(0 < number <= MOST for number in (chained.entries or 1, *(entry.number for entry in entries))):
        return ["The numbers of the chain were changed: it counts entries that no workshop can have."]
    all_linked = [_linked(place, entry, chained.mark) for place, entry in enumerate(entries, 1)]
    if all_linked and not any(each.chain == chained.mark for each in all_linked):
        return ["The whole chain is of another workshop: every entry in it was made under another mark."]
    own = [each for each in all_linked if each.chain == chained.mark]
    misplaced = [*_strangers(all_linked, chained.mark), *_gaps(own, all_linked, chained.entries), *_swapped(own)]
    changed = [_changed(each) for each in own if each.changed or not _tells_what_it_must(each.entry)]
    if misplaced:  # of what stands elsewhere than it did no link can fit
        return [*misplaced, *changed]
    return [*changed, *_renumbered(own), *_breaks(own, chained.mark)] or _wrong_end(chained, entries)


def _linked(place: int, entry: Entry, mark: str) -> Linked:
    changed = tuple(name for name in sorted({*entry.parts, *entry.salts}) if not _opens(entry, name))
    act = entry.parts.get(ACT)
    if ACT in changed or not isinstance(act, dict):
        return Linked(place, entry, changed, mark, entry.number)
    return Linked(place, entry, changed, str(act.get("chain")), _number(act.get("number"), entry.number))


def _number(said: object, otherwise: int) -> int:
    return said if isinstance(said, int) and 0 < said <= MOST else otherwise


def _opens(entry: Entry, name: str) -> bool:
    if name not in entry.commitments or name not in entry.salts:
        return False
    return name not in entry.parts or commitment(entry.salts[name], entry.parts[name]) == entry.commitments[name]


def _tells_what_it_must(entry: Entry) -> bool:
    """Every working file has these two; without them a file's own list of acts would stand for itself."""
    return ACT in entry.parts and (ABOUT in entry.parts or ABOUT not in entry.commitments)


def _strangers(entries: Sequence[Linked], mark: str) -> list[str]:
    return [
        f"Entry {each.place} is from another workshop: it was entry {each.number} of the chain that is marked "
        f"{each.chain[:8]}…, and this one is marked {mark[:8]}…."
        for each in entries
        if each.chain != mark
    ]


def _gaps(own: Sequence[Linked], entries: Sequence[Linked], count: int) -> list[str]:
    numbers = {each.number for each in own}
    newest = max(numbers, default=0)
    taken = {each.place for each in entries} - {each.place for each in own}  # where something strange stands
    missing = [number for number in range(1, max(newest, count) + 1) if number not in numbers | taken]
    twice = [number for number, times in Counter(each.number for each in own).items() if times > 1]
    inside = [f"{_spoken(run)} missing." for run in _runs([number for number in missing if number < newest])]
    cut = [number for number in missing if number > newest]
    ending = [f"The chain is cut off after entry {newest}: {_spoken(cut).lower()} missing at its end."] if cut else []
    return [*inside, *ending, *(f"Entry {number} stands there twice." for number in twice)]


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    grouped = groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    return [[number for _, number in run] for _, run in grouped]


def _spoken(run: Sequence[int]) -> str:
    return f"Entry {run[0]} is" if len(run) == 1 else f"Entries {run[0]} to {run[-1]} are"


def _swapped(own: Sequence[Linked]) -> list[str]:
    numbers = [each.number for each in own]
    moved = [number for number, right in zip(numbers, sorted(numbers), strict=True) if number != right]
    if len(moved) == 2:
        return [f"Entries {min(moved)} and {max(moved)} are swapped."]
    return [f"Entries {', '.join(map(str, sorted(moved)))} are not in their order."] if moved else []


def _changed(each: Linked) -> str:
    if not each.changed:
        return f"{each.says} was changed: what it must tell was taken out of it."
    return f"{each.says} was changed: {', '.join(SPOKEN.get(name, name) for name in each.changed)}."


def _renumbered(own: Sequence[Linked]) -> list[str]:
    return [
        f"{each.says} was changed: it is numbered {each.entry.number}."
        for each in own
        if each.entry.number != each.number
    ]


def _breaks(own: Sequence[Linked], mark: str) -> list[str]:
    """Each entry from the one before it. Of a changed one, and of what follows it, nothing more can be told."""
    found = []
    before: Linked | None = None
    should_be = ""  # the link of the one before, had nobody changed it alone
    for each, after in zip(own, [*own[1:], None], strict=True):
        stated = before.entry.link if before else ""
        is_told = each.changed or (before and before.changed)
        if not is_told and not any(_follows(each, link_before, mark) for link_before in (stated, should_be)):
            found.append(_break(each, before, after, mark))
        before, should_be = each, link(mark, each.number, stated, each.entry.commitments)
    return found


def _follows(each: Linked, link_before: str, mark: str) -> bool:
    return link(mark, each.number, link_before, each.entry.commitments) == each.entry.link


def _break(each: Linked, before: Linked | None, after: Linked | None, mark: str) -> str:
    """Which of two it was cannot always be told: one that was changed and linked anew follows from what it was made of.

    If what comes after follows from what this entry's link should be, that link alone was changed.
    """
    should_be = link(mark, each.number, before.entry.link if before else "", each.entry.commitments)
    if before is None or (after and _follows(after, should_be, mark)):
        return f"{each.says} was changed: its link, or what it commits to."
    return f"{before.says} or entry {each.number} was changed: the second does not follow from the first."


def _wrong_end(chained: Chained, entries: Sequence[Entry]) -> list[str]:
    newest = fingerprint(entries[-1].link) if entries else ""
    if chained.entries != len(entries):
        return [f"The chain has {len(entries)} entries, and the file says that it had {chained.entries}."]
    if chained.fingerprint != newest:
        return [
            f"The newest entry, {len(entries)}, was changed or cut off: its fingerprint is {newest}, and the file says "
            f"{chained.fingerprint}."
        ]
    begins_late = bool(entries) and "before" in entries[0].commitments
    return [] if chained.began_late == begins_late else ["Entry 1 does not begin this chain as the file says."]
