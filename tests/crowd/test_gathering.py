"""What the people of one crowd share: the sizes of groups, what a page offers, and the moment at which it is over."""

import asyncio
import random

import httpx2
import pytest

from app.crowd.gathering import Crowd, Gathering
from app.crowd.tally import Tally

RATING = '<input type="radio" name="answer" value="01"><input type="radio" name="answer" value="ct">'
NOWHERE = "http://127.0.0.1:1"


def gathering(**changes: object) -> Gathering:
    return Gathering(Crowd(NOWHERE, "ABCDEF", **changes), Tally(1))  # type: ignore[arg-type]


def test_the_same_seed_makes_the_same_groups_large_and_another_seed_other_ones() -> None:
    groups = [f"group {number}" for number in range(8)]
    first, again, other = (gathering(seed=seed).weights(groups) for seed in (1, 1, 2))
    assert first == again != other
    assert len(set(first)) > 1, "a room whose groups are all of one size shows nothing"


def test_with_a_plan_each_group_gets_as_many_as_it_names() -> None:
    groups = ["4", "5", "6"]
    planned = gathering(people=6, plan=(3, 2, 1))
    rng = random.Random(1)
    assert [planned.group_of(number, groups, rng) for number in range(6)] == ["4", "4", "4", "5", "5", "6"]
    assert planned.group_of(6, groups, rng) == "4"


@pytest.mark.parametrize(
    ("until_closed", "rated_in", "sitting", "still_open", "over"),
    [
        (True, {"3"}, "3", False, True),
        (True, {"3"}, "3", True, False),
        (True, {"3"}, "4", False, False),  # closed before anybody of this crowd rated in it
        (True, set(), "3", False, False),
        (False, {"3"}, "3", False, False),
    ],
)
def test_it_is_over_when_a_sitting_that_it_rated_in_is_closed_and_only_if_it_was_asked_to_stop_then(
    until_closed: bool, rated_in: set[str], sitting: str, still_open: bool, over: bool
) -> None:
    crowd = gathering(until_closed=until_closed)
    crowd.rated_in = rated_in
    crowd.see(sitting, still_open=still_open)
    assert crowd.over.is_set() is over


def test_one_person_looks_for_all_what_a_round_offers_and_a_page_that_cannot_be_read_is_looked_at_again() -> None:
    looked: list[str] = []

    async def page(address: str) -> httpx2.Response:
        looked.append(address)
        return httpx2.Response(200, text="" if len(looked) == 1 else RATING)

    async def look() -> list[list[str]]:
        crowd = gathering()
        return [await crowd.offered("12", page, "/phone/rounds/12") for _ in range(3)]

    assert asyncio.run(look()) == [[], ["01", "ct"], ["01", "ct"]]
    assert len(looked) == 2


def test_nobody_goes_on_waiting_once_it_is_over() -> None:
    async def wait() -> bool:
        crowd = gathering()
        news = asyncio.Event()
        waiting = asyncio.create_task(news.wait())
        crowd.over.set()
        await crowd.until_over(waiting)
        await asyncio.wait([waiting], timeout=1)
        return waiting.cancelled()

    assert asyncio.run(wait())
