"""What was offered as evidence, and what was asked for and nothing was offered for."""

from app.exports.contents.evidence import EvidenceItem, EvidenceMissing
from app.exports.contents.report import Report
from app.exports.tables.table import OF, Column, Row, Table, capital

COLUMNS = (
    OF,
    Column("Offered or missing", 11),
    Column("What it is", 40),
    Column("Where on the web", 34),
    Column("Note", 40),
    Column("Strength", 10),
    Column("Criterion", 10),
    Column("Number in the list", 10),
    Column("Offered by", 24),
)


def evidence(report: Report) -> Table:
    names = {standard.number: f"{standard.number}. {standard.title}" for standard in report.standards}
    offered = (_offered(names[each.number], item) for each in report.standards for item in each.evidence)
    missing = (_missing(names.get(item.standard, item.standard), item) for item in report.evidence_missing)
    return Table(
        "Evidence",
        "What was offered as evidence, by standard; then what was asked for and nothing was offered for.",
        "No evidence was offered or asked for in this workshop.",
        COLUMNS,
        (*offered, *missing),
    )


def _offered(name: str, item: EvidenceItem) -> Row:
    return (
        name,
        "Offered",
        item.title,
        item.link,
        item.note,
        capital(item.strength),
        item.criterion,
        item.answers,
        item.offered_by,
    )


def _missing(name: str, item: EvidenceMissing) -> Row:
    return name, "Missing", item.title, "", "", "", "", item.number, ""
