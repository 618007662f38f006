"""Northvale’s day with any framework."""

from app.demo.northvale import RATINGS, day_with
from tests.demo.test_seeding import FRAMEWORKS


def test_every_score_of_another_scale_is_on_that_scale() -> None:
    for known in FRAMEWORKS:
        scores = [score for rated in day_with(known).ratings.values() for each in rated.values() for score in each]
        assert all(score is None or 1 <= score <= known.scale.points for score in scores)
        assert len(day_with(known).ratings) == len(RATINGS)
