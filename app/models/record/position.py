"""What is recorded about a subject: words first, a number only if people want one. Every version is kept."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.clock import now
from app.errors import Incomplete
from app.frameworks import Scale
from app.models.columns import Moment, words
from app.models.record.subject import Key, Level, Subject
from app.models.texts import cleaned, length

LONGEST = 4000


class PositionState(StrEnum):
    AGREED = "agreed"
    WITH_RESERVATIONS = "agreed with reservations"
    NOT_AGREED = "not agreed"
    DEFERRED = "deferred"


class Position(SQLModel, table=True):
    # No column of these may be empty: two empty ones never count as equal, and a version would be there twice.
    __table_args__ = (UniqueConstraint("workshop_id", "level", "subject_number", "version"),)

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    level: Level = Field(sa_type=words(Level))
    subject_number: str  # of the standard or the domain; empty for the whole
    version: int
    state: PositionState = Field(sa_type=words(PositionState))
    wording: str
    number: int | None = None
    band: str | None = None
    evidence: str = ""
    divergent_views: str = ""
    written_by: str  # a role
    written_at: datetime = Field(default_factory=now, sa_type=Moment)
    reopened_at: datetime | None = Field(default=None, sa_type=Moment)

    @staticmethod
    def of(subject: Subject, version: int, wording: "Wording", role: str) -> "Position":
        return Position(
            workshop_id=subject.workshop.id,
            level=subject.key.level,
            subject_number=subject.key.number,
            version=version,
            written_by=role,
            **wording.columns(),
        )

    @property
    def key(self) -> Key:
        return Key(self.level, self.subject_number)

    @property
    def is_settled(self) -> bool:
        """Asked of a subject's newest version: each one before it was reopened."""
        return self.reopened_at is None

    def says(self, wording: "Wording", by: str) -> bool:
        return self.written_by == by and all(getattr(self, name) == text for name, text in wording.columns().items())


@dataclass(frozen=True)
class Wording:
    """A position as somebody typed it; no field of it is ever filled in by the program."""

    state: PositionState
    wording: str
    number: int | None = None
    band: str | None = None
    evidence: str = ""
    divergent_views: str = ""

    def must_fit(self, scale: Scale) -> None:
        problems = {
            field: f"Keep this under {LONGEST} characters."
            for field in ("wording", "evidence", "divergent_views")
            if length(getattr(self, field)) > LONGEST
        }
        if not self.wording.strip() and self.state is not PositionState.DEFERRED:
            problems["wording"] = "Write how we are doing, in the words the room agreed. The words come first."
        if self.number is not None and not 1 <= self.number <= scale.points:
            problems["number"] = (
                f"A number is optional; if you give one, make it a whole number from 1 to {scale.points}."
            )
        if self.band is not None and self.band not in {band.name for band in scale.bands}:
            problems["band"] = "A band is optional; if you choose one, choose it from the list."
        if problems:
            raise Incomplete(problems)

    def columns(self) -> dict[str, Any]:
        texts = {field: cleaned(getattr(self, field)) for field in ("wording", "evidence", "divergent_views")}
        return {**asdict(self), **texts}
