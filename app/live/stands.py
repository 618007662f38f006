"""Own places about words that were read back: one's answer, one's own words, and what one's group is asked.

Read once for a whole room, as plain columns, for a room of many reads it often.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.live.said import APART, END, moment_of, rows_of
from app.live.scene import Scene
from app.live.stand import Stand, after_asking, stand_receipt
from app.live.state import Piece, place_name
from app.live.words import AskingScene
from app.models import Assent, CanStand, Dissent, ReadBack, StandsBehind
from app.models.record.dissent import Shown, asked_in_groups
from app.models.record.subject import Key
from app.models.rounds.rating import came_before
from app.rendering import fragment

FORMS_KEPT = 1024
READ_BACKS = select(ReadBack.id, ReadBack.level, ReadBack.subject_number).where(
    ReadBack.workshop_id == bindparam("workshop_id")
)
STOOD = (
    select(Assent.seat_id, rows_of(Assent.read_back_id, Assent.answer, Assent.recorded_at))
    .join(ReadBack, col(ReadBack.id) == Assent.read_back_id)
    .where(ReadBack.workshop_id == bindparam("workshop_id"))
    .group_by(col(Assent.seat_id))
)
Place = tuple[str, Piece]  # by name of the place, or element
Answers = dict[int, tuple[CanStand, datetime]]  # by read-back


@dataclass(frozen=True)
class OwnWordsScene:
    """What became of one's own words; they themselves stand in the form, which no frame brings."""

    is_hidden: bool  # written on another phone before this seat moved here
    shown: Shown
    asks_group: bool
    held_back_why: str


@dataclass(frozen=True)
class Asked:
    """Words of somebody in the own group, without who wrote them."""

    id: int
    text: str
    stands: bool


