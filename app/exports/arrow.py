"""The arrow of the overall position: the bands of the scale in their words, with nothing marked on it."""

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import _Cell

from app.exports.contents import Band, Framework
from app.exports.word_parts import WIDTH, add_row, asks, box, table
from app.frameworks.tones import color_of


def arrow(document: WordDocument, framework: Framework) -> None:
    name = framework.forms.overall
    document.add_paragraph(name, "Heading 1").paragraph_format.page_break_before = True
    bands = framework.bands
    made = table(
        document,
        [_points(band) for band in bands],
        [Length(WIDTH // len(bands))] * len(bands),
        name,
        "The bands of the scale from lowest to highest, each with its points, name and words. Nothing is marked; "
        "the last row is empty, for your own mark.",
    )
    for cell, band in zip(made.rows[0].cells, bands, strict=True):
        cell.paragraphs[0].style = "Form point"
        _top_edge(cell, color_of(band.name).upper())
    add_row(made, [[(band.name, "Form heading"), (band.shown, "Form text")] for band in bands])
    add_row(made, [[] for _ in bands], Cm(1.6))
    for row in made.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if slips := [band for band in bands if band.printed not in ("", band.label)]:
        document.add_paragraph(_slips(slips), "Form note").paragraph_format.space_before = Pt(6)
    narrative = asks(framework.forms.narrative)
    document.add_paragraph(narrative, "Heading 2")
    box(document, narrative, "An empty box to write in.", height=Cm(5))


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
