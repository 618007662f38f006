"""What was recorded for each standard, each domain and the whole, with the dissent beside it."""

from app.exports.contents.recorded import Position
from app.exports.contents.report import Report
from app.exports.saying import NOT_SETTLED, dissents, written_afterwards
from app.exports.sentences import FIELDS
from app.exports.tables.table import OF, Column, Row, Subject, Table, Value, capital, lined, subjects
from app.models.record.publishing import DISSENT

ENDING = Column("How it ended", 16)
NUMBERS = Column(FIELDS["number"], 9), Column(FIELDS["band"], 13)
COLUMNS = (
    Column(FIELDS["wording"], 44),
    Column(FIELDS[DISSENT], 36),
    Column(FIELDS["divergent_views"], 34),
    Column(FIELDS["evidence"], 30),
    Column(FIELDS["good_practice"], 26),
    Column(FIELDS["narrative"], 30),
    Column(FIELDS["next_step"], 24),
    Column(FIELDS["how_known"], 24),
    Column(FIELDS["importance"], 11),
    Column("Settled without", 18),
)
AFTERWARDS = Column("Written afterwards", 22)  # where anything was; what stands in the other columns is the room's


def positions(report: Report) -> Table:
    numbers, named = NUMBERS if report.has_numbers else (), list(subjects(report))
    late = (AFTERWARDS,) if any(subject.position and subject.position.late for _, subject in named) else ()
    return Table(
        "Positions",
        "What was recorded for each standard, each domain and the whole, with the dissent beside it.",
        "This workshop has no standards.",
        (OF, ENDING, *numbers, *COLUMNS, *late),
        tuple((*_row(name, subject, report.has_numbers), *_late(subject, len(late))) for name, subject in named),
    )


def _row(name: str, subject: Subject, has_numbers: bool) -> Row:
    position = subject.position
    if position is None:
        return (name, NOT_SETTLED, *[""] * (len(NUMBERS) * has_numbers + len(COLUMNS)))
    return (
        name,
        capital(position.state),
        *(_number(position) if has_numbers else ()),
        position.wording,
        lined(dissents(subject)),
        _divergent(position),
        position.evidence,
        position.good_practice,
        position.narrative,
        position.next_step,
        position.how_known,
        capital(position.importance),
        lined(position.missing),
    )


def _number(position: Position) -> tuple[Value, Value]:
    if position.has_no_marker:
        return "No agreed marker", ""
    return "" if position.number is None else position.number, position.band or ""


def _divergent(position: Position) -> str:
    answer = {True: "Yes", False: "No", None: ""}[position.has_divergent_views]
    return lined((answer, position.divergent_views))


def _late(subject: Subject, columns: int) -> Row:
    return (lined(written_afterwards(subject.position)) if subject.position else "",) * columns
