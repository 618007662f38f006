"""A draft as it is typed: what is kept reads back as it was, and what is half-filled stands before it."""

from app.frameworks import DEFAULT, framework
from app.models.workshop.steps import Step
from app.models.workshop.typed_draft import (
    differing,
    group_fields,
    kept,
    problems_of,
    read_draft,
    state_of,
    values_of,
    without_groups,
)
from tests.conftest import Lobby, northvale_draft


def test_what_is_kept_reads_back_as_the_draft_that_it_was(room: Lobby) -> None:
    draft, problems = read_draft(kept(room.workshop))
    assert problems == {} and problems_of(kept(room.workshop), framework(DEFAULT)) == {}
    assert draft.groups == northvale_draft().groups and draft.standards == northvale_draft().standards


def test_what_is_half_filled_stands_before_what_is_kept_and_only_in_its_own_step(room: Lobby) -> None:
    room.workshop.half_filled = {"groups": {"group-0": "Council", "attribution_rule": "by_group"}}
    values = values_of(room.workshop)
    assert "group-1" not in values and values["group-0"] == "Council"
    assert values["council"] == room.workshop.council
    assert list(problems_of(values, framework(DEFAULT))) == ["groups"]


def test_what_is_no_date_number_or_choice_is_told_beside_all_the_rest(room: Lobby) -> None:
    values = {**kept(room.workshop), "held_on": "soon", "purpose": "", "planned_minutes": "many", "council": ""}
    found = problems_of(values, framework(DEFAULT))
    assert found.keys() == {"held_on", "purpose", "planned_minutes", "council"}


def test_a_day_at_the_end_of_all_days_is_told_and_breaks_nothing(room: Lobby) -> None:
    values = {**kept(room.workshop), "held_on": "9999-12-31"}
    assert "erase_seats_on" in problems_of(values, framework(DEFAULT))


def test_the_state_of_a_step_is_the_same_as_kept_and_as_its_page_sends_it(room: Lobby) -> None:
    values = kept(room.workshop)
    sent = {**values, "order": ["1", *values["order"]], "labelled-11": "yes", "key": "x", "council": "Elsewhere"}
    assert state_of(Step.STANDARDS, values) == state_of(Step.STANDARDS, sent)
    assert state_of(Step.GROUPS, values) == state_of(Step.GROUPS, sent)
    assert state_of(Step.OCCASION, values) != state_of(Step.OCCASION, sent)


def test_what_differs_is_told_in_words_with_what_the_other_page_says() -> None:
    mine = group_fields(northvale_draft().groups[:2])
    theirs = {**mine, "group-1": "Carers", "standards": ["6"]}
    assert differing(Step.GROUPS, mine, theirs) == [("Group 2", "Carers")]


def test_groups_go_from_a_form_and_nothing_else_does() -> None:
    values = {**group_fields(northvale_draft().groups), "attribution_rule": "open", "group": "x"}
    assert without_groups(values) == {"attribution_rule": "open", "group": "x"}
