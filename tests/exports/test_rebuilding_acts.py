"""The log of a file as rows: its chain goes on, and what was held there is held here."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from app.errors import Refusal
from app.exports import report
from app.exports.contents.report import Report
from app.exports.importing import import_record, read_record
from app.exports.rebuilding import rebuild
from app.models import Chain, Workshop
from app.models.ending.due import do_what_is_due, due
from app.models.ending.hold import holds_of, lift, must_not_be_held
from app.models.workshop.event import entries_of, record
from tests.exports.kept import an_owner, kept

LONG_AFTER = date(2900, 1, 1)


@pytest.fixture
def made(migrated: Path) -> Report:
    return kept(migrated).report


def rebuilt(session: Session, made: Report) -> Workshop:
    assert made.archive
    return rebuild(session, made, made.archive, an_owner(session))


def test_the_chain_goes_on_where_it_stood(session: Session, made: Report) -> None:
    """The parts that the file does not hold are absent, as those of an erased person are."""
    workshop = rebuilt(session, made)
    entries = entries_of(session, workshop.id)
    assert [entry.link for entry in entries] == [entry.link for entry in made.chain]
    for event, entry in zip(entries, made.chain, strict=True):
        told = {name: part for name, part in event.parts_in(made.chained.mark).items() if name in event.salts}
        assert told.keys() == entry.parts.keys() and event.commitments == entry.commitments
    record(session, workshop.id, "facilitator", "looked at it")
    chain = session.get_one(Chain, workshop.id)
    assert chain.length == made.chained.entries + 1 and chain.mark == made.chained.mark


def test_a_hold_stops_erasure_where_it_is_taken_to_and_brings_nobodys_words(session: Session, migrated: Path) -> None:
    held = kept(migrated, "under a hold")
    assert b"A complaint" not in held.content and b"monitoring officer" not in held.content
    workshop = import_record(session, read_record(held.content), an_owner(session))
    (standing,) = holds_of(session, workshop.id)
    assert (standing.reason, standing.owner) == ("A hold was set where this was held", "Its owner there")
    assert held.report.archive and (standing.set_at,) == held.report.archive.holds and standing.set_by == "facilitator"
    assert (due(session, LONG_AFTER), do_what_is_due(session, workshop.id, LONG_AFTER)) == ([], [])
    with pytest.raises(Refusal, match="there is a hold on it"):
        must_not_be_held(session, workshop.id)
    lift(session, workshop, standing.id, by="facilitator")
    again = report(session, workshop.id)
    assert due(session, LONG_AFTER) == [workshop.id] and again.archive and again.archive.holds == ()
