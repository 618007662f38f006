"""First views that people want in the record; see `first_view`."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

FEWEST_KEPT = 3  # first views that are told together


class KeptView(SQLModel, table=True):
    """A first view that its holder wants in the record, told without unit; the rule may cut it from its seat."""

    __tablename__ = "kept_view"
    __table_args__ = (UniqueConstraint("round_id", "seat_id"),)

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True, ondelete="CASCADE")  # the later round
    seat_id: int | None = Field(default=None, foreign_key="seat.id", ondelete="SET NULL")
    score: int  # as given in the earlier round
