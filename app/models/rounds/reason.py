"""Reasons as a reveal froze them: beside a displayed unit, without a seat and without an order of arrival."""

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, select

from app.errors import Incomplete
from app.models.columns import Moment
from app.models.texts import cleaned, must_be_shorter
from app.models.workshop.event import record

LONGEST_WHY = 300


class Reason(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True, ondelete="CASCADE")
    unit: str
    text: str
    may_quote: bool
    from_experience: bool
    from_document: bool
    criteria: list[str] = Field(default_factory=list, sa_type=JSON)  # numbers of those it is about
    held_back_at: datetime | None = Field(default=None, sa_type=Moment)
    held_back_why: str = ""

    @property
    def is_held_back(self) -> bool:
        return self.held_back_at is not None

    def hold_back(self, session: Session, workshop_id: int, why: str, *, by: str) -> None:
        """Kept from being shown, quoted and published, never edited: it names a person, or is unlawful."""
        must_be_shorter("why", why, LONGEST_WHY)
        if not cleaned(why):
            raise Incomplete({"why": "Say why this is held back: its writer is told, and the record keeps it."})
        if not self.is_held_back:
            event = record(session, workshop_id, by, "held back a reason", why=cleaned(why))
            self.held_back_at, self.held_back_why = event.at, cleaned(why)

    def let_stand(self, session: Session, workshop_id: int, *, by: str) -> None:
        if self.is_held_back:
            record(session, workshop_id, by, "let a reason stand")
            self.held_back_at, self.held_back_why = None, ""


def reasons_of(session: Session, round_id: int) -> list[Reason]:
    return list(session.exec(select(Reason).where(Reason.round_id == round_id).order_by(col(Reason.id))))


def held_back(session: Session, round_id: int, text: str) -> str:
    """Why, for who wrote this text; empty if it was not. A reason has no seat: its writer is found by the words."""
    same = select(Reason).where(Reason.round_id == round_id, Reason.text == text)
    return next((one.held_back_why for one in session.exec(same) if one.is_held_back), "") if text else ""
