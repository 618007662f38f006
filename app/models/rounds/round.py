"""A sitting opens standards for rating together; each gets a round, one blind pass. Their state is the sitting's."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Relationship, Session, SQLModel, select

from app.errors import Incomplete, OlderPage, Refusal
from app.models.columns import Moment, now
from app.models.people.moving import make_moves
from app.models.rounds.movement import KeptView
from app.models.rounds.snapshot import Snapshot
from app.models.rounds.standard import Standard
from app.models.workshop.event import record
from app.models.workshop.workshop import Workshop, WorkshopState

if TYPE_CHECKING:
    from app.models.rounds.rating import Rating


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

    def close(self, session: Session, turn: int | None = None) -> None:
        """`turn` is what its page showed; None for whoever acts on what is so now. Likewise in the other acts."""
        if self.state is RoundState.OPEN:
            self._must_be_at(turn)
            self.closed_at = now()
            self._record(session, "closed")

    def undo_close(self, session: Session, turn: int | None = None) -> None:
        """Also what Cancel does while a reveal is counting down."""
        if self.state is RoundState.REVEALED:
            raise Refusal(
                "This sitting is revealed, and a reveal cannot be undone. You can rate a standard again instead."
            )
        if self.state is RoundState.CLOSED:
            self._must_be_at(turn)
            self.closed_at = self.reveal_due_at = None
            self._record(session, "opened again before the reveal")

    def close_and_reveal(self, session: Session, after: timedelta, turn: int | None = None) -> datetime | None:
        """Closes now; the reveal falls due after a while in which it can be cancelled. Returns when; None when done."""
        if self.state is RoundState.REVEALED:
            return None
        if self.reveal_due_at is None:
            self._must_be_at(turn)
            self.close(session)
            self.reveal_due_at = now() + after
            self._record(session, "asked for the reveal")
        return self.reveal_due_at

    def reveal(self, session: Session) -> None:
        """Freezes a snapshot of every round. Asking twice is safe; an open sitting must be closed first."""
        if self.state is RoundState.REVEALED:
            return
        if self.state is RoundState.OPEN:
            raise Refusal("Close this sitting before you reveal it.")
        from app.models.rounds.revealing import take  # reaches into ratings and seats, which build on rounds

        for round_ in self.rounds:
            round_.snapshot = take(session, round_).to_json()
            round_.standard.is_shown = False  # what is on stage is the round before; the new one is shown by an act
        self.revealed_at = now()
        self.reveal_due_at = None
        self._record(session, "revealed")

    def call_off(self, session: Session) -> None:
        """As if it had not been opened; possible while nobody has answered, for no answer is ever thrown away."""
        if self.state is RoundState.REVEALED or any(round_.ratings for round_ in self.rounds):
            raise Refusal("Somebody has answered already, and no answer is thrown away. Close and reveal this sitting.")
        self._record(session, "called off")
        for round_ in self.rounds:
            session.delete(round_)
        session.delete(self)

    def _must_be_at(self, turn: int | None) -> None:
        if turn is not None and turn != self.turn:
            raise OlderPage("rating was closed, or opened again,")

    def _record(self, session: Session, act: str) -> None:
        self.turn += 1
        numbers = [round_.standard.number for round_ in self.rounds]
        record(session, self.workshop_id, "facilitator", act, standards=numbers)


class Round(SQLModel, table=True):
    # A phone may still hold the page of a round that was called off: its id is not given again.
    __table_args__ = (UniqueConstraint("standard_id", "number"), {"sqlite_autoincrement": True})

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    sitting_id: int = Field(foreign_key="sitting.id", index=True, ondelete="CASCADE")
    standard_id: int = Field(foreign_key="standard.id", index=True, ondelete="CASCADE")
    number: int
    snapshot: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    staged_findings: list[str] = Field(default_factory=list, sa_type=JSON)  # put on stage by the facilitator
    shown_at: datetime | None = Field(default=None, sa_type=Moment)  # first put on stage and phones

    sitting: Sitting = Relationship(back_populates="rounds")
    standard: Standard = Relationship(back_populates="rounds")
    ratings: list["Rating"] = Relationship()
    kept_views: list[KeptView] = Relationship()

    @property
    def state(self) -> RoundState:
        return self.sitting.state

    @property
    def earlier(self) -> "Round | None":
        """The round before, which everybody has seen."""
        return next((round_ for round_ in self.standard.rounds if round_.number == self.number - 1), None)

    @property
    def is_after_seeing(self) -> bool:
        return self.number > 1

    @property
    def frozen(self) -> Snapshot:
        if self.snapshot is None:
            raise Refusal("This round has not been revealed.")
        return Snapshot.from_json(self.snapshot)


def open_sitting(session: Session, workshop: Workshop, numbers: list[str], after: int | None = None) -> Sitting:
    """Opens these standards for rating together. The first sitting starts the workshop. Asking twice is safe.

    `after` is the round that a page showed as the newest of the only one: it is rated again after having seen that.
    """
    workshop.must_be(WorkshopState.LOBBY, WorkshopState.LIVE)
    if current := current_sitting(session, workshop.id):
        if current.state is RoundState.OPEN and {it.standard.number for it in current.rounds} == set(numbers):
            return current
        raise Refusal("A sitting is under way. Close and reveal it before you open another.")
    chosen = [standard for standard in workshop.standards if standard.number in numbers]
    if not chosen or len(chosen) != len(set(numbers)):
        raise Incomplete({"standards": "Choose at least one standard of this workshop to open for rating."})
    for standard in chosen:
        if standard.settled_at:
            raise Refusal(f"Standard {standard.number} is settled. Reopen it, with a reason, before rating it again.")
        standard.must_show(after)
    workshop.start(session)
    make_moves(session, workshop.id)
    sitting = Sitting(workshop_id=workshop.id)
    session.add(sitting)
    session.flush()
    for standard in chosen:
        # Into the collections too, so that standard and sitting know their new round at once.
        number = len(standard.rounds) + 1
        round_ = Round(workshop_id=workshop.id, sitting_id=sitting.id, standard_id=standard.id, number=number)
        sitting.rounds.append(round_)
        standard.rounds.append(round_)
    session.flush()
    sitting._record(session, "opened")
    return sitting


def current_sitting(session: Session, workshop_id: int) -> Sitting | None:
    """The sitting that is open, or closed and not yet revealed; there is at most one."""
    return session.exec(select(Sitting).where(Sitting.workshop_id == workshop_id, Sitting.revealed_at == None)).first()
