"""What was recorded for each standard, each domain and the whole, with the dissent beside it."""

from app.exports.contents import Report
from app.exports.recorded import Position
from app.exports.saying import NOT_SETTLED, dissents
from app.exports.tables.table import OF, Column, Row, Subject, Table, Value, capital, lined, subjects

ENDING = Column("How it ended", 16)
NUMBERS = Column("Number", 9), Column("Band", 13)
COLUMNS = (
    Column("How are we doing?", 44),
    Column("Dissent", 36),
    Column("Divergent views", 34),
    Column("Evidence of impact", 30),
    Column("Good practice to develop", 26),
    Column("How far the partners agree", 30),
    Column("Next step", 24),
    Column("How would we know?", 24),
    Column("Importance", 11),
    Column("Settled without", 18),
)


def positions(report: Report) -> Table:
    numbers = NUMBERS if report.has_numbers else ()
    return Table(
        "Positions",
        "What was recorded for each standard, each domain and the whole, with the dissent beside it.",
        "This workshop has no standards.",
        (OF, ENDING, *numbers, *COLUMNS),
        tuple(_row(name, subject, report.has_numbers) for name, subject in subjects(report)),
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
