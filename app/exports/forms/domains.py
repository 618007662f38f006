"""The form of one domain: how we are doing by standard, good practice to develop, views that differ, and pictures."""

from collections.abc import Iterator

from app.exports.contents.occasion import Band, FormDomain, Forms, FormStandard
from app.exports.contents.report import Report
from app.exports.contents.subjects import Domain, Standard
from app.exports.drawing import standard_svg, told_in_words
from app.exports.forms.blocks import Block, Box, Heading, Line, Paragraph, Picture, Row, Table, asks, row
from app.exports.forms.position import action_lines, text, to_do, whole
from app.exports.saying import whether_views_differ

KEPT = "One person’s first view, from before the standard was rated again, stands beside this."
EMPTY = "An empty box to write in."
NOT_CHOSEN = "Not looked at in this workshop"
NONE_CHOSEN = "No standard of this domain was looked at in this workshop. Its form is empty, to be written in."
PICTURES = "How the groups see it"


def domain_forms(report: Report) -> Iterator[Block]:
    """All that the framework prints, also of a domain of which nothing was looked at."""
    framework, chosen = report.workshop.framework, {domain.number: domain for domain in report.domains}
    for printed in framework.domains:
        domain = chosen.get(printed.number)
        yield from domain_form(printed, domain, framework.forms)
        if domain and domain.is_revealed:
            yield from pictures(domain, framework.bands, has_numbers=report.has_numbers)


def domain_form(printed: FormDomain, domain: Domain | None, forms: Forms) -> Iterator[Block]:
    name, position = f"Domain {printed.number}: {printed.title}", domain.position if domain else None
    yield Heading(name, 1, starts_page=True)
    if domain is None:
        yield Paragraph(NONE_CHOSEN)
    yield Heading(forms.how, 2)
    yield _standards(printed, domain, name, forms)
    if domain and position:
        yield Heading("The domain as a whole", 2)
        about = f"{forms.how} In the words that were settled for the domain."
        yield Box(f"{name}, as a whole. {forms.how}", about, tuple(whole(domain)))
    yield Heading(asks(forms.good_practice), 2)
    inside = tuple(text(position, "good_practice"))
    yield Box(f"{name}. {asks(forms.good_practice)}", "What was recorded." if inside else EMPTY, inside)
    yield Heading(asks(forms.divergent), 2)
    views = tuple(_divergent_views(domain)) if domain else ()
    about = "What was recorded, each under its standard." if views else EMPTY
    yield Box(f"{name}. {asks(forms.divergent)}", about, views)
    yield from _needed(printed, domain)


def _needed(printed: FormDomain, domain: Domain | None) -> Iterator[Block]:
    """The box for actions that the framework prints under each standard; who and by when stand in the summary."""
    chosen = {standard.number: standard for standard in domain.standards} if domain else {}
    for each in printed.standards:
        if each.needed:
            standard = chosen.get(each.number)
            inside = [line for action in (to_do(standard) if standard else ()) for line in action_lines(action)]
            yield Heading(asks(each.needed), 2)
            about = "What was written down to be done." if inside else EMPTY
            yield Box(f"{each.number}. {each.title}. {each.needed}", about, tuple(inside))


def _standards(printed: FormDomain, domain: Domain | None, name: str, forms: Forms) -> Table:
    chosen = {standard.number: standard for standard in domain.standards} if domain else {}
    return Table(
        f"{name}. {forms.how}",
        "One row for each standard: how we are doing in the words that were settled, with what stands beside them, "
        "and the evidence of impact.",
        ("Standard", forms.how, forms.evidence),
        (6, 10.2, 9.5),
        tuple(_row(each, chosen.get(each.number)) for each in printed.standards),
    )


def _row(printed: FormStandard, standard: Standard | None) -> Row:
    title = [named(printed)]
    if standard is None:
        return row(title, [(NOT_CHOSEN, "Form note")], [], height=1.2)
    return row(title, whole(standard), text(standard.position, "evidence"), height=1.8)


def named(standard: Standard | FormStandard) -> Line:
    return f"{standard.number}. {standard.title}", "Form heading"


def _divergent_views(domain: Domain) -> Iterator[Line]:
    """The domain's own answer and words; then of its standards what those words do not say already."""
    position = domain.position
    if position and position.has_divergent_views is not None:
        yield whether_views_differ(position), "Form heading"
    own = position.divergent_views if position else ""
    yield from text(position, "divergent_views")
    for standard in domain.standards:
        views = _of_standard(standard, own)
        if views:
            yield named(standard)
            yield from views


def _of_standard(standard: Standard, said: str) -> list[Line]:
    position = standard.position
    if position is None:
        return []
    views = [] if position.divergent_views in said else text(position, "divergent_views")
    return [*views, *[(KEPT, "Form text")] * standard.first_views_kept]


def pictures(domain: Domain, bands: tuple[Band, ...], *, has_numbers: bool) -> Iterator[Block]:
    yield Heading(PICTURES, 2)
    about = "the middle of each group" if has_numbers else "how far apart the groups stand, and not where"
    for standard in domain.standards:
        name, words = f"{standard.number}. {standard.title}", told_in_words(standard.told, has_numbers=has_numbers)
        if any(round_.shown.units for round_ in standard.told if round_.shown):
            yield Picture(standard_svg(standard.told, bands, has_numbers=has_numbers), words, f"{name}: {about}.")
        elif words:
            yield Paragraph(f"{name}: {words}", "Form text")
