"""What whoever presents has before them: a slide's words in full, and what stands behind them."""

from collections.abc import Iterator, Sequence

from app.exports import front
from app.exports.contents import Report, Round
from app.exports.in_words import told_in_words
from app.exports.recorded import Action, Position, Recorded
from app.exports.saying import NOT_SETTLED, assents, dissents, ending, to_do


def of_round(rounds: Sequence[Round], report: Report) -> Iterator[str]:
    """The picture in words, then what the newest round's findings say."""
    yield told_in_words(rounds, has_numbers=report.has_numbers)
    shown = rounds[-1].shown if rounds else None
    if shown:
        yield from (finding.sentence for finding in shown.findings)
        if shown.movement and report.has_numbers:
            yield shown.movement
    if report.front.not_heard:
        yield f"Not in the room: {front.not_heard(report)}."


def of_subject(subject: Recorded) -> Iterator[str]:
    position = subject.position
    if position is None:
        yield f"{NOT_SETTLED}."
    else:
        yield from _of_position(position)
        yield "Can these words stand?"
        yield from assents(subject)
        if position.missing:
            yield f"Settled without: {', '.join(position.missing)}."
        yield from dissents(subject)
    yield from map(_action, to_do(subject))


def _of_position(position: Position) -> Iterator[str]:
    yield f"{ending(position)}."
    for name, text in (
        ("", position.wording),
        ("Evidence of impact: ", position.evidence),
        ("Good practice to develop: ", position.good_practice),
        ("Views that differ: ", position.divergent_views),
        ("How far the partners agree: ", position.narrative),
        ("Next step: ", position.next_step),
        ("How would we know? ", position.how_known),
    ):
        if text.strip():
            yield f"{name}{text}"


def _action(action: Action) -> str:
    told = (f"Action: {action.what}", ", ".join(action.who), action.when, action.how_known)
    return ". ".join(part.rstrip(".") for part in told if part.strip()) + "."
