"""The arrow of the overall position: the bands of the scale in their words, and the marker that people agreed on.

The marker is a number on the scale. With numbers off it is left out altogether: put into its band without a figure it
would still tell the number to within a point, and a band that nobody chose.
"""

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import _Cell

from app.exports.contents import Band, Framework, Overall
from app.exports.recorded import Position
from app.exports.word_parts import WIDTH, Line, add_row, asks, box, lines, table
from app.exports.word_position import whole
from app.frameworks.tones import color_of

NO_MARKER = "The partners said that there is no agreed marker."
LEFT_OUT = "The agreed marker is left out, as numbers are unless somebody asks for them."
FOR_OWN_MARK = "Nothing is marked; the last row is empty, for your own mark."


def arrow(document: WordDocument, framework: Framework, overall: Overall, *, numbers: bool) -> None:
    name, position = framework.forms.overall, overall.position
    marker = position.number if position and numbers else None
    document.add_paragraph(name, "Heading 1").paragraph_format.page_break_before = True
    _bands(document, framework, marker)
    if slips := [band for band in framework.bands if band.printed not in ("", band.label)]:
        document.add_paragraph(_slips(slips), "Form note").paragraph_format.space_before = Pt(6)
    if about := _about_marker(position, numbers=numbers):
        document.add_paragraph(about, "Form note").paragraph_format.space_before = Pt(6)
    if position:
        document.add_paragraph(framework.forms.how, "Heading 2")
        box(document, f"{name}. {framework.forms.how}", "What was settled.", whole(overall, numbers=numbers))
    narrative = asks(framework.forms.narrative)
    document.add_paragraph(narrative, "Heading 2")
    inside = lines(position.narrative, "Form text") if position else []
    about = "What was recorded." if inside else "An empty box to write in."
    box(document, narrative, about, inside, height=Cm(5))


def _bands(document: WordDocument, framework: Framework, marker: int | None) -> None:
    bands = framework.bands
    mark = FOR_OWN_MARK if marker is None else f"The agreed marker stands at {marker}, in the last row."
    made = table(
        document,
        [_points(band) for band in bands],
        [Length(WIDTH // len(bands))] * len(bands),
        framework.forms.overall,
        f"The bands of the scale from lowest to highest, each with its points, name and words. {mark}",
    )
    for cell, band in zip(made.rows[0].cells, bands, strict=True):
        cell.paragraphs[0].style = "Form point"
        _top_edge(cell, color_of(band.name).upper())
    add_row(made, [[(band.name, "Form heading"), (band.shown, "Form text")] for band in bands])
    add_row(made, [_marked(band, marker) for band in bands], Cm(1.6))
    for row in made.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _marked(band: Band, marker: int | None) -> list[Line]:
    return [(f"Agreed marker: {marker}", "Form heading")] if marker and band.low <= marker <= band.high else []


def _about_marker(position: Position | None, *, numbers: bool) -> str:
    if position is None:
        return ""
    if position.has_no_marker:
        return NO_MARKER
    return LEFT_OUT if position.number is not None and not numbers else ""


def _points(band: Band) -> str:
    return str(band.low) if band.low == band.high else f"{band.low} to {band.high}"


def _top_edge(cell: _Cell, color: str) -> None:
    """Colour beside the words, never instead of them."""
    edge = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "48"), ("space", "0"), ("color", color)):
        edge.set(qn(f"w:{name}"), value)
    borders = OxmlElement("w:tcBorders")
    borders.append(edge)
    properties = cell._tc.get_or_add_tcPr()
    properties.insert_element_before(borders, "w:shd", "w:vAlign")


def _slips(slips: list[Band]) -> str:
    if slips[0].shown == slips[0].label:
        clauses = "; ".join(f"under {_points(band)} it prints “{band.printed}”" for band in slips)
        return f"Labels are corrected where the published page slips: {clauses}."
    clauses = "; ".join(f"under {_points(band)} “{band.label}” is meant" for band in slips)
    return f"Labels stand as they are printed, slips and all: {clauses}."
