"""Reading a wording back to the room and asking each participant whether it can stand."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from app.clock import now
from app.errors import Incomplete, OlderPage, Refusal
from app.models.columns import Moment, words
from app.models.record.position import LONGEST, Position, PositionState
from app.models.record.subject import Key, Level, Subject
from app.models.record.voices import Voice, Voices, voices
from app.models.record.voices import must_be_asked as must_be_of_its_people
from app.models.texts import cleaned, length
from app.models.workshop.event import record
from app.models.workshop.stage import let_go

FEWEST = 3  # answers of a unit, below which nothing of it is told
ENOUGH = 5  # answers of a unit from which they are counted; below, and guarded, it is told by one of two sentences


class CanStand(StrEnum):
    AGREE = "agree"
    LIVE_WITH_IT = "can live with it"
    DO_NOT_AGREE = "do not agree"


class ReadBack(SQLModel, table=True):
    """One wording as it was read back: how it ends and how we are doing, for the whole with its marker."""

    __tablename__ = "read_back"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    level: Level = Field(sa_type=words(Level))
    subject_number: str
    state: PositionState = Field(sa_type=words(PositionState))
    wording: str
    marker: int | None = None
    asked_at: datetime = Field(default_factory=now, sa_type=Moment)
    asked_by: str  # a role
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    told: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # by unit, from the moment that asking ended

    @property
    def key(self) -> Key:
        return Key(self.level, self.subject_number)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def is_of(self, state: PositionState, wording: str, marker: int | None) -> bool:
        return (self.state, self.wording, self.marker) == (state, cleaned(wording), marker)

    def is_of_position(self, position: Position) -> bool:
        return self.is_of(position.state, position.wording, marker_of(position.key, position.number))


class Assent(SQLModel, table=True):
    """One participant's answer to one wording. Changeable until the workshop is confirmed."""

    __table_args__ = (UniqueConstraint("read_back_id", "seat_id"),)

    id: int = Field(default=None, primary_key=True)
    read_back_id: int = Field(foreign_key="read_back.id", index=True, ondelete="CASCADE")
    seat_id: int = Field(foreign_key="seat.id", index=True, ondelete="CASCADE")
    answer: CanStand = Field(sa_type=words(CanStand))
    submission_key: str
    recorded_at: datetime = Field(default_factory=now, sa_type=Moment)


class AssentSubmission(SQLModel, table=True):
    """Which submissions have been taken, without what they said: a late retry must not outrun a newer answer."""

    __tablename__ = "assent_submission"

    read_back_id: int = Field(foreign_key="read_back.id", primary_key=True, ondelete="CASCADE")
    seat_id: int = Field(foreign_key="seat.id", primary_key=True, ondelete="CASCADE")
    key: str = Field(primary_key=True)


def marker_of(key: Key, number: int | None) -> int | None:
    """A number is asked about only where it is the marker that everybody sees on the arrow."""
    return number if key.level is Level.OVERALL else None


# -- Asking, and ending it


def read_back(
    session: Session, subject: Subject, state: PositionState, wording: str, number: int | None = None, *, by: str
) -> ReadBack:
    """Puts these words on stage and phones."""
    asking = ask(session, subject, state, wording, number, by=by)
    show_words(session, subject, by=by)
    return asking


def ask(
    session: Session, subject: Subject, state: PositionState, wording: str, number: int | None = None, *, by: str
) -> ReadBack:
    """Asked twice for the same words it is one asking, with its answers and with what was told of them."""
    subject.workshop.must_go_on()
    _must_be_askable(subject, wording)
    marker = marker_of(subject.key, number)
    askings = askings_of(session, subject.workshop.id).get(subject.key, [])
    same = next((asking for asking in askings if asking.is_of(state, wording, marker)), None)
    for other in askings:
        if other is not same and other.is_open:
            end(session, subject, other, by=by)
    if same is None:
        same = ReadBack(
            workshop_id=subject.workshop.id, level=subject.key.level, subject_number=subject.key.number,
            state=state, wording=cleaned(wording), marker=marker, asked_by=by.rstrip("0123456789 "),
        )  # fmt: skip
        session.add(same)
        session.flush()
    elif same is askings[-1]:
        return same
    event = record(session, subject.workshop.id, by, "read back", **subject.told, read_back=same.id)
    same.asked_at = event.at  # words that come back are the newest again
    return same


def _must_be_askable(subject: Subject, wording: str) -> None:
    if not subject.is_revealed:
        raise Refusal("Words are read back after the reveal. Close and reveal first.")
    if not cleaned(wording):
        raise Incomplete({"wording": "Write how we are doing before you read it back: there are no words yet."})
    if length(wording) > LONGEST:
        raise Incomplete({"wording": f"Keep this under {LONGEST} characters."})


def show_words(session: Session, subject: Subject, *, by: str) -> None:
    """On stage, in place of whatever stands there."""
    let_go(session, subject.workshop, by=by)
    if subject.workshop.words_on_stage != subject.key.slug:
        subject.workshop.words_on_stage, subject.workshop.overview_on_stage = subject.key.slug, False
        record(session, subject.workshop.id, by, "showed words", **subject.told)


