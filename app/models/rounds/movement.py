"""What moved between two rounds of one standard, frozen with the later one; and first views that people keep."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, select

from app.divergence import Release, Rule, Thresholds, compare, compare_released
from app.errors import Refusal
from app.models.workshop.workshop import Workshop

if TYPE_CHECKING:
    from app.models.people.seat import Seat
    from app.models.rounds.round import Round


class KeptView(SQLModel, table=True):
    """A first view that its holder wants in the record, told without unit; the rule may cut it from its seat."""

    __tablename__ = "kept_view"
    __table_args__ = (UniqueConstraint("round_id", "seat_id"),)

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True, ondelete="CASCADE")  # the later round
    seat_id: int | None = Field(default=None, foreign_key="seat.id", ondelete="SET NULL")
    score: int  # as given in the earlier round


@dataclass(frozen=True)
class Movement:
    label: str | None
    sentence: str | None
    question: str | None = None

    @staticmethod
    def from_json(stored: dict[str, Any] | None) -> "Movement | None":
        return Movement(**stored) if stored else None


Pairs = tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]  # group -> seat -> score, in each of two rounds


def movement(workshop: Workshop, before: Release, after: Release, pairs: Pairs) -> Movement:
    """Two pictures are compared; under the open rule, where everybody is a dot in them, the people."""
    rule: Rule = workshop.attribution_rule.value
    own, thresholds = workshop.assessing_group, Thresholds.from_dict(workshop.thresholds)
    if rule == "open":
        told = compare(*pairs, own.name if own and pairs[0].get(own.name) else None, thresholds)
    else:
        told = compare_released(before, after, rule, own.name if own else None, thresholds)
    return Movement(told.label, told.sentence, told.question)


def own_movement(session: Session, seat: "Seat", round_: "Round") -> tuple[int, int] | None:
    """One's own (first, second) rating where they differ. Told to the hand that gave both, and to nobody else."""
    earlier = round_.earlier
    if earlier is None or round_.snapshot is None:
        return None
    given = {rating.round_id: rating for rating in _own(session, seat.id, [earlier.id, round_.id])}
    if len(given) < 2 or any(seat.rejoined_at and it.recorded_at < seat.rejoined_at for it in given.values()):
        return None
    first, second = given[earlier.id].score, given[round_.id].score
    return (first, second) if first is not None and second is not None and first != second else None


def keep_first_view(session: Session, seat: "Seat", round_: "Round", *, keep: bool) -> None:
    moved = own_movement(session, seat, round_)
    if moved is None:
        raise Refusal("There is no first view to keep here: it is asked of those whose rating moved.")
    kept = kept_view(session, seat.id, round_.id)
    if keep and kept is None:
        session.add(KeptView(round_id=round_.id, seat_id=seat.id, score=moved[0]))
    elif kept is not None and not keep:
        session.delete(kept)


def kept_view(session: Session, seat_id: int, round_id: int) -> KeptView | None:
    return session.exec(select(KeptView).where(KeptView.round_id == round_id, KeptView.seat_id == seat_id)).first()


def _own(session: Session, seat_id: int, rounds: list[int]) -> list[Any]:
    from sqlmodel import col

    from app.models.rounds.rating import Rating  # ratings build on rounds, and rounds on this module

    return list(session.exec(select(Rating).where(Rating.seat_id == seat_id, col(Rating.round_id).in_(rounds))))
