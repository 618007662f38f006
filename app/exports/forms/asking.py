"""How each position was reached: whether the room was asked if the words can stand, and who was missing."""

from collections.abc import Iterator

from app.exports.contents.recorded import HowAsked, Recorded
from app.exports.contents.report import Report
from app.exports.forms.blocks import Block, Heading, Line, Row, Table, lines, row

HEADING = "How each position was reached"
HEADER = ("Position", "How it ended", "Read back to the room", "Settled without")
WIDTHS = (7, 3.7, 8, 7)
ASKED = {
    HowAsked.NOT_ASKED: "Not asked",
    HowAsked.STILL_ASKED: "Still being asked",
    HowAsked.OTHER_WORDS: "Asked about other words than these",
}
ASKED_ALONE = "Asked; by group, nothing may be told of it"


def asked_table(report: Report) -> Iterator[Block]:
    settled = [(name, subject) for name, subject in _subjects(report) if subject.position]
    if settled:
        yield Heading(HEADING, 1, starts_page=True)
        rows = tuple(_row(name, subject) for name, subject in settled)
        yield Table(HEADING, "One row for each position that was settled.", HEADER, WIDTHS, rows)


def _row(name: str, subject: Recorded) -> Row:
    missing = subject.position.missing if subject.position else ()
    state = subject.position.state.capitalize() if subject.position else ""
    without = [line for voice in missing for line in lines(voice, "Form text")]
    return row(lines(name, "Form heading"), lines(state, "Form text"), _asked(subject), without)


def _subjects(report: Report) -> Iterator[tuple[str, Recorded]]:
    for domain in report.domains:
        for standard in domain.standards:
            yield f"{standard.number}. {standard.title}", standard
        yield f"Domain {domain.number}: {domain.title}", domain
    yield "Overall", report.overall


def _asked(subject: Recorded) -> list[Line]:
    """By displayed unit, as the room was told."""
    if subject.how_asked is not HowAsked.ASKED or subject.asking is None:
        return [(ASKED[subject.how_asked], "Form text")]
    units = [line for unit in subject.asking.units for line in lines(f"{unit.unit}: {unit.sentence}", "Form text")]
    return units or [(ASKED_ALONE, "Form text")]
