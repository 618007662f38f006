"""The standards opened for rating together. Their rounds open, close and are revealed as one."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlmodel import Field, Relationship, Session, SQLModel, select

from app.clock import now
from app.errors import Refusal
from app.errors.acts import OlderPage
from app.models.columns import Moment
from app.models.workshop.event import record

if TYPE_CHECKING:
    from app.models.rounds.round import Round


class RoundState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


class Sitting(SQLModel, table=True):
    __table_args__ = {"sqlite_autoincrement": True}

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    opened_at: datetime = Field(default_factory=now, sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    reveal_due_at: datetime | None = Field(default=None, sa_type=Moment)
    revealed_at: datetime | None = Field(default=None, sa_type=Moment)
    turn: int = 0  # raised by every act on it: an act says for which turn it was meant

    rounds: list["Round"] = Relationship(back_populates="sitting", sa_relationship_kwargs={"order_by": "Round.id"})

    @property
    def state(self) -> RoundState:
        if self.revealed_at:
            return RoundState.REVEALED
        return RoundState.CLOSED if self.closed_at else RoundState.OPEN

    def close(self, session: Session, turn: int | None = None, *, by: str) -> None:
        """`turn` is what its page showed; None for whoever acts on what is so now. Likewise in the other acts."""
        if self.state is RoundState.OPEN:
            self._must_be_at(turn)
            self.closed_at = now()
            self.log(session, by, "closed")

    def undo_close(self, session: Session, turn: int | None = None, *, by: str) -> None:
        """Also what Cancel does while a reveal is counting down."""
        if self.state is RoundState.REVEALED:
            raise Refusal(
                "This sitting is revealed, and a reveal cannot be undone. You can rate a standard again instead."
            )
        if self.state is RoundState.CLOSED:
            self._must_be_at(turn)
            self.closed_at = self.reveal_due_at = None
            self.log(session, by, "opened again before the reveal")

    def close_and_reveal(
        self, session: Session, after: timedelta, turn: int | None = None, *, by: str
    ) -> datetime | None:
        """Closes now; the reveal falls due after a while in which it can be cancelled. Returns when; None when done."""
        if self.state is RoundState.REVEALED:
            return None
        if self.reveal_due_at is None:
            self._must_be_at(turn)
            self.close(session, by=by)
            self.reveal_due_at = now() + after
            self.log(session, by, "asked for the reveal")
        return self.reveal_due_at

    def _must_be_at(self, turn: int | None) -> None:
        if turn is not None and turn != self.turn:
            raise OlderPage("rating was closed, or opened again,")

    def log(
        self,
        session: Session,
        by: str,
        act: str,
        holds: Mapping[str, Any] | None = None,
        elsewhere: Mapping[str, Any] | None = None,
    ) -> None:
        """Every act on a sitting is a turn of it."""
        self.turn += 1
        numbers = [round_.standard.number for round_ in self.rounds]
        record(session, self.workshop_id, by, act, holds, elsewhere, standards=numbers)


def current_sitting(session: Session, workshop_id: int) -> Sitting | None:
    """The sitting that is open, or closed and not yet revealed; there is at most one."""
    return session.exec(select(Sitting).where(Sitting.workshop_id == workshop_id, Sitting.revealed_at == None)).first()
