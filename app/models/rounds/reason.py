"""Reasons as a reveal froze them: beside a displayed unit, without a seat and without an order of arrival."""

from typing import TYPE_CHECKING

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, select

from app.divergence import Release

if TYPE_CHECKING:
    from app.models.rounds.rating import Rating
    from app.models.rounds.round import Round


class Reason(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True, ondelete="CASCADE")
    unit: str
    text: str
    may_quote: bool
    from_experience: bool
    from_document: bool
    criteria: list[str] = Field(default_factory=list, sa_type=JSON)  # numbers of those it is about


def freeze_reasons(
    session: Session, round_: "Round", given: list[tuple[str, "Rating"]], told: Release, criteria: frozenset[str]
) -> None:
    """`given`: (group, rating). What a withheld group wrote stays unread; the rest is stored in alphabetical order."""
    beside = [(told.unit_of(group), rating) for group, rating in given if rating.reason]
    for unit, rating in sorted(((u, r) for u, r in beside if u), key=lambda pair: (pair[0], pair[1].reason)):
        session.add(
            Reason(
                round_id=round_.id,
                unit=unit,
                text=rating.reason,
                may_quote=rating.may_quote,
                from_experience=rating.from_experience,
                from_document=rating.from_document,
                criteria=sorted(criteria & {*rating.criteria}),
            )
        )


def reasons_of(session: Session, round_id: int) -> list[Reason]:
    return list(session.exec(select(Reason).where(Reason.round_id == round_id).order_by(col(Reason.id))))
