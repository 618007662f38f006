"""Words that disagree, by whoever wrote them, and those of their group who stand behind them."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, delete, select

from app.clock import now
from app.errors import Incomplete, NotFound, Refusal
from app.models.columns import Moment, words
from app.models.people.seat import Seat
from app.models.record.publishing import DISSENT, Sentence, forget_dissents_but
from app.models.record.subject import Key, Level, Subject
from app.models.record.voices import Voice, must_be_asked, voices
from app.models.rounds.rating import came_before
from app.models.texts import cleaned, must_be_shorter
from app.models.workshop.event import forget_fixed, record
from app.models.workshop.workshop import Workshop

LONGEST = 1000
LONGEST_WHY = 300


class Shown(StrEnum):
    WITH_UNIT = "with my group’s name"
    WITHOUT_NAME = "without a name"
    FACILITATOR_ONLY = "to the facilitator only"


class Dissent(SQLModel, table=True):
    """One a person and subject. Its number is drawn: it stands in addresses, and must not tell who wrote first."""

    __table_args__ = (UniqueConstraint("seat_id", "level", "subject_number"),)

    id: int = Field(default_factory=lambda: secrets.randbelow(2**31 - 1) + 1, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    level: Level = Field(sa_type=words(Level))
    subject_number: str
    seat_id: int | None = Field(default=None, foreign_key="seat.id", index=True, ondelete="CASCADE")  # None: cut
    unit: str = ""  # beside it, where its writer chose that and the rule lets it
    text: str
    shown: Shown = Field(sa_type=words(Shown))
    may_publish: bool | None = None  # None: its writer has not said
    group_id: int | None = Field(default=None, foreign_key="stakeholder_group.id", ondelete="CASCADE")  # when written
    asks_group: bool = False  # to stand behind it: that group, wherever its writer speaks later
    behind: int | None = None  # kept when the links to seats are cut, with the next: people, its writer among them
    of_people: int | None = None
    written_at: datetime = Field(default_factory=now, sa_type=Moment)
    held_back_at: datetime | None = Field(default=None, sa_type=Moment)
    held_back_why: str = ""

    @property
    def key(self) -> Key:
        return Key(self.level, self.subject_number)

    @property
    def is_held_back(self) -> bool:
        return self.held_back_at is not None


class StandsBehind(SQLModel, table=True):
    """Somebody of the writer's group stands behind it."""

    __tablename__ = "standing_behind"

    dissent_id: int = Field(foreign_key="dissent.id", primary_key=True, ondelete="CASCADE")
    seat_id: int = Field(foreign_key="seat.id", primary_key=True, ondelete="CASCADE")
    stood_at: datetime = Field(default_factory=now, sa_type=Moment)


@dataclass(frozen=True)
class OwnWords:
    """As typed on a phone."""

    text: str
    shown: Shown | None
    may_publish: bool | None = None
    asks_group: bool = False

    def must_fit(self, unit: Voice | None) -> None:
        must_be_shorter("words", self.text, LONGEST)
        if self.shown is None:
            raise Incomplete({"shown": "Choose how your words may be shown."})
        if self.shown is Shown.WITH_UNIT and not (unit and unit.may_be_named):
            raise Incomplete({"shown": "Your group is small, so its name would be yours: choose another way."})


def write(session: Session, subject: Subject, seat: Seat, typed: OwnWords) -> Dissent | None:
    """Stores one's own words in place of those before; none takes them back, and with them who stands behind."""
    must_not_be_confirmed(subject.workshop)
    dissent = own_dissent(session, seat.id, subject.key)
    if not cleaned(typed.text):
        if dissent:
            take_back(session, subject.workshop, dissent)
        return None
    must_be_asked(session, subject, seat.id)
    unit = voices(session, subject).unit_of(seat.id)
    typed.must_fit(unit)
    assert typed.shown is not None
    if dissent:
        _forget_as_fixed(session, subject.workshop, dissent)
    changed = dissent is None or dissent.text != cleaned(typed.text)
    if dissent is None:
        dissent = Dissent(
            workshop_id=subject.workshop.id, level=subject.key.level, subject_number=subject.key.number,
            seat_id=seat.id, group_id=seat.group_id, text="", shown=typed.shown,
        )  # fmt: skip
        session.add(dissent)
        session.flush()
    if changed:  # nobody stands behind words that they have not read; what is held back stays so until it is let stand
        forget_who_stands(session, dissent)
    dissent.text, dissent.shown, dissent.may_publish = cleaned(typed.text), typed.shown, typed.may_publish
    dissent.unit = unit.name if unit and typed.shown is Shown.WITH_UNIT else ""
    dissent.asks_group = typed.asks_group and typed.shown is not Shown.FACILITATOR_ONLY
    dissent.written_at = now()
    if not dissent.asks_group:
        forget_who_stands(session, dissent)
    if changed:
        forget_decisions(session, subject.workshop.id)
    return dissent


