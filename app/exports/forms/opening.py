"""The first page and the last: whose views these are, what this is and is not, and how views were counted."""

from collections.abc import Iterator

from app.exports import front
from app.exports.contents.report import Report
from app.exports.forms.blocks import Block, Fact, Heading, Paragraph

METHOD, TO_METHOD = "The method", "method"
WHAT_THIS_IS = "What this is, and is not"
EMPTY_BOXES = (
    "A standard stays blank until the partners have settled it. Whoever disagrees is quoted beside the words, as they "
    "wrote it. Empty boxes are there to be written in."
)


def first_page(report: Report) -> Iterator[Block]:
    held = report.workshop
    yield Paragraph(held.council, "Title")
    yield Paragraph(held.title, "Subtitle")
    if marks := front.marks(report):
        yield Paragraph(" · ".join(marks), "Mark")
        yield Paragraph(" ".join(front.about_marks(report)), "Form note")
    yield Heading(front.whose_views(report), 2)
    yield Fact("Groups heard", front.heard(report))
    yield Fact("Groups not heard", front.not_heard(report))
    yield Heading(WHAT_THIS_IS, 2)
    yield Paragraph(front.NOT_A_RATING)
    yield Paragraph(EMPTY_BOXES)
    yield Heading(front.METHOD, 2)
    yield Paragraph(front.how_counted(report), link=METHOD, to=TO_METHOD)
    yield Fact("Purpose", f"{held.purpose[:1].upper()}{held.purpose[1:]}")
    yield Fact("Framework", f"{held.framework.title} ({held.framework.edition})")
    yield Fact("Status", front.standing(report))
    yield Fact("Numbers", _about_numbers(report))


def _about_numbers(report: Report) -> str:
    if report.has_numbers:
        return f"Shown where the partners recorded one. {report.workshop.framework.scale_note}".rstrip()
    return "Left out, as they are unless somebody asks for them. The words come first."


def last_page(report: Report) -> Iterator[Block]:
    yield Heading(METHOD, 1, starts_page=True, name=TO_METHOD)
    yield Heading(front.METHOD, 2)
    yield Paragraph(front.how_counted(report))
    yield from (Paragraph(text) for text in front.method(report))
    if about := front.about_fingerprint(report):
        yield Heading(front.ABOUT_FINGERPRINT, 2)
        yield from (Paragraph(text) for text in about)
    yield Heading("Who keeps the record", 2)
    yield from (Fact(name, text) for name, text in _keepers(report) if text)


def _keepers(report: Report) -> Iterator[tuple[str, str]]:
    held = report.workshop
    yield "Responsible", held.responsible
    yield "Data contact", held.data_contact
    yield "Lawful basis", held.lawful_basis
    yield "Erased", front.erased_on(report)
