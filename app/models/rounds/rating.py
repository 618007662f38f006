"""One seat's answer in one round: a number on the scale or "can't tell", and why. Stored whole or not at all."""

from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import JSON, Connection, UniqueConstraint, bindparam, delete
from sqlalchemy import select as select_columns
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Field, Session, SQLModel, col, select

from app.clock import now
from app.errors import Incomplete, NotFound
from app.errors.acts import JoinsFromTheNext, RoundNotOpen, ValueOffScale
from app.frameworks import LONGEST_NUMBER, MOST_CRITERIA
from app.models.columns import Moment
from app.models.people.seat import Seat
from app.models.prepared import Prepared
from app.models.rounds.person import counts_in
from app.models.rounds.round import Round
from app.models.rounds.sitting import RoundState, Sitting, current_sitting
from app.models.texts import cleaned, length
from app.models.workshop.edition import Edition
from app.models.workshop.state import WorkshopState
from app.models.workshop.workshop import Workshop
from app.tokens import derived_token

LONGEST_REASON = 1000


class Rating(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("round_id", "seat_id"),)

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True, ondelete="CASCADE")
    seat_id: int = Field(foreign_key="seat.id", index=True, ondelete="CASCADE")
    score: int | None  # None is "can't tell", an answer; silence has no row
    reason: str = ""
    may_quote: bool = False
    from_experience: bool = False
    from_document: bool = False
    criteria: list[str] = Field(default_factory=list, sa_type=JSON)  # numbers of those that the reason is about
    submission_key: str
    recorded_at: datetime = Field(default_factory=now, sa_type=Moment)


class Submission(SQLModel, table=True):
    """Which submissions have been taken, without what they said: a late retry must not outrun a newer answer."""

    round_id: int = Field(foreign_key="round.id", primary_key=True, ondelete="CASCADE")
    seat_id: int = Field(foreign_key="seat.id", primary_key=True, ondelete="CASCADE")
    key: str = Field(primary_key=True)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What an answer says beside its number. The one table of these fields: form, frame, row and page follow it."""

    reason: str = ""
    may_quote: bool = False
    from_experience: bool = False
    from_document: bool = False
    criteria: tuple[str, ...] = ()


TICKED = tuple(field.name for field in fields(Said) if field.type is bool)


@dataclass(frozen=True)
class Answer(Said):
    """What somebody sent: `score` None is "can't tell"; `key` is made by the page, the same for every retry."""

    score: int | None
    key: str

    @cached_property
    def submission(self) -> str:
        """What was said belongs to it: whoever presses again with another answer has given another answer."""
        said = self.stored
        return derived_token(self.key, repr((self.score, [(name, said[name]) for name in IN_ORDER])))

    @cached_property
    def stored(self) -> dict[str, Any]:
        """What is said as it is kept."""
        return {**said_in(self), "reason": cleaned(self.reason), "criteria": sorted(set(self.criteria))}


SAID = tuple(field.name for field in fields(Said))
IN_ORDER = sorted(SAID)


def said_in(source: object) -> dict[str, Any]:
    """The fields of the table, as something that has all of them gives them: a form, a row, an answer."""
    said = {name: getattr(source, name) for name in SAID}
    return {**said, "criteria": tuple(said["criteria"])}


@dataclass(frozen=True)
class Receipt:
    """What is stored now, which after a retry may be a newer answer than the one retried (`outrun`)."""

    round_id: int
    key: str
    score: int | None
    recorded_at: datetime
    outrun: bool


ROUND_FACTS = Prepared(
    select_columns(
        col(Round.workshop_id), col(Workshop.state), col(Sitting.closed_at), col(Edition.points), col(Round.number)
    )
    .join(Sitting, col(Sitting.id) == Round.sitting_id)
    .join(Workshop, col(Workshop.id) == col(Round.workshop_id))
    .join(Edition, col(Edition.id) == Workshop.edition_id)
    .where(col(Round.id) == bindparam("round_id"))
)
KNOWN = Prepared(
    select(Submission.key).where(
        Submission.round_id == bindparam("round_id"),
        Submission.seat_id == bindparam("seat_id"),
        Submission.key == bindparam("key"),
    )
)
STORED = Prepared(
    select(Rating.score, Rating.recorded_at, Rating.submission_key).where(
        Rating.round_id == bindparam("round_id"), Rating.seat_id == bindparam("seat_id")
    )
)
REPLACED = tuple(name for name in Rating.model_fields if name not in ("id", "round_id", "seat_id"))
REMEMBER = Prepared(insert(Submission).on_conflict_do_nothing(), ("round_id", "seat_id", "key"))
_PUT = insert(Rating)
PUT = Prepared(
    _PUT.on_conflict_do_update(
        index_elements=["round_id", "seat_id"], set_={name: _PUT.excluded[name] for name in REPLACED}
    ),
    ("round_id", "seat_id", *REPLACED),
)


def rate(session: Session, seat_id: int, workshop_id: int, round_id: int, answer: Answer) -> Receipt:
    """Stores the answer, or tells what is stored if this is a retry, even one that arrives after the close."""
    session.flush()  # what the same session has just closed must be seen by the plain statements below
    connection = session.connection()
    points, is_open, number = _round_facts(connection, workshop_id, round_id)
    _must_fit(answer, points)
    row = {"round_id": round_id, "seat_id": seat_id}
    submission = {**row, "key": answer.submission}
    if not is_open or number > 1:  # what is refused is looked for first, and leaves nothing behind
        if KNOWN.first(connection, submission) is not None:
            return _receipt(connection, seat_id, round_id, answer)
        if not is_open:
            raise RoundNotOpen
        _must_count(session, seat_id, round_id)
    if not REMEMBER.run(connection, submission):
        return _receipt(connection, seat_id, round_id, answer)
    columns = _columns(answer)
    PUT.run(connection, {**row, **columns})
    return Receipt(round_id, answer.key, answer.score, columns["recorded_at"], outrun=False)


def withdraw(session: Session, seat_id: int, workshop_id: int, round_id: int) -> None:
    """Takes one's own answer back: silence again, as if never given."""
    session.flush()
    if not _round_facts(session.connection(), workshop_id, round_id)[1]:
        raise RoundNotOpen
    session.exec(delete(Rating).where(col(Rating.round_id) == round_id, col(Rating.seat_id) == seat_id))


