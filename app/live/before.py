"""What one person sees before rating again: the own first rating, and spreads where a spread may be told."""

from dataclasses import dataclass

from sqlmodel import Session

from app.divergence import Thresholds, counts_may_show
from app.live.mine import read_mine
from app.models import Round, Seat, Snapshot

Range = tuple[int, int]


@dataclass(frozen=True)
class Before:
    own: str
    room: Range | None
    unit_name: str
    unit: Range | None


def read_before(session: Session, seat: Seat, round_: Round) -> Before | None:
    earlier = round_.earlier
    if earlier is None:
        return None
    own, snapshot = read_mine(session, seat, earlier.id).value, earlier.frozen
    unit = snapshot.released.unit_of(seat.group.name if seat.group else None) or ""
    if earlier.shown_at is None:  # nothing of a round leaves the console before it is shown
        return Before(own, None, unit, None)
    return Before(own, _room(snapshot), unit, _unit(snapshot, unit))


def _room(snapshot: Snapshot) -> Range | None:
    """The ends of a spread are two people's ratings: told only where the room's counts may be."""
    thresholds = Thresholds.from_dict(snapshot.thresholds)
    scores = [score for unit in snapshot.units for score in unit.scores]
    if len(scores) < thresholds.range_scores or not counts_may_show(snapshot.released, snapshot.rule, thresholds):
        return None
    return min(scores), max(scores)


def _unit(snapshot: Snapshot, name: str) -> Range | None:
    least = Thresholds.from_dict(snapshot.thresholds).range_scores
    own = (unit for unit in snapshot.units if unit.name == name and not unit.is_guarded)
    found = next((unit for unit in own if len(unit.scores) >= least), None)
    return (found.scores[0], found.scores[-1]) if found else None
