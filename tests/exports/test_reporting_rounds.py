"""Rounds in a report: what was revealed, and of any other round its state alone."""

import json

import pytest
from sqlmodel import Session

from app.divergence.codes import CONSOLE_ONLY
from app.exports.contents.report import Report
from app.exports.contents.subjects import Standard
from app.exports.report import report
from app.models import AttributionRule
from app.revealed.round import revealed
from tests.exports.conftest import Northvale, settled


def standard(made: Report, number: str) -> Standard:
    return next(s for domain in made.domains for s in domain.standards if s.number == number)


def test_a_revealed_round_shows_its_displayed_units_and_both_middles(session: Session, northvale: Northvale) -> None:
    shown = standard(report(session, northvale.id), "1").rounds[0].shown
    assert shown
    units = {unit.name: unit for unit in shown.units}
    assert units["Council officers"].middle == (8, 8) and units["Council officers"].bands == ("Green",)
    assert "Carers" not in units and "Healthwatch" not in units
    assert {"Carers", "Healthwatch"} <= set(shown.pooled)
    assert (shown.rated, shown.cant_tell) == (11, 1)
    assert shown.middle_by_group and shown.middle_by_person
    assert "between_groups" in [finding.code for finding in shown.findings]
    assert all(finding.sentence and finding.why for finding in shown.findings)


def test_findings_that_may_point_at_somebody_stay_on_the_console(session: Session, northvale: Northvale) -> None:
    round_ = northvale.workshop.standards[0].rounds[0]
    assert CONSOLE_ONLY & {finding.code for finding in revealed(json.dumps(round_.snapshot)).findings}
    shown = standard(report(session, northvale.id), "1").rounds[0].shown
    assert shown and not CONSOLE_ONLY & {finding.code for finding in shown.findings}


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_dots_are_given_under_the_open_rule_only(session: Session, rule: AttributionRule) -> None:
    shown = standard(report(session, settled(session, rule).id), "1").rounds[0].shown
    assert shown
    assert any(unit.dots for unit in shown.units) == (rule is AttributionRule.OPEN)


def test_a_round_that_is_not_revealed_is_told_by_its_state_alone(session: Session, northvale: Northvale) -> None:
    first, second = standard(report(session, northvale.id), "7").rounds
    assert first.shown and not first.is_after_seeing
    assert second.model_dump() == {
        "number": 2,
        "is_after_seeing": True,
        "state": "open",
        "shown_at": None,
        "shown": None,
    }


def test_what_is_answered_in_an_open_round_changes_nothing(session: Session, northvale: Northvale) -> None:
    before = report(session, northvale.id)
    sitting = northvale.workshop.standards[4].rounds[1].sitting
    northvale.answer(sitting, shift=1)
    assert report(session, northvale.id).model_copy(update={"exported_at": before.exported_at}) == before
    northvale.reveal(sitting)
    assert standard(report(session, northvale.id), "7").rounds[1].shown


def test_a_snapshot_without_its_reveal_shows_nothing(session: Session, northvale: Northvale) -> None:
    standards = northvale.workshop.standards
    standards[4].rounds[1].snapshot = standards[0].rounds[0].snapshot
    assert standard(report(session, northvale.id), "7").rounds[1].shown is None
