"""The parts a Word document of ours is made of: texts, tables that say what they are, boxes to write in.

python-docx has no words for header rows, alternative text, links and fields, so those are set in the XML.
"""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from app.bidi import reads_from_the_right, runs
from app.exports.forms.blocks import WIDTH, Line
from app.exports.forms.look import PANEL
from app.exports.plain import plain

AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)  # what the schema puts behind it in a paragraph's properties


def table(document: WordDocument, header: Sequence[str], widths: Sequence[Length], name: str, about: str) -> Table:
    """With one header row, which Word repeats on every page and never splits."""
    made = _table(document, widths, name, about)
    top = add_row(made, [[(text, "Form heading")] for text in header], stays_together=True)
    _mark(top, "w:tblHeader")
    for cell in top.cells:
        shade(cell, PANEL)
    return made


def box(document: WordDocument, name: str, about: str, inside: Sequence[Line], height: Length) -> None:
    """A frame of one cell, with room to write in."""
    made = _table(document, [Cm(WIDTH)], name, about)
    look = made._tbl.tblPr.find(qn("w:tblLook"))
    for part in ("firstRow", "firstColumn"):  # it has no header, and a reader should not be told so
        look.set(qn(f"w:{part}"), "0")
    add_row(made, [inside], height)


def _table(document: WordDocument, widths: Sequence[Length], name: str, about: str) -> Table:
    made: Table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for tag, text in (("w:tblCaption", name), ("w:tblDescription", about)):
        made._tbl.tblPr.append(element(tag, val=plain(text)))
    return made


def add_row(
    made: Table, cells: Sequence[Sequence[Line]], height: Length | None = None, *, stays_together: bool = False
) -> _Row:
    row: _Row = made.add_row()  # type: ignore[no-untyped-call]
    if height:
        row.height, row.height_rule = height, WD_ROW_HEIGHT_RULE.AT_LEAST
    for cell, column, inside in zip(row.cells, made.columns, cells, strict=True):
        cell.width = column.width
        _fill(cell, inside)
    if stays_together:
        _mark(row, "w:cantSplit")
    return row


def add_band(made: Table, inside: Sequence[Line]) -> None:
    """A row across the whole table, kept with the row below it."""
    row = made.add_row()  # type: ignore[no-untyped-call]
    cell = row.cells[0].merge(row.cells[-1])
    _fill(cell, inside)
    cell.paragraphs[0].paragraph_format.keep_with_next = True
    shade(cell, PANEL)
    _mark(row, "w:cantSplit")


def _fill(cell: _Cell, inside: Sequence[Line]) -> None:
    """An empty cell keeps its one paragraph, in the style that somebody would write in."""
    first, *rest = inside or [("", "Form text")]
    write(styled(cell.paragraphs[0], first[1]), first[0])
    for text, style in rest:
        write(styled(cell.add_paragraph(), style), text)


def styled(paragraph: Paragraph, style: str) -> Paragraph:
    """By the style's own key: the library looks through all of its styles each time."""
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def write(paragraph: Paragraph, text: str) -> Paragraph:
    """A paragraph runs as its first letter does, and each part of it as its own: Word does not find out by itself."""
    text = plain(text)
    if not paragraph.text and reads_from_the_right(text):
        paragraph._p.get_or_add_pPr().insert_element_before(element("w:bidi"), *AFTER_BIDI)
    for part, from_the_right in runs(text):
        run = paragraph.add_run(part)
        if from_the_right:
            run.font.rtl = True
    return paragraph


def shade(cell: _Cell, color: str) -> None:
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=color))


def _mark(row: _Row, *tags: str) -> None:
    for tag in tags:
        row._tr.get_or_add_trPr().append(element(tag))


def top_edge(cell: _Cell, color: str) -> None:
    """Colour beside the words, never instead of them."""
    borders = OxmlElement("w:tcBorders")
    borders.append(element("w:top", val="single", sz="48", space="0", color=color))
    cell._tc.get_or_add_tcPr().insert_element_before(borders, "w:shd", "w:vAlign")


def field(paragraph: Paragraph, code: str) -> None:
    """A field that Word fills in, such as the page's number."""
    made = element("w:fldSimple", instr=code)
    made.append(_run("1"))
    paragraph._p.append(made)


def link(paragraph: Paragraph, text: str, name: str) -> None:
    """To a place in the same file."""
    made = element("w:hyperlink", anchor=name, history="1")
    made.append(_run(text, "Hyperlink"))
    paragraph._p.append(made)


def place(paragraph: Paragraph, name: str, number: int) -> None:
    """Where a link leads: around what stands in the paragraph."""
    start, end = element("w:bookmarkStart", id=str(number), name=name), element("w:bookmarkEnd", id=str(number))
    first = paragraph.runs[0]._r
    first.addprevious(start)
    paragraph._p.append(end)


def _run(text: str, style: str = "") -> BaseOxmlElement:
    run, inside = OxmlElement("w:r"), OxmlElement("w:t")
    if style:
        properties = OxmlElement("w:rPr")
        properties.append(element("w:rStyle", val=style))
        run.append(properties)
    inside.text = text
    run.append(inside)
    return run


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
