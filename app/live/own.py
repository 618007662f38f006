"""A person's own places in what everybody is shown: a line in the list, a receipt, a mark under the picture.

A fragment is rendered once for its whole audience, with a gap for each own place; each person gets it with their own
places filled in. So what is mine is state like the rest: read with it, compared with it, sent in the same frame. The
receipts stand outside every fragment, beside the form, and the nod at the door has a page of its own.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from sqlmodel import Session, col, select

from app.live.mine import Mine
from app.live.next_step import NextStep, next_step
from app.live.scene import Scene
from app.live.stands import Stands
from app.models import AttributionRule, Rating, Round, Seat
from app.models.rounds.first_view import moved_between
from app.models.rounds.person import counting
from app.models.rounds.rating import came_before
from app.rendering import fragment

# Of a round: its id, score, minute, hidden, joins from the next, gave a reason.
Answer = tuple[int, int | None, datetime | None, bool, bool, bool]
Rendered = dict[str, str]  # element id -> HTML of the whole element
GAP = re.compile(r"<!--own (\w+-\d+)-->")
FORMS_KEPT = 4096  # of one kind of place: rounds times scores times minutes
CUTS_KEPT = 64  # fragments that were rendered last


@dataclass(frozen=True)
class Own:
    """Of one person. Equal where two gave equal answers within a minute, so that what they see is made once."""

    places: tuple[tuple[str, str], ...] = ()  # inside fragments
    beside: tuple[tuple[str, str], ...] = ()  # elements of their own

    def place(self, what: str, row_id: int) -> Markup:
        """For a page's template: `own("mine", 12)`, `own("stand", 7)`; the last is the read-back."""
        name = f"{what}-{row_id}"
        return Markup(dict(self.places).get(name) or empty(name))  # noqa: S704 - ours

    def fill(self, shared: Mapping[str, str]) -> Rendered:
        places = dict(self.places)
        filled = {element: "".join(_filled(_cut(html), places)) for element, html in shared.items()}
        return filled | dict(self.beside)


NOBODYS = Own()


@lru_cache(CUTS_KEPT)
def _cut(html: str) -> list[str]:
    """A shared fragment at its gaps: text and name of a gap by turns. Done once for everybody who gets it."""
    return GAP.split(html)


def _filled(pieces: list[str], places: Mapping[str, str]) -> Iterator[str]:
    for number, piece in enumerate(pieces):
        yield (places.get(piece) or empty(piece)) if number % 2 else piece


def gap(what: str, row_id: int) -> Markup:
    """What a room renders for everybody."""
    return Markup(f"<!--own {what}-{row_id}-->")  # noqa: S704 - ours


# -- Reading them


def read_own(session: Session, scene: Scene, seat_ids: set[int]) -> dict[int, Own]:
    """Of these seats: their answers in what is asked now, and their mark in what is shown."""
    if not seat_ids:
        return {}
    reading = _Reading(session, scene, seat_ids)
    seats = select(Seat.id, Seat.group_id, Seat.rejoined_at, Seat.more_time_in).where(col(Seat.id).in_(seat_ids))
    return {seat.id: reading.own(seat) for seat in session.connection().execute(seats)}


def own_of(session: Session, scene: Scene, seat_id: int | None) -> Own:
    return read_own(session, scene, {seat_id} if seat_id else set()).get(seat_id or 0, NOBODYS)


class _Reading:
    """What all these seats' places are made from, read once and as plain columns: a room of many reads it often."""

    def __init__(self, session: Session, scene: Scene, seat_ids: set[int]) -> None:
        self._workshop_id = scene.workshop_id
        self._scene = scene
        sitting, shown = scene.sitting, scene.shown
        progress = sitting.progress if sitting else ()
        self._closed_at = to_minute(sitting.closed_at) if sitting else None
        self._asked = tuple(asked.round_id for asked in progress)
        again = [session.get_one(Round, asked.round_id) for asked in progress if asked.is_again]
        self._counting = {round_.id: counting(session, round_) for round_ in again}
        self._shown = shown.revealed_round_id if shown else None
        self._points = shown.revealed.scale.points if shown and shown.revealed else 0
        earlier = session.get_one(Round, self._shown).earlier if shown and shown.earlier else None
        self._before = earlier.id if earlier else None
        self._rounds = _rounds_of_today(session, scene)
        has_reason = (col(Rating.reason) != "").label("has_reason")
        query = select(Rating.seat_id, Rating.round_id, Rating.score, Rating.recorded_at).add_columns(has_reason)
        query = query.join(Round, col(Round.id) == Rating.round_id).where(col(Round.workshop_id) == scene.workshop_id)
        rows = session.connection().execute(query.where(col(Rating.seat_id).in_(seat_ids)))
        self._ratings = {(row.seat_id, row.round_id): row for row in rows}
        self._stands = Stands(session, scene)

    def own(self, seat: Any) -> Own:
        places: list[tuple[str, str]] = []
        beside: list[tuple[str, str]] = []
        for round_id in self._asked:
            in_list, below_form = _of_a_round(self._closed_at, *self._answer(seat, round_id))
            places.append((f"mine-{round_id}", in_list))
            beside.append((f"receipt-{round_id}", below_form))
        if self._shown:
            places.append((f"strip-{self._shown}", self._strip(seat, self._shown)))
        places += [(f"yours-{rounds[-1]}", self._yours(seat, rounds)) for rounds in self._rounds]
        places.append((f"next-{self._workshop_id}", self._next(seat)))
        is_open = self._scene.sitting is not None and self._scene.sitting.is_open
        needs = is_open and seat.more_time_in == (self._scene.sitting and self._scene.sitting.id)
        beside.append(("more-time", _more_time(self._workshop_id, is_open, needs)))
        places += self._stands.inside(seat)
        beside += self._stands.beside(seat)
        return Own(tuple(places), tuple(beside))

    def _answer(self, seat: Any, round_id: int) -> Answer:
        rating = self._ratings.get((seat.id, round_id))
        if rating is None:
            asked = self._counting.get(round_id)
            joins_next = asked is not None and not asked.includes(seat.id, seat.group_id)
            return round_id, None, None, False, joins_next, False
        hidden = came_before(rating.recorded_at, seat.rejoined_at)
        return round_id, rating.score, to_minute(rating.recorded_at), hidden, False, bool(rating.has_reason)

    def _strip(self, seat: Any, round_id: int) -> str:
        first = self._ratings.get((seat.id, self._before or 0))
        moved = moved_between(first, self._ratings.get((seat.id, round_id)), seat.rejoined_at)
        return _strip(*self._answer(seat, round_id), self._workshop_id, self._points, moved)

    def _yours(self, seat: Any, rounds: tuple[int, ...]) -> str:
        given = [self._ratings.get((seat.id, round_id)) for round_id in rounds]
        return _yours(
            rounds[-1],
            tuple((row.score, came_before(row.recorded_at, seat.rejoined_at)) for row in given if row is not None),
        )

    def _next(self, seat: Any) -> str:
        asked = self._scene.sitting.progress if self._scene.sitting and self._scene.sitting.is_open else ()
        answers = {progress: self._answer(seat, progress.round_id) for progress in asked}
        unanswered = [progress for progress, (_, _, minute, _, later, _) in answers.items() if not (minute or later)]
        answered = sum(minute is not None for _, _, minute, *_ in answers.values())
        step = next_step(self._scene, unanswered, answered, self._stands.unanswered(seat))
        return _next(self._workshop_id, step)


