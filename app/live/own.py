"""A person's own places in what everybody is shown: a line in the list, a receipt, a mark under the picture.

A fragment is rendered once for its whole audience, with a gap for each own place; each person gets it with their own
places filled in. So what is mine is state like the rest: read with it, compared with it, sent in the same frame. The
receipts stand outside every fragment, beside the form, and the nod at the door has a page of its own.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.live.next_step import next_step
from app.live.own_forms import Answer, more_time_form, next_form, of_a_round, strip_form, to_minute, yours_form
from app.live.said import APART, END, moment_of, rows_of
from app.live.scene import Scene
from app.live.stands import Stands
from app.live.state import NOBODYS, Own, Piece, place_name
from app.models import AttributionRule, Rating, Round, Seat
from app.models.rounds.first_view import moved_between
from app.models.rounds.person import counting
from app.models.rounds.rating import came_before
from app.rendering import fragment

Place = tuple[str, Piece]
SAID = (
    select(rows_of(Rating.round_id, Rating.score, Rating.recorded_at, col(Rating.reason) != ""))
    .where(col(Rating.seat_id) == col(Seat.id))
    .correlate(Seat)
    .scalar_subquery()
)
OF_SEATS = select(  # type: ignore[call-overload]  # its overloads end at four columns
    Seat.id, Seat.group_id, Seat.rejoined_at, Seat.more_time_in, SAID.label("said")
).where(col(Seat.id).in_(bindparam("seat_ids", expanding=True)))


class Given(NamedTuple):
    """One rating, as far as its owner's places tell it."""

    score: int | None
    recorded_at: datetime
    has_reason: bool


class _Kept(NamedTuple):
    """Of a seat, from the last reading."""

    facts: Any  # all that its places were made from
    said: str | None
    given: dict[int, Given]
    own: Own


def own_of(session: Session, scene: Scene, seat_id: int | None) -> Own:
    return read_own(session, scene, {seat_id} if seat_id else set()).get(seat_id or 0, NOBODYS)


def read_own(session: Session, scene: Scene, seat_ids: set[int]) -> dict[int, Own]:
    """Of these seats: their answers in what is asked now, and their mark in what is shown."""
    return Owns().read(session, scene, 0, seat_ids)


class Owns:
    """Kept by a room: after the same act the places of those alone are made again who have said something."""

    def __init__(self) -> None:
        self._after: int | None = None
        self._kept: dict[int, _Kept] = {}  # by seat
        self._today: _Today | None = None

    def read(self, session: Session, scene: Scene, after: int, seat_ids: set[int]) -> dict[int, Own]:
        """`after` is the newest act, as `newest_act` tells it in the same transaction."""
        if not seat_ids:
            return {}
        today, stands, kept = self._today, Stands(session, scene), dict[int, _Kept]()
        if today is None or after != self._after:
            today = _Today(session, scene)
        same = {before.own: before.own for before in self._kept.values()}
        for seat in session.connection().execute(OF_SEATS, {"seat_ids": list(seat_ids)}):
            facts, before = (*seat, stands.facts(seat)), self._kept.get(seat.id)
            if before is None or today is not self._today or before.facts != facts:
                given = before.given if before and before.said == seat.said else _given(seat.said)
                own = today.own(seat, given, stands)
                before = _Kept(facts, seat.said, given, same.setdefault(own, own))
            kept[seat.id] = before
        # Who was not asked about keeps what they have: those who come are read alone, one after the other.
        self._kept = self._kept | kept if today is self._today else kept
        self._today, self._after = today, after
        return {seat_id: each.own for seat_id, each in kept.items()}


def _given(said: str | None) -> dict[int, Given]:
    """By round."""
    given: dict[int, Given] = {}
    for row in said.split(END) if said else ():
        round_id, score, recorded_at, has_reason = row.split(APART)
        moment, has_one = moment_of(recorded_at), has_reason in ("1", "true")
        given[int(round_id)] = Given(int(score) if score else None, moment, has_one)
    return given