def take_back(session: Session, workshop: Workshop, dissent: Dissent) -> None:
    """Words that are held back leave their place held: the same ones would come back through another door."""
    _forget_as_fixed(session, workshop, dissent)
    forget_who_stands(session, dissent)
    if dissent.is_held_back:
        dissent.text, dissent.asks_group, dissent.unit = "", False, ""
    else:
        session.delete(dissent)
    forget_decisions(session, workshop.id)


def _forget_as_fixed(session: Session, workshop: Workshop, dissent: Dissent) -> None:
    """After the close, with the record: of what was for the facilitator alone no file has anything to forget."""
    if workshop.has_ended and dissent.shown is not Shown.FACILITATOR_ONLY:
        forget_fixed(session, workshop.id, dissent.key.slug)


def forget_decisions(session: Session, workshop_id: int) -> None:
    """About publishing words that nobody says any more."""

    def standing() -> list[Sentence]:
        session.flush()
        rows = session.exec(select(Dissent).where(Dissent.workshop_id == workshop_id))
        return [Sentence(row.key, DISSENT, row.text) for row in rows]

    forget_dissents_but(session, workshop_id, standing)


def forget_who_stands(session: Session, dissent: Dissent) -> None:
    session.exec(delete(StandsBehind).where(col(StandsBehind.dissent_id) == dissent.id))


def stand_behind(session: Session, subject: Subject, dissent: Dissent, seat: Seat, *, stands: bool) -> None:
    """Asked of the writer's own group alone; asking twice is safe."""
    must_not_be_confirmed(subject.workshop)
    must_be_asked(session, subject, seat.id)
    if dissent not in asked_of(session, subject, seat):
        raise NotFound("These words are not there to stand behind any more: their writer changed or took them back.")
    standing = session.get(StandsBehind, (dissent.id, seat.id))
    if stands and standing is None:
        session.add(StandsBehind(dissent_id=dissent.id, seat_id=seat.id))
    elif standing is not None and stands and came_before(standing.stood_at, seat.rejoined_at):
        standing.stood_at = now()  # by another hand
    if not stands and standing is not None:
        session.delete(standing)


def asked_of(session: Session, subject: Subject, seat: Seat) -> list[Dissent]:
    """Words of others in this person's group that ask it to stand behind them, in no order of arrival."""
    asking = select(Dissent).where(Dissent.asks_group, Dissent.workshop_id == subject.workshop.id)
    asking = asking.where(Dissent.level == subject.key.level, Dissent.subject_number == subject.key.number)
    asking = asking.where(Dissent.seat_id != seat.id, col(Dissent.held_back_at).is_(None))
    return list(session.exec(asking.where(Dissent.group_id == seat.group_id).order_by(Dissent.text)))


def asked_in_groups(session: Session, workshop_id: int) -> list[tuple[Dissent, int | None]]:
    """Of the whole workshop, with the group that is asked; in no order of arrival."""
    asking = select(Dissent).where(Dissent.workshop_id == workshop_id, Dissent.asks_group, Dissent.seat_id != None)
    asking = asking.where(col(Dissent.held_back_at).is_(None))
    return [(dissent, dissent.group_id) for dissent in session.exec(asking.order_by(Dissent.text))]


def hold_back(session: Session, dissent: Dissent, why: str, *, by: str) -> None:
    """Kept from being shown and published, never edited: its writer is told why, and the record says so."""
    must_be_shorter("why", why, LONGEST_WHY)
    if not cleaned(why):
        raise Incomplete({"why": "Say why these words are held back: their writer is told, and the record keeps it."})
    if not dissent.is_held_back:
        event = record(session, dissent.workshop_id, by, "held back a dissent", why=cleaned(why))
        dissent.held_back_at, dissent.held_back_why = event.at, cleaned(why)


def let_stand(session: Session, dissent: Dissent, *, by: str) -> None:
    if dissent.is_held_back:
        record(session, dissent.workshop_id, by, "let a dissent stand")
        dissent.held_back_at, dissent.held_back_why = None, ""


def must_not_be_confirmed(workshop: Workshop) -> None:
    if workshop.confirmed_at:
        raise Refusal("Not changed: this workshop was confirmed, and its record is fixed.")


def own_dissent(session: Session, seat_id: int, key: Key) -> Dissent | None:
    own = select(Dissent).where(Dissent.seat_id == seat_id)
    return session.exec(own.where(Dissent.level == key.level, Dissent.subject_number == key.number)).first()
