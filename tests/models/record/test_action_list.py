"""Which actions are listed, and in what order: nothing that is asked for can empty the list by mistake."""

from datetime import date
from typing import Any

import pytest

from app.models import Action, ActionStatus, Weight
from app.models.record.action_list import NOBODY, Asked, listed, owners_of
from app.models.record.subject import Key, Level

SIX, NINE, WHOLE = Key(Level.STANDARD, "6"), Key(Level.STANDARD, "9"), Key(Level.OVERALL)
ORDER = [NINE, SIX, WHOLE]


def made(what: str, key: Key = SIX, **fields: object) -> Action:
    given: dict[str, Any] = {"who": [], "due": "", **fields}
    return Action(what=what, level=key.level, subject_number=key.number, **given)


ACTIONS = [
    made("whole", WHOLE, who=["Providers", "Council"], due_on=date(2027, 5, 1), status=ActionStatus.DONE),
    made("first of six", who=["council tax team"], due="before spring", priority=Weight.LOW),
    made("nine", NINE, who=["Council"], due_on=date(2027, 1, 31), priority=Weight.HIGH, status=ActionStatus.UNDER_WAY),
    made("second of six"),
]


def names(**asked: str) -> list[str]:
    return [action.what for action in listed(ACTIONS, Asked(**asked), ORDER)]


def test_they_stand_by_their_subjects_as_they_were_written() -> None:
    assert names() == ["nine", "first of six", "second of six", "whole"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("due", ["nine", "whole", "first of six", "second of six"]),
        ("owner", ["nine", "first of six", "whole", "second of six"]),
        ("priority", ["nine", "first of six", "second of six", "whole"]),
        ("status", ["first of six", "second of six", "nine", "whole"]),
    ],
)
def test_dates_before_words_and_what_has_none_at_the_end(sort: str, order: list[str]) -> None:
    assert names(sort=sort) == order


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"owner": "Council"}, ["nine", "whole"]),
        ({"owner": NOBODY}, ["second of six"]),
        ({"owner": "Carers"}, []),
        ({"status": "done"}, ["whole"]),
        ({"lacks": "owner"}, ["second of six"]),
        ({"lacks": "date"}, ["second of six"]),
        ({"lacks": "either"}, ["second of six"]),
        ({"owner": "Council", "status": "under way"}, ["nine"]),
    ],
)
def test_they_are_chosen_by_owner_by_status_and_by_what_they_lack(asked: dict[str, str], found: list[str]) -> None:
    assert names(**asked) == found


@pytest.mark.parametrize("made_up", [{"status": "lost"}, {"lacks": "sense"}, {"sort": "what"}, {"sort": "__class__"}])
def test_what_there_is_not_leaves_all_in_their_order(made_up: dict[str, str]) -> None:
    assert names(**made_up) == names()


def test_owners_are_offered_once_each_in_the_order_of_letters() -> None:
    assert owners_of(ACTIONS) == ["Council", "council tax team", "Providers"]