def own_rating(session: Session, seat_id: int, round_id: int) -> Rating | None:
    return session.exec(select(Rating).where(Rating.round_id == round_id, Rating.seat_id == seat_id)).first()


def came_before(recorded_at: datetime, rejoined_at: datetime | None) -> bool:
    """Who holds the phone now need not be who gave this answer: a rejoin code is read out, and typed by anybody."""
    return rejoined_at is not None and recorded_at <= rejoined_at


def _must_count(session: Session, seat_id: int, round_id: int) -> None:
    if not counts_in(session, session.get_one(Seat, seat_id), session.get_one(Round, round_id)):
        raise JoinsFromTheNext


def _round_facts(connection: Connection, workshop_id: int, round_id: int) -> tuple[int, bool, int]:
    """(points of its scale, whether it is open, its number); a round of another workshop does not exist."""
    row = ROUND_FACTS.first(connection, {"round_id": round_id})
    if row is None or row[0] != workshop_id:
        raise NotFound
    return row[3], row[1] is WorkshopState.LIVE and row[2] is None, row[4]


def _must_fit(answer: Answer, points: int) -> None:
    if answer.score is not None and not 1 <= answer.score <= points:
        raise ValueOffScale(points)
    if length(answer.reason) > LONGEST_REASON:
        raise Incomplete({"reason": f"Not recorded: keep your reason to {LONGEST_REASON} characters."})
    if len(answer.criteria) > MOST_CRITERIA or any(len(number) > LONGEST_NUMBER for number in answer.criteria):
        raise Incomplete({"criteria": "Not recorded: choose the criteria from the list. Reload this page to see it."})


def _columns(answer: Answer) -> dict[str, Any]:
    said = {"score": answer.score, "submission_key": answer.submission, "recorded_at": now()}
    return {**answer.stored, **said}


def _receipt(connection: Connection, seat_id: int, round_id: int, answer: Answer) -> Receipt:
    row = STORED.first(connection, {"round_id": round_id, "seat_id": seat_id})
    if row is None:
        raise NotFound("Not recorded: this answer was taken back in the meantime. Record it again if you wish.")
    return Receipt(round_id, answer.key, score=row[0], recorded_at=row[1], outrun=row[2] != answer.submission)


def first_unanswered(session: Session, seat: Seat) -> int | None:
    """The round that this seat may answer now and has not, in the order of the day."""
    sitting = current_sitting(session, seat.workshop_id)
    if sitting is None or sitting.state is not RoundState.OPEN:
        return None
    rounds = sorted(sitting.rounds, key=lambda round_: round_.standard.place)
    open_to_it = (round_.id for round_ in rounds if counts_in(session, seat, round_))
    return next((round_id for round_id in open_to_it if own_rating(session, seat.id, round_id) is None), None)
