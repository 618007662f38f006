"""A row for each displayed unit in each round that is told: the unit's middle, people and can't tells."""

from app.exports.contents.report import Report
from app.exports.contents.rounds import Round, Unit
from app.exports.contents.subjects import Domain
from app.exports.tables.table import OF, Column, Row, Subject, Table, lined, subjects

COLUMNS = (
    OF,
    Column("Round", 8),
    Column("After seeing the first", 12),
    Column("Group", 28),
    Column("People who rated", 10),
    Column("Can’t tell", 10),
)
NUMBERS = Column("Middle from", 10), Column("Middle to", 10), Column("Bands", 24)
DOTS = (Column("People by number", 26),)


def views(report: Report) -> Table:
    rounds = [(name, round_) for name, subject in subjects(report) for round_ in _told(subject)]
    has_dots = any(unit.dots for _, round_ in rounds for unit in _units(round_))
    rows = (
        (*_counted(name, round_, unit), *(_numbers(unit) if report.has_numbers else ()), *_dots(unit, has_dots))
        for name, round_ in rounds
        for unit in _units(round_)
    )
    return Table(
        "Views by group",
        "A row for each group, or for smaller groups together, in each round that is told here.",
        "Nothing of a round is told by group.",
        (*COLUMNS, *(NUMBERS if report.has_numbers else ()), *(DOTS if has_dots else ())),
        tuple(rows),
    )


def _told(subject: Subject) -> tuple[Round, ...]:
    """A domain is settled and not rated."""
    return () if isinstance(subject, Domain) else subject.told


def _units(round_: Round) -> tuple[Unit, ...]:
    return round_.shown.units if round_.shown else ()


def _counted(name: str, round_: Round, unit: Unit) -> Row:
    again = "Yes" if round_.is_after_seeing else "No"
    return name, round_.number, again, unit.name, unit.rated, unit.cant_tell


def _numbers(unit: Unit) -> Row:
    return (*(unit.middle or ("", "")), ", ".join(unit.bands))


def _dots(unit: Unit, has_dots: bool) -> Row:
    return (lined(f"{dot.score}: {dot.people}" for dot in unit.dots),) if has_dots else ()
