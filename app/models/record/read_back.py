"""A wording that was read back to the room, and what each participant said to it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from app.clock import now
from app.models.columns import Moment, words
from app.models.record.position import Position, PositionState
from app.models.record.subject import Key, Level
from app.models.texts import cleaned


class CanStand(StrEnum):
    AGREE = "agree"
    LIVE_WITH_IT = "can live with it"
    DO_NOT_AGREE = "do not agree"


class ReadBack(SQLModel, table=True):
    """One wording as it was read back: how it ends and how we are doing, for the whole with its marker."""

    __tablename__ = "read_back"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    level: Level = Field(sa_type=words(Level))
    subject_number: str
    state: PositionState = Field(sa_type=words(PositionState))
    wording: str
    marker: int | None = None
    asked_at: datetime = Field(default_factory=now, sa_type=Moment)
    asked_by: str  # a role
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    told: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # by unit, from the moment that asking ended

    @property
    def key(self) -> Key:
        return Key(self.level, self.subject_number)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def is_of(self, state: PositionState, wording: str, marker: int | None) -> bool:
        return (self.state, self.wording, self.marker) == (state, cleaned(wording), marker)

    def is_of_position(self, position: Position) -> bool:
        return self.is_of(position.state, position.wording, marker_of(position.key, position.number))


class Assent(SQLModel, table=True):
    """One participant's answer to one wording. Changeable until the workshop is confirmed."""

    __table_args__ = (UniqueConstraint("read_back_id", "seat_id"),)

    id: int = Field(default=None, primary_key=True)
    read_back_id: int = Field(foreign_key="read_back.id", index=True, ondelete="CASCADE")
    seat_id: int = Field(foreign_key="seat.id", index=True, ondelete="CASCADE")
    answer: CanStand = Field(sa_type=words(CanStand))
    submission_key: str
    recorded_at: datetime = Field(default_factory=now, sa_type=Moment)


class AssentSubmission(SQLModel, table=True):
    """Which submissions have been taken, without what they said: a late retry must not outrun a newer answer."""

    __tablename__ = "assent_submission"

    read_back_id: int = Field(foreign_key="read_back.id", primary_key=True, ondelete="CASCADE")
    seat_id: int = Field(foreign_key="seat.id", primary_key=True, ondelete="CASCADE")
    key: str = Field(primary_key=True)


def marker_of(key: Key, number: int | None) -> int | None:
    """A number is asked about only where it is the marker that everybody sees on the arrow."""
    return number if key.level is Level.OVERALL else None


def askings_of(session: Session, workshop_id: int) -> dict[Key, list[ReadBack]]:
    """By subject; the newest last."""
    askings: dict[Key, list[ReadBack]] = {}
    rows = select(ReadBack).where(ReadBack.workshop_id == workshop_id)
    for asking in session.exec(rows.order_by(col(ReadBack.asked_at), col(ReadBack.id))):
        askings.setdefault(asking.key, []).append(asking)
    return askings


def answers_by_seat(session: Session, read_back_id: int) -> dict[int, CanStand]:
    rows = session.exec(select(Assent).where(Assent.read_back_id == read_back_id))
    return {assent.seat_id: assent.answer for assent in rows}
