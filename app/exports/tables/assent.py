"""Whether the words that were read back can stand, told by displayed unit as the room was told."""

from collections.abc import Iterator

from app.clock import in_london
from app.exports.contents.recorded import Asking
from app.exports.contents.report import Report
from app.exports.tables.table import OF, Column, Row, Table, capital, subjects

MARKER = (Column("Marker", 9),)
WORDS = Column("Words that were read back", 44), Column("How it was to end", 16)
COLUMNS = (
    Column("Read back on", 18),
    Column("Recorded in these words", 12),
    Column("Group", 26),
    Column("In words", 36),
    Column("Agree", 9),
    Column("Can live with it", 10),
    Column("Do not agree", 10),
)
STILL_ASKED = "Still being asked"
ASKED_ALONE = "Asked; by group, nothing may be told of it"


def assent(report: Report) -> Table:
    askings = [(name, asking) for name, subject in subjects(report) for asking in subject.askings]
    return Table(
        "Assent",
        "Whether the words that were read back can stand, told by group as the room was told.",
        "Nothing was read back to the room.",
        (OF, *WORDS, *(MARKER if report.has_numbers else ()), *COLUMNS),
        tuple(row for name, asking in askings for row in _rows(name, asking, report.has_numbers)),
    )


def _rows(name: str, asking: Asking, has_numbers: bool) -> Iterator[Row]:
    words = _words(name, asking, has_numbers)
    for unit in asking.units:
        counts = unit.agree, unit.can_live_with_it, unit.do_not_agree
        yield (*words, unit.unit, unit.sentence, *("" if count is None else count for count in counts))
    if not asking.units:
        yield (*words, "", ASKED_ALONE if asking.ended_at else STILL_ASKED, "", "", "")


def _words(name: str, asking: Asking, has_numbers: bool) -> Row:
    marker = ("" if asking.marker is None else asking.marker,) if has_numbers else ()
    recorded = "Yes" if asking.is_of_position else "No"
    return name, asking.wording, capital(asking.state), *marker, in_london(asking.asked_at).date(), recorded
