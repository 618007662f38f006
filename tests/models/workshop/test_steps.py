"""The five steps of a draft: each field has its place in one of them, and the last comes when the others are done."""

from app.models.workshop.draft import Draft
from app.models.workshop.steps import FILLED_IN, Far, Step, how_far, step_of
from app.models.workshop.typed_draft import kept
from tests.conftest import Lobby


def test_everything_that_a_draft_holds_has_its_place_in_one_step(room: Lobby) -> None:
    places = {"groups": "groups", "themes": "theme-title-L1"}
    assert {step_of(places.get(name, name)) for name in Draft.__dataclass_fields__} == set(FILLED_IN)
    assert all(step_of(name) for name in kept(room.workshop))


def test_what_belongs_to_a_page_belongs_to_no_step() -> None:
    assert {step_of(name) for name in ("key", "seen", "move", "take", "again", "then", "")} == {None}


def test_a_step_without_a_problem_is_done_and_the_first_with_one_is_next() -> None:
    assert how_far({"group-3": "", "erase_seats_on": ""}) == {
        Step.OCCASION: Far.DONE,
        Step.STANDARDS: Far.DONE,
        Step.GROUPS: Far.NEXT,
        Step.TOLD: Far.NOT_YET,
        Step.CHECK: Far.NOT_YET,
    }


def test_the_last_step_is_next_once_the_four_before_it_are_done() -> None:
    far = how_far({})
    assert far.pop(Step.CHECK) is Far.NEXT and set(far.values()) == {Far.DONE}
