"""The published domain and summary forms, filled in with what has been settled, and with nothing else."""

from datetime import date, datetime
from io import BytesIO

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from app.clock import in_london
from app.exports.arrow import arrow
from app.exports.contents import Report
from app.exports.word_asking import asked_table
from app.exports.word_domains import domain_form
from app.exports.word_evidence import evidence_tables
from app.exports.word_page import blank
from app.exports.word_parts import WIDTH, field, write
from app.exports.word_summary import summary


def as_word(report: Report, numbers: bool = False) -> bytes:
    """A .docx file. `numbers` adds the number and band that people recorded, if they did."""
    held = report.workshop
    document = blank(f"{held.council}: {held.title}", f"{held.framework.title}, {spoken(held.held_on)}")
    _title_block(document, report, numbers)
    for domain in report.domains:
        domain_form(document, domain, held.framework.forms, numbers=numbers)
    summary(document, report, numbers=numbers)
    arrow(document, held.framework, report.overall, numbers=numbers)
    asked_table(document, report)
    evidence_tables(document, report)
    _footer(document, report)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _title_block(document: WordDocument, report: Report, numbers: bool) -> None:
    held = report.workshop
    write(document.add_paragraph(style="Title"), held.council)
    write(document.add_paragraph(style="Subtitle"), held.title)
    for name, text in (
        ("Date", spoken(held.held_on)),
        ("Purpose", held.purpose[:1].upper() + held.purpose[1:]),
        ("Framework", held.framework.title),
        ("Edition", held.framework.edition),
        ("Groups invited", ", ".join(group.name for group in report.groups)),
        ("Who sees what", held.attribution),
        ("Responsible", held.responsible),
        ("Data contact", held.data_contact),
        ("Confirmed on", spoken(in_london(held.confirmed_at)) if held.confirmed_at else "Not confirmed yet"),
        ("Record erased on", spoken(held.erase_record_on)),
        ("Numbers", _about_numbers(held.framework.scale_note, numbers)),
    ):
        _fact(document, name, text)
    document.add_paragraph("About this document", "Heading 2")
    document.add_paragraph(
        "Each position belongs to the local partners, in their own words. A standard stays blank until they have "
        "settled it. Whoever disagrees is quoted beside it as they wrote it. Empty boxes are there to be written in."
    )


def _about_numbers(note: str, numbers: bool) -> str:
    if numbers:
        return f"Shown where the partners recorded one. {note}".rstrip()
    return "Left out, as they are unless somebody asks for them. The words come first."


def _fact(document: WordDocument, name: str, text: str) -> None:
    """The name hangs in the margin of its text, so that long texts stay beside it."""
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent, form.space_after = Cm(5), Cm(-5), Pt(4)
    form.tab_stops.add_tab_stop(Cm(5))
    paragraph.add_run(name).bold = True
    paragraph.add_run("\t")
    write(paragraph, text)


def _footer(document: WordDocument, report: Report) -> None:
    held = report.workshop
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = "Form note"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    exported = f"Exported {_moment(report.exported_at)} from the record of {held.council}, revision {report.revision}"
    write(paragraph, exported)
    paragraph.add_run("\tPage ")
    field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    field(paragraph, "NUMPAGES")


def spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _moment(when: datetime) -> str:
    local = in_london(when)
    return f"{spoken(local)} {local:%H:%M}"
