"""What stands of one subject: how it ended, the words, beside them who does not agree; who was asked; the rest."""

from collections.abc import Iterator

from app.exports.contents.recorded import Dissent, HowAsked, Position, Recorded
from app.exports.contents.report import Report
from app.exports.forms.position import PUBLISHING
from app.exports.record.blocks import (
    Block,
    Fact,
    Facts,
    Line,
    Lines,
    Panel,
    Panels,
    Table,
    Text,
    head,
    line,
    lines,
    plain,
    told,
)
from app.exports.saying import ending, when_written, whether_views_differ
from app.exports.sentences import FIELDS

NOT_SETTLED = "Not settled in this workshop."
REOPENED = "Opened again: no words stand at present."
ASKED = {
    HowAsked.NOT_ASKED: "The room was not asked whether these words can stand.",
    HowAsked.STILL_ASKED: "The room is still being asked whether these words can stand.",
    HowAsked.OTHER_WORDS: "The room was asked about other words than these.",
}
ASKED_ALONE = "The room was asked whether these words can stand; by group, nothing may be told of it."
CAN_STAND = "Can these words stand? What each group said"


def position(subject: Recorded) -> tuple[Block, ...]:
    """Dissent stands right beside the words that it is about."""
    settled = subject.position
    if settled is None:
        return told(Text((Line(REOPENED if subject.positions else NOT_SETTLED, "soft"),)))
    missing = ", ".join(settled.missing)
    return told(
        Panels((Panel("position", ending(settled), _wording(settled)), *map(_dissent, subject.dissents))),
        Text(line(f"Settled without: {missing}", "soft")) if missing else None,
    )


def _wording(position: Position) -> Lines:
    return (*lines(position.wording), *_mark(position, "wording"))


def _mark(position: Position, field: str) -> Lines:
    mark = when_written(position, field)
    return line(f"{mark[:1].upper()}{mark[1:]}", "soft")


def _dissent(dissent: Dissent) -> Panel:
    """Nothing of one that is held back but that it is, and why."""
    if dissent.is_held_back:
        return Panel("dissent", "Dissent, held back", line(dissent.held_back_why, "soft"))
    label = head(f"Dissent, {plain(dissent.unit) or 'without a name'}")
    return Panel("dissent", label, (*_quoted(dissent.words), *_notes(dissent)))


def _quoted(words: str) -> Lines:
    return lines(f"“{plain(words)}”")


def _notes(dissent: Dissent) -> Iterator[Line]:
    if dissent.behind and dissent.behind > 1:
        yield Line(f"{dissent.behind} of {dissent.of_people} stand behind these words.", "soft")
    if dissent.may_publish is not True:
        yield Line(PUBLISHING[dissent.may_publish], "soft")


def asked(subject: Recorded) -> tuple[Block, ...]:
    """By displayed unit, as the room was told."""
    if subject.position is None:
        return ()
    if subject.how_asked is not HowAsked.ASKED or subject.asking is None:
        return (Text((Line(ASKED.get(subject.how_asked, ASKED_ALONE), "soft"),)),)
    rows = tuple((line(unit.unit), line(unit.sentence)) for unit in subject.asking.units)
    if not rows:
        return (Text((Line(ASKED_ALONE, "soft"),)),)
    return (Table(CAN_STAND, ("Group", "What it said"), (2, 3), rows),)


def later(report: Report, subject: Recorded) -> tuple[Block, ...]:
    """What may be finished after the room has gone, as far as it was."""
    settled, forms = subject.position, report.workshop.framework.forms
    if settled is None:
        return ()
    differ = whether_views_differ(settled)
    texts = (
        (forms.evidence, settled.evidence, "evidence"),
        (forms.good_practice, settled.good_practice, "good_practice"),
        (forms.divergent, f"{differ}{'.' if differ else ''}\n{settled.divergent_views}", "divergent_views"),
        (forms.narrative, settled.narrative, "narrative"),
        (FIELDS["how_known"], settled.how_known, "how_known"),
        (FIELDS["importance"], settled.importance.capitalize() if settled.importance else "", "importance"),
        (FIELDS["next_step"], settled.next_step, "next_step"),
    )
    facts = (Fact(head(name), (*lines(text), *_mark(settled, field))) for name, text, field in texts if plain(text))
    return told(Facts(tuple(facts)))
