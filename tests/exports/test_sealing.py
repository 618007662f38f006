"""All of a record hangs on its fingerprint from the close on, and on it nothing hangs that was taken out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from app.exports import as_json, report
from app.exports.sealing import FIXED, fix_after, fix_record, fix_what_ended, fixed_names, is_fixed
from app.exports.verifying import verdict
from app.models import Chain, Dissent, Event, Seat, Workshop, WorkshopState
from app.models.ending.closing import close, confirm, undo
from app.models.ending.erasing_answers import erase_answers
from app.models.record.dissent import OwnWords, Shown, hold_back, write
from app.models.record.subject import Subject
from app.models.workshop.event import entries_of
from tests.exports.forging import closed_day, copy_of

BY = "facilitator"


def _closes(session: Session, workshop: Workshop) -> None:
    close(session, workshop, by=BY)
    fix_record(session, workshop.id, BY)


@pytest.fixture(scope="module")
def held(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return closed_day(migrated, tmp_path_factory.mktemp("sealing"), _closes)


@pytest.fixture
def session(held: Path, tmp_path: Path) -> Iterator[Session]:
    with copy_of(held, tmp_path) as session:
        yield session


def workshop(session: Session) -> Workshop:
    return session.exec(select(Workshop)).one()


def fixings(session: Session) -> list[Event]:
    return list(session.exec(select(Event).where(Event.act == FIXED).order_by(col(Event.id))))


def test_fixing_twice_is_once(session: Session) -> None:
    fix_record(session, workshop(session).id, BY)
    assert len(fixings(session)) == 1


def test_what_ended_without_being_fixed_is_fixed_at_a_start_and_once(session: Session) -> None:
    """A workshop that was confirmed before there were chains: its words would hang on nothing."""
    session.delete(fixings(session)[0])
    chain = session.get_one(Chain, workshop(session).id)
    chain.length, chain.head = chain.length - 1, entries_of(session, workshop(session).id)[-1].link
    session.flush()
    assert "The rest of the record was not" in verdict(as_json(report(session, workshop(session).id))).sentence
    for _ in range(2):
        fix_what_ended(session)
    session.flush()
    assert [is_fixed(event.commitments) for event in fixings(session)] == [True]
    assert verdict(as_json(report(session, workshop(session).id))).is_intact


def test_the_content_is_not_stored_again(session: Session) -> None:
    (fixed,) = fixings(session)
    assert fixed.holds == {} and {*fixed_names(fixed.commitments)} == fixed.salts.keys() - {"act"}


def test_of_what_was_fixed_before_nothing_can_be_guessed_any_more(session: Session) -> None:
    confirm(session, workshop(session), by=BY)
    fix_record(session, workshop(session).id, BY)
    before, newest = fixings(session)
    assert before.salts.keys() == {"act"} and fixed_names(newest.salts) and fixed_names(before.commitments)
    assert verdict(as_json(report(session, workshop(session).id))).is_intact


def test_what_people_say_otherwise_before_the_confirmation_is_told_and_is_no_difference(session: Session) -> None:
    dissent = for_others(session)
    dissent.text = "I have changed my mind about these words."
    answer = verdict(as_json(report(session, workshop(session).id)))
    assert not answer.differences and "people have said otherwise" in answer.sentence


def test_after_the_confirmation_it_is_a_difference(session: Session) -> None:
    confirm(session, workshop(session), by=BY)
    fix_record(session, workshop(session).id, BY)
    for_others(session).text = "Somebody wrote this into the database."
    answer = verdict(as_json(report(session, workshop(session).id)))
    assert "(what was said of its words) differs from entry" in answer.sentence


def test_after_the_close_was_undone_the_record_goes_on(session: Session) -> None:
    undo(session, workshop(session), by=BY)
    workshop(session).ground_rules = "Changed since."
    answer = verdict(as_json(report(session, workshop(session).id)))
    assert not answer.differences and "The close was undone after entry" in answer.sentence


def test_a_dissent_held_back_after_the_confirmation_is_fixed_anew(session: Session) -> None:
    confirm(session, workshop(session), by=BY)
    fix_record(session, workshop(session).id, BY)
    dissent = for_others(session)
    fix_after(session, workshop(session).id, BY, lambda session: hold_back(session, dissent, "It names her.", by=BY))
    assert len(fixings(session)) == 3
    assert verdict(as_json(report(session, workshop(session).id))).is_intact


def test_of_one_that_is_for_the_facilitator_alone_no_entry_tells(session: Session) -> None:
    """Though others say otherwise meanwhile: an entry that comes for nothing in a file would be its mark."""
    dissent = for_others(session)
    dissent.shown = Shown.FACILITATOR_ONLY
    session.flush()
    fix_after(session, workshop(session).id, BY, lambda session: hold_back(session, dissent, "It names her.", by=BY))
    assert len(fixings(session)) == 1


def for_others(session: Session) -> Dissent:
    """Always the same one: their numbers are drawn, so they come in no order."""
    told = select(Dissent).where(Dissent.shown != Shown.FACILITATOR_ONLY, Dissent.text != "")
    return min(session.exec(told), key=lambda dissent: dissent.text)


# -- Attacks: somebody tries erased words on what opened the commitments


def opened(session: Session, part: str) -> list[str]:
    return [part for event in entries_of(session, workshop(session).id) if part in event.salts]


def test_after_an_undone_close_no_file_shows_what_was_fixed_by_it(session: Session) -> None:
    part = f"record:{for_others(session).key.slug}:said"
    assert opened(session, part)
    undo(session, workshop(session), by=BY)
    assert not opened(session, part) and not opened(session, "record:workshop")


def test_nor_after_answers_were_erased_where_an_older_program_had_kept_it(session: Session) -> None:
    part, erased = f"record:{for_others(session).key.slug}:said", workshop(session)
    erased.state, erased.closed_at = WorkshopState.LIVE, None
    erase_answers(session, erased, session.get_one(Seat, for_others(session).seat_id))
    assert not opened(session, part)


@pytest.mark.parametrize("text", ["", "I say it otherwise now."])
def test_nor_what_somebody_takes_back_or_changes_in_the_window(session: Session, text: str) -> None:
    dissent = for_others(session)
    subject, seat = Subject.of(workshop(session), dissent.key), session.get_one(Seat, dissent.seat_id)
    part = f"record:{dissent.key.slug}:said"
    write(session, subject, seat, OwnWords(text, Shown.WITHOUT_NAME))
    session.flush()
    assert not opened(session, part) and opened(session, "record:workshop")
    assert not opened(session, part.replace("record:", "words:")) and opened(session, "words:workshop")
    answer = verdict(as_json(report(session, workshop(session).id)))
    assert not answer.differences and not answer.is_intact
    assert any("taken words back or changed them" in line for line in answer.unverified)


def test_of_one_for_the_facilitator_alone_a_missing_salt_would_tell(session: Session) -> None:
    dissent = for_others(session)
    dissent.shown = Shown.FACILITATOR_ONLY
    subject, seat = Subject.of(workshop(session), dissent.key), session.get_one(Seat, dissent.seat_id)
    write(session, subject, seat, OwnWords("", None))
    assert opened(session, f"record:{subject.key.slug}:said")
