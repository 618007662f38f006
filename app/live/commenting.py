"""What one person is told beside the form for a comment: until when, what stands beside it, what they wrote before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.live.words import PositionScene
from app.models import AttributionRule, Comment, Seat, Workshop
from app.models.record import comment
from app.models.record.subject import Key, Subject
from app.models.record.voices import voices

GENERAL = "The record in general"


@dataclass(frozen=True)
class OwnComment:
    id: int
    heading: str
    text: str


@dataclass(frozen=True)
class Commenting:
    about: str  # slug; empty for the record in general
    is_open: bool
    ends_at: datetime
    unit: str  # that stands beside it, for whoever reads it; empty where none may be named
    keeps_seat: bool
    can_be_taken_back: bool
    own: tuple[OwnComment, ...]
    longest: int = comment.LONGEST


def commenting(
    session: Session, workshop: Workshop, seat: Seat, key: Key | None, positions: Sequence[PositionScene] = ()
) -> Commenting:
    """Raises `NotFound` for what this workshop does not speak of. `positions`: to name what was written before."""
    subject = Subject.of(workshop, key) if key else Subject.overall(workshop)
    can_be_taken_back = workshop.attribution_rule is not AttributionRule.NOT_ATTRIBUTABLE
    return Commenting(
        key.slug if key else "",
        workshop.takes_comments,
        workshop.comments_end_at,
        comment.unit_told(workshop, voices(session, subject), seat.id),
        comment.keeps_seats(workshop),
        can_be_taken_back,
        _own(session, seat, positions) if can_be_taken_back else (),
    )


def _own(session: Session, seat: Seat, positions: Sequence[PositionScene]) -> tuple[OwnComment, ...]:
    headings = {position.key: position.heading for position in positions}
    rows: list[Comment] = comment.own_comments(session, seat)
    return tuple(OwnComment(row.id, headings.get(row.key, GENERAL) if row.key else GENERAL, row.text) for row in rows)
