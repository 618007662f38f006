"""What is told of one standard when it is revealed: rows of displayed units. Everything else is computed from these.

Of a guarded unit only its row is told, so its people stand at its middle here, half at each end of an interval: what is
computed from that cannot tell more than the row that everybody reads anyway.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.divergence.group import DK
from app.divergence.measures import middle
from app.divergence.units import POOL

Answer = int | str


@dataclass(frozen=True)
class Unit:
    """One displayed unit as it is told."""

    name: str
    scores: tuple[int, ...] = ()  # ascending; of a guarded unit each person at its middle
    cant_tell: int = 0
    is_guarded: bool = False
    by_consent: bool = False
    silent_again: int = 0  # how many count with an earlier answer; never told of a guarded unit

    @property
    def is_silent(self) -> bool:
        return not self.scores and not self.cant_tell

    @property
    def answers(self) -> list[Answer]:
        return [*self.scores, *[DK] * self.cant_tell]


@dataclass(frozen=True)
class Release:
    units: tuple[Unit, ...]
    pooled: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    late: tuple[str, ...] = ()  # silent at the first reveal, and too few since then to be told: they join from the next
    # Codes found on the ratings that the rows were last told with; None where no unit is guarded, or they are too few.
    apart: tuple[str, ...] | None = None
    comparable: bool = True  # whether enough of those who answered first answered again

    @property
    def groups(self) -> dict[str, Sequence[Answer]]:
        """In the shape that `analyse` takes."""
        return {unit.name: unit.answers for unit in self.units}

    @property
    def guarded(self) -> tuple[str, ...]:
        """Those that said something: of a silent group there is nothing to guard."""
        return tuple(sorted(unit.name for unit in self.units if unit.is_guarded and not unit.is_silent))

    def groups_of(self, unit: str) -> tuple[str, ...]:
        return self.pooled if unit == POOL and self.pooled else (unit,)

    def unit_of(self, group: str | None) -> str | None:
        """The unit a group's people speak through; None where nothing of theirs is told."""
        if group in self.pooled:
            return POOL
        return next((unit.name for unit in self.units if unit.name == group and not unit.is_silent), None)


def told_unit(name: str, answers: Sequence[Answer], *, is_guarded: bool, by_consent: bool = False) -> Unit:
    scores = tuple(sorted(answer for answer in answers if isinstance(answer, int)))
    told_scores = at_middle(scores) if is_guarded else scores
    return Unit(name, told_scores, len(answers) - len(scores), is_guarded and bool(answers), by_consent)


def at_middle(scores: Sequence[int]) -> tuple[int, ...]:
    """Everybody at the middle, half at each end of an interval: what can be computed from a row, and no more."""
    if not scores:
        return ()
    return across(len(scores), *middle(scores))


def across(people: int, low: int, high: int) -> tuple[int, ...]:
    lower = people if low == high else people // 2
    return (low,) * lower + (high,) * (people - lower)
