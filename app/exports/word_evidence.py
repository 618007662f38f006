"""What was offered as evidence, by standard, and what was asked for and is missing. Follows the published forms."""

from docx.document import Document as WordDocument
from docx.shared import Cm

from app.exports.contents import EvidenceItem, EvidenceMissing, Report
from app.exports.word_parts import Line, add_row, lines, table, write

HEADER = ("Title", "Where", "Strength", "Offered by")
WIDTHS = (Cm(8.2), Cm(10.5), Cm(2.5), Cm(4.5))
NOTHING = "No evidence was offered or asked for in this workshop."


def evidence_tables(document: WordDocument, report: Report) -> None:
    document.add_paragraph("Evidence", "Heading 1").paragraph_format.page_break_before = True
    standards = [standard for domain in report.domains for standard in domain.standards]
    asked = any(missing.standard for missing in report.evidence_missing)
    if not asked and not any(standard.evidence for standard in standards):
        document.add_paragraph(NOTHING)
        return
    for standard in standards:
        if standard.evidence:
            _offered(document, f"{standard.number}. {standard.title}", standard.evidence)
    if report.evidence_missing:
        document.add_paragraph("Asked for, nothing offered yet", "Heading 2")
        for missing in report.evidence_missing:
            write(document.add_paragraph(style="Form text"), _missing(missing))


def _offered(document: WordDocument, name: str, items: tuple[EvidenceItem, ...]) -> None:
    write(document.add_paragraph(style="Heading 2"), name).paragraph_format.keep_with_next = True
    made = table(document, HEADER, WIDTHS, f"Evidence. {name}", "One row for each item, by list and title.")
    for item in items:
        strength, unit = item.strength.capitalize(), item.offered_by
        add_row(made, [_title(item), _where(item), lines(strength, "Form text"), lines(unit, "Form text")])


def _title(item: EvidenceItem) -> list[Line]:
    numbers = [(item.criterion, "Criterion"), (item.answers, "List")]
    about = " · ".join(f"{name} {number}" for number, name in numbers if number)
    return [*lines(item.title, "Form heading"), *lines(about, "Form note")]


def _where(item: EvidenceItem) -> list[Line]:
    return [*lines(item.link, "Form text"), *lines(item.note, "Form text")]


def _missing(missing: EvidenceMissing) -> str:
    return f"{missing.number} {missing.title}" if missing.number else f"Standard {missing.standard}: {missing.title}"
