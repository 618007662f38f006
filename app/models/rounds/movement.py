"""What moved between two rounds of one standard, frozen with the later one."""

from dataclasses import dataclass
from typing import Any

from app.divergence import Release, Rule, Thresholds, compare, compare_released
from app.models.workshop.workshop import Workshop


@dataclass(frozen=True)
class Movement:
    label: str | None
    sentence: str | None
    question: str | None = None

    @staticmethod
    def from_json(stored: dict[str, Any] | None) -> "Movement | None":
        return Movement(**stored) if stored else None


Pairs = tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]  # group -> seat -> score, in each of two rounds


def movement(workshop: Workshop, before: Release, after: Release, pairs: Pairs) -> Movement:
    """Two pictures are compared; under the open rule, where everybody is a dot in them, the people."""
    rule: Rule = workshop.attribution_rule.value
    own, thresholds = workshop.assessing_group, Thresholds.from_dict(workshop.thresholds)
    if rule == "open":
        comparison = compare(*pairs, own.name if own and pairs[0].get(own.name) else None, thresholds)
    else:
        comparison = compare_released(before, after, rule, own.name if own else None, thresholds)
    return Movement(comparison.label, comparison.sentence, comparison.question)
