"""What whoever presents has before them: a slide's words in full, and what stands behind them."""

from collections.abc import Iterator, Sequence

from app.exports import front
from app.exports.contents.recorded import Action, Position, Recorded
from app.exports.contents.report import Report
from app.exports.contents.rounds import Round
from app.exports.in_words import told_in_words
from app.exports.saying import NOT_SETTLED, assents, dissents, ending, marked, to_do, when_written
from app.exports.sentences import FIELDS


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
    yield from filter(str.strip, (position.wording, *[_sentence(when_written(position, "wording"))]))
    for field in ("evidence", "good_practice", "divergent_views", "narrative", "next_step", "how_known"):
        name, text = marked(FIELDS[field], position, field), getattr(position, field)
        if text.strip():
            yield f"{name if name.endswith('?') else f'{name}:'} {text}"


def _sentence(mark: str) -> str:
    return f"{mark[:1].upper()}{mark[1:]}." if mark else ""


def _action(action: Action) -> str:
    told = (f"Action: {action.what}", ", ".join(action.who), action.when, action.how_known)
    return ". ".join(part.rstrip(".") for part in told if part.strip()) + "."
