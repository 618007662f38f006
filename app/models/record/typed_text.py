"""What is in a field and not settled. On disk as it is typed, and never overwritten unseen.

Each field has a number that every change raises. Whoever types says which one they started from. Where another has
changed the field since, both texts stand side by side until a person chooses one; nothing is merged.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from app.clock import now
from app.errors import Incomplete, Refusal
from app.models.columns import Moment, words
from app.models.record.position import FOLDED, LATER, LONGEST, Position
from app.models.record.subject import Key, Level, Subject
from app.models.texts import length
from app.models.workshop.state import WorkshopState

OF_AN_ACTION = ("action_what", "action_who", "action_due")  # the one line of the room
FIELDS = ("state", "wording", *LATER, *OF_AN_ACTION)
LONGEST_PAGE = 64


class TypedText(SQLModel, table=True):
    """One field of one subject. `page` is the page that typed it last, so that a person who goes on is not a rival."""

    __tablename__ = "typed_text"
    __table_args__ = (UniqueConstraint("workshop_id", "level", "subject_number", "field"),)

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    level: Level = Field(sa_type=words(Level))
    subject_number: str
    field: str
    text: str
    number: int  # raised by every change
    by: str  # role and place number, as the log names them
    page: str
    typed_at: datetime = Field(default_factory=now, sa_type=Moment)
    rival_text: str | None = None  # what another page made of the same starting words
    rival_by: str = ""
    rival_page: str = ""
    rival_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def has_rival(self) -> bool:
        return self.rival_text is not None


TypedTexts = Mapping[str, TypedText]  # by field


@dataclass(frozen=True)
class Keystrokes:
    """A field as a page sends it. `after` is the number that stood there when its writer began; 0 for none."""

    field: str
    text: str
    after: int
    page: str

    def must_fit(self) -> None:
        if self.field not in FIELDS or not 8 <= len(self.page) <= LONGEST_PAGE:
            raise Incomplete({"": "Not saved: this page is older than the program. Copy your words and load it again."})
        if length(self.text) > LONGEST:
            raise Incomplete({self.field: f"Not saved: keep this under {LONGEST} characters."})


@dataclass(frozen=True)
class Kept:
    """What stands after it: the number to go on from, and whether two texts now stand side by side."""

    number: int
    has_rival: bool
    at: datetime


def type_text(session: Session, subject: Subject, typed: Keystrokes, *, by: str) -> Kept:
    subject.workshop.must_go_on()
    typed.must_fit()
    if not subject.revealed:
        raise Refusal("Not saved: a position is written after the reveal.")
    if typed.field not in FOLDED[subject.key.level] and _is_settled(session, subject):
        raise Refusal("Not saved: this was settled meanwhile. Copy your words, and load the page again.")
    row = typed_texts(session, subject).get(typed.field)
    if row is None:
        row = TypedText(
            workshop_id=subject.workshop.id, level=subject.key.level, subject_number=subject.key.number,
            field=typed.field, text=typed.text, number=1, by=by, page=typed.page,
        )  # fmt: skip
        session.add(row)
    elif typed.page == row.rival_page or (row.page != typed.page and typed.after != row.number):
        _beside(row, typed, by)
    else:
        row.text, row.by, row.page, row.typed_at = typed.text, by, typed.page, now()
        row.number += 1
    session.flush()
    return Kept(row.number, row.has_rival, row.rival_at or row.typed_at)


def _is_settled(session: Session, subject: Subject) -> bool:
    versions = select(Position).where(Position.workshop_id == subject.workshop.id)
    versions = versions.where(Position.level == subject.key.level, Position.subject_number == subject.key.number)
    newest = session.exec(versions.order_by(col(Position.version).desc())).first()
    return newest is not None and newest.is_settled


def _beside(row: TypedText, typed: Keystrokes, by: str) -> None:
    """Both wrote from the same words. A third writer waits until one of the two was chosen."""
    if typed.text == row.text and not row.has_rival:
        return
    if row.has_rival and row.rival_page != typed.page:
        raise Refusal(
            "Not saved: two texts stand side by side in this field already. Choose one of them first; yours stays here."
        )
    row.rival_text, row.rival_by, row.rival_page, row.rival_at = typed.text, by, typed.page, now()
    row.number += 1  # whoever chooses must have seen both as they stand


def choose(session: Session, subject: Subject, field: str, number: int, *, rival: bool) -> None:
    """Keeps one of two; `number` is that of the texts that whoever chooses has seen. Asking twice is safe."""
    subject.workshop.must_be(WorkshopState.LOBBY, WorkshopState.LIVE, WorkshopState.CLOSED)
    row = typed_texts(session, subject).get(field)
    if row is None or not row.has_rival or row.number != number:
        return
    if rival:
        row.text, row.by, row.typed_at = row.rival_text or "", row.rival_by, row.rival_at or now()
    row.rival_text, row.rival_by, row.rival_page, row.rival_at = None, "", "", None
    row.page = ""  # whoever goes on types from what was chosen
    row.number += 1


def typed_texts(session: Session, subject: Subject) -> TypedTexts:
    return texts_of(session, subject.workshop.id, subject.key)


def texts_of(session: Session, workshop_id: int, key: Key) -> TypedTexts:
    rows = select(TypedText).where(TypedText.workshop_id == workshop_id)
    rows = rows.where(TypedText.level == key.level, TypedText.subject_number == key.number)
    return {row.field: row for row in session.exec(rows)}


def must_have_been_seen(
    session: Session, subject: Subject, seen: Mapping[str, int], page: str, fields: Collection[str]
) -> None:
    """Before the fields of a page become a position: nobody's words are settled, or thrown away, unseen.

    `seen`: the number of each field as the page had it. What this page typed itself may have overtaken its form.
    """
    for name, row in typed_texts(session, subject).items():
        is_others = row.number > seen.get(name, 0) and row.page != page
        if name in fields and (row.has_rival or is_others):
            who = row.rival_by or row.by
            raise Refusal(
                f"Not settled: {who} wrote something else in a field of this page meanwhile. Look at both texts, "
                "choose, and settle again. Yours is kept below."
            )


def clear(session: Session, subject: Subject, fields: Collection[str] = FIELDS) -> None:
    """What was settled is in the position now."""
    for name, row in typed_texts(session, subject).items():
        if name in fields:
            session.delete(row)
