"""Rounds from a file: their rows, what was found, and who is asked nothing any more."""

from pathlib import Path

import pytest
from sqlmodel import Session

from app.divergence.codes import CONSOLE_ONLY
from app.exports.contents.report import Report
from app.exports.rebuilding import rebuild
from app.models import Standard
from app.models.rounds.standard import numbered
from app.revealed.round import shown_by
from tests.exports.kept import an_owner, kept


@pytest.fixture
def made(migrated: Path) -> Report:
    return kept(migrated).report


@pytest.fixture
def sixth(session: Session, made: Report) -> Standard:
    assert made.archive
    return numbered(session, rebuild(session, made, made.archive, an_owner(session)).id, "6")


def test_a_round_shows_its_rows_and_what_was_found_where_it_was_revealed(sixth: Standard, made: Report) -> None:
    assert sixth.revealed_round
    shown = shown_by(sixth.revealed_round)
    told = next(standard for standard in made.standards if standard.number == "6").rounds[0].shown
    assert told
    assert [(row.name, row.n, row.middle) for row in shown.rows] == [
        (unit.name, unit.rated, unit.middle) for unit in told.units
    ]
    assert [finding.sentence for finding in shown.findings] == [finding.sentence for finding in told.findings]
    assert (shown.by_group, shown.by_person) == (told.middle_by_group, told.middle_by_person)
    assert any(finding.question for finding in shown.findings)


def test_what_may_point_at_somebody_is_there_only_if_it_was_on_stage(sixth: Standard) -> None:
    assert sixth.revealed_round
    codes = {finding.code for finding in shown_by(sixth.revealed_round).findings}
    assert not codes & CONSOLE_ONLY  # here the council saw it higher, and nobody put that on stage
    assert sixth.revealed_round.staged_findings == []


def test_its_shown_moment_and_the_reasons_that_were_held_back_are_kept(sixth: Standard) -> None:
    assert sixth.revealed_round and sixth.revealed_round.shown_at
    assert sixth.revealed_round.reasons_held_back == 1
