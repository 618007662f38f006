"""One group's answers: what is refused as no rating, and what counts."""

from fractions import Fraction

import pytest

from app.divergence import DK, Scale, analyse
from app.divergence.group import Group, Pair
from tests.divergence.cast import COUNCIL, PEOPLE


@pytest.mark.parametrize("odd", [0, 11, 8.0, True, "dk", None])
def test_a_rating_off_the_scale_is_refused(odd: object) -> None:
    with pytest.raises(ValueError, match="whole number from 1 to 10"):
        analyse({COUNCIL: [odd]})  # type: ignore[list-item]


def test_the_last_point_belongs_to_the_scale() -> None:
    assert analyse({COUNCIL: [1, 10]}).n == 2


def test_what_is_refused_is_told_with_the_group_that_it_stands_in() -> None:
    with pytest.raises(ValueError, match=r"^People: '8' is neither 'DK' nor a whole number from 1 to 10$"):
        analyse({COUNCIL: [8], PEOPLE: [7, "8"]})


def test_cant_tell_takes_its_share_and_leaves_the_middle_alone() -> None:
    group = Group.of(PEOPLE, [9, DK, 4, DK], Scale())
    assert (group.n, group.answers, group.cant_tell_share) == (2, 4, Fraction(1, 2))
    assert (group.middle, group.centre) == ((4, 9), Fraction(13, 2))


def test_a_pair_tells_its_gap_in_halves_and_not_rounded() -> None:
    higher, lower = (Group.of(name, given, Scale()) for name, given in ((COUNCIL, [8, 7]), (PEOPLE, [3])))
    assert (Pair(higher, lower).gap, Pair(higher, lower).names) == (Fraction(9, 2), (COUNCIL, PEOPLE))
