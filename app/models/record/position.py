"""What is recorded about a subject: words first, a number only if people want one. Every version is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
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


AFTERWARDS = "written afterwards"  # after the close; of what was written before it, beside that:
IN_THE_ROOM = {
    PositionState.AGREED: "agreed in the room",
    PositionState.WITH_RESERVATIONS: "agreed in the room",
    PositionState.NOT_AGREED: "written in the room",
    PositionState.DEFERRED: "written in the room",
}


class Weight(StrEnum):
    """Of what a standard means to people, and of an action."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, kw_only=True)
class Later:
    """What can be finished later, before settling and after it. Nobody is asked about it.

    The one table of these fields: form, typed text, row and export follow it. Which of them a level has: `OF_LEVEL`.
    """

    number: int | None = None  # of the whole: the agreed marker on the arrow
    has_no_marker: bool = False  # people said that there is none
    band: str | None = None
    evidence: str = ""  # of the impact of commissioning on outcomes
    has_divergent_views: bool | None = None
    divergent_views: str = ""
    how_known: str = ""
    importance: Weight | None = None
    next_step: str = ""
    good_practice: str = ""
    narrative: str = ""  # how far the partners agree


LATER = tuple(field.name for field in fields(Later))
TEXTS = ("wording", *[field.name for field in fields(Later) if field.type is str])
OF_LEVEL = {
    Level.STANDARD: (
        "number", "band", "evidence", "divergent_views", "how_known", "importance", "next_step",
    ),
    Level.DOMAIN: ("number", "band", "good_practice", "has_divergent_views", "divergent_views"),
    Level.OVERALL: ("number", "has_no_marker", "band", "narrative"),
}  # fmt: skip

FOLDED = {**OF_LEVEL, Level.OVERALL: ("narrative",)}  # what is finished later; people were asked about the marker


@dataclass(frozen=True)
class Wording(Later):
    """A position as somebody typed it; no field of it is ever filled in by the program."""

    state: PositionState
    wording: str

    def must_fit(self, scale: Scale, level: Level = Level.STANDARD) -> None:
        problems = {
            field: f"Keep this under {LONGEST} characters." for field in TEXTS if length(getattr(self, field)) > LONGEST
        }
        if not self.wording.strip() and self.state is not PositionState.DEFERRED:
            problems["wording"] = "Write how we are doing, in the words the room agreed. The words come first."
        if self.number is not None and not 1 <= self.number <= scale.points:
            problems["number"] = (
                f"A number is optional; if you give one, make it a whole number from 1 to {scale.points}."
            )
        if self.number is not None and self.has_no_marker:
            problems["number"] = "Set the marker on one point, or say that there is none: not both."
        if self.band is not None and self.band not in {band.name for band in scale.bands}:
            problems["band"] = "A band is optional; if you choose one, choose it from the list."
        if self.has_divergent_views is False and self.divergent_views.strip():
            problems["has_divergent_views"] = "Views that differ are written below: choose “Yes”, or take them out."
        problems |= {
            name: "This has no place in the form of this position. Load the page again."
            for name in LATER
            if name not in OF_LEVEL[level] and getattr(self, name)
        }
        if problems:
            raise Incomplete(problems)

    def columns(self) -> dict[str, Any]:
        return {**{field.name: getattr(self, field.name) for field in fields(self)}, **self._cleaned()}

    def _cleaned(self) -> dict[str, str]:
        return {field: cleaned(getattr(self, field)) for field in TEXTS}


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
    has_no_marker: bool = False
    band: str | None = None
    evidence: str = ""
    has_divergent_views: bool | None = None
    divergent_views: str = ""
    how_known: str = ""
    importance: Weight | None = Field(default=None, sa_type=words(Weight))
    next_step: str = ""
    good_practice: str = ""
    narrative: str = ""
    missing: list[str] = Field(default_factory=list, sa_type=JSON)  # voices that were missing when it was settled
    afterwards: list[str] = Field(default_factory=list, sa_type=JSON)  # fields that were written after the close
    written_by: str  # a role
    written_at: datetime = Field(default_factory=now, sa_type=Moment)
    reopened_at: datetime | None = Field(default=None, sa_type=Moment)
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)  # one date on every position

    @staticmethod
    def of(subject: Subject, version: int, wording: Wording, role: str, missing: Iterable[str] = ()) -> "Position":
        return Position(
            workshop_id=subject.workshop.id,
            level=subject.key.level,
            subject_number=subject.key.number,
            version=version,
            written_by=role,
            missing=list(missing),
            **wording.columns(),
        )

    @property
    def key(self) -> Key:
        return Key(self.level, self.subject_number)

    @property
    def is_settled(self) -> bool:
        """Asked of a subject's newest version: each one before it was reopened, or finished later."""
        return self.reopened_at is None

    @property
    def fixed(self) -> dict[str, Any]:
        """What a version says for good, as plain JSON; when it was opened again or confirmed comes later."""
        changes = {"id", "workshop_id", "reopened_at", "confirmed_at"}
        return self.model_dump(mode="json", exclude=changes)

    def says(self, wording: Wording, by: str) -> bool:
        return self.written_by == by and all(getattr(self, name) == it for name, it in wording.columns().items())

    def as_wording(self, **changes: Any) -> Wording:
        return Wording(**{**{name: getattr(self, name) for name in ("state", "wording", *LATER)}, **changes})
