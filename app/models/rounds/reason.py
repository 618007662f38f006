"""Reasons as a reveal froze them: beside a displayed unit, without a seat and without an order of arrival."""

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, select


class Reason(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True, ondelete="CASCADE")
    unit: str
    text: str
    may_quote: bool
    from_experience: bool
    from_document: bool
    criteria: list[str] = Field(default_factory=list, sa_type=JSON)  # numbers of those it is about


def reasons_of(session: Session, round_id: int) -> list[Reason]:
    return list(session.exec(select(Reason).where(Reason.round_id == round_id).order_by(col(Reason.id))))
