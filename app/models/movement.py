"""What moved between two rounds of one standard, frozen with the later one; and first views that people keep."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, select

from app.divergence import Rule, Thresholds, compare
from app.errors import Refusal
from app.models.workshop import Workshop

if TYPE_CHECKING:
    from app.models.round import Round

FEW = 3  # movement of fewer people than this is told to them alone


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
    """`label` and `sentence` are None where so few moved that only they are told."""

    label: str | None
    sentence: str | None
    question: str | None = None

    @staticmethod
    def from_json(stored: dict[str, Any] | None) -> "Movement | None":
        return Movement(**stored) if stored else None


def movement(
    workshop: Workshop, before: dict[str, dict[str, int]], after: dict[str, dict[str, int]], consent: list[str]
) -> Movement:
    """`before`, `after`: group -> seat -> score, of the two newest rounds."""
    movers = count_movers(before, after)
    rule: Rule = workshop.attribution_rule.value
    if 0 < movers < FEW:
        return Movement(None, None)
    assessing = workshop.assessing_group
    told = compare(
        before,
        after,
        assessing.name if assessing and before.get(assessing.name) else None,
        Thresholds.from_dict(workshop.thresholds),
        rule=rule,
        consent=consent,
    )
    return Movement(told.label, told.sentence, told.question)


def count_movers(before: dict[str, dict[str, int]], after: dict[str, dict[str, int]]) -> int:
    return sum(
        score != after[group][seat]
        for group, seats in before.items()
        for seat, score in seats.items()
        if seat in after.get(group, {})
    )


def own_movement(session: Session, seat_id: int, round_: "Round") -> tuple[int, int] | None:
    """One's own (first, second) rating where fewer than three moved and one of them was this person."""
    earlier = round_.earlier
    if earlier is None or round_.snapshot is None or round_.frozen.movement is None or round_.frozen.movement.label:
        return None
    scores = {rating.round_id: rating.score for rating in _own(session, seat_id, [earlier.id, round_.id])}
    first, second = scores.get(earlier.id), scores.get(round_.id)
    return (first, second) if first is not None and second is not None and first != second else None


def keep_first_view(session: Session, seat_id: int, round_: "Round", *, keep: bool) -> None:
    moved = own_movement(session, seat_id, round_)
    if moved is None:
        raise Refusal("There is no first view to keep here: it is asked of those who moved, when few did.")
    kept = kept_view(session, seat_id, round_.id)
    if keep and kept is None:
        session.add(KeptView(round_id=round_.id, seat_id=seat_id, score=moved[0]))
    elif kept is not None and not keep:
        session.delete(kept)


def kept_view(session: Session, seat_id: int, round_id: int) -> KeptView | None:
    return session.exec(select(KeptView).where(KeptView.round_id == round_id, KeptView.seat_id == seat_id)).first()


def _own(session: Session, seat_id: int, rounds: list[int]) -> list[Any]:
    from sqlmodel import col

    from app.models.rating import Rating  # ratings build on rounds, and rounds on this module

    return list(session.exec(select(Rating).where(Rating.seat_id == seat_id, col(Rating.round_id).in_(rounds))))
