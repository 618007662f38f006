"""What people recorded, from a file: every version, what was read back, words that disagree, actions."""

import secrets
from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from app.exports.contents import recorded
from app.exports.contents.recorded import Recorded
from app.exports.contents.report import Report
from app.models import Action, Dissent, Position, ReadBack, Workshop
from app.models.record.dissent import Shown
from app.models.record.position import LATER
from app.models.record.read_back import CanStand
from app.models.record.subject import Key, Level
from app.models.record.told_assent import UnitAssent

NOT_HERE = "These words are held back on the server where the workshop was held: they are not in its file."
VERSION = ("version", "state", "wording", *LATER, "written_by", "written_at", "reopened_at", "confirmed_at")
READ_BACK = ("state", "wording", "marker", "asked_at", "asked_by", "ended_at")
COUNTS = {"agree": CanStand.AGREE, "can_live_with_it": CanStand.LIVE_WITH_IT, "do_not_agree": CanStand.DO_NOT_AGREE}


def rebuild_words(session: Session, workshop: Workshop, report: Report) -> None:
    for key, subject in _subjects(report):
        about = {"workshop_id": workshop.id, "level": key.level, "subject_number": key.number}
        session.add_all([_position(about, version) for version in subject.positions])
        session.add_all([_read_back(about, asking) for asking in subject.askings])
        session.add_all(_dissents(workshop, about, subject))
        session.flush()
        for action in subject.actions:  # in the order in which they were written
            session.add(_action(workshop, about, action))
            session.flush()


def _subjects(report: Report) -> Iterator[tuple[Key, Recorded]]:
    for domain in report.domains:
        yield from ((Key(Level.STANDARD, standard.number), standard) for standard in domain.standards)
        yield Key(Level.DOMAIN, domain.number), domain
    yield Key(Level.OVERALL), report.overall


def _position(about: dict[str, Any], version: recorded.Position) -> Position:
    same = {name: getattr(version, name) for name in VERSION}
    return Position(**about, **same, missing=list(version.missing), afterwards=list(version.afterwards))


def _read_back(about: dict[str, Any], asking: recorded.Asking) -> ReadBack:
    return ReadBack(**about, **{name: getattr(asking, name) for name in READ_BACK}, told=_told(asking.units))


def _told(units: tuple[recorded.UnitAssent, ...]) -> dict[str, Any]:
    """As it is when the links to seats are cut: counts, with the units of which everybody is counted."""
    counted = {unit.unit: unit for unit in units if unit.agree is not None}
    return {
        "rows": {unit.unit: unit.can_stand for unit in units if unit.can_stand is not None},
        "counted": list(counted),
        "counts": {name: _counts(unit) for name, unit in counted.items()},
        "everybody": [name for name, unit in counted.items() if _is_everybody(unit)],
        "seats": {},
        "silent": [],
    }


def _counts(unit: recorded.UnitAssent) -> dict[str, int]:
    return {answer.value: getattr(unit, name) or 0 for name, answer in COUNTS.items()}


def _is_everybody(unit: recorded.UnitAssent) -> bool:
    """The sentence says it, and nothing else does."""
    counts = tuple((CanStand(answer), people) for answer, people in _counts(unit).items())
    return UnitAssent(unit.unit, counts).sentence != unit.sentence


def _dissents(workshop: Workshop, about: dict[str, Any], subject: Recorded) -> list[Dissent]:
    """Their numbers are drawn; in the order of the file, for equal words stand in the order of their rows."""
    numbers = sorted(secrets.randbelow(2**31 - 1) + 1 for _ in subject.dissents)
    return [_dissent(workshop, about, *each) for each in zip(numbers, subject.dissents, strict=True)]


def _dissent(workshop: Workshop, about: dict[str, Any], number: int, words: recorded.Dissent) -> Dissent:
    same = {name: getattr(words, name) for name in ("unit", "may_publish", "behind", "of_people", "held_back_why")}
    return Dissent(
        **about,
        **same,
        id=number,
        text=NOT_HERE if words.is_held_back else words.words,
        shown=Shown.WITH_UNIT if words.unit else Shown.WITHOUT_NAME,
        written_at=workshop.closed_at or workshop.created_at,
        held_back_at=workshop.closed_at if words.is_held_back else None,
    )


def _action(workshop: Workshop, about: dict[str, Any], action: recorded.Action) -> Action:
    same = action.model_dump(exclude={"who"})
    return Action(**about, **same, who=list(action.who), written_at=workshop.closed_at or workshop.created_at)
