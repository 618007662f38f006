"""From what people answered to what is told: a first reveal, and the next one where nothing was told at the first."""

import pytest

from app.divergence import POOL
from tests.divergence.seats import FIRST, again, facts, row, told, without


def test_a_first_release_has_the_scores_of_large_units_and_the_rows_of_guarded_ones() -> None:
    (first,) = told(facts(FIRST))
    assert row(first, "Council") == (7, 8, 8, 8, 9)
    assert (row(first, "Providers"), row(first, POOL)) == ((3, 3, 3), (5, 5, 5))
    assert (first.guarded, first.pooled) == (("Providers", POOL), ("Carers", "Healthwatch"))


def test_under_the_open_rule_every_round_is_told_as_it_is() -> None:
    first, second = again("open", Pat=8)
    assert row(first, "Carers") == (4, 6) and row(second, "Providers") == (3, 4, 8)
    assert not second.guarded


def test_where_all_was_withheld_the_next_round_is_told_like_a_first_one() -> None:
    one, two = told(facts({"Hari": 1, "Carol": 10}), facts({**FIRST, "Nia": 8}, {"Nia": "Council"}))
    assert one.withheld == ("Carers", "Healthwatch") and not one.guarded
    assert row(two, "Council") == (7, 8, 8, 8, 8, 9)
    assert two == told(facts({**FIRST, "Nia": 8}, {"Nia": "Council"}))[0]


@pytest.mark.parametrize(
    ("left_out", "found"), [(("Ola", "Ode", "Omar"), ("lone_voice",)), (("Ola", "Ode", "Omar", "Oona"), None)]
)
def test_who_is_far_from_everybody_is_told_from_eight_scores_where_a_row_is_guarded(
    left_out: tuple[str, ...], found: tuple[str, ...] | None
) -> None:
    (release,) = told(facts({**dict.fromkeys(without(*left_out), 8), "Petra": 1}))
    assert release.guarded and release.apart == found
