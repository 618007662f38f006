"""One workshop as a report: what stands in it, in which order, and what it says nothing of."""

import pytest
from sqlmodel import Session, delete

from app.errors import NotFound
from app.exports.contents.report import Report
from app.exports.contents.subjects import Standard
from app.exports.report import report
from app.models import PositionState, Rating
from app.models.record.position import Wording
from app.models.workshop.event import record
from tests.exports.conftest import Northvale
from tests.exports.day import Day


def standard(made: Report, number: str) -> Standard:
    return next(s for domain in made.domains for s in domain.standards if s.number == number)


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
