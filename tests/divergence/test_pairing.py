"""Who scored in both rounds, and so is compared."""

from fractions import Fraction

from app.divergence import DK, compare
from app.divergence.pairing import Round, count_scorers, paired, share_paired
from tests.divergence.cast import COUNCIL, ICB, PEOPLE


def test_seats_are_paired_within_their_group() -> None:
    told = compare({COUNCIL: {"1": 8}, PEOPLE: {"1": 3}}, {COUNCIL: {"1": 8}, PEOPLE: {"2": 3}})
    assert (told.paired, told.lost_groups) == (1, (PEOPLE,))


def test_the_answers_of_two_rounds_stand_in_one_order_whatever_order_people_answered_in() -> None:
    """Else one person's first answer would be set against another's second."""
    first, second = {COUNCIL: {"b": 8, "a": 2}}, {COUNCIL: {"a": 3, "b": 9}}
    assert paired(first, second) == {COUNCIL: [2, 8]}
    assert paired(second, first) == {COUNCIL: [3, 9]}


def test_who_could_not_tell_in_either_round_is_in_no_pair_and_a_group_without_pairs_is_left_out() -> None:
    first: Round = {COUNCIL: {"1": 8, "2": DK, "3": 6}, PEOPLE: {"1": 3}, ICB: {"1": DK}}
    second: Round = {COUNCIL: {"1": 7, "2": 5, "3": DK}, PEOPLE: {"2": 3}}
    assert paired(first, second) == {COUNCIL: [8]}
    assert (count_scorers(first), share_paired(paired(first, second), first)) == (3, Fraction(1, 3))
