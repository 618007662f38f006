"""A person's own places in what everybody is shown: a line in the list, a receipt, a mark under the picture.

A fragment is rendered once for its whole audience, with a gap for each own place; each person gets it with their own
places filled in. So what is mine is state like the rest: read with it, compared with it, sent in the same frame. The
receipts stand outside every fragment, beside the form, and the nod at the door has a page of its own.
"""

from typing import Any, NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.live.own_today import Given, GivenBy, Parts, Today
from app.live.said import APART, END, moment_of, rows_of
from app.live.scene import Scene
from app.live.stands import Stands
from app.live.state import NOBODYS, Own, Piece, joined
from app.models import Rating, Seat
from app.rendering import fragment

SAID = (
    select(rows_of(Rating.round_id, Rating.score, Rating.recorded_at, col(Rating.reason) != ""))
    .where(col(Rating.seat_id) == col(Seat.id))
    .correlate(Seat)
    .scalar_subquery()
)
OF_SEATS = select(  # type: ignore[call-overload]  # its overloads end at four columns
    Seat.id, Seat.group_id, Seat.rejoined_at, Seat.more_time_in, SAID.label("said")
).where(col(Seat.id).in_(bindparam("seat_ids", expanding=True)))


class _Kept(NamedTuple):
    """Of a seat, from the last reading."""

    facts: Any  # all that its places were made from, and no act changes
    given: GivenBy
    parts: Parts
    own: Own  # of all parts


def own_of(session: Session, scene: Scene, seat_id: int | None) -> Own:
    return read_own(session, scene, {seat_id} if seat_id else set()).get(seat_id or 0, NOBODYS)


def read_own(session: Session, scene: Scene, seat_ids: set[int]) -> dict[int, Own]:
    """Of these seats: their answers in what is asked now, and their mark in what is shown."""
    return Owns().read(session, scene, 0, seat_ids)


class Owns:
    """Kept by a room: made again are the places of those who have said something, and the parts that an act moved."""

    def __init__(self) -> None:
        self._after: int | None = None
        self._kept: dict[int, _Kept] = {}  # by seat
        self._today: Today | None = None

    def read(self, session: Session, scene: Scene, after: int, seat_ids: set[int]) -> dict[int, Own]:
        """`after` is the newest act, as `newest_act` tells it in the same transaction."""
        if not seat_ids:
            return {}
        today, stands, kept = self._today, Stands(session, scene), dict[int, _Kept]()
        if today is None or after != self._after:
            today = Today(session, scene, self._today)
        same: dict[Own, Own] = {}
        for seat in session.connection().execute(OF_SEATS, {"seat_ids": filled_up(seat_ids)}):
            facts, before = (*seat, stands.facts(seat)), self._kept.get(seat.id)
            quiet = before if before and before.facts == facts else None
            if quiet and today is self._today:
                kept[seat.id] = quiet
                continue
            same = same or {each.own: each.own for each in self._kept.values()}
            given = quiet.given if quiet else _given(seat.said)
            parts = today.parts(seat, given, stands, quiet.parts if quiet else None)
            own = joined(parts)
            kept[seat.id] = _Kept(facts, given, parts, same.setdefault(own, own))
        # Who was not asked about keeps what they have: those who come are read alone, one after the other.
        self._kept = self._kept | kept if today is self._today else kept
        self._today, self._after = today, after
        return {seat_id: each.own for seat_id, each in kept.items()}


def filled_up(seat_ids: set[int]) -> list[int]:
    """To a power of four, with one of them again: a statement with another number of places is another statement.

    Each connection to the database keeps those that it used last, of a thousand places 0.14 MB.
    """
    ids, size = list(seat_ids), 1
    while size < len(ids):
        size *= 4
    return ids + ids[:1] * (size - len(ids))


def _given(said: str | None) -> GivenBy:
    given: GivenBy = {}
    for row in said.split(END) if said else ():
        round_id, score, recorded_at, has_reason = row.split(APART)
        moment, has_one = moment_of(recorded_at), has_reason in ("1", "true")
        given[int(round_id)] = Given(int(score) if score else None, moment, has_one)
    return given


# -- At the door


def nod(workshop_id: int) -> Own:
    """For those who may come in; the page goes on when it finds it."""
    come_in = fragment("live/_waiting.html", goes_to=f"/workshops/{workshop_id}/phone", group="")
    return Own(beside=(("waiting", Piece(come_in)),))


def read_nods(session: Session, workshop_id: int, seat_ids: set[int]) -> dict[int, Own]:
    if not seat_ids:
        return {}
    admitted = select(Seat.id).where(col(Seat.id).in_(filled_up(seat_ids)), Seat.admitted_at != None)
    return dict.fromkeys(session.exec(admitted), nod(workshop_id))
