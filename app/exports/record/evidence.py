"""What was offered as evidence, by standard, and what was asked for and is missing."""

from collections.abc import Iterator

from app.exports.contents.evidence import EvidenceItem, EvidenceMissing
from app.exports.contents.report import Report
from app.exports.contents.subjects import Standard
from app.exports.record.blocks import Items, Line, Lines, Section, Table, Text, line, lines, told
from app.exports.record.domain import named

NOTHING = "No evidence was offered or asked for in this workshop."
ADDRESS = ("https://", "http://")


def evidence(report: Report) -> Section:
    tables = [_offered(standard) for standard in report.standards]
    asked = any(missing.standard for missing in report.evidence_missing)
    if not asked and not any(table.rows for table in tables):
        return Section("evidence", "Evidence", (Text((Line(NOTHING, "soft"),)),))
    rest = Section("evidence-missing", "Asked for, nothing offered yet", tuple(_all_missing(report)))
    return Section("evidence", "Evidence", told(*tables), (rest,) if rest.blocks else ())


def _all_missing(report: Report) -> Iterator[Text | Items]:
    for heading, missing in report.missing_by_heading.items():
        if heading:
            yield Text(line(heading, "strong"))
        yield Items(tuple(part for one in missing for part in line(_missing(one))))


def _offered(standard: Standard) -> Table:
    rows = tuple(_row(item) for item in standard.evidence)
    return Table(named(standard), ("Title", "Where", "Strength", "Offered by"), (4, 5, 2, 3), rows)


def _row(item: EvidenceItem) -> tuple[Lines, ...]:
    numbers = ((item.criterion, "Criterion"), (item.answers, "List"))
    about = " · ".join(f"{name} {number}" for number, name in numbers if number)
    title = (*line(item.title), *line(about, "soft"))
    return title, (*_link(item.link), *lines(item.note)), line(item.strength.capitalize()), line(item.offered_by)


def _link(link: str) -> Lines:
    """Only what a browser opens as a page leads anywhere."""
    return tuple(Line(part.text, to=part.text if part.text.lower().startswith(ADDRESS) else "") for part in line(link))


def _missing(missing: EvidenceMissing) -> str:
    return f"{missing.number} {missing.title}" if missing.number else f"Standard {missing.standard}: {missing.title}"
