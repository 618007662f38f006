"""An act names a role, and an entry of the chain may keep a part to itself."""

from app.exports.contents.log import Act, Entry
from tests.exports.day import Day


def test_an_act_has_no_place_for_a_person(day: Day) -> None:
    assert set(Act.model_fields) == {"at", "by", "act", "about"}
    assert {event.by for event in day.report().events} <= {"facilitator", "scribe 1"}


def test_a_part_that_is_not_told_leaves_its_commitment() -> None:
    entry = Entry(number=1, commitments={"act": "5f"}, salts={}, parts={}, link="9c")
    assert (entry.parts, entry.commitments) == ({}, {"act": "5f"})