def _rounds_of_today(session: Session, scene: Scene) -> tuple[tuple[int, ...], ...]:
    """Of each standard that was opened, and of the whole; nothing once what was said is nobody's any more."""
    if scene.has_ended and scene.rule is AttributionRule.NOT_ATTRIBUTABLE:
        return ()
    rounds: dict[int, list[int]] = {}
    query = select(Round.standard_id, Round.id).where(Round.workshop_id == scene.workshop_id)
    for standard_id, round_id in session.connection().execute(query.order_by(col(Round.number))):
        rounds.setdefault(standard_id, []).append(round_id)
    return tuple(tuple(each) for each in rounds.values())


# -- How they look: made once for each form, and found again by plain values


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
def _of_a_round(closed_at: datetime | None, round_id: int, *answer: Any) -> tuple[str, str]:
    """The line in the list, and the receipt below the form."""
    mine = _mine(round_id, *answer)
    return fragment("live/_mine.html", round_id=round_id, mine=mine), receipt(mine, closed_at)


@lru_cache(FORMS_KEPT)
def _yours(latest: int, given: tuple[tuple[int | None, bool], ...]) -> str:
    values = tuple("" if hidden else "can’t tell" if score is None else str(score) for score, hidden in given)
    return fragment("live/_yours.html", round_id=latest, yours=values)


@lru_cache(FORMS_KEPT)
def _more_time(workshop_id: int, is_open: bool, needs: bool) -> str:
    return fragment("live/_more_time.html", workshop_id=workshop_id, is_open=is_open, needs=needs)


@lru_cache(FORMS_KEPT)
def _next(workshop_id: int, step: NextStep) -> str:
    return fragment("live/_next.html", round_id=workshop_id, step=step)


@lru_cache(FORMS_KEPT)
def _strip(
    round_id: int, score: int | None, minute: datetime | None, is_hidden: bool, joins_next: bool,
    has_reason: bool, workshop_id: int, points: int, moved: tuple[int, int] | None,
) -> str:  # fmt: skip
    mine = _mine(round_id, score, minute, is_hidden, joins_next, has_reason)
    context = {"workshop_id": workshop_id, "points": points, "moved": moved}
    return fragment("live/_strip.html", round_id=round_id, mine=mine, **context)


@lru_cache(FORMS_KEPT)
def receipt(mine: Mine, closed_at: datetime | None = None) -> str:
    """Kept for the next who gave that answer, so never with a reason in it: memory outlives what is erased."""
    state = {"key": "", "sentence": "", "problem": "", "closed_at": closed_at}
    return fragment("live/_receipt.html", mine=mine, **state)


@lru_cache(FORMS_KEPT)
def empty(name: str) -> str:
    """The place of somebody who has none."""
    what, _, row_id = name.partition("-")
    if what == "stand":
        return fragment("live/_stand.html", read_back_id=int(row_id), stand=None)
    return fragment(f"live/_{what}.html", round_id=int(row_id), mine=None)


# -- At the door


def nod(workshop_id: int) -> Own:
    """For those who may come in; the page goes on when it finds it."""
    come_in = fragment("live/_waiting.html", goes_to=f"/workshops/{workshop_id}/phone", group="")
    return Own(beside=(("waiting", come_in),))


def read_nods(session: Session, workshop_id: int, seat_ids: set[int]) -> dict[int, Own]:
    if not seat_ids:
        return {}
    admitted = select(Seat.id).where(col(Seat.id).in_(seat_ids), Seat.admitted_at != None)
    return dict.fromkeys(session.exec(admitted), nod(workshop_id))