class Stands:
    def __init__(self, session: Session, scene: Scene) -> None:
        self._workshop_id, self._askings = scene.workshop_id, scene.askings
        self._stood: dict[int, str] = {}  # seat -> its answers to all wordings, as one text
        self._answers: dict[int, Answers] = {}  # those that were asked for
        self._keys: dict[int, Key] = {}  # read-back -> what it is about
        self._words: dict[tuple[int | None, Key], Dissent] = {}
        self._asked: list[tuple[Dissent, int | None]] = []
        self._behind: dict[tuple[int, int], datetime] = {}
        self._facts: dict[int, set[Any]] = {}  # seat -> its own words, and those that it stands behind
        if self._askings:
            self._read(session)

    def _read(self, session: Session) -> None:
        connection, here = session.connection(), {"workshop_id": self._workshop_id}
        self._stood = {row[0]: row[1] for row in connection.execute(STOOD, here)}
        self._keys = {row.id: Key(row.level, row.subject_number) for row in connection.execute(READ_BACKS, here)}
        rows = session.exec(select(Dissent).where(Dissent.workshop_id == self._workshop_id))
        self._words = {(row.seat_id, row.key): row for row in rows}
        self._asked = asked_in_groups(session, self._workshop_id)
        behind = select(StandsBehind).where(col(StandsBehind.dissent_id).in_([row.id for row, _ in self._asked]))
        if self._asked:
            self._behind = {(row.dissent_id, row.seat_id): row.stood_at for row in session.exec(behind)}
        for (seat_id, key), row in self._words.items():
            self._facts.setdefault(seat_id or 0, set()).add((key, *_told(row)))
        for (dissent_id, seat_id), stood_at in self._behind.items():
            self._facts.setdefault(seat_id, set()).add((dissent_id, stood_at))

    def facts(self, seat: Any) -> Any:
        """All that these places of a seat are made from and no act changes: equal for it, they are the same."""
        if not self._askings:
            return ()
        group = [(row.id, row.key, row.text, row.seat_id) for row, group_id in self._asked if group_id == seat.group_id]
        return self._stood.get(seat.id), self._facts.get(seat.id), group

    def inside(self, seat: Any) -> Iterator[Place]:
        for asking in self._askings:
            yield place_name("stand", asking.id), _line(self.stand(seat, asking))

    def beside(self, seat: Any) -> Iterator[Place]:
        for asking in self._askings:
            yield place_name("assent", asking.id), _receipt(self.stand(seat, asking))
            yield (
                place_name("own-words", asking.id),
                _own_words(asking.id, self._workshop_id, self._own_words(seat, asking)),
            )
            yield place_name("behind", asking.id), _behind(asking.id, self._workshop_id, self.asked(seat, asking))

    def stand(self, seat: Any, asking: AskingScene) -> Stand:
        answers, words = self._answers_of(seat.id), self._words.get((seat.id, asking.key))
        stand = Stand(
            asking.id,
            is_asked=asking.heard.asks(seat.id),
            spoke_before=any(self._keys[read_back_id] == asking.key for read_back_id in answers),
            after=after_asking(asking.row, seat.id),
            group_asks=bool(self.asked(seat, asking)),
            is_held_back=words is not None and words.is_held_back,
        )
        if asking.id not in answers:
            return stand
        answer, recorded_at = answers[asking.id]
        minute, hidden = recorded_at.replace(second=0, microsecond=0), came_before(recorded_at, seat.rejoined_at)
        return replace(stand, answer=answer, recorded_at=minute, is_hidden=hidden)

    def _answers_of(self, seat_id: int) -> Answers:
        if seat_id not in self._answers:
            self._answers[seat_id] = _parsed(self._stood.get(seat_id, ""))
        return self._answers[seat_id]

    def unanswered(self, seat: Any) -> list[AskingScene]:
        """What waits for this person's answer now."""
        open_ones = [asking for asking in self._askings if asking.is_open]
        stands = [(asking, self.stand(seat, asking)) for asking in open_ones]
        return [asking for asking, stand in stands if stand.is_asked and not stand.is_recorded]

    def asked(self, seat: Any, asking: AskingScene) -> tuple[Asked, ...]:
        """Of a phone that this seat moved to since, nobody is told behind what it stood before."""
        if not asking.heard.asks(seat.id):
            return ()
        return tuple(
            Asked(row.id, row.text, stands=self._stands(row.id, seat))
            for row, group_id in self._asked
            if row.key == asking.key and group_id == seat.group_id and row.seat_id != seat.id
        )

    def _stands(self, dissent_id: int, seat: Any) -> bool:
        stood_at = self._behind.get((dissent_id, seat.id))
        return stood_at is not None and not came_before(stood_at, seat.rejoined_at)

    def _own_words(self, seat: Any, asking: AskingScene) -> OwnWordsScene | None:
        row = self._words.get((seat.id, asking.key))
        if row is None:
            return None
        written_at, shown, asks_group, held_back_why, _ = _told(row)
        return OwnWordsScene(came_before(written_at, seat.rejoined_at), shown, asks_group, held_back_why)


def _told(row: Dissent) -> tuple[datetime, Shown, bool, str, bool]:
    return row.written_at, row.shown, row.asks_group, row.held_back_why, row.is_held_back


def _parsed(stood: str) -> Answers:
    rows = (row.split(APART) for row in stood.split(END) if row)
    return {int(id_): (CanStand(answer), moment_of(recorded_at)) for id_, answer, recorded_at in rows}


@lru_cache(FORMS_KEPT)
def _line(stand: Stand) -> Piece:
    return Piece(fragment("live/_stand.html", read_back_id=stand.read_back_id, stand=stand))


@lru_cache(FORMS_KEPT)
def _receipt(stand: Stand) -> Piece:
    return Piece(stand_receipt(stand))


@lru_cache(FORMS_KEPT)
def _own_words(read_back_id: int, workshop_id: int, words: OwnWordsScene | None) -> Piece:
    context = {"read_back_id": read_back_id, "workshop_id": workshop_id}
    return Piece(fragment("live/_own_words.html", words=words, **context))


@lru_cache(FORMS_KEPT)
def _behind(read_back_id: int, workshop_id: int, asked: tuple[Asked, ...]) -> Piece:
    context = {"read_back_id": read_back_id, "workshop_id": workshop_id}
    return Piece(fragment("live/_behind.html", asked=asked, **context))
