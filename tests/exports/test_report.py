import json

import pytest
from sqlmodel import Session, delete

from app.divergence.codes import CONSOLE_ONLY
from app.errors import NotFound
from app.exports.contents.report import Report
from app.exports.contents.subjects import Standard
from app.exports.report import report
from app.models import AttributionRule, PositionState, Rating
from app.models.record.position import Wording
from app.models.workshop.event import record
from app.revealed.round import revealed
from tests.exports.conftest import Northvale, settled
from tests.exports.day import Day


def standard(made: Report, number: str) -> Standard:
    return next(s for domain in made.domains for s in domain.standards if s.number == number)


def test_the_facts_of_the_workshop_are_in_it(session: Session, northvale: Northvale) -> None:
    made = report(session, northvale.id)
    assert (made.workshop.council, made.workshop.purpose) == ("Northvale Council", "LGA peer challenge")
    assert "Smaller groups together" in made.workshop.attribution
    assert [(group.name, group.expected) for group in made.groups][:2] == [("Council officers", 3), ("Providers", 3)]


def test_domains_and_standards_stand_in_the_framework_s_order_under_the_form_s_titles(
    session: Session, northvale: Northvale
) -> None:
    made = report(session, northvale.id)
    assert [(d.number, [s.number for s in d.standards]) for d in made.domains] == [
        ("1", ["1", "2"]),
        ("2", ["3"]),
        ("3", ["6", "7"]),
    ]
    assert made.domains[1].standards[0].title == "Well led"
    assert made.domains[1].summary_title == "Good commissioning is well led"


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


def test_a_reopened_standard_is_not_taken_for_settled(session: Session, northvale: Northvale) -> None:
    reopened = standard(report(session, northvale.id), "2")
    assert (reopened.state, reopened.is_settled, reopened.position) == ("revealed", False, None)
    assert reopened.positions[0].is_current and reopened.positions[0].wording == "A wording that was taken back."


def test_every_version_is_kept_and_the_newest_is_marked(session: Session, northvale: Northvale) -> None:
    northvale.settle("2", Wording(PositionState.NOT_AGREED, "Two views stand beside each other."), after=1)
    again = standard(report(session, northvale.id), "2")
    assert [(p.version, p.is_current, p.state.value) for p in again.positions] == [
        (1, False, "agreed"),
        (2, True, "not agreed"),
    ]
    assert again.position == again.positions[1]


def test_events_stand_in_order_and_say_nothing_of_people(session: Session, northvale: Northvale) -> None:
    record(session, northvale.id, "facilitator", "removed a seat", group="Healthwatch", seat_id=4711)
    session.flush()
    events = report(session, northvale.id).events
    assert [event.act for event in events][:4] == ["opened the lobby", "started", "opened", "closed"]
    reopened = next(event for event in events if event.act == "reopened")
    assert reopened.about == {"standard": "2", "reason": "A report came in"}
    assert (events[-1].act, events[-1].about) == ("removed a seat", {})


def test_an_unknown_workshop_is_refused_in_words(session: Session) -> None:
    with pytest.raises(NotFound, match="There is no workshop 999"):
        report(session, 999)


def test_events_of_settling_tell_what_about_and_nothing_of_what_was_said(day: Day) -> None:
    """No number of an action, of a wording or of a dissent: who counts them would learn what is not told."""
    events = day.report().events
    acts = {event.act for event in events}
    assert {"read back", "ended asking", "settled", "wrote an action", "held back a reason"} <= acts
    assert {key for event in events for key in event.about} <= {
        "standard", "standards", "domain", "overall", "version", "state", "rule", "role",
    }  # fmt: skip
    assert [event.about for event in events if event.act == "wrote an action"][-2:] == [
        {"domain": "3"},
        {"overall": ""},
    ]
    assert {tuple(event.about) for event in events if event.act == "ended asking"} == {()}
    assert not [act for act in acts if "dissent" in act]
    assert {event.by for event in events} <= {"facilitator", "scribe 1"}


def test_every_act_that_the_record_may_log_tells_no_more_than_the_list(day: Day) -> None:
    about = dict.fromkeys(("why", "action", "read_back", "text", "unit", "seat", "answer", "group"), "canary")
    for act in ("held back a reason", "undid settling", "finished", "confirmed the workshop", "changed an action"):
        record(day.session, day.workshop.id, "facilitator", act, **about)
    assert "canary" not in str(day.report().events)


def test_people_are_counted_also_where_the_links_to_seats_were_cut(day: Day) -> None:
    assert day.report().front.people == 11
    day.session.exec(delete(Rating))
    assert day.report().front.people == 11