def hide_words(session: Session, subject: Subject, *, by: str) -> None:
    if subject.workshop.words_on_stage == subject.key.slug:
        subject.workshop.words_on_stage = ""
        record(session, subject.workshop.id, by, "hid words", **subject.told)


def end(session: Session, subject: Subject, asking: ReadBack, *, by: str) -> None:
    """What units say is told from here on; of a guarded one, and of one with few answers, once and for good."""
    if asking.is_open:
        heard, answers = voices(session, subject), answers_by_seat(session, asking.id)
        asking.told, asking.ended_at = to_tell(heard, answers), now()
        units = told_by_unit(asking, heard, answers)
        event = record(
            session, asking.workshop_id, by, "ended asking", {"asking": _fixed(asking, units)}, read_back=asking.id
        )
        asking.ended_at = event.at


def _fixed(asking: ReadBack, units: "Iterable[UnitAssent]") -> dict[str, Any]:
    """What is told for good once asking has ended. Counts are not: until the end people may answer otherwise."""
    words = asking.model_dump(mode="json", include={"level", "subject_number", "state", "wording", "marker"})
    rows = [{"unit": unit.name, "is_counted": bool(unit.counts), "can_stand": unit.can_stand} for unit in units]
    return {**words, "units": rows}


def end_all(session: Session, subject: Subject, *, by: str) -> None:
    for each in askings_of(session, subject.workshop.id).get(subject.key, ()):
        end(session, subject, each, by=by)


def ask_settled(session: Session, subject: Subject, by: str) -> ReadBack:
    """What was settled, as it stands."""
    newest = session.exec(
        select(Position)
        .where(Position.workshop_id == subject.workshop.id, Position.level == subject.key.level)
        .where(Position.subject_number == subject.key.number)
        .order_by(col(Position.version).desc())
    ).first()
    if newest is None or not newest.is_settled:
        raise Refusal(f"{subject.spoken} is not settled. Read back what is typed there.")
    return read_back(session, subject, newest.state, newest.wording, newest.number, by=by)


def to_tell(heard: Voices, answers: Mapping[int, CanStand]) -> dict[str, Any]:
    """`rows`: unit -> whether it can stand, for good; `counted`: units whose answers are counted from now on.

    `seats`: who is counted with which unit, for good: nobody who moves, comes later or answers late is seen by what
    the counts become. `silent`: units of which nobody answered, where that may be told.
    """
    rows: dict[str, bool] = {}
    counted: list[str] = []
    seats: dict[str, list[int]] = {}
    silent: list[str] = []
    for unit in heard.units:
        said = [answers[seat] for seat in unit.seats if seat in answers]
        if not said and _may_be_missed(unit):
            silent.append(unit.name)
        if _is_counted(unit, len(said)):
            counted.append(unit.name)
            seats[unit.name] = sorted(unit.seats & answers.keys())
        elif len(said) >= FEWEST:
            rows[unit.name] = CanStand.DO_NOT_AGREE not in said
    return {"rows": rows, "counted": counted, "seats": seats, "silent": silent}


def _may_be_missed(unit: Voice) -> bool:
    """Never a guarded unit, of which only its row is told, nor one so small that its silence is somebody's."""
    return not unit.is_guarded and (unit.is_open or unit.by_consent or len(unit.seats) >= FEWEST)


def _is_counted(unit: Voice, answers: int) -> bool:
    return unit.is_open or (not unit.is_guarded and (unit.by_consent or answers >= ENOUGH))


# -- Answering


@dataclass(frozen=True)
class AssentReceipt:
    read_back_id: int
    key: str
    answer: CanStand
    recorded_at: datetime
    outrun: bool
    is_retry: bool = False


def assent(
    session: Session, subject: Subject, asking: ReadBack, seat_id: int, answer: CanStand, key: str
) -> AssentReceipt:
    """Stores the answer, or tells what is stored if this is a retry. After asking has ended it is kept all the same."""
    known = session.get(AssentSubmission, (asking.id, seat_id, key))
    stored = session.exec(select(Assent).where(Assent.read_back_id == asking.id, Assent.seat_id == seat_id)).first()
    if known is None or stored is None:
        must_be_asked(session, subject, asking, seat_id)
        session.add(AssentSubmission(read_back_id=asking.id, seat_id=seat_id, key=key))
        if stored is None:
            stored = Assent(read_back_id=asking.id, seat_id=seat_id, answer=answer, submission_key=key)
            session.add(stored)
        stored.answer, stored.submission_key, stored.recorded_at = answer, key, now()
        session.flush()
    outrun = stored.submission_key != key
    return AssentReceipt(
        asking.id, key, stored.answer, stored.recorded_at, outrun=outrun, is_retry=known is not None
    )  # fmt: skip


