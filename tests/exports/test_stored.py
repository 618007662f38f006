"""A workshop's own database against its chain: what was changed in a table is found, in what no file tells of too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, select

from app.exports.stored import check
from app.models import Action, Event, Position, Round, Workshop
from app.models.workshop.event import SNAPSHOT
from tests.exports.forging import closed_day, copy_of, end


@pytest.fixture(scope="module")
def held(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return closed_day(migrated, tmp_path_factory.mktemp("stored"), end)


@pytest.fixture
def session(held: Path, tmp_path: Path) -> Iterator[Session]:
    with copy_of(held, tmp_path) as session:
        yield session


def first_difference(session: Session) -> str:
    session.flush()
    session.expire_all()
    return next(iter(check(session, session.exec(select(Workshop.id)).one()).differences), "")


def test_a_database_that_nobody_changed_is_intact(session: Session) -> None:
    assert first_difference(session) == ""


def test_a_position_changed_in_its_table_differs_from_its_entry(session: Session) -> None:
    session.exec(select(Position)).all()[0].wording = "All is well."
    assert "differs from entry" in first_difference(session)


def test_an_action_deleted_from_its_table_is_missed(session: Session) -> None:
    session.delete(session.exec(select(Action)).all()[0])
    assert "or is missing" in first_difference(session)


def test_a_snapshot_is_compared_though_no_file_holds_it(session: Session) -> None:
    """Two scores that leave the middle where it was."""
    round_ = next(each for each in session.exec(select(Round)) if each.snapshot)
    snapshot = {**(round_.snapshot or {})}
    snapshot["standing"] = {**snapshot["standing"], "Nobody": {"told_in": 1, "for_good": False}}
    round_.snapshot = snapshot
    session.flush()
    found = check(session, round_.workshop_id).differences
    assert any("a snapshot differs" in line for line in found), found


def test_details_are_compared_as_long_as_they_are_here(session: Session) -> None:
    event = next(each for each in session.exec(select(Event)) if "details" in each.salts)
    event.about = {**event.about, "code": "something else", "thresholds": {}}
    assert f"Entry {event.number} was changed in the database: details." in first_difference(session)


def test_what_was_erased_is_no_difference(session: Session) -> None:
    for event in session.exec(select(Event)):
        event.erase("details", SNAPSHOT)
    assert first_difference(session) == ""
