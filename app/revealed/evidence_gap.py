"""Who cites what, apart from who differs: units that cannot tell, and units far apart that look at different things.

Neutral and for the console alone: an experience and a document are both evidence, and neither outranks the other.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from app.divergence import Thresholds, middle
from app.divergence.phrases import points
from app.models import UnitCounts

HALF = Fraction(1, 2)
SAID = {
    "document": "documents",
    "experience": "what people have seen or lived through",
    "both": "documents and experience together",
    "nothing": "neither documents nor experience",
}


def evidence_gap(units: Sequence[UnitCounts], thresholds: Thresholds) -> tuple[str, ...]:
    """Sentences: one a unit that cannot tell, one a pair of units whose middles are as far apart as groups that differ.

    What one or two people cite is theirs, also where their group consented to show what they rated.
    """
    gap = thresholds.scaled().gap
    large = [unit for unit in units if not unit.is_guarded and len(unit.scores) >= thresholds.unit_scores]
    return (*_cannot_tell(units), *_apart(large, Fraction(gap)))


def _cannot_tell(units: Sequence[UnitCounts]) -> list[str]:
    return [
        f"{unit.name}: {unit.cant_tell} of {unit.cant_tell + len(unit.scores)} can’t tell."
        for unit in units
        if unit.cant_tell
    ]


def _apart(units: Sequence[UnitCounts], gap: Fraction) -> list[str]:
    sentences = []
    for one, other in combinations(units, 2):
        distance = abs(_centre(one) - _centre(other))
        sources = mainly(one), mainly(other)
        if distance >= gap and None not in sources and sources[0] != sources[1]:
            cited = "; ".join(f"{unit.name} mostly cites {SAID[mainly(unit) or '']}" for unit in (one, other))
            sentences.append(f"{cited}. Their middles are {points(distance)} apart.")
    return sentences


def mainly(unit: UnitCounts) -> str | None:
    """What more than half of its raters cite, if anything."""
    counts = vars(unit.cites)
    return next((source for source, count in counts.items() if Fraction(count, len(unit.scores)) > HALF), None)


def _centre(unit: UnitCounts) -> Fraction:
    return Fraction(sum(middle(unit.scores)), 2)
