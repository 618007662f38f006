"""What all seats' places are made from, until the next act; and the parts that a seat's places come in.

An act changes few of them: of a standard that is shown, the strip under it. So each part says what it was made from,
and where the next act leaves that as it was, a seat keeps its part.
"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from app.live.next_step import next_step
from app.live.own_forms import Answer, more_time_form, next_form, of_a_round, strip_form, to_minute, yours_form
from app.live.scene import Scene
from app.live.stands import Stands
from app.live.state import NOBODYS, Own, Piece, place_name
from app.models import AttributionRule, Round
from app.models.rounds.first_view import moved_between
from app.models.rounds.person import counting
from app.models.rounds.rating import came_before


class Given(NamedTuple):
    """One rating, as far as its owner's places tell it."""

    score: int | None
    recorded_at: datetime
    has_reason: bool


GivenBy = dict[int, Given]  # one seat's, by round
Parts = tuple[Own, ...]


class Today:
    def __init__(self, session: Session, scene: Scene, before: "Today | None" = None) -> None:
        self._scene, self._workshop_id = scene, scene.workshop_id
        sitting, shown = scene.sitting, scene.shown
        progress = sitting.progress if sitting else ()
        self._closed_at = to_minute(sitting.closed_at) if sitting else None
        self._open_in = sitting.id if sitting and sitting.is_open else None
        self._asked = tuple(asked.round_id for asked in progress)
        again = [session.get_one(Round, asked.round_id) for asked in progress if asked.is_again]
        self._counting = {round_.id: counting(session, round_) for round_ in again}
        self._shown = shown.revealed_round_id if shown else None
        self._points = shown.revealed.scale.points if shown and shown.revealed else 0
        earlier = session.get_one(Round, self._shown).earlier if shown and shown.earlier else None
        self._before = earlier.id if earlier else None
        self._rounds = _rounds_of_today(session, scene)
        self._next: dict[Any, Own] = {}
        self._made_from = (
            (self._asked, self._counting, self._closed_at, self._open_in),
            (self._shown, self._counting, self._points, self._before),
            self._rounds,
            scene.askings,
        )
        were = before._made_from if before else (None,) * len(self._made_from)
        self._stays = [was == is_now for was, is_now in zip(were, self._made_from, strict=True)]

    def parts(self, seat: Any, given: GivenBy, stands: Stands, before: Parts | None) -> Parts:
        """`before`: those after the last act, of a seat that has said nothing since."""
        ways = self._of_asked, self._of_shown, self._of_rounds, self._of_words
        own = [before[at] if before and self._stays[at] else part(seat, given, stands) for at, part in enumerate(ways)]
        return *own, self._of_next(seat, given, stands)

    def _of_asked(self, seat: Any, given: GivenBy, _: Stands) -> Own:
        forms = [(asked, *of_a_round(self._closed_at, *self._answer(seat, given, asked))) for asked in self._asked]
        needs = self._open_in is not None and seat.more_time_in == self._open_in
        more_time = more_time_form(self._workshop_id, self._open_in is not None, needs)
        receipts = [(place_name("receipt", round_id), receipt) for round_id, _, receipt in forms]
        lines = [(place_name("mine", round_id), in_list) for round_id, in_list, _ in forms]
        return Own(tuple(lines), (*receipts, ("more-time", more_time)))

    def _of_shown(self, seat: Any, given: GivenBy, _: Stands) -> Own:
        if not self._shown:
            return NOBODYS
        moved = moved_between(given.get(self._before or 0), given.get(self._shown), seat.rejoined_at)
        answer = self._answer(seat, given, self._shown)
        strip = strip_form(*answer, self._workshop_id, self._points, self._before is not None, moved)
        return Own(((place_name("strip", self._shown), strip),))

    def _of_rounds(self, seat: Any, given: GivenBy, _: Stands) -> Own:
        return Own(tuple((place_name("yours", rounds[-1]), _yours(seat, given, rounds)) for rounds in self._rounds))

    def _of_words(self, seat: Any, _: GivenBy, stands: Stands) -> Own:
        return Own(tuple(stands.inside(seat)), tuple(stands.beside(seat)))

    def _of_next(self, seat: Any, given: GivenBy, stands: Stands) -> Own:
        """Rests on much of the scene, and on few answers: so made once for all of whom the same waits."""
        asked = self._scene.sitting.progress if self._scene.sitting and self._open_in else ()
        answers = [self._answer(seat, given, progress.round_id) for progress in asked]
        waits = tuple(not (minute or later) for _, _, minute, _, later, _ in answers)
        has_answered = any(minute is not None for _, _, minute, *_ in answers)
        to_stand = stands.unanswered(seat)
        what = waits, has_answered, tuple(asking.id for asking in to_stand)
        if what not in self._next:
            unanswered = [progress for progress, is_waiting in zip(asked, waits, strict=True) if is_waiting]
            form = next_form(self._workshop_id, next_step(self._scene, unanswered, has_answered, to_stand))
            self._next[what] = Own(((place_name("next", self._workshop_id), form),))
        return self._next[what]

    def _answer(self, seat: Any, given: GivenBy, round_id: int) -> Answer:
        answer = given.get(round_id)
        if answer is None:
            asked = self._counting.get(round_id)
            joins_next = asked is not None and not asked.includes(seat.id, seat.group_id)
            return round_id, None, None, False, joins_next, False
        hidden = came_before(answer.recorded_at, seat.rejoined_at)
        return round_id, answer.score, to_minute(answer.recorded_at), hidden, False, answer.has_reason


def _yours(seat: Any, given: GivenBy, rounds: tuple[int, ...]) -> Piece:
    answers = [given[round_id] for round_id in rounds if round_id in given]
    told = tuple((answer.score, came_before(answer.recorded_at, seat.rejoined_at)) for answer in answers)
    return yours_form(rounds[-1], len(rounds), told)


def _rounds_of_today(session: Session, scene: Scene) -> tuple[tuple[int, ...], ...]:
    """Of each standard that was opened, and of the whole; nothing once what was said is nobody's any more."""
    if scene.has_ended and scene.rule is AttributionRule.NOT_ATTRIBUTABLE:
        return ()
    rounds: dict[int, list[int]] = {}
    query = select(Round.standard_id, Round.id).where(Round.workshop_id == scene.workshop_id)
    for standard_id, round_id in session.connection().execute(query.order_by(col(Round.number))):
        rounds.setdefault(standard_id, []).append(round_id)
    return tuple(tuple(each) for each in rounds.values())
