"""A picture in words: what it shows, and with numbers left out no point of the scale."""

import re

from app.exports import Report
from app.exports.in_words import ALL_ALIKE, NOTHING_TOLD, ONE_ALONE, arrow_in_words, told_in_words
from app.exports.numbers import without_numbers
from tests.exports.drawn import round_of, unit

COUNCIL, PROVIDERS = unit("Council", 8), unit("Providers", (3, 4), 3, 1)


def test_with_numbers_each_unit_is_told_with_its_middle() -> None:
    assert told_in_words([round_of(COUNCIL, PROVIDERS)], has_numbers=True) == (
        "Council: 5 people, middle 8. Providers: 3 people, 1 more can’t tell, middle 3 to 4."
    )


def test_without_numbers_they_are_told_in_order_and_no_point_is() -> None:
    told = told_in_words([round_of(COUNCIL, PROVIDERS, unit("Carers", 8))], has_numbers=False)
    assert told.endswith("From the lowest middle to the one furthest from it: Providers; Council and Carers.")
    assert {*re.findall(r"\d+", told)} == {"5", "3", "1"} and "middle 8" not in told


def test_what_stands_at_one_place_or_alone_is_said() -> None:
    assert ALL_ALIKE in told_in_words([round_of(COUNCIL, unit("Carers", 8))], has_numbers=False)
    assert ONE_ALONE in told_in_words([round_of(COUNCIL, unit("Carers", None, 0))], has_numbers=False)


def test_a_withheld_round_and_who_is_in_the_pool_are_said() -> None:
    assert told_in_words([round_of(withheld=("Carers",))], has_numbers=True) == NOTHING_TOLD
    pooled = told_in_words([round_of(unit("Smaller groups together", 5), pooled=("A", "B"))], has_numbers=True)
    assert pooled.endswith("Smaller groups together: A, B. They speak once, together.")


def test_the_newest_round_comes_first() -> None:
    told = told_in_words([round_of(COUNCIL), round_of(PROVIDERS, number=2)], has_numbers=True)
    assert told.startswith("Round 2, after seeing. Providers") and "Round 1. Council" in told


def test_the_arrow_tells_its_marker_only_with_numbers(settled_demo: Report) -> None:
    assert arrow_in_words(settled_demo).endswith("Agreed marker: 6.")
    assert "marker" not in arrow_in_words(without_numbers(settled_demo))
    bare = settled_demo.overall.model_copy(update={"rounds": (), "is_settled": False})
    assert arrow_in_words(settled_demo.model_copy(update={"overall": bare})) == "Nobody’s mark stands on the arrow."
