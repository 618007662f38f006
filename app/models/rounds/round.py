"""One blind pass over one standard. Its state is its sitting's."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Relationship, SQLModel

from app.errors import Refusal
from app.models.columns import Moment
from app.models.rounds.kept_view import KeptView
from app.models.rounds.sitting import RoundState, Sitting
from app.models.rounds.snapshot import Snapshot
from app.models.rounds.standard import Standard


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
    told: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # in place of a snapshot, of an imported workshop
    reasons_held_back: int = 0  # kept here once the reasons are gone

    sitting: Sitting = Relationship(back_populates="rounds")
    standard: Standard = Relationship(back_populates="rounds")
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
    def is_frozen(self) -> bool:
        return self.snapshot is not None or self.told is not None

    @property
    def frozen(self) -> Snapshot:
        """Of an imported round what its rows tell."""
        if self.snapshot is not None:
            return Snapshot.from_json(self.snapshot)
        if self.told is not None:
            return Snapshot.of_rows(self.told, self.standard.workshop.thresholds)
        raise Refusal("This round has not been revealed.")
