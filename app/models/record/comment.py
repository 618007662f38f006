"""What people who sat in a workshop say about its record afterwards: read by the facilitator, never published.

No act records one, no screen is told of one, and nothing in a row says which came first. Under *not attributable* a
comment keeps its seat for as long as the close can be undone; any later one is stored without seat, and with the day
alone. There it is told from the next day on, or whoever looked twice would know whose it was who wrote meanwhile.
"""

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlmodel import Field, Session, SQLModel, col, func, select

from app.clock import LONDON, in_london, now, today
from app.errors import Incomplete, NotFound, Refusal
from app.models.columns import Moment, words
from app.models.people.seat import Seat
from app.models.record.subject import Key, Level, Subject
from app.models.record.voices import Voices, voices
from app.models.rounds.rating import came_before
from app.models.texts import cleaned, must_be_shorter
from app.models.workshop.choices import AttributionRule
from app.models.workshop.workshop import Workshop
from app.tokens import new_token

LONGEST = 1000
MOST_OF_A_SEAT = 30
MOST = 2000  # of a workshop


class Comment(SQLModel, table=True):
    """Its number is drawn: it stands in addresses, and must not tell who wrote first."""

    id: int = Field(default_factory=lambda: secrets.randbelow(2**31 - 1) + 1, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    level: Level | None = Field(default=None, sa_type=words(Level))  # None: about the record in general
    subject_number: str = ""
    seat_id: int | None = Field(default=None, foreign_key="seat.id", index=True, ondelete="SET NULL")  # None: cut
    text: str
    submission_key: str = Field(default_factory=new_token)  # drawn here: no page of a phone has it
    # Midnight before, where the seat was cut. Without a default, which would be stored in place of None.
    written_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def key(self) -> Key | None:
        return Key(self.level, self.subject_number) if self.level else None


def keeps_seats(workshop: Workshop) -> bool:
    """Whether a comment that is written now is stored with its writer's seat."""
    is_cut = workshop.attribution_rule is AttributionRule.NOT_ATTRIBUTABLE and not workshop.closing_can_be_undone
    return not is_cut


def comment(session: Session, workshop: Workshop, seat_id: int, about: Key | None, text: str) -> None:
    """Whoever asks for it sees to it that the same form, sent twice, is one comment."""
    must_take_comments(workshop)
    if about is not None:
        Subject.of(workshop, about)
    must_be_shorter("text", text, LONGEST)
    if not cleaned(text):
        raise Incomplete({"text": "Write what you want to say about the record."})
    _must_have_room(session, workshop, seat_id)
    row = Comment(workshop_id=workshop.id, text=cleaned(text), seat_id=seat_id, written_at=now())
    if about is not None:
        row.level, row.subject_number = about.level, about.number
    if not keeps_seats(workshop):
        _cut(row)
    session.add(row)


def _cut(row: Comment) -> None:
    """Of when it was written the day stays, until which it is not told."""
    row.seat_id = None
    if row.written_at:
        row.written_at = datetime.combine(in_london(row.written_at).date(), time(), LONDON).astimezone(UTC)


def cut_from_seats(session: Session, workshop_id: int) -> None:
    """Twice is safe."""
    for row in session.exec(select(Comment).where(Comment.workshop_id == workshop_id)):
        _cut(row)


def must_take_comments(workshop: Workshop) -> None:
    if not workshop.has_ended:
        raise Refusal("Comments are about the record: they can be written once the workshop is closed.")
    if not workshop.takes_comments:
        last = in_london(workshop.comments_end_at)
        raise Refusal(
            f"Not taken: people could comment for seven days, until {last.day} {last:%B %Y}, {last:%H:%M}. "
            "You can still write to whoever is responsible for the data; the notice names them."
        )


def _must_have_room(session: Session, workshop: Workshop, seat_id: int) -> None:
    stored = select(func.count()).where(Comment.workshop_id == workshop.id)
    if session.exec(stored.where(Comment.seat_id == seat_id)).one() >= MOST_OF_A_SEAT:
        raise Incomplete({"text": f"You have written {MOST_OF_A_SEAT} comments, and that is the most: take one back."})
    if session.exec(stored).one() >= MOST:
        raise Incomplete({"text": "This workshop has as many comments as it takes. Tell the facilitator instead."})


def take_back(session: Session, workshop: Workshop, seat_id: int, comment_id: int) -> None:
    row = session.get(Comment, comment_id)
    if row is None or row.workshop_id != workshop.id or row.seat_id != seat_id:
        raise NotFound("This comment is not there to take back: it was taken back, or is stored without your seat.")
    if workshop.attribution_rule is AttributionRule.NOT_ATTRIBUTABLE:
        raise Refusal("A comment cannot be taken back under this workshop’s rule, as was said before you wrote it.")
    must_take_comments(workshop)
    session.delete(row)


def own_comments(session: Session, seat: Seat) -> list[Comment]:
    """Oldest first; without those that another phone of this seat wrote before it moved here."""
    own = select(Comment).where(Comment.seat_id == seat.id, Comment.workshop_id == seat.workshop_id)
    rows = session.exec(own.order_by(col(Comment.written_at)))
    return [row for row in rows if row.written_at and not came_before(row.written_at, seat.rejoined_at)]


# -- Reading, for the facilitator


@dataclass(frozen=True)
class ToldComment:
    unit: str  # empty where it may not be named
    text: str


@dataclass(frozen=True)
class CommentsOn:
    """`key` is None for the record in general."""

    key: Key | None
    heading: str
    comments: tuple[ToldComment, ...]


def comments_on(session: Session, workshop: Workshop, subjects: Sequence[Subject]) -> list[CommentsOn]:
    """In the order of these subjects, each one's by their words: never as they came."""
    rows = _of_days_told(session, workshop)
    places: list[tuple[Key | None, str, Subject]] = [(None, "The record in general", Subject.overall(workshop))]
    places += [(subject.key, subject.heading, subject) for subject in subjects]
    found = []
    for key, heading, subject in places:
        own = [row for row in rows if row.key == key]
        if own:
            heard = voices(session, subject)
            told = sorted((_told(row, workshop, heard) for row in own), key=lambda one: (one.text, one.unit))
            found.append(CommentsOn(key, heading, tuple(told)))
    return found


def _told(row: Comment, workshop: Workshop, heard: Voices) -> ToldComment:
    return ToldComment(unit_told(workshop, heard, row.seat_id), row.text)


def unit_told(workshop: Workshop, heard: Voices, seat_id: int | None) -> str:
    """What stands beside a comment of this seat: as beside a dissent, and nothing where no link may last."""
    if seat_id is None or workshop.attribution_rule is AttributionRule.NOT_ATTRIBUTABLE:
        return ""
    unit = heard.unit_of(seat_id)
    return unit.name if unit and unit.may_be_named else ""


def how_many(session: Session, workshop: Workshop) -> Counter[Key | None]:
    return Counter(row.key for row in _of_days_told(session, workshop))


def _of_days_told(session: Session, workshop: Workshop) -> list[Comment]:
    rows = session.exec(select(Comment).where(Comment.workshop_id == workshop.id)).all()
    waits_a_day = workshop.attribution_rule is AttributionRule.NOT_ATTRIBUTABLE
    return [row for row in rows if not (waits_a_day and row.written_at and in_london(row.written_at).date() >= today())]
