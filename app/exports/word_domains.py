"""The form of one domain: how we are doing by standard, good practice to develop, views that differ."""

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.shared import Cm

from app.exports.contents import Domain, Forms, Standard
from app.exports.word_parts import Line, add_row, asks, box, lines, table, write
from app.exports.word_position import whole

KEPT = "One person’s first view, from before the standard was rated again, stands beside this."
EMPTY = "An empty box to write in."


def domain_form(document: WordDocument, domain: Domain, forms: Forms, *, numbers: bool) -> None:
    name = f"Domain {domain.number}: {domain.title}"
    write(document.add_paragraph(style="Heading 1"), name).paragraph_format.page_break_before = True
    document.add_paragraph(forms.how, "Heading 2")
    _standards(document, domain, name, forms, numbers=numbers)
    if domain.position:
        document.add_paragraph("The domain as a whole", "Heading 2")
        about = f"{forms.how} In the words that were settled for the domain."
        box(document, f"{name}, as a whole. {forms.how}", about, whole(domain, numbers=numbers))
    document.add_paragraph(asks(forms.good_practice), "Heading 2")
    inside = lines(domain.position.good_practice, "Form text") if domain.position else []
    box(document, f"{name}. {asks(forms.good_practice)}", "What was recorded." if inside else EMPTY, inside)
    document.add_paragraph(asks(forms.divergent), "Heading 2")
    views = list(_divergent_views(domain))
    about = "What was recorded, each under its standard." if views else EMPTY
    box(document, f"{name}. {asks(forms.divergent)}", about, views)


def _standards(document: WordDocument, domain: Domain, name: str, forms: Forms, *, numbers: bool) -> None:
    made = table(
        document,
        ("Standard", forms.how, forms.evidence),
        (Cm(6), Cm(10.2), Cm(9.5)),
        f"{name}. {forms.how}",
        "One row for each standard: how we are doing in the words that were settled, with what stands beside them, "
        "and the evidence of impact.",
    )
    for standard in domain.standards:
        evidence = lines(standard.position.evidence, "Form text") if standard.position else []
        add_row(made, [[named(standard)], whole(standard, numbers=numbers), evidence], Cm(1.8))


def named(standard: Standard) -> Line:
    return f"{standard.number}. {standard.title}", "Form heading"


def _divergent_views(domain: Domain) -> Iterator[Line]:
    """The domain's own answer and words; then of its standards what those words do not say already."""
    position = domain.position
    if position and position.has_divergent_views is not None:
        yield "Yes" if position.has_divergent_views else "No", "Form heading"
    own = position.divergent_views if position else ""
    yield from lines(own, "Form text")
    for standard in domain.standards:
        views = _of_standard(standard, own)
        if views:
            yield named(standard)
            yield from views


def _of_standard(standard: Standard, said: str) -> list[Line]:
    position = standard.position
    if position is None:
        return []
    views = [] if position.divergent_views in said else lines(position.divergent_views, "Form text")
    return [*views, *[(KEPT, "Form text")] * standard.first_views_kept]
