"""Asking about everything that is settled at once, on one page at the end, and ending it for all."""

from sqlmodel import Session

from app.errors import Refusal
from app.models.record.asking import ask, end
from app.models.record.position import Position
from app.models.record.read_back import ReadBack, askings_of
from app.models.record.settling import positions_of
from app.models.record.subject import Key, Subject
from app.models.workshop.workshop import Workshop


def ask_about_all(session: Session, workshop: Workshop, *, by: str) -> int:
    """How many it asks about. What the stage shows stays: no one of them is the one to be talked about."""
    workshop.must_go_on()
    unasked = unasked_positions(session, workshop)
    if not unasked and not any(askings[-1].is_open for askings in askings_of(session, workshop.id).values()):
        raise Refusal("Nothing is settled that was not asked about. Settle something first.")
    for position in unasked:
        subject = Subject.of(workshop, position.key)
        ask(session, subject, position.state, position.wording, position.number, by=by)
    return len(unasked)


def unasked_positions(session: Session, workshop: Workshop) -> list[Position]:
    """Settled with words about which nobody was asked, in the order of the framework: standards, domains, the whole."""
    askings = askings_of(session, workshop.id)
    settled = [versions[-1] for versions in positions_of(session, workshop.id).values() if versions[-1].is_settled]
    order = {key: place for place, key in enumerate(_keys(workshop))}
    unasked = [position for position in settled if position.wording and not _is_asked(position, askings)]
    return sorted(unasked, key=lambda position: order[position.key])


def end_all_asking(session: Session, workshop: Workshop, *, by: str) -> None:
    for key, askings in askings_of(session, workshop.id).items():
        for asking in askings:
            end(session, Subject.of(workshop, key), asking, by=by)


def _is_asked(position: Position, askings: dict[Key, list[ReadBack]]) -> bool:
    asked = askings.get(position.key)
    return asked is not None and asked[-1].is_of_position(position)


def _keys(workshop: Workshop) -> list[Key]:
    subjects = [Subject.standard(standard) for standard in workshop.standards]
    subjects += [Subject.domain(workshop, number) for number in dict.fromkeys(_domains(workshop))]
    return [subject.key for subject in (*subjects, Subject.overall(workshop))]


def _domains(workshop: Workshop) -> list[str]:
    return [workshop.framework.domain_of(standard.number).number for standard in workshop.standards]
