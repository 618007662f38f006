"""What a position is about: one standard, one domain, or the whole. Settling, reopening and reading ask by it alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from app.errors import NotFound
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

    @property
    def slug(self) -> str:
        """As addresses and ids name it: standard-6, domain-2, overall."""
        return f"{self.level.value}-{self.number}" if self.number else self.level.value

    @staticmethod
    def of_slug(slug: str) -> "Key":
        level, _, number = slug.partition("-")
        if level not in list(Level) or (level == Level.OVERALL) == bool(number):
            raise NotFound
        return Key(Level(level), number)


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

    @staticmethod
    def of(workshop: Workshop, key: Key) -> "Subject":
        """Raises `NotFound` for what this workshop does not speak of."""
        subject = Subject.overall(workshop)
        if key.level is Level.DOMAIN:
            subject = Subject.domain(workshop, key.number)
        elif key.level is Level.STANDARD:
            own = [standard for standard in workshop.standards if standard.number == key.number]
            subject = Subject(workshop, key, own)
        if not subject.standards:
            raise NotFound
        return subject

    @property
    def title(self) -> str:
        if self.key.level is Level.STANDARD:
            return self.standards[0].title
        if self.key.level is Level.DOMAIN:
            return self.workshop.framework.domain_of(self.standards[0].number).title
        return self.workshop.framework.whole.title

    @property
    def heading(self) -> str:
        if self.key.level is Level.STANDARD:
            return f"{self.key.number}. {self.title}"
        return f"Domain {self.key.number}: {self.title}" if self.key.number else self.title

    @property
    def revealed(self) -> list[Standard]:
        """Its standards that were revealed; for the whole also the round on the arrow."""
        return [standard for standard in self.rated if standard.revealed_round]

    @property
    def rated(self) -> list[Standard]:
        return [*self.standards, *self.arrow]

    @property
    def arrow(self) -> list[Standard]:
        """The row that the whole is rated on, once that was opened."""
        arrow = self.workshop.arrow if self.key.level is Level.OVERALL else None
        return [arrow] if arrow else []

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
        newest = [standard.latest_round for standard in self.rated]
        return any(round_ is not None and round_.sitting.revealed_at is not None for round_ in newest)


def subject_of(session: Session, workshop_id: int, slug: str) -> Subject:
    return Subject.of(session.get_one(Workshop, workshop_id), Key.of_slug(slug))


def key_of(standard: Standard) -> Key:
    """Of the position that is about what was rated."""
    return Key(Level.OVERALL) if standard.is_overall else Key(Level.STANDARD, standard.number)
