"""Summary and key actions: how each position ended, and what is to be done, by whom and by when."""

from collections.abc import Iterator

from app.exports.contents.recorded import Action, Recorded
from app.exports.contents.report import Report
from app.exports.forms.position import to_do
from app.exports.record.blocks import Line, Lines, Section, Table, Text, head, line, lines, told
from app.exports.record.domain import NO_ACTION, named
from app.exports.saying import ending
from app.models.record.action import ActionStatus

NOTHING = "Nothing was settled, and no action was written down."


def actions(report: Report) -> Section:
    forms = report.workshop.framework.forms
    ended = [(name, subject.position) for name, subject in subjects(report) if subject.position]
    positions = tuple((line(name), line(ending(it)), lines(it.wording)) for name, it in ended)
    how, what, who, when = (head(text) for text in (forms.how, forms.actions, forms.who, forms.when))
    rows = tuple(_row(name, action) for name, action in all_to_do(report))
    blocks = told(
        Table("How each position ended", ("Position", "How it ended", how), (7, 6, 9), positions),
        Table("What is to be done", (what, "For", who, when), (5, 3, 2, 2), rows),
        Text(line(forms.note, "soft")) if positions else None,
        None if rows else Text((Line(NO_ACTION if positions else NOTHING, "soft"),)),
    )
    return Section("actions", head(forms.summary) or "Summary", blocks)


def subjects(report: Report) -> Iterator[tuple[str, Recorded]]:
    for domain in report.domains:
        for standard in domain.standards:
            yield named(standard), standard
        yield f"Domain {domain.number} as a whole", domain
    yield "Overall", report.overall


def all_to_do(report: Report) -> Iterator[tuple[str, Action]]:
    """What was dropped is in the record for programs, and in nothing that is read."""
    for name, subject in subjects(report):
        for action in to_do(subject):
            yield name, action


def _row(name: str, action: Action) -> tuple[Lines, ...]:
    notes = (
        f"Priority: {action.priority}" if action.priority else "",
        f"Criterion {action.criterion}" if action.criterion else "",
        action.status.capitalize() if action.status is not ActionStatus.TO_DO else "",
    )
    known = f"How would we know? {action.how_known}" if action.how_known else ""
    what = (*lines(action.what), *line(" · ".join(filter(None, notes)), "soft"), *lines(known, "soft"))
    who = tuple(part for owner in action.who for part in line(owner))
    return what, line(name), who or (Line("Nobody yet", "soft"),), line(action.when) or (Line("No date yet", "soft"),)
