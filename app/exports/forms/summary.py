"""The summary: every standard with its position and what is to be done, by whom and by when."""

from collections.abc import Iterator, Sequence

from app.exports.contents.occasion import FormDomain
from app.exports.contents.recorded import Action, Recorded
from app.exports.contents.report import Report
from app.exports.contents.subjects import Domain
from app.exports.forms.blocks import Block, Heading, Line, Paragraph, Row, Table, lines, row
from app.exports.forms.domains import NOT_CHOSEN
from app.exports.forms.position import action_lines, finished_later, to_do, words_and_ending

ROOM = 1.4


def summary(report: Report) -> Iterator[Block]:
    forms = report.workshop.framework.forms
    yield Heading(forms.summary, 1, starts_page=True)
    yield Table(
        forms.summary,
        "By domain, a row for each standard and a further one for each further action. What nobody has said yet is "
        "empty, to be written in.",
        ("Standard", forms.how, forms.actions, forms.who, forms.when),
        (5.2, 7.5, 7, 3.2, 2.8),
        tuple(_all_rows(report)),
    )
    if forms.note:
        yield Paragraph(forms.note, "Table note")


def _all_rows(report: Report) -> Iterator[Row]:
    chosen = {domain.number: domain for domain in report.domains}
    for printed in report.workshop.framework.domains:
        yield _band(printed.summary_title)
        yield from _of_domain(printed, chosen.get(printed.number))
    if to_do(report.overall):
        yield _band("All of it together")
        yield from _rows("Overall", [], report.overall)


def _band(text: str) -> Row:
    return row([(text, "Form heading")])


def _of_domain(printed: FormDomain, domain: Domain | None) -> Iterator[Row]:
    chosen = {standard.number: standard for standard in domain.standards} if domain else {}
    for each in printed.standards:
        title, standard = f"{each.number}. {each.title}", chosen.get(each.number)
        if standard is None:
            yield row([(title, "Form heading")], [(NOT_CHOSEN, "Form note")], [], [], [])
        else:
            yield from _rows(title, _words(standard, f"domain {printed.number}"), standard)
    if domain and (domain.position or to_do(domain)):  # the published table has no such row
        words = _words(domain, f"domain {domain.number}") if domain.position else []
        yield from _rows(f"Domain {domain.number} as a whole", words, domain)


def _words(subject: Recorded, form: str) -> list[Line]:
    """Dissent stands in full beside the same words in the domain's form; whoever reads this alone is told that."""
    beside = subject.position and subject.dissents
    return [
        *words_and_ending(subject.position),
        *([(f"Dissent stands beside this in the form of {form}.", "Form note")] if beside else []),
    ]


def _rows(title: str, words: list[Line], subject: Recorded) -> Iterator[Row]:
    later, actions = finished_later(subject.position), to_do(subject)
    yield row([(title, "Form heading")], words, *_done(actions[:1], later), height=ROOM)
    continued = f"{title.split('. ', maxsplit=1)[0]}, continued", "Form note"
    for action in actions[1:]:
        yield row([continued], [], *_done([action]), height=ROOM)


def _done(actions: list[Action], later: Sequence[Line] = ()) -> list[list[Line]]:
    """What, who and by when of one action or none."""
    what = [line for action in actions for line in action_lines(action)]
    who = [line for action in actions for name in action.who for line in lines(name, "Form text")]
    when = [line for action in actions for line in lines(action.when, "Form text")]
    return [[*what, *later], who, when]
