"""Reading a wording back to the room and asking each participant whether it can stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app.clock import now
from app.errors import Incomplete, Refusal
from app.errors.acts import OlderPage
from app.models.record.position import LONGEST, Position, PositionState
from app.models.record.read_back import (
    Assent,
    AssentSubmission,
    CanStand,
    ReadBack,
    answers_by_seat,
    askings_of,
    marker_of,
)
from app.models.record.subject import Subject
from app.models.record.told_assent import UnitAssent, to_tell, told_by_unit
from app.models.record.voices import must_be_asked as must_be_of_its_people
from app.models.record.voices import voices
from app.models.texts import cleaned, length
from app.models.workshop.event import record
from app.models.workshop.stage import let_go

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
