"""The report beside the chain: positions, rows, actions and words read back must be what their entries fixed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.exports import acted
from app.exports.contents.log import Entry
from app.exports.contents.recorded import Action, Position
from app.exports.contents.report import Report
from app.exports.sealing import subjects_in
from app.frameworks import OVERALL
from app.models.record.subject import Key, Level
from app.models.workshop.chain import in_one_writing
from app.models.workshop.event import ACT

Plain = Mapping[str, Any]
OF_A_POSITION = Position.model_fields.keys() - {"is_current", "reopened_at", "confirmed_at"}  # dated by other acts
OF_ROWS = ("answered", "pooled", "withheld", "late")
OF_A_UNIT = ("name", "rated", "cant_tell", "middle")


@dataclass(frozen=True)
class Beside:
    """A report's JSON, with its subjects by slug and the parts that its chain holds."""

    content: Plain
    entries: Sequence[Entry]
    subjects: Mapping[str, Plain]

    @staticmethod
    def of(content: Plain, entries: Sequence[Entry]) -> "Beside":
        return Beside(content, entries, dict(subjects_in(content)))

    def parts(self, name: str) -> Iterator[tuple[int, Any]]:
        """(entry's number, part), oldest first."""
        return ((entry.number, entry.parts[name]) for entry in self.entries if name in entry.parts)

    @property
    def began_at(self) -> datetime | None:
        """Of a chain that began late: what is older stands in no entry."""
        first = self.entries[0] if self.entries else None
        return datetime.fromisoformat(first.parts[ACT]["at"]) if first and "before" in first.commitments else None

    def may_be_older(self, moment: str | None) -> bool:
        return self.began_at is not None and (moment is None or datetime.fromisoformat(moment) < self.began_at)


def differences(content: Plain, report: Report) -> list[str]:
    """Of a whole chain. Without numbers its parts are not told, and the acts alone can be compared."""
    beside = Beside.of(content, report.chain)
    found = [*acted.differences(report), *_twins(content)]
    if report.has_numbers:
        found += [*_positions(beside), *_rows(beside), *_actions(beside), *_askings(beside)]
    return found


def _twins(content: Plain) -> Iterator[str]:
    """Or the first would be read, and the second be compared."""
    standing = Counter(slug for slug, _ in subjects_in(content))
    return (f"{_spoken(slug).capitalize()} stands {times} times." for slug, times in standing.items() if times > 1)


def _positions(beside: Beside) -> Iterator[str]:
    fixed = {(_slug(part), part["version"]): (number, part) for number, part in beside.parts("position")}
    for slug, subject in beside.subjects.items():
        for position in subject["positions"]:
            where = f"Version {position['version']} of the position on {_spoken(slug)}"
            number, part = fixed.pop((slug, position["version"]), (0, None))
            if part is None and not beside.may_be_older(position["written_at"]):
                yield f"{where} stands in no entry of the chain."
            elif part is not None and (changed := _differing(position, part, OF_A_POSITION)):
                yield f"{where} differs from entry {number}, which fixed it: {', '.join(changed)}."
    for (slug, version), (number, _) in fixed.items():
        yield f"Version {version} of the position on {_spoken(slug)}, which entry {number} fixed, is missing."


def _rows(beside: Beside) -> Iterator[str]:
    fixed = {
        (_of_standard(row["standard"]), row["round"]): (number, row)
        for number, rows in beside.parts("rows")
        for row in rows
    }
    for slug, subject in beside.subjects.items():
        for round_ in subject.get("rounds", ()):
            where, shown = f"Round {round_['number']} of {_spoken(slug)}", round_["shown"]
            number, row = fixed.pop((slug, round_["number"]), (0, None))
            if row is None and shown and not beside.may_be_older(shown["revealed_at"]):
                yield f"{where} stands in no entry of the chain."
            elif row is not None and (shown is None or _told(shown) != _told(row)):
                yield f"{where} differs from entry {number}, which fixed what was revealed."
    for (slug, round_number), (number, _) in fixed.items():
        yield f"Round {round_number} of {_spoken(slug)}, which entry {number} fixed, is missing."


def _told(rows: Plain) -> list[Any]:
    units = [[unit[name] for name in OF_A_UNIT] for unit in rows["units"]]
    return [units, *(rows[name] for name in OF_ROWS)]


def _actions(beside: Beside) -> Iterator[str]:
    """By its newest entry: what it said before is taken out of the chain when somebody changes it."""
    newest = {part["id"]: (number, part) for number, part in beside.parts("action")}
    by_slug = defaultdict(list)
    for number, part in newest.values():
        if "what" in part:
            by_slug[_slug(part)].append((number, part))
    for slug, subject in beside.subjects.items():
        left = Counter(map(_writing, subject["actions"]))
        for number, part in by_slug[slug]:
            if left[_writing(part)] <= 0:
                yield f"An action of {_spoken(slug)} differs from entry {number}, which fixed it, or is missing."
            left[_writing(part)] -= 1
        if any(times > 0 for times in left.values()) and not beside.may_be_older(None):
            yield f"An action of {_spoken(slug)} stands in no entry of the chain."


def _writing(action: Plain) -> bytes:
    """All its fields: thousands are compared at the cost of each."""
    return in_one_writing([action.get(name) for name in Action.model_fields])


def _askings(beside: Beside) -> Iterator[str]:
    fixed = {(_slug(part), *_words(part)): (number, part) for number, part in beside.parts("asking")}
    for slug, subject in beside.subjects.items():
        for asking in subject["askings"]:
            if asking["ended_at"] is None:
                continue
            number, part = fixed.pop((slug, *_words(asking)), (0, None))
            if part is None and not beside.may_be_older(asking["ended_at"]):
                yield f"Words that were read back on {_spoken(slug)} stand in no entry of the chain."
            elif part is not None and not _says_the_same(asking["units"], part["units"]):
                yield f"What units said to the words on {_spoken(slug)} differs from entry {number}, which fixed it."
    for (slug, *_), (number, _part) in fixed.items():
        yield f"Words that were read back on {_spoken(slug)}, which entry {number} fixed, are missing or differ."


def _words(asking: Plain) -> tuple[Any, ...]:
    return asking["state"], asking["wording"], asking["marker"]


def _says_the_same(told: Iterable[Plain], fixed: Iterable[Plain]) -> bool:
    """What is told by one sentence is told for good. Counts may change until the workshop is confirmed."""
    for_good = {unit["unit"]: unit["can_stand"] for unit in fixed if not unit["is_counted"]}
    return all(
        unit["can_stand"] == for_good[unit["unit"]] and unit["agree"] is None
        for unit in told
        if unit["unit"] in for_good
    )


def _differing(told: Plain, fixed: Plain, names: Iterable[str]) -> list[str]:
    return [name for name in sorted(names) if told[name] != fixed.get(name)]


def _slug(part: Plain) -> str:
    return Key(Level(part["level"]), part["subject_number"]).slug


def _of_standard(number: str) -> str:
    return number if number == OVERALL else Key(Level.STANDARD, number).slug


def _spoken(slug: str) -> str:
    return "the whole" if slug == OVERALL else slug.replace("-", " ", 1)
