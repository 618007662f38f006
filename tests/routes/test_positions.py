"""Positions by HTTP: one settle, one undo, one reopen for a standard, a domain and the whole."""

import pytest
from sqlmodel import select

from app.exports.sealing import FIXED
from app.exports.stored import check
from app.models import Action, Workshop
from app.models.workshop.event import entries_of
from tests.northvale import Hall, Town
from tests.routes.positioned import WORDS, newest, with_something_to_settle

SLUGS = ("standard-6", "domain-3", "overall")


@pytest.fixture
def hall(town: Town) -> Hall:
    return with_something_to_settle(town)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_position_of_any_level_is_settled_undone_and_settled_again(hall: Hall, slug: str) -> None:
    assert hall.act(f"/positions/{slug}", by="Sam", **WORDS).status_code == 303
    assert hall.act(f"/positions/{slug}/undo", version="1").status_code == 303
    first = newest(hall)
    assert first and (first.key.slug, first.is_settled) == (slug, False)
    again = {**WORDS, "wording": "Other words.", "after_version": "1"}
    assert hall.act(f"/positions/{slug}", **again).status_code == 303
    second = newest(hall)
    assert second and (second.version, second.wording, second.is_settled) == (2, "Other words.", True)


def test_undoing_asks_no_reason_until_the_next_act_and_then_reopening_asks_for_one(hall: Hall) -> None:
    hall.act("/positions/standard-6", **WORDS)
    hall.act("/standards/6/pin")
    refused = hall.act("/positions/standard-6/undo", version="1")
    assert refused.status_code == 409 and "Reopen it, with a reason" in refused.text
    assert hall.act("/positions/standard-6/reopen", reason="A report came in").status_code == 303


def test_settle_and_next_leads_to_what_the_room_talks_about_next(hall: Hall) -> None:
    there = hall.act("/positions/standard-6", onward="yes", **WORDS)
    assert there.headers["location"] == f"{hall.path}/console/next"
    assert hall.see("/console/next").headers["location"] == f"{hall.path}/console"


def test_after_the_last_one_the_facilitator_is_led_to_what_is_open_before_the_close(hall: Hall) -> None:
    hall.act("/positions/standard-6", onward="yes", **WORDS)
    with hall.store.read() as session:
        waiting = [one.number for one in session.get_one(Workshop, hall.id).standards if not one.rounds]
    for number in waiting:
        assert hall.see("/console/next").headers["location"] == f"{hall.path}/console"
        hall.act(f"/standards/{number}/park")
    assert hall.see("/console/next").headers["location"] == f"{hall.path}/console/closing#heading"
    assert hall.see("/console/next", by="Sam").headers["location"] == f"{hall.path}/console"


def test_the_one_action_of_the_form_is_written_with_the_position_and_once(hall: Hall) -> None:
    line = {"action_what": "Open-book fee review", "action_who": "Council; Providers", "action_due": "31 Jan 2027"}
    for _ in range(2):
        assert hall.act("/positions/standard-6", key="a-key-of-the-form", **line, **WORDS).status_code == 303
    with hall.store.read() as session:
        (action,) = session.exec(select(Action).where(Action.workshop_id == hall.id)).all()
    assert (action.what, action.who, action.when) == (line["action_what"], ["Council", "Providers"], "31 Jan 2027")


def test_folded_fields_are_finished_later_as_a_new_version_of_the_same_words(hall: Hall) -> None:
    hall.act("/positions/standard-6", **WORDS)
    later = {"evidence": "Waits fell.", "next_step": "A review", "importance": "high", "after_version": "1"}
    assert hall.act("/positions/standard-6/later", by="Sam", **later).status_code == 303
    finished = newest(hall)
    assert finished and (finished.version, finished.wording, finished.evidence) == (2, WORDS["wording"], "Waits fell.")
    assert finished.is_settled and finished.importance == "high"
    stale = hall.act("/positions/standard-6/later", **{**later, "evidence": "Others."})
    assert stale.status_code == 422 and "Others." in stale.text


def test_what_is_finished_after_the_close_is_fixed_with_the_rest_of_the_record(hall: Hall) -> None:
    """Or all that a file says of its standard could be another thing afterwards."""
    hall.act("/positions/standard-6", **WORDS)
    hall.act("/close")
    later = {"evidence": "Waits fell.", "after_version": "1"}
    assert hall.act("/positions/standard-6/later", **later).status_code == 303
    with hall.store.read() as session:
        acts = [event.act for event in entries_of(session, hall.id)]
        answer = check(session, hall.id)
    assert acts[-2:] == ["finished", FIXED] and answer.is_intact, answer.sentence
