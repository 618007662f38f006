"""One thing the model says about a round."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.divergence.codes import PLACES

Figure = int | Fraction | str | tuple[int | str, ...]

TIER_NAMES = {1: "Discuss first", 2: "Discuss", 3: "Check", 4: "Broad agreement"}


@dataclass(frozen=True)
class Finding:
    code: str
    tier: int
    units: tuple[str, ...]  # the displayed units it speaks of
    figures: Mapping[str, Figure]
    sentence: str  # the figures, in plain English
    why: str  # which figure met which threshold, to be read aloud
    question: str | None  # one, neutral, naming no group
    words: str = ""  # `sentence` without a figure or a band's name, where it is worth recording

    @property
    def importance(self) -> tuple[int, int]:
        return self.tier, PLACES[self.code]
