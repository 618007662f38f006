"""What a form says of one subject: the words that were settled, how they ended, and beside them who does not agree."""

from collections.abc import Iterator

from app.exports.contents.recorded import Action, Dissent, Position, Recorded
from app.exports.forms.blocks import Line, lines
from app.exports.saying import ending, marked, when_written
from app.exports.sentences import FIELDS
from app.models.record.action import ActionStatus

NOT_SETTLED = "Not settled in this workshop"
PUBLISHING = {
    None: "Its writer has not said whether this may be published.",
    False: "Not to be published: its writer wants it in the record alone.",
}


def words_and_ending(position: Position | None) -> list[Line]:
    """The words come first."""
    if position is None:
        return [(NOT_SETTLED, "Form note")]
    return [*text(position, "wording"), (ending(position), "Form heading")]


def text(position: Position | None, field: str) -> list[Line]:
    """A field in a box, and under it when it was written, where that has to be said."""
    if position is None:
        return []
    mark = when_written(position, field)
    return [*lines(getattr(position, field), "Form text"), *lines(f"{mark[:1].upper()}{mark[1:]}", "Form note")]


def whole(subject: Recorded) -> list[Line]:
    """The words that stand, with the dissent beside them."""
    beside = subject.dissents if subject.position else ()
    return [*words_and_ending(subject.position), *[line for dissent in beside for line in _dissent(dissent)]]


def _dissent(dissent: Dissent) -> Iterator[Line]:
    """Nothing of one that is held back but that it is, and why."""
    if dissent.is_held_back:
        yield from lines(f"Dissent, held back: {dissent.held_back_why}", "Form note")
        return
    yield from lines(f"Dissent, {dissent.unit or 'without a name'}:", "Form heading")
    yield from lines(f"“{dissent.words}”", "Form text")
    if dissent.behind and dissent.behind > 1:
        yield f"{dissent.behind} of {dissent.of_people} stand behind these words.", "Form note"
    if dissent.may_publish is not True:
        yield PUBLISHING[dissent.may_publish], "Form note"


def to_do(subject: Recorded) -> list[Action]:
    """What was dropped is in the record, and on no form."""
    return [action for action in subject.actions if action.status is not ActionStatus.DROPPED]


def action_lines(action: Action) -> list[Line]:
    notes = [
        f"Priority: {action.priority}" if action.priority else "",
        f"Criterion {action.criterion}" if action.criterion else "",
        action.status.capitalize() if action.status is not ActionStatus.TO_DO else "",
    ]
    about = " · ".join(filter(None, notes))
    known = f"How would we know? {action.how_known}" if action.how_known else ""
    return [*lines(action.what, "Form text"), *lines(about, "Form note"), *lines(known, "Form note")]


def finished_later(position: Position | None) -> list[Line]:
    """What people wrote about a standard that has no box of its own."""
    if position is None:
        return []
    texts = (
        ("next_step", position.next_step),
        ("how_known", position.how_known),
        ("importance", position.importance.capitalize() if position.importance else ""),
    )
    named = [(marked(FIELDS[field], position, field), text) for field, text in texts if text]
    return [
        line
        for name, text in named
        for line in lines(f"{name if name.endswith('?') else f'{name}:'} {text}", "Form note")
    ]
