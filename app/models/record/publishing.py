"""What people decided about single sentences before anything is published: kept, edited or left out.

A decision is about words. It is found by what they say, so that it no longer counts once somebody changed them; of
words that are left out nothing is stored here but a mark of them.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, SQLModel, select

from app.clock import now
from app.errors import Incomplete, Refusal
from app.models.columns import Moment, words
from app.models.record.position import LONGEST
from app.models.record.subject import Key, Level
from app.models.texts import cleaned, must_be_shorter
from app.models.workshop.event import record, role_of
from app.models.workshop.workshop import Workshop

DISSENT = "dissent"


class Decision(StrEnum):
    KEPT = "kept"
    EDITED = "edited"
    LEFT_OUT = "left out"


class PublicText(SQLModel, table=True):
    __tablename__ = "public_text"
    __table_args__ = (UniqueConstraint("workshop_id", "level", "subject_number", "field", "original"),)

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    level: Level = Field(sa_type=words(Level))
    subject_number: str
    field: str
    original: str  # the mark of the words it is about
    decision: Decision = Field(sa_type=words(Decision))
    text: str = ""  # what stands in public files instead, where it was edited
    by: str  # a role
    at: datetime = Field(default_factory=now, sa_type=Moment)


@dataclass(frozen=True)
class Sentence:
    """Words of people at their place in the record: a field of a subject, such as `next_step` or `action_what`."""

    key: Key
    field: str
    text: str

    @property
    def mark(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


Decisions = Mapping[tuple[Key, str, str], PublicText]  # (subject, field, mark)


def decisions_of(session: Session, workshop_id: int) -> Decisions:
    rows = session.exec(select(PublicText).where(PublicText.workshop_id == workshop_id))
    return {(Key(row.level, row.subject_number), row.field, row.original): row for row in rows}


def keep(session: Session, workshop: Workshop, sentence: Sentence, *, by: str) -> None:
    _decide(session, workshop, sentence, Decision.KEPT, "", by)


def edit(session: Session, workshop: Workshop, sentence: Sentence, text: str, *, by: str) -> None:
    """In public files alone: what was recorded stays as it is. Nobody's dissent is ever put in other words."""
    if sentence.field == DISSENT:
        raise Refusal("Not changed: a dissent is never edited. Keep it, or leave it out of what is published.")
    must_be_shorter("text", text, LONGEST)
    if not cleaned(text):
        raise Incomplete({"text": "Write what is to stand there instead, or leave the sentence out."})
    if cleaned(text) == sentence.text:
        keep(session, workshop, sentence, by=by)
    else:
        _decide(session, workshop, sentence, Decision.EDITED, cleaned(text), by)


def leave_out(session: Session, workshop: Workshop, sentence: Sentence, *, by: str) -> None:
    _decide(session, workshop, sentence, Decision.LEFT_OUT, "", by)


def _decide(session: Session, workshop: Workshop, sentence: Sentence, decision: Decision, text: str, by: str) -> None:
    """A newer decision about the same words takes the place of the older; asking twice is safe."""
    row = decisions_of(session, workshop.id).get((sentence.key, sentence.field, sentence.mark))
    if row is None:
        row = PublicText(
            workshop_id=workshop.id, level=sentence.key.level, subject_number=sentence.key.number,
            field=sentence.field, original=sentence.mark, decision=decision, text=text, by=role_of(by),
        )  # fmt: skip
        session.add(row)
    elif (row.decision, row.text) == (decision, text):
        return
    row.decision, row.text, row.by, row.at = decision, text, role_of(by), now()
    session.flush()
    about = {sentence.key.level.value: sentence.key.number}
    record(session, workshop.id, by, f"{decision.value} a sentence for publication", **about, field=sentence.field)


def as_published(sentence: Sentence, decisions: Decisions) -> str | None:
    """What stands there in public files; None where it is left out. What was edited may be decided about again."""
    seen: set[str] = set()
    while (row := decisions.get((sentence.key, sentence.field, sentence.mark))) and sentence.mark not in seen:
        if row.decision is Decision.LEFT_OUT:
            return None
        if row.decision is Decision.KEPT:
            break
        seen.add(sentence.mark)
        sentence = Sentence(sentence.key, sentence.field, row.text)
    return sentence.text


def is_kept(sentence: Sentence, decisions: Decisions) -> bool:
    row = decisions.get((sentence.key, sentence.field, sentence.mark))
    return row is not None and row.decision is Decision.KEPT


def forget_dissents_but(session: Session, workshop_id: int, standing: Callable[[], Iterable[Sentence]]) -> None:
    """What was decided about words that are gone: a mark of them would still show whoever guesses them."""
    about = select(PublicText).where(PublicText.workshop_id == workshop_id, PublicText.field == DISSENT)
    if decided := session.exec(about).all():
        marks = {(sentence.key, sentence.mark) for sentence in standing()}
        for row in decided:
            if (Key(row.level, row.subject_number), row.original) not in marks:
                session.delete(row)
