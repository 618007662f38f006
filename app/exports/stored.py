"""A workshop's own database checked: its chain, with what never leaves the server, against what its tables say."""

from collections.abc import Iterator
from dataclasses import replace

from sqlmodel import Session, col, select

from app.exports.as_json import as_json
from app.exports.parsing import parsed
from app.exports.report import report
from app.exports.verdict import Verdict
from app.exports.verifying import verdict_of
from app.models import Chain, Event, Round, Standard
from app.models.rounds.revealing import frozen_in
from app.models.workshop.chain import commitment
from app.models.workshop.event import SNAPSHOT, entries_of


def check(session: Session, workshop_id: int) -> Verdict:
    """As its working file would be verified, and what such a file leaves out: details, and what reveals froze."""
    found = verdict_of(parsed(as_json(report(session, workshop_id))))
    return replace(found, differences=(*found.differences, *_unseen(session, workshop_id)))


def _unseen(session: Session, workshop_id: int) -> Iterator[str]:
    chain = session.get(Chain, workshop_id)
    for event in entries_of(session, workshop_id) if chain else ():
        assert chain
        for name, content in event.parts_in(chain.mark).items():
            if name in event.salts and commitment(event.salts[name], content) != event.commitments[name]:
                yield f"Entry {event.number} was changed in the database: {name}."
        if SNAPSHOT in event.salts and not _is_as_frozen(session, event):
            yield f"What entry {event.number} revealed was changed in the database: a snapshot differs."


def _is_as_frozen(session: Session, event: Event) -> bool:
    frozen = frozen_in(_revealed(session, event))
    return commitment(event.salts[SNAPSHOT], frozen) == event.commitments[SNAPSHOT]


def _revealed(session: Session, event: Event) -> list[Round]:
    """The rounds that this reveal froze, in its own order."""
    rounds = select(Round, Standard.number).join(Standard).where(col(Round.workshop_id) == event.workshop_id)
    by_number = {(number, round_.number): round_ for round_, number in session.exec(rounds)}
    named = ((row["standard"], row["round"]) for row in event.holds.get("rows", ()))
    return [by_number[name] for name in named if name in by_number]
