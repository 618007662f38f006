"""The published domain and summary forms, filled in with what has been settled, and with nothing else."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from app.clock import in_london
from app.exports.arrow import arrow
from app.exports.contents import Domain, Forms, Position, Report, Standard
from app.exports.word_evidence import evidence_tables
from app.exports.word_page import blank
from app.exports.word_parts import WIDTH, Line, add_band, add_row, asks, box, field, lines, table, write

KEPT = "One person’s first view, from before the standard was rated again, stands beside this."
NOT_SETTLED = "Not settled in this workshop"


def as_word(report: Report, numbers: bool = False) -> bytes:
    """A .docx file. `numbers` adds the number and band that people recorded, if they did."""
    held = report.workshop
    document = blank(f"{held.council}: {held.title}", f"{held.framework.title}, {spoken(held.held_on)}")
    _title_block(document, report, numbers)
    for domain in report.domains:
        _domain(document, domain, held.framework.forms, numbers)
    _summary(document, report, numbers)
    arrow(document, held.framework)
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
        ("Record erased on", spoken(held.erase_record_on)),
        ("Numbers", _about_numbers(held.framework.scale_note, numbers)),
    ):
        _fact(document, name, text)
    document.add_paragraph("About this document", "Heading 2")
    document.add_paragraph(
        "Each position belongs to the local partners, in their own words. A standard stays blank until they have "
        "settled it. Empty boxes are there to be written in."
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


def _domain(document: WordDocument, domain: Domain, forms: Forms, numbers: bool) -> None:
    name = f"Domain {domain.number}: {domain.title}"
    write(document.add_paragraph(style="Heading 1"), name).paragraph_format.page_break_before = True
    document.add_paragraph(forms.how, "Heading 2")
    made = table(
        document,
        ("Standard", forms.how, forms.evidence),
        (Cm(6), Cm(10.2), Cm(9.5)),
        f"{name}. {forms.how}",
        "One row for each standard: how we are doing in the words that were settled, and the evidence of impact.",
    )
    for standard in domain.standards:
        position = standard.position
        evidence = lines(position.evidence, "Form text") if position else []
        add_row(made, [[_named(standard)], _told(position, numbers), evidence], Cm(1.8))
    document.add_paragraph(asks(forms.good_practice), "Heading 2")
    box(document, f"{name}. {asks(forms.good_practice)}", "An empty box to write in.")
    document.add_paragraph(asks(forms.divergent), "Heading 2")
    inside = list(_divergent_views(domain))
    about = "What was recorded, each under its standard." if inside else "An empty box to write in."
    box(document, f"{name}. {asks(forms.divergent)}", about, inside)


def _named(standard: Standard) -> Line:
    return f"{standard.number}. {standard.title}", "Form heading"


def _told(position: Position | None, numbers: bool) -> list[Line]:
    """The words come first."""
    if position is None:
        return [(NOT_SETTLED, "Form note")]
    return [*lines(position.wording, "Form text"), (_state(position, numbers), "Form heading")]


def _state(position: Position, numbers: bool) -> str:
    """A number without a band stays without one: the program colours nothing that people did not."""
    state = position.state.capitalize()
    if not numbers or (position.number is None and not position.band):
        return state
    if position.number is None:
        return f"{state}: {position.band}"
    return f"{state}: {position.number} ({position.band})" if position.band else f"{state}: {position.number}"


def _divergent_views(domain: Domain) -> Iterator[Line]:
    for standard in domain.standards:
        views = lines(standard.position.divergent_views, "Form text") if standard.position else []
        views += [(KEPT, "Form text")] * standard.first_views_kept if standard.position else []
        if views:
            yield _named(standard)
            yield from views


def _summary(document: WordDocument, report: Report, numbers: bool) -> None:
    forms = report.workshop.framework.forms
    name = forms.summary
    document.add_paragraph(name, "Heading 1").paragraph_format.page_break_before = True
    made = table(
        document,
        ("Standard", forms.how, forms.actions, forms.who, forms.when),
        (Cm(5.2), Cm(7.5), Cm(7), Cm(3.2), Cm(2.8)),
        name,
        "One row for each standard, by domain. The columns for actions, who and by when are empty, to be written in.",
    )
    for domain in report.domains:
        add_band(made, domain.summary_title)
        for standard in domain.standards:
            add_row(made, [[_named(standard)], _told(standard.position, numbers), [], [], []], Cm(1.4))


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
