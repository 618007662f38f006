"""What every format says alike of what was recorded: how it ended, who does not agree, what is to be done."""

from app.exports.contents.recorded import Action, Dissent, HowAsked, Position, Recorded
from app.exports.plain import plain
from app.exports.sentences import FIELDS
from app.models.record.action import ActionStatus
from app.models.record.position import AFTERWARDS, IN_THE_ROOM

NOT_SETTLED = "Not settled in this workshop"
ASKED = {
    HowAsked.NOT_ASKED: "The room was not asked whether these words can stand.",
    HowAsked.STILL_ASKED: "The room is still being asked whether these words can stand.",
    HowAsked.OTHER_WORDS: "The room was asked about other words than these.",
    HowAsked.ASKED: "The room was asked; by group, nothing may be told of it.",
}
WISHES = {
    None: "Its writer has not said whether this may be published.",
    False: "Not to be published: its writer wants it in the record alone.",
    True: "",
}


def ending(position: Position | None) -> str:
    """A number without a band stays without one: the program colours nothing that people did not."""
    if position is None:
        return NOT_SETTLED
    state, number, band = position.state.capitalize(), position.number, position.band
    if number is None:
        return f"{state}: {band}{_late(position)}" if band else state
    return f"{state}: {number} ({band}){_late(position)}" if band else f"{state}: {number}{_late(position)}"


def _late(position: Position) -> str:
    """How it ended is never written afterwards; number and band may be."""
    names = [FIELDS[name].lower() for name in ("number", "band") if name in position.late]
    return f", {' and '.join(names)} {AFTERWARDS}" if names else ""


def when_written(position: Position, field: str) -> str:
    """Beside a text: where nothing of a position was written after the close, its texts need no mark."""
    if not position.late or getattr(position, field) in ("", None):
        return ""
    return AFTERWARDS if field in position.late else IN_THE_ROOM[position.state]


def marked(name: str, position: Position, field: str) -> str:
    """A label, with that mark behind it."""
    mark = when_written(position, field)
    return f"{name.rstrip(':')} ({mark})" if mark else name


def whether_views_differ(position: Position) -> str:
    answer = {True: "Yes", False: "No", None: ""}[position.has_divergent_views]
    return marked(answer, position, "has_divergent_views")


def written_afterwards(position: Position) -> list[str]:
    return [FIELDS[name] for name in position.late]


def dissent(dissenting: Dissent) -> str:
    """Nothing of one that is held back but that it is, and why."""
    if dissenting.is_held_back:
        return f"Dissent, held back: {plain(dissenting.held_back_why)}"
    is_shared = dissenting.behind is not None and dissenting.behind > 1
    many = f" ({dissenting.behind} of {dissenting.of_people} stand behind these words)" if is_shared else ""
    words = f"{dissenting.unit or 'Without a name'}: “{plain(dissenting.words)}”{many}"
    return "\n".join(filter(None, (words, WISHES[dissenting.may_publish])))


def dissents(subject: Recorded) -> list[str]:
    """Beside the words that stand, or nowhere."""
    return [dissent(each) for each in subject.dissents] if subject.position else []


def assents(subject: Recorded) -> list[str]:
    """By displayed unit, as the room was told."""
    units = subject.asking.units if subject.how_asked is HowAsked.ASKED and subject.asking else ()
    return [f"{unit.unit}: {unit.sentence}" for unit in units] or [ASKED[subject.how_asked]]


def to_do(subject: Recorded) -> list[Action]:
    """What was dropped is in the record, and nobody has to do it."""
    return [action for action in subject.actions if action.status is not ActionStatus.DROPPED]
