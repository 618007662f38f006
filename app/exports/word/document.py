"""The forms as a Word document."""

from io import BytesIO

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from app.exports.contents.report import Report
from app.exports.forms.blocks import WIDTH, Block, Box, Fact, Heading, Pages, Paragraph, Picture, Table
from app.exports.forms.document import pages
from app.exports.word.page import blank
from app.exports.word.parts import add_band, add_row, box, field, link, place, styled, table, top_edge, write
from app.exports.word.picture import picture


def as_word(report: Report) -> bytes:
    """A .docx file."""
    return word_of(pages(report))


def word_of(made: Pages) -> bytes:
    document = blank(made.title, made.subject)
    for number, block in enumerate(made.blocks):
        _add(document, block, number)
    _header(document, made.header)
    _footer(document, made.footer)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: WordDocument, block: Block, number: int) -> None:
    match block:
        case Heading():
            _heading(document, block, number)
        case Paragraph():
            paragraph = write(styled(document.add_paragraph(), block.style), block.text)
            if block.link:
                paragraph.add_run(" ")
                link(paragraph, block.link, block.to)
        case Fact():
            _fact(document, block)
        case Table():
            _table(document, block)
        case Box():
            box(document, block.name, block.about, block.inside, Cm(block.height))
        case Picture():
            picture(document, block)


def _heading(document: WordDocument, block: Heading, number: int) -> None:
    paragraph = write(styled(document.add_paragraph(), f"Heading {block.level}"), block.text)
    paragraph.paragraph_format.keep_with_next = True
    if block.starts_page:
        paragraph.paragraph_format.page_break_before = True
    if block.name:
        place(paragraph, block.name, number)


def _fact(document: WordDocument, block: Fact) -> None:
    """The name hangs in the margin of its text, so that long texts stay beside it."""
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent, form.space_after = Cm(5), Cm(-5), Pt(4)
    form.tab_stops.add_tab_stop(Cm(5))
    paragraph.add_run(block.name).bold = True
    paragraph.add_run("\t")
    write(paragraph, block.text)


def _table(document: WordDocument, block: Table) -> None:
    made = table(document, block.header, [Cm(width) for width in block.widths], block.name, block.about)
    for cell, color in zip(made.rows[0].cells, block.colors, strict=False):
        styled(cell.paragraphs[0], "Form point")
        top_edge(cell, color)
    for row in block.rows:
        if len(row.cells) == 1:
            add_band(made, row.cells[0])
        else:
            height = Cm(row.height) if row.height else None
            add_row(made, row.cells, height, stays_together=row.stays_together)
    if block.colors:
        for paragraph in (paragraph for row in made.rows for cell in row.cells for paragraph in cell.paragraphs):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _header(document: WordDocument, text: str) -> None:
    if text:
        write(document.sections[0].header.paragraphs[0], text)


def _footer(document: WordDocument, text: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    styled(paragraph, "Form note")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    write(paragraph, text)
    paragraph.add_run("\tPage ")
    field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    field(paragraph, "NUMPAGES")
