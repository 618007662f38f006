"""A person's own places in what everybody is shown: a line in the list, a receipt, a mark under the picture.

A fragment is rendered once for its whole audience, with a gap for each own place; each person gets it with their own
places filled in. So what is mine is state like the rest: read with it, compared with it, sent in the same frame. The
receipts stand outside every fragment, beside the form, and the nod at the door has a page of its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from sqlmodel import Session, col, select

from app.live.mine import Mine
from app.live.scene import Scene
from app.models import Rating, Round, Seat
from app.models.rounds.first_view import moved_between
from app.models.rounds.person import counting
from app.models.rounds.rating import came_before
from app.rendering import fragment

Rendered = dict[str, str]  # element id -> HTML of the whole element
GAP = re.compile(r"<!--own (\w+)-(\d+)-->")
FORMS_KEPT = 4096  # of one kind of place: rounds times scores times minutes


@dataclass(frozen=True)
class Own:
    """Of one person. Equal where two gave equal answers within a minute, so that what they see is made once."""

    places: tuple[tuple[str, str], ...] = ()  # inside fragments
    beside: tuple[tuple[str, str], ...] = ()  # elements of their own

    def place(self, what: str, round_id: int) -> Markup:
        """For a page's template: `own("mine", 12)`, `own("strip", 12)`."""
        return Markup(dict(self.places).get(f"{what}-{round_id}") or EMPTY[what](round_id))  # noqa: S704 - ours

    def fill(self, shared: Mapping[str, str]) -> Rendered:
        filled = {element: GAP.sub(lambda gap: self.place(gap[1], int(gap[2])), it) for element, it in shared.items()}
        return filled | dict(self.beside)


NOBODYS = Own()


def gap(what: str, round_id: int) -> Markup:
    """What a room renders for everybody."""
    return Markup(f"<!--own {what}-{round_id}-->")  # noqa: S704 - ours


# -- Reading them


def read_own(session: Session, scene: Scene, seat_ids: set[int]) -> dict[int, Own]:
    """Of these seats: their answers in what is asked now, and their mark in what is shown."""
    if not seat_ids:
        return {}
    reading = _Reading(session, scene)
    seats = select(Seat.id, Seat.group_id, Seat.rejoined_at).where(col(Seat.id).in_(seat_ids))
    return {seat.id: reading.own(seat) for seat in session.connection().execute(seats)}


def own_of(session: Session, scene: Scene, seat_id: int | None) -> Own:
    return read_own(session, scene, {seat_id} if seat_id else set()).get(seat_id or 0, NOBODYS)


class _Reading:
    """What all these seats' places are made from, read once."""

    def __init__(self, session: Session, scene: Scene) -> None:
        self._workshop_id = scene.workshop_id
        sitting, shown = scene.sitting, scene.shown
        progress = sitting.progress if sitting else ()
        self._asked = tuple(it.round_id for it in progress)
        again = [session.get_one(Round, it.round_id) for it in progress if it.is_again]
        self._counting = {round_.id: counting(session, round_) for round_ in again}
        self._shown = shown.revealed_round_id if shown else None
        self._points = shown.revealed.scale.points if shown and shown.revealed else 0
        earlier = session.get_one(Round, self._shown).earlier if shown and shown.earlier else None
        self._before = earlier.id if earlier else None
        rounds = {it for it in (*self._asked, self._shown, self._before) if it}
        given = select(Rating.seat_id, Rating.round_id, Rating.score, Rating.recorded_at)
        rows = session.connection().execute(given.where(col(Rating.round_id).in_(rounds))) if rounds else ()
        self._given = {(row.seat_id, row.round_id): row for row in rows}

    def own(self, seat: Any) -> Own:
        answers = [self._mine(seat, round_id) for round_id in self._asked]
        places = [(f"mine-{mine.round_id}", line(mine)) for mine in answers]
        if self._shown:
            places.append((f"strip-{self._shown}", self._strip(seat, self._shown)))
        return Own(tuple(places), tuple((f"receipt-{mine.round_id}", receipt(mine)) for mine in answers))

    def _mine(self, seat: Any, round_id: int) -> Mine:
        given = self._given.get((seat.id, round_id))
        if given is None:
            asked = self._counting.get(round_id)
            joins_next = asked is not None and not asked.includes(seat.id, seat.group_id)
            return Mine(round_id, is_recorded=False, joins_next=joins_next)
        hidden = came_before(given.recorded_at, seat.rejoined_at)
        to_the_minute = given.recorded_at.replace(second=0, microsecond=0)
        return Mine(round_id, is_recorded=True, is_hidden=hidden, score=given.score, recorded_at=to_the_minute)

    def _strip(self, seat: Any, round_id: int) -> str:
        first = self._given.get((seat.id, self._before or 0))
        moved = moved_between(first, self._given.get((seat.id, round_id)), seat.rejoined_at)
        return strip(self._mine(seat, round_id), self._workshop_id, self._points, moved)


# -- How they look


@lru_cache(FORMS_KEPT)
def line(mine: Mine) -> str:
    return fragment("live/_mine.html", round_id=mine.round_id, mine=mine)


@lru_cache(FORMS_KEPT)
def strip(mine: Mine, workshop_id: int, points: int, moved: tuple[int, int] | None) -> str:
    told = {"workshop_id": workshop_id, "points": points, "moved": moved}
    return fragment("live/_strip.html", round_id=mine.round_id, mine=mine, **told)


@lru_cache(FORMS_KEPT)
def receipt(mine: Mine) -> str:
    return fragment("live/_receipt.html", mine=mine, key="", sentence="", problem="")


EMPTY = {
    "mine": lru_cache(FORMS_KEPT)(lambda round_id: fragment("live/_mine.html", round_id=round_id, mine=None)),
    "strip": lru_cache(FORMS_KEPT)(lambda round_id: fragment("live/_strip.html", round_id=round_id, mine=None)),
}


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
