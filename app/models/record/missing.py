"""Whose voice is missing from a subject: told by displayed unit, before it is settled and in the record of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session

from app.models.record.read_back import ReadBack, askings_of
from app.models.record.subject import Level, Subject
from app.models.rounds.snapshot import Snapshot

Why = Literal["was not heard", "could not tell", "joined too late", "did not answer when the words were read back"]


@dataclass(frozen=True)
class MissingVoice:
    unit: str
    why: Why
    standard: str = ""  # its number, where the subject has several

    def __str__(self) -> str:
        where = f"{self.standard}: " if self.standard else ""
        return f"{where}{self.unit} {self.why}"


def missing_voices(session: Session, subject: Subject) -> tuple[MissingVoice, ...]:
    return missing_of(subject, askings_of(session, subject.workshop.id).get(subject.key, ()))


def missing_of(subject: Subject, askings: Sequence[ReadBack]) -> tuple[MissingVoice, ...]:
    found: list[MissingVoice] = []
    for standard in subject.revealed:
        if standard.revealed_round:
            number = "" if subject.key.level is Level.STANDARD or standard.is_overall else standard.number
            found += unheard(standard.revealed_round.frozen, number)
    return (*found, *_unanswered(askings))


def unheard(snapshot: Snapshot, number: str = "") -> Iterable[MissingVoice]:
    """As the rows tell it, and no more: nobody of a unit answered, or all of it could not tell."""
    for unit in snapshot.units:
        if unit.is_silent and unit.name not in snapshot.late:
            yield MissingVoice(unit.name, "was not heard", number)
        elif not unit.is_silent and not unit.scores:
            yield MissingVoice(unit.name, "could not tell", number)
    for group in snapshot.late:
        yield MissingVoice(group, "joined too late", number)


def _unanswered(askings: Sequence[ReadBack]) -> Iterable[MissingVoice]:
    """Once asking has ended, and as it was told then."""
    if askings and not askings[-1].is_open:
        for name in askings[-1].told.get("silent", ()):
            yield MissingVoice(name, "did not answer when the words were read back")
