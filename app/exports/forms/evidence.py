"""What was offered as evidence, by standard, and what was asked for and is missing. Follows the published forms."""

from collections.abc import Iterator

from app.exports.contents.evidence import EvidenceItem, EvidenceMissing
from app.exports.contents.report import Report
from app.exports.forms.blocks import Block, Heading, Line, Paragraph, Row, Table, lines, row

HEADER = ("Title", "Where", "Strength", "Offered by")
WIDTHS = (8.2, 10.5, 2.5, 4.5)
NOTHING = "No evidence was offered or asked for in this workshop."


def evidence_tables(report: Report) -> Iterator[Block]:
    yield Heading("Evidence", 1, starts_page=True)
    asked = any(missing.standard for missing in report.evidence_missing)
    if not asked and not any(standard.evidence for standard in report.standards):
        yield Paragraph(NOTHING)
        return
    for standard in report.standards:
        if standard.evidence:
            name, rows = f"{standard.number}. {standard.title}", tuple(_offered(item) for item in standard.evidence)
            yield Heading(name, 2)
            yield Table(f"Evidence. {name}", "One row for each item, by list and title.", HEADER, WIDTHS, rows)
    if report.evidence_missing:
        yield Heading("Asked for, nothing offered yet", 2)
    for heading, missing in report.missing_by_heading.items():
        if heading:
            yield Paragraph(heading, "Form heading")
        yield from (Paragraph(_missing(one), "Form text") for one in missing)


def _offered(item: EvidenceItem) -> Row:
    strength, unit = item.strength.capitalize(), item.offered_by
    return row(_title(item), _where(item), lines(strength, "Form text"), lines(unit, "Form text"))


def _title(item: EvidenceItem) -> list[Line]:
    numbers = [(item.criterion, "Criterion"), (item.answers, "List")]
    about = " · ".join(f"{name} {number}" for number, name in numbers if number)
    return [*lines(item.title, "Form heading"), *lines(about, "Form note")]


def _where(item: EvidenceItem) -> list[Line]:
    return [*lines(item.link, "Form text"), *lines(item.note, "Form text")]


def _missing(missing: EvidenceMissing) -> str:
    return f"{missing.number} {missing.title}" if missing.number else f"Standard {missing.standard}: {missing.title}"
