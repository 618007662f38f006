"""Who scored in both rounds. Seats are paired within their group: two groups may number their seats alike."""

from collections.abc import Mapping
from fractions import Fraction

from app.divergence.group import DK, Groups

Round = Mapping[str, Mapping[str, int | str]]  # group -> seat -> answer


def paired(round_: Round, other: Round) -> dict[str, list[int | str]]:
    """The scores given in this round by people who scored in both; groups without any are left out."""
    seated = scorers(other)
    both = {group: sorted(seats & seated.get(group, set())) for group, seats in scorers(round_).items()}
    return {group: [round_[group][seat] for seat in seats] for group, seats in both.items() if seats}


def scorers(round_: Round) -> dict[str, set[str]]:
    """Group -> seats that gave a number; groups without any are left out."""
    scorers = {group: {seat for seat, answer in seats.items() if answer != DK} for group, seats in round_.items()}
    return {group: seats for group, seats in scorers.items() if seats}


def share_paired(pairs: Groups, round1: Round) -> Fraction:
    return Fraction(count(pairs), count_scorers(round1))


def count_scorers(round_: Round) -> int:
    return sum(map(len, scorers(round_).values()))


def count(pairs: Groups) -> int:
    return sum(map(len, pairs.values()))
