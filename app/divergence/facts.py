"""What a reveal is made from, and what it leaves to the next: who said what. Nobody is ever shown these."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from app.divergence.release import Answer, Release
from app.divergence.thresholds import DEFAULT, Thresholds
from app.divergence.units import Rule

Seat = int


@dataclass(frozen=True)
class Voice:
    group: str
    answer: Answer | None = None  # None: silence


@dataclass(frozen=True)
class Facts:
    """One round as it stands when it is revealed. Nobody is shown this."""

    groups: tuple[str, ...]
    people: Mapping[Seat, Voice]  # everybody who sits here, with the answer given in this round
    consent: frozenset[str] = frozenset()  # groups of which every admitted member agreed to be shown


@dataclass(frozen=True)
class Standing:
    """Where a unit's row comes from. Told to nobody: it would tell a row that was told anew from one that stands."""

    told_in: int  # the number of a reveal of this standard
    for_good: bool = False


@dataclass(frozen=True)
class Kept:
    """What one reveal leaves to the next of the same standard."""

    release: Release
    people: Mapping[Seat, Voice]  # the standard's own: the group at its first reveal, the last answer
    told_with: Mapping[Seat, Answer]  # what each had said when the row of their unit was last told
    first: frozenset[Seat]  # who answered at its first reveal
    standing: Mapping[str, Standing] = field(default_factory=dict)
    number: int = 1


@dataclass(frozen=True)
class Terms:
    """Under what a room is released: set before the lobby, the same for every round."""

    rule: Rule
    expected: Mapping[str, int] | None = None
    thresholds: Thresholds = DEFAULT
    k: int | None = None  # the fewest scores of a unit, where it is not the thresholds' own

    @property
    def least(self) -> int:
        return self.k or self.thresholds.unit_scores


def answers(people: Mapping[Seat, Voice], groups: Collection[str]) -> list[Answer]:
    return [*said(people, groups).values()]


def said(people: Mapping[Seat, Voice], groups: Collection[str]) -> dict[Seat, Answer]:
    return {seat: voice.answer for seat, voice in people.items() if voice.group in groups and voice.answer is not None}
