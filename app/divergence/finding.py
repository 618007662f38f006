"""One thing the model says about a round."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

Figure = int | Fraction | str | tuple[int | str, ...]

TIER_NAMES = {1: "Discuss first", 2: "Discuss", 3: "Check", 4: "Broad agreement"}

# Within a tier, what a room should hear first.
IMPORTANCE = (
    "not_enough",
    "split_room",
    "between_groups",
    "lone_group",
    "self_higher",
    "self_lower",
    "wide_spread",
    "within_group",
    "minority_view",
    "dont_know_high",
    "lone_voice",
    "missing_group",
    "group_cannot_say",
    "weighting_matters",
    "agreement",
    "agreement_partial",
    "band_border",
    "mixed",
)

DIVERGENT = frozenset({"between_groups", "split_room", "wide_spread", "within_group", "minority_view"})


@dataclass(frozen=True)
class Finding:
    code: str
    tier: int
    units: tuple[str, ...]  # the displayed units it speaks of
    figures: Mapping[str, Figure]
    sentence: str  # the figures, in plain English
    why: str  # which figure met which threshold, to be read aloud
    question: str | None  # one, neutral, naming no group

    @property
    def importance(self) -> tuple[int, int]:
        return self.tier, IMPORTANCE.index(self.code)
