"""The arrow of the overall position: the bands of the scale in their words, the marker that people agreed on, and
how the groups marked it.

The marker is a number on the scale. Where numbers are left out it is too: put into its band without a figure it would
still tell the number to within a point, and a band that nobody chose.
"""

from collections.abc import Iterator

from app.exports.contents.occasion import Band, Framework
from app.exports.contents.recorded import Position
from app.exports.contents.report import Report
from app.exports.drawing import arrow_in_words, arrow_svg
from app.exports.forms.blocks import WIDTH, Block, Box, Heading, Line, Paragraph, Picture, Table, asks, row
from app.exports.forms.position import text, whole
from app.frameworks.tones import color_of

NO_MARKER = "The partners said that there is no agreed marker."
LEFT_OUT = (
    "Numbers are left out, as they are unless somebody asks for them; so is the marker, if the partners agreed on one."
)
FOR_OWN_MARK = "Nothing is marked; the last row is empty, for your own mark."
MARKS = "How the groups marked it"
ON_ARROW = "The middle of each group on the arrow."
APART = "How far apart the groups stand on the arrow, and not where."


def arrow(report: Report) -> Iterator[Block]:
    framework, position = report.workshop.framework, report.overall.position
    name = framework.forms.overall
    yield Heading(name, 1, starts_page=True)
    yield _bands(framework, position.number if position else None)
    if slips := [band for band in framework.bands if band.printed not in ("", band.label)]:
        yield Paragraph(_slips(slips), "Table note")
    if about := _about_marker(position, has_numbers=report.has_numbers):
        yield Paragraph(about, "Table note")
    if position:
        yield Heading(framework.forms.how, 2)
        yield Box(f"{name}. {framework.forms.how}", "What was settled.", tuple(whole(report.overall)))
    narrative = asks(framework.forms.narrative)
    yield Heading(narrative, 2)
    inside = tuple(text(position, "narrative"))
    yield Box(narrative, "What was recorded." if inside else "An empty box to write in.", inside, height=3)
    if report.overall.told:
        yield Heading(MARKS, 2)
        about = ON_ARROW if report.has_numbers else APART
        yield Picture(arrow_svg(report), arrow_in_words(report), about)


def _bands(framework: Framework, marker: int | None) -> Table:
    bands = framework.bands
    mark = FOR_OWN_MARK if marker is None else f"The agreed marker stands at {marker}, in the last row."
    return Table(
        framework.forms.overall,
        f"The bands of the scale from lowest to highest, each with its points, name and words. {mark}",
        tuple(_points(band) for band in bands),
        (WIDTH / len(bands),) * len(bands),
        (
            row(*[[(band.name, "Form heading"), (band.shown, "Form text")] for band in bands]),
            row(*[_marked(band, marker) for band in bands], height=1.6),
        ),
        colors=tuple(color_of(band.name).upper() for band in bands),
    )


def _marked(band: Band, marker: int | None) -> list[Line]:
    return [(f"Agreed marker: {marker}", "Form heading")] if marker and band.low <= marker <= band.high else []


def _about_marker(position: Position | None, *, has_numbers: bool) -> str:
    if position is None:
        return ""
    if position.has_no_marker:
        return NO_MARKER
    return "" if has_numbers else LEFT_OUT


def _points(band: Band) -> str:
    return str(band.low) if band.low == band.high else f"{band.low} to {band.high}"


def _slips(slips: list[Band]) -> str:
    if slips[0].shown == slips[0].label:
        clauses = "; ".join(f"under {_points(band)} it prints “{band.printed}”" for band in slips)
        return f"Labels are corrected where the published page slips: {clauses}."
    clauses = "; ".join(f"under {_points(band)} “{band.label}” is meant" for band in slips)
    return f"Labels stand as they are printed, slips and all: {clauses}."
