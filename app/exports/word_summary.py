"""The summary: every standard with its position and what is to be done, by whom and by when."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.shared import Cm
from docx.table import Table

from app.exports.contents import Domain, Report
from app.exports.recorded import Action, Recorded
from app.exports.word_domains import named
from app.exports.word_parts import Line, add_band, add_row, lines, table
from app.exports.word_position import action_lines, finished_later, to_do, told

ROOM = Cm(1.4)


def summary(document: WordDocument, report: Report, *, numbers: bool) -> None:
    forms = report.workshop.framework.forms
    document.add_paragraph(forms.summary, "Heading 1").paragraph_format.page_break_before = True
    made = table(
        document,
        ("Standard", forms.how, forms.actions, forms.who, forms.when),
        (Cm(5.2), Cm(7.5), Cm(7), Cm(3.2), Cm(2.8)),
        forms.summary,
        "By domain, a row for each standard and a further one for each further action. What nobody has said yet is "
        "empty, to be written in.",
    )
    for domain in report.domains:
        add_band(made, domain.summary_title)
        for standard in domain.standards:
            _rows(made, named(standard), _words(standard, f"domain {domain.number}", numbers), standard)
        _as_a_whole(made, domain, numbers)
    if to_do(report.overall):
        add_band(made, "All of it together")
        _rows(made, ("Overall", "Form heading"), [], report.overall)


def _as_a_whole(made: Table, domain: Domain, numbers: bool) -> None:
    """The published table has no such row, so it stands there only where people wrote something for it."""
    if domain.position or to_do(domain):
        title = f"Domain {domain.number} as a whole", "Form heading"
        words = _words(domain, f"domain {domain.number}", numbers) if domain.position else []
        _rows(made, title, words, domain)


def _words(subject: Recorded, form: str, numbers: bool) -> list[Line]:
    """Dissent stands in full beside the same words in the domain's form; whoever reads this alone is told that."""
    beside = subject.position and subject.dissents
    return [
        *told(subject.position, numbers=numbers),
        *([(f"Dissent stands beside this in the form of {form}.", "Form note")] if beside else []),
    ]


def _rows(made: Table, title: Line, words: list[Line], subject: Recorded) -> None:
    later, actions = finished_later(subject.position), to_do(subject)
    add_row(made, [[title], words, *_done(actions[:1], later)], ROOM)
    continued = f"{title[0].split('. ')[0]}, continued", "Form note"
    for action in actions[1:]:
        add_row(made, [[continued], [], *_done([action])], ROOM)


def _done(actions: list[Action], later: Sequence[Line] = ()) -> list[list[Line]]:
    """What, who and by when of one action or none."""
    what = [line for action in actions for line in action_lines(action)]
    who = [line for action in actions for name in action.who for line in lines(name, "Form text")]
    when = [line for action in actions for line in lines(action.when, "Form text")]
    return [[*what, *later], who, when]
