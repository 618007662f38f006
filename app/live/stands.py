"""Own places about words that were read back: one's answer, one's own words, and what one's group is asked.

Read once for a whole room, as plain columns, for a room of many reads it often.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlmodel import Session, col, select

from app.live.scene import Scene
from app.live.stand import Stand, after_asking, stand_receipt
from app.live.words import AskingScene
from app.models import Assent, Dissent, ReadBack, StandsBehind
from app.models.record.dissent import Shown, asked_in_groups
from app.models.record.subject import Key
from app.models.rounds.rating import came_before
from app.rendering import fragment

FORMS_KEPT = 1024
Place = tuple[str, str]  # name or element -> HTML


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
        self._answers: dict[tuple[int, int], Any] = {}
        self._spoke: set[tuple[int, Key]] = set()
        self._words: dict[tuple[int | None, Key], Dissent] = {}
        self._asked: list[tuple[Dissent, int | None]] = []
        self._behind: dict[tuple[int, int], datetime] = {}
        if self._askings:
            self._read(session)

    def _read(self, session: Session) -> None:
        answers = select(
            Assent.seat_id, Assent.read_back_id, Assent.answer, Assent.recorded_at, ReadBack.level,
            ReadBack.subject_number,
        ).join(ReadBack, col(ReadBack.id) == Assent.read_back_id)  # type: ignore[call-overload]  # fmt: skip
        for row in session.connection().execute(answers.where(ReadBack.workshop_id == self._workshop_id)):
            self._answers[row.seat_id, row.read_back_id] = row
            self._spoke.add((row.seat_id, Key(row.level, row.subject_number)))
        rows = session.exec(select(Dissent).where(Dissent.workshop_id == self._workshop_id))
        self._words = {(row.seat_id, row.key): row for row in rows}
        self._asked = asked_in_groups(session, self._workshop_id)
        behind = select(StandsBehind).where(col(StandsBehind.dissent_id).in_([row.id for row, _ in self._asked]))
        if self._asked:
            self._behind = {(row.dissent_id, row.seat_id): row.stood_at for row in session.exec(behind)}

    def inside(self, seat: Any) -> Iterator[Place]:
        for asking in self._askings:
            yield f"stand-{asking.id}", _line(self.stand(seat, asking))

    def beside(self, seat: Any) -> Iterator[Place]:
        for asking in self._askings:
            yield f"assent-{asking.id}", _receipt(self.stand(seat, asking))
            yield f"own-words-{asking.id}", _own_words(asking.id, self._workshop_id, self._own_words(seat, asking))
            yield f"behind-{asking.id}", _behind(asking.id, self._workshop_id, self.asked(seat, asking))

    def stand(self, seat: Any, asking: AskingScene) -> Stand:
        answer, words = self._answers.get((seat.id, asking.id)), self._words.get((seat.id, asking.key))
        stand = Stand(
            asking.id,
            is_asked=asking.heard.asks(seat.id),
            spoke_before=(seat.id, asking.key) in self._spoke,
            after=after_asking(asking.row, seat.id),
            group_asks=bool(self.asked(seat, asking)),
            is_held_back=words is not None and words.is_held_back,
        )
        if answer is None:
            return stand
        minute = answer.recorded_at.replace(second=0, microsecond=0)
        hidden = came_before(answer.recorded_at, seat.rejoined_at)
        return replace(stand, answer=answer.answer, recorded_at=minute, is_hidden=hidden)

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
        hidden = came_before(row.written_at, seat.rejoined_at)
        return OwnWordsScene(hidden, row.shown, row.asks_group, row.held_back_why)


@lru_cache(FORMS_KEPT)
def _line(stand: Stand) -> str:
    return fragment("live/_stand.html", read_back_id=stand.read_back_id, stand=stand)


@lru_cache(FORMS_KEPT)
def _receipt(stand: Stand) -> str:
    return stand_receipt(stand)


@lru_cache(FORMS_KEPT)
def _own_words(read_back_id: int, workshop_id: int, words: OwnWordsScene | None) -> str:
    context = {"read_back_id": read_back_id, "workshop_id": workshop_id}
    return fragment("live/_own_words.html", words=words, **context)


@lru_cache(FORMS_KEPT)
def _behind(read_back_id: int, workshop_id: int, asked: tuple[Asked, ...]) -> str:
    context = {"read_back_id": read_back_id, "workshop_id": workshop_id}
    return fragment("live/_behind.html", asked=asked, **context)