def must_be_asked(session: Session, subject: Subject, asking: ReadBack, seat_id: int) -> None:
    if subject.workshop.confirmed_at:
        raise Refusal("Not recorded: this workshop was confirmed, and its record is fixed.")
    newest = askings_of(session, subject.workshop.id)[subject.key][-1]
    if newest.id != asking.id:
        raise OlderPage("the words that you were asked about have changed")
    must_be_of_its_people(session, subject, seat_id)


# -- Reading


def askings_of(session: Session, workshop_id: int) -> dict[Key, list[ReadBack]]:
    """By subject; the newest last."""
    askings: dict[Key, list[ReadBack]] = {}
    rows = select(ReadBack).where(ReadBack.workshop_id == workshop_id)
    for asking in session.exec(rows.order_by(col(ReadBack.asked_at), col(ReadBack.id))):
        askings.setdefault(asking.key, []).append(asking)
    return askings


def answers_by_seat(session: Session, read_back_id: int) -> dict[int, CanStand]:
    rows = session.exec(select(Assent).where(Assent.read_back_id == read_back_id))
    return {assent.seat_id: assent.answer for assent in rows}


@dataclass(frozen=True)
class UnitAssent:
    """What is told of one unit: counts, or whether it can stand; neither where too few answered."""

    name: str
    counts: tuple[tuple[CanStand, int], ...] = ()
    can_stand: bool | None = None
    is_everybody: bool = False  # of the unit: silence is never agreement

    @property
    def is_of_one_mind(self) -> bool:
        said = {answer for answer, people in self.counts if people}
        return not {CanStand.AGREE, CanStand.DO_NOT_AGREE} <= said

    @property
    def sentence(self) -> str:
        if self.can_stand is not None:
            return "Can stand" if self.can_stand else "Not everyone can live with it"
        said = [(answer, people) for answer, people in self.counts if people]
        if not said:
            return "Too few answered to be told"
        if len(said) == 1 and self.is_everybody:
            return ALL_SAY[said[0][0]] if said[0][1] > 1 else ONE_SAYS[said[0][0]]
        return ", ".join(f"{people} {SAY[answer] if people > 1 else SAYS[answer]}" for answer, people in said)


SAY = {CanStand.AGREE: "agree", CanStand.LIVE_WITH_IT: "can live with it", CanStand.DO_NOT_AGREE: "do not agree"}
SAYS = {**SAY, CanStand.AGREE: "agrees", CanStand.DO_NOT_AGREE: "does not agree"}
ALL_SAY = {answer: f"All {said}" for answer, said in SAY.items()}
ONE_SAYS = {answer: f"{said[0].upper()}{said[1:]}" for answer, said in SAYS.items()}


def told_by_unit(asking: ReadBack, heard: Voices, answers: Mapping[int, CanStand]) -> tuple[UnitAssent, ...]:
    """Nothing while it is asked; then in the units' fixed order."""
    if asking.is_open:
        return ()
    rows, counted, kept = asking.told.get("rows", {}), asking.told.get("counted", ()), asking.told.get("everybody")
    told = []
    for unit in heard.units:
        if unit.name in counted:
            counts = _kept_counts(asking, unit.name, answers)
            everybody = unit.name in kept if kept is not None else counts.total() >= len(unit.seats)
            each = tuple((answer, counts[answer]) for answer in CanStand)
            told.append(UnitAssent(unit.name, each, is_everybody=everybody))
        else:
            told.append(UnitAssent(unit.name, can_stand=rows.get(unit.name)))
    return tuple(told)


def is_counted(asking: ReadBack, seat_id: int) -> bool:
    """Whether what this person says now is counted with a unit."""
    return any(seat_id in seats for seats in asking.told.get("seats", {}).values())


def _kept_counts(asking: ReadBack, unit: str, answers: Mapping[int, CanStand]) -> Counter[CanStand]:
    kept = asking.told.get("counts", {})
    if unit in kept:
        return Counter({CanStand(answer): people for answer, people in kept[unit].items()})
    return _counts(asking.told.get("seats", {}).get(unit, ()), answers)


def _counts(seats: Iterable[int], answers: Mapping[int, CanStand]) -> Counter[CanStand]:
    return Counter(answers[seat] for seat in seats if seat in answers)


def cut_from_seats(session: Session, asking: ReadBack, heard: Voices) -> None:
    """What is counted stays as counts, with the units of which everybody is counted; whose answer it was is gone."""
    answers = answers_by_seat(session, asking.id)
    kept = {unit: dict(_kept_counts(asking, unit, answers)) for unit in asking.told.get("counted", ())}
    units = [unit.name for unit in told_by_unit(asking, heard, answers) if unit.is_everybody]
    asking.told = {**asking.told, "counts": kept, "seats": {}, "everybody": units}
    for row in (*session.exec(select(Assent).where(Assent.read_back_id == asking.id)),
                *session.exec(select(AssentSubmission).where(AssentSubmission.read_back_id == asking.id))):  # fmt: skip
        session.delete(row)
