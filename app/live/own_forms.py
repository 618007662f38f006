"""How a person's own places look: each made once for all who gave equal answers, and found again by plain values."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from app.live.mine import Mine
from app.live.next_step import NextStep
from app.live.state import FORMS_KEPT, Piece
from app.rendering import fragment

# Of a round: its id, score, minute, hidden, joins from the next, gave a reason.
Answer = tuple[int, int | None, datetime | None, bool, bool, bool]


def to_minute(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(second=0, microsecond=0)


def _mine(
    round_id: int, score: int | None, minute: datetime | None, is_hidden: bool, joins_next: bool, has_reason: bool
) -> Mine:
    return Mine(
        round_id,
        is_recorded=minute is not None,
        is_hidden=is_hidden,
        joins_next=joins_next,
        score=score,
        recorded_at=minute,
        has_reason=has_reason,
    )


@lru_cache(FORMS_KEPT)
def of_a_round(closed_at: datetime | None, round_id: int, *answer: Any) -> tuple[Piece, Piece]:
    """The line in the list, and the receipt below the form."""
    mine = _mine(round_id, *answer)
    in_list = Piece(fragment("live/_mine.html", round_id=round_id, mine=mine))
    return in_list, Piece(receipt(mine, closed_at))


@lru_cache(FORMS_KEPT)
def yours_form(latest: int, asked: int, given: tuple[tuple[int | None, bool], ...]) -> Piece:
    """`asked`: in how many rounds."""
    values = tuple("" if hidden else "can’t tell" if score is None else str(score) for score, hidden in given)
    return Piece(fragment("live/_yours.html", round_id=latest, yours=values, asked=asked))


@lru_cache(FORMS_KEPT)
def more_time_form(workshop_id: int, is_open: bool, needs: bool) -> Piece:
    return Piece(fragment("live/_more_time.html", workshop_id=workshop_id, is_open=is_open, needs=needs))


@lru_cache(FORMS_KEPT)
def next_form(workshop_id: int, step: NextStep) -> Piece:
    return Piece(fragment("live/_next.html", round_id=workshop_id, step=step))


@lru_cache(FORMS_KEPT)
def strip_form(
    round_id: int, score: int | None, minute: datetime | None, is_hidden: bool, joins_next: bool,
    has_reason: bool, workshop_id: int, points: int, is_again: bool, moved: tuple[int, int] | None,
) -> Piece:  # fmt: skip
    mine = _mine(round_id, score, minute, is_hidden, joins_next, has_reason)
    context = {"workshop_id": workshop_id, "points": points, "is_again": is_again, "moved": moved}
    return Piece(fragment("live/_strip.html", round_id=round_id, mine=mine, **context))


@lru_cache(FORMS_KEPT)
def receipt(mine: Mine, closed_at: datetime | None = None) -> str:
    """Kept for the next who gave that answer, so never with a reason in it: memory outlives what is erased."""
    state = {"key": "", "sentence": "", "problem": "", "closed_at": closed_at}
    return fragment("live/_receipt.html", mine=mine, **state)
