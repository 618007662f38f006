"""As many of Northvale’s people answer as are planned."""

from app.demo.northvale import GROUPS, RATINGS


def test_as_many_of_each_group_answer_as_are_planned_for_it() -> None:
    """Or somebody's answer would be dropped without a word."""
    planned = {group.name: group.expected for group in GROUPS}
    for number, rated in RATINGS.items():
        assert {group: len(scores) for group, scores in rated.items()} == planned, number
