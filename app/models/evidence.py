"""Evidence for a standard: what people offer, by group, and what was asked for and is still missing."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from app.models.columns import Moment, now, words


class Strength(StrEnum):
    STRONG = "strong"
    SOME = "some"
    EARLY = "early"


class EvidenceAsked(SQLModel, table=True):
    """Something that facilitator or scribe ask the room for, beside the framework's own minimum list."""

    __tablename__ = "evidence_asked"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    standard: str  # a number
    title: str
    asked_at: datetime = Field(default_factory=now, sa_type=Moment)
    dropped_at: datetime | None = Field(default=None, sa_type=Moment)


class EvidenceItem(SQLModel, table=True):
    """One thing that a group offers as evidence. Whose phone it came from is not kept."""

    __tablename__ = "evidence_item"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    standard: str  # a number
    criterion: str = ""  # a number, or empty
    answers: str = ""  # the number of the list it answers: M1.1 (minimum) or P1.1 (potential); empty for neither
    asked_id: int | None = Field(default=None, foreign_key="evidence_asked.id", ondelete="SET NULL")
    title: str
    link: str = ""
    note: str = ""
    group_id: int | None = Field(default=None, foreign_key="stakeholder_group.id", ondelete="CASCADE")
    strength: Strength = Field(sa_type=words(Strength))
    added_by: str  # the role that added it, not the person
    added_at: datetime = Field(default_factory=now, sa_type=Moment)
    removed_at: datetime | None = Field(default=None, sa_type=Moment)