class _Today:
    """What all seats' places are made from, until the next act."""

    def __init__(self, session: Session, scene: Scene) -> None:
        self._workshop_id = scene.workshop_id
        self._scene = scene
        sitting, shown = scene.sitting, scene.shown
        progress = sitting.progress if sitting else ()
        self._closed_at = to_minute(sitting.closed_at) if sitting else None
        self._is_open = sitting is not None and sitting.is_open
        self._asked = tuple(asked.round_id for asked in progress)
        again = [session.get_one(Round, asked.round_id) for asked in progress if asked.is_again]
        self._counting = {round_.id: counting(session, round_) for round_ in again}
        self._shown = shown.revealed_round_id if shown else None
        self._points = shown.revealed.scale.points if shown and shown.revealed else 0
        earlier = session.get_one(Round, self._shown).earlier if shown and shown.earlier else None
        self._before = earlier.id if earlier else None
        self._rounds = _rounds_of_today(session, scene)

    def own(self, seat: Any, given: dict[int, Given], stands: Stands) -> Own:
        return Own((*self._inside(seat, given, stands),), (*self._beside(seat, given, stands),))

    def _inside(self, seat: Any, given: dict[int, Given], stands: Stands) -> Iterator[Place]:
        for round_id in self._asked:
            yield place_name("mine", round_id), of_a_round(self._closed_at, *self._answer(seat, given, round_id))[0]
        if self._shown:
            yield place_name("strip", self._shown), self._strip(seat, given, self._shown)
        for rounds in self._rounds:
            yield place_name("yours", rounds[-1]), _yours(seat, given, rounds)
        yield place_name("next", self._workshop_id), self._next(seat, given, stands)
        yield from stands.inside(seat)

    def _beside(self, seat: Any, given: dict[int, Given], stands: Stands) -> Iterator[Place]:
        for round_id in self._asked:
            yield place_name("receipt", round_id), of_a_round(self._closed_at, *self._answer(seat, given, round_id))[1]
        needs = self._is_open and seat.more_time_in == (self._scene.sitting and self._scene.sitting.id)
        yield "more-time", more_time_form(self._workshop_id, self._is_open, needs)
        yield from stands.beside(seat)

    def _answer(self, seat: Any, given: dict[int, Given], round_id: int) -> Answer:
        answer = given.get(round_id)
        if answer is None:
            asked = self._counting.get(round_id)
            joins_next = asked is not None and not asked.includes(seat.id, seat.group_id)
            return round_id, None, None, False, joins_next, False
        hidden = came_before(answer.recorded_at, seat.rejoined_at)
        return round_id, answer.score, to_minute(answer.recorded_at), hidden, False, answer.has_reason

    def _strip(self, seat: Any, given: dict[int, Given], round_id: int) -> Piece:
        moved = moved_between(given.get(self._before or 0), given.get(round_id), seat.rejoined_at)
        return strip_form(*self._answer(seat, given, round_id), self._workshop_id, self._points, moved)

    def _next(self, seat: Any, given: dict[int, Given], stands: Stands) -> Piece:
        asked = self._scene.sitting.progress if self._scene.sitting and self._is_open else ()
        answers = {progress: self._answer(seat, given, progress.round_id) for progress in asked}
        unanswered = [progress for progress, (_, _, minute, _, later, _) in answers.items() if not (minute or later)]
        answered = sum(minute is not None for _, _, minute, *_ in answers.values())
        step = next_step(self._scene, unanswered, answered, stands.unanswered(seat))
        return next_form(self._workshop_id, step)


def _yours(seat: Any, given: dict[int, Given], rounds: tuple[int, ...]) -> Piece:
    answers = [given[round_id] for round_id in rounds if round_id in given]
    told = tuple((answer.score, came_before(answer.recorded_at, seat.rejoined_at)) for answer in answers)
    return yours_form(rounds[-1], told)


def _rounds_of_today(session: Session, scene: Scene) -> tuple[tuple[int, ...], ...]:
    """Of each standard that was opened, and of the whole; nothing once what was said is nobody's any more."""
    if scene.has_ended and scene.rule is AttributionRule.NOT_ATTRIBUTABLE:
        return ()
    rounds: dict[int, list[int]] = {}
    query = select(Round.standard_id, Round.id).where(Round.workshop_id == scene.workshop_id)
    for standard_id, round_id in session.connection().execute(query.order_by(col(Round.number))):
        rounds.setdefault(standard_id, []).append(round_id)
    return tuple(tuple(each) for each in rounds.values())


# -- At the door


def nod(workshop_id: int) -> Own:
    """For those who may come in; the page goes on when it finds it."""
    come_in = fragment("live/_waiting.html", goes_to=f"/workshops/{workshop_id}/phone", group="")
    return Own(beside=(("waiting", Piece(come_in)),))


def read_nods(session: Session, workshop_id: int, seat_ids: set[int]) -> dict[int, Own]:
    if not seat_ids:
        return {}
    admitted = select(Seat.id).where(col(Seat.id).in_(seat_ids), Seat.admitted_at != None)
    return dict.fromkeys(session.exec(admitted), nod(workshop_id))
