"""Words that disagree as others may read them, and what is left of them once they are nobody's."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.clock import now
from app.models.record.dissent import Dissent, Shown, StandsBehind, forget_who_stands
from app.models.record.read_back import askings_of
from app.models.record.subject import Key, Subject
from app.models.record.voices import Voices, voices
from app.models.workshop.workshop import Workshop


@dataclass(frozen=True)
class ToldDissent:
    """A dissent as it may be read: `behind` and `of_people` where its unit is not guarded."""

    id: int
    key: Key
    unit: str
    text: str
    shown: Shown
    may_publish: bool | None
    behind: int | None
    of_people: int | None
    held_back_why: str
    is_held_back: bool

    @property
    def is_for_others(self) -> bool:
        """Than the facilitator."""
        return self.shown is not Shown.FACILITATOR_ONLY

    @property
    def who(self) -> str:
        return self.unit or "Somebody"

    @property
    def how_many(self) -> str:
        return f"{self.behind} of {self.of_people} stand behind these words" if self.behind and self.behind > 1 else ""


def dissents_of(session: Session, workshop_id: int, heard: Mapping[Key, Voices]) -> tuple[ToldDissent, ...]:
    """On these subjects, by unit and words, never as they came. Those for the facilitator alone are among them."""
    rows = session.exec(select(Dissent).where(Dissent.workshop_id == workshop_id, Dissent.text != "")).all()
    standing = select(StandsBehind).where(col(StandsBehind.dissent_id).in_([row.id for row in rows]))
    seats: dict[int, set[int]] = {}
    for row in session.exec(standing) if rows else ():
        seats.setdefault(row.dissent_id, set()).add(row.seat_id)
    counted = counted_units(session, workshop_id) if rows else {}
    told = [
        _told(row, heard[row.key], counted.get(row.key, ()), seats.get(row.id, set()))
        for row in rows
        if row.key in heard
    ]
    return tuple(sorted(told, key=lambda dissent: (dissent.key.slug, not dissent.unit, dissent.unit, dissent.text)))


def for_others(told: Iterable[ToldDissent]) -> tuple[ToldDissent, ...]:
    """What is not for the facilitator alone."""
    return tuple(dissent for dissent in told if dissent.is_for_others)


def counted_units(session: Session, workshop_id: int) -> dict[Key, Collection[str]]:
    """Units whose answers are counted: of any other it is never told how many stand behind something."""
    return {key: askings[-1].told.get("counted", ()) for key, askings in askings_of(session, workshop_id).items()}


def _told(dissent: Dissent, heard: Voices, counted: Collection[str], behind: set[int]) -> ToldDissent:
    """A number beside words without a name would tell of whom, so it stands beside the unit's name alone.

    What its writer chose is looked at again: a later reveal may have made the unit too small to be named.
    """
    name, counts = dissent.unit, (dissent.behind, dissent.of_people)
    if dissent.seat_id is not None:
        unit = heard.unit_of(dissent.seat_id)
        name = unit.name if unit and unit.may_be_named and dissent.shown is Shown.WITH_UNIT else ""
        counts = (1 + len(behind & unit.seats), len(unit.seats)) if unit and name and name in counted else (None, None)
    return ToldDissent(
        dissent.id, dissent.key, name, dissent.text, dissent.shown, dissent.may_publish,
        *counts, dissent.held_back_why, dissent.is_held_back,
    )  # fmt: skip


def cut_from_seats(session: Session, workshop: Workshop) -> None:
    """How many stand behind each is kept, and whose words they were is gone. Twice is safe."""
    counted = counted_units(session, workshop.id)
    linked = select(Dissent).where(Dissent.workshop_id == workshop.id, col(Dissent.seat_id).is_not(None))
    for dissent in session.exec(linked):
        heard = voices(session, Subject.of(workshop, dissent.key))
        standing = session.exec(select(StandsBehind.seat_id).where(StandsBehind.dissent_id == dissent.id))
        told = _told(dissent, heard, counted.get(dissent.key, ()), set(standing))
        dissent.unit, dissent.behind, dissent.of_people, dissent.seat_id = told.unit, told.behind, told.of_people, None
        forget_who_stands(session, dissent)
        dissent.written_at, dissent.group_id = now(), None  # its time would lead to whoever typed then
        dissent.held_back_at = dissent.written_at if dissent.is_held_back else None
