"""Who did what, and when the workshop was closed, confirmed and erased: as the chain has it, or it is told."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.exports.verifying import verdict
from tests.exports.forging import Content, found, sealed, standards
from tests.exports.kept import kept

LONG_AGO = "2020-01-01T00:00:00Z"


def opened_again(made: Content) -> None:
    """So that what people said could be another thing."""
    made["workshop"]["state"] = "closed"
    for standard in standards(made):
        standard["dissents"] = []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (opened_again, "says that the workshop is closed, and its acts say that it is confirmed"),
        (lambda made: made["workshop"].update(state="live"), "and its acts say that it is confirmed"),
        (lambda made: made["workshop"].update(confirmed_at=LONG_AGO), "The day on which the record was confirmed"),
        (lambda made: made["workshop"].update(confirmed_at=None), "The day on which the record was confirmed"),
        (lambda made: confirm_positions(made, LONG_AGO), "The day on which the record was confirmed"),
        (lambda made: confirm_positions(made, None), "differs from entry"),
        (
            lambda made: made["archive"].update(closed_at="2099-01-01T00:00:00Z"),
            "The day on which the workshop was clo",
        ),
        (lambda made: made["archive"].update(seats_erased_at=LONG_AGO), "The day on which seats were erased"),
        (lambda made: made.update(exported_at=LONG_AGO), "exported before the newest of its acts"),
    ],
)
def test_state_and_dates_are_those_of_the_acts(change: Callable[[Content], None], sentence: str) -> None:
    answer = found(change)
    assert not answer.is_intact and sentence in answer.sentence


def confirm_positions(made: Content, at: str | None) -> None:
    for standard in standards(made):
        for position in standard["positions"]:
            position["confirmed_at"] = at if position["confirmed_at"] else None


def test_acts_from_before_a_chain_began_late_are_fixed_too(migrated: Path) -> None:
    def tampered(change: Callable[[list[Content]], object]) -> str:
        made = json.loads(kept(migrated, "begun late").content)
        change(made["events"])
        return verdict(sealed(made)).sentence

    assert not verdict(kept(migrated, "begun late").content).differences
    for change in (
        lambda acts: acts.insert(0, {**acts[0], "act": "shouted"}),
        lambda acts: acts.pop(0),
        lambda acts: acts[0].update(by="somebody else"),
    ):
        assert "The acts from before the chain began" in tampered(change)
