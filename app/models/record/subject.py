"""What a position is about: one standard, one domain, or the whole. Settling, reopening and reading ask by it alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.models.rounds.standard import Standard
from app.models.workshop.workshop import Workshop


class Level(StrEnum):
    STANDARD = "standard"
    DOMAIN = "domain"
    OVERALL = "overall"


@dataclass(frozen=True)
class Key:
    """A subject as its rows keep it; `number` is the standard's or the domain's, and empty for the whole."""

    level: Level
    number: str = ""


@dataclass(frozen=True)
class Subject:
    workshop: Workshop
    key: Key
    standards: Sequence[Standard]  # that it speaks of; none for what is not in this workshop

    @staticmethod
    def standard(standard: Standard) -> "Subject":
        return Subject(standard.workshop, Key(Level.STANDARD, standard.number), [standard])

    @staticmethod
    def domain(workshop: Workshop, number: str) -> "Subject":
        framework = workshop.framework
        standards = [
            standard for standard in workshop.standards if framework.domain_of(standard.number).number == number
        ]
        return Subject(workshop, Key(Level.DOMAIN, number), standards)

    @staticmethod
    def overall(workshop: Workshop) -> "Subject":
        return Subject(workshop, Key(Level.OVERALL), workshop.standards)

    @property
    def spoken(self) -> str:
        return f"{self.key.level.capitalize()} {self.key.number}" if self.key.number else "The overall position"

    @property
    def told(self) -> dict[str, str]:
        """As events name it: the level, and its number if it has one."""
        return {self.key.level.value: self.key.number}

    @property
    def is_revealed(self) -> bool:
        """Whether there is something to settle: the newest round of one of its standards is revealed."""
        newest = [standard.latest_round for standard in self.standards]
        return any(round_ is not None and round_.sitting.revealed_at is not None for round_ in newest)
