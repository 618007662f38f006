"""One group's answers to one standard, and two groups set against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Self

from app.divergence import measures
from app.divergence.scale import Scale

DK = "DK"
CANT_TELL = "can't tell"  # the same answer in the words of the screen

Groups = Mapping[str, Sequence[int | str]]
Interval = tuple[int, int]


@dataclass(frozen=True)
class Group:
    name: str
    scores: tuple[int, ...]  # sorted
    cant_tell: int

    @classmethod
    def of(cls, name: str, answers: Sequence[int | str], scale: Scale) -> Self:
        _check(name, answers, scale)
        scores = tuple(sorted(answer for answer in answers if isinstance(answer, int)))
        return cls(name, scores, len(answers) - len(scores))

    @property
    def n(self) -> int:
        return len(self.scores)

    @property
    def answers(self) -> int:
        return self.n + self.cant_tell

    @cached_property
    def cant_tell_share(self) -> Fraction:
        return Fraction(self.cant_tell, self.answers)

    @cached_property
    def middle(self) -> Interval:
        return measures.middle(self.scores)

    @cached_property
    def centre(self) -> Fraction:
        return Fraction(sum(self.middle), 2)

    def spread(self, share: Fraction) -> int:
        return measures.tightest(self.scores, share)


@dataclass(frozen=True)
class Pair:
    higher: Group
    lower: Group

    @property
    def gap(self) -> Fraction:
        return self.higher.centre - self.lower.centre

    @property
    def names(self) -> tuple[str, str]:
        return self.higher.name, self.lower.name


def _check(name: str, answers: Sequence[int | str], scale: Scale) -> None:
    """Neither 8.0 nor True is a rating: a caller that sends one has misread something."""
    odd = [answer for answer in answers if answer != DK and not (type(answer) is int and scale.holds(answer))]
    if odd:
        raise ValueError(f"{name}: {odd[0]!r} is neither {DK!r} nor a whole number from 1 to {scale.points}")
