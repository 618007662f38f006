"""Which criterion a dispute is about: what people named beside their ratings, by displayed unit, for the console."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.divergence import Thresholds, middle
from app.divergence.phrases import points
from app.models import UnitCounts

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Named:
    """A criterion, the units whose people named it with how many did, and how far apart those units' middles are."""

    number: str
    units: tuple[tuple[str, int], ...]
    apart: Fraction

    @property
    def sentence(self) -> str:
        who = ", ".join(f"{unit} ({people})" for unit, people in self.units)
        return f"Named by {who}." + (f" Their middles are up to {points(self.apart)} apart." if self.apart else "")


def named_criteria(units: Sequence[UnitCounts], thresholds: Thresholds, rule: str) -> tuple[Named, ...]:
    """First what the most units name, then what lies between the units furthest apart, then what the most people name.

    What one or two people name is theirs, as with what they cite; only under the open rule is it told.
    """
    told_units = [unit for unit in units if rule == "open" or _may_count(unit, thresholds)]
    numbers = {number for unit in told_units for number, _ in unit.criteria}
    found = [_named(number, told_units) for number in sorted(numbers, key=lambda number: (_counting(number), number))]
    return tuple(sorted(found, key=_place))


def _place(named: Named) -> tuple[int, Fraction, int]:
    return -len(named.units), -named.apart, -sum(people for _, people in named.units)


def _may_count(unit: UnitCounts, thresholds: Thresholds) -> bool:
    return not unit.is_guarded and len(unit.scores) >= thresholds.unit_scores


def _named(number: str, units: Sequence[UnitCounts]) -> Named:
    by = [(unit, dict(unit.criteria)[number]) for unit in units if number in dict(unit.criteria)]
    centres = [HALF * sum(middle(unit.scores)) for unit, _ in by if unit.scores]
    apart = max(centres) - min(centres) if centres else Fraction(0)
    return Named(number, tuple((unit.name, people) for unit, people in by), apart)


def _counting(number: str) -> tuple[int, ...]:
    """3.2 before 3.10."""
    return tuple(int(part) if part.isdecimal() else 0 for part in number.split("."))
