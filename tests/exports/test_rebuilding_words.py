"""What people recorded, from a file: versions, wordings that were read back, dissents, actions."""

from pathlib import Path

import pytest
from pydantic import BaseModel
from sqlmodel import Session, SQLModel, select

from app.exports.contents import recorded
from app.exports.contents.report import Report
from app.exports.rebuilding import rebuild
from app.exports.rebuilding_words import NOT_HERE, READ_BACK, VERSION
from app.models import Action, Assent, Dissent, Position, ReadBack, Workshop
from app.models.record.dissent import Shown
from app.models.record.read_back import askings_of
from app.models.record.subject import Key, Subject
from app.models.record.told_assent import told_by_unit
from app.models.record.voices import voices
from tests.exports.day import CANARIES
from tests.exports.kept import an_owner, kept


@pytest.fixture
def made(migrated: Path) -> Report:
    return kept(migrated).report


@pytest.fixture
def workshop(session: Session, made: Report) -> Workshop:
    assert made.archive
    return rebuild(session, made, made.archive, an_owner(session))


def test_every_column_that_a_file_tells_of_is_taken_from_it() -> None:
    """Whatever file and row have under one name."""

    def shared(part: type[BaseModel], row: type[SQLModel]) -> set[str]:
        return part.model_fields.keys() & row.model_fields.keys()

    assert shared(recorded.Position, Position) == {*VERSION, "missing", "afterwards"}
    assert shared(recorded.Asking, ReadBack) == {*READ_BACK}


def test_every_version_and_every_wording_is_there_and_no_answer_of_a_person(
    session: Session, workshop: Workshop, made: Report
) -> None:
    subjects = [*made.standards, *made.domains, made.overall]
    assert len(session.exec(select(Position)).all()) == sum(len(subject.positions) for subject in subjects)
    assert len(session.exec(select(ReadBack)).all()) == sum(len(subject.askings) for subject in subjects)
    assert session.exec(select(Assent)).first() is None


def test_what_units_said_to_words_is_told_in_the_same_sentences(session: Session, workshop: Workshop) -> None:
    key = Key.of_slug("standard-6")
    heard = voices(session, Subject.of(workshop, key))
    told = [unit.sentence for unit in told_by_unit(askings_of(session, workshop.id)[key][-1], heard, {})]
    assert told == ["3 agree, 1 can live with it, 1 does not agree", "Can stand", "Not everyone can live with it"]


def test_a_dissent_has_no_seat_and_of_one_that_is_held_back_there_is_that_alone(
    session: Session, workshop: Workshop
) -> None:
    dissents = session.exec(select(Dissent).order_by(Dissent.text)).all()
    assert dissents and all(dissent.seat_id is None and dissent.group_id is None for dissent in dissents)
    (held,) = (dissent for dissent in dissents if dissent.is_held_back)
    assert (held.text, held.held_back_why) == (NOT_HERE, "It names a person.")
    assert not any(dissent.shown is Shown.FACILITATOR_ONLY for dissent in dissents)
    assert not any(canary in dissent.text for canary in CANARIES.values() if canary != CANARIES["while asked"]
                   for dissent in dissents)  # fmt: skip
    counted = next(dissent for dissent in dissents if dissent.text == "Fees did rise.")
    assert (counted.unit, counted.behind, counted.of_people) == ("Council", 2, 5)


def test_actions_stand_in_the_order_in_which_they_were_written(session: Session, workshop: Workshop) -> None:
    actions = session.exec(select(Action).where(Action.subject_number == "6").order_by(Action.id)).all()  # type: ignore[arg-type]
    assert [action.what for action in actions] == ["Review fees.", "Visit every home.", "An idea that was dropped."]
