"""Northvale’s day with any framework."""

from app.demo.day import day_with
from app.demo.northvale import RATINGS
from app.frameworks import DEFAULT, framework
from tests.demo.test_seeding import FRAMEWORKS
from tests.frameworks import good_neighbours


def test_every_score_of_another_scale_is_on_that_scale() -> None:
    for known in FRAMEWORKS:
        scores = [score for rated in day_with(known).ratings.values() for each in rated.values() for score in each]
        assert all(score is None or 1 <= score <= known.scale.points for score in scores)
        assert len(day_with(known).ratings) == len(RATINGS)


def test_what_northvales_people_wrote_is_said_of_no_other_frameworks_standards() -> None:
    """Its reasons, criteria and evidence speak of its own standards by number; elsewhere a number means another."""
    own, elsewhere = day_with(framework(DEFAULT)), day_with(good_neighbours())
    assert own.reasons and own.criteria and own.evidence and own.asked
    assert not (elsewhere.reasons or elsewhere.criteria or elsewhere.evidence or elsewhere.asked or elsewhere.divergent)
    assert {words for _, words in elsewhere.wordings.values()}.isdisjoint(words for _, words in own.wordings.values())
