"""Evidence for a standard: what people offer, by group, and what was asked for and is still missing."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, select

from app.clock import now
from app.errors import Incomplete, Refusal
from app.models.columns import Moment, in_workshop, words
from app.models.evidence.offer import Offer, Strength, is_chosen, one_line, title_problem
from app.models.workshop.event import record, role_of
from app.models.workshop.workshop import Workshop
from app.tokens import derived_token

MOST_ITEMS = 200
NO_LONGER_ASKED = "That is no longer asked for under this standard. Choose again, or “Nothing on a list”."


class EvidenceAsked(SQLModel, table=True):
    """Something that facilitator or scribe ask the room for, beside the framework's own minimum list."""

    __tablename__ = "evidence_asked"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    standard: str  # a number
    title: str
    asked_at: datetime = Field(default_factory=now, sa_type=Moment)
    dropped_at: datetime | None = Field(default=None, sa_type=Moment)


class EvidenceItem(SQLModel, table=True):
    """One thing that a group offers as evidence. Whose phone it came from is not kept.

    Its number is drawn at random: the console's page holds it, and must not tell which item came first.
    """

    __tablename__ = "evidence_item"

    id: int = Field(default_factory=lambda: 1 + secrets.randbelow(2**31 - 2), primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    standard: str  # a number
    criterion: str = ""  # a number, or empty
    answers: str = ""  # the number of the list it answers: M1.1 (minimum) or P1.1 (potential); empty for neither
    asked_id: int | None = Field(default=None, foreign_key="evidence_asked.id", ondelete="SET NULL")
    title: str
    link: str = ""
    note: str = ""
    group_id: int | None = Field(default=None, foreign_key="stakeholder_group.id", ondelete="CASCADE")
    told_as: str | None = None  # of an imported workshop, in place of the group: the unit, empty for none
    strength: Strength = Field(sa_type=words(Strength))
    added_by: str  # the role that added it, not the person
    submission_key: str  # made by the page that sent it, the same for every retry
    added_at: datetime = Field(default_factory=now, sa_type=Moment)
    removed_at: datetime | None = Field(default=None, sa_type=Moment)


def offer(
    session: Session, workshop: Workshop, offered: Offer, *, by: str, group_id: int | None, key: str
) -> EvidenceItem:
    """One form sent twice, as by a phone without signal, is one item.

    Known by its key with its words, never by these alone: or copying an item would tell whether it came from one's own
    group. Other words under the same key are another item, for somebody went on writing and pressed again.
    """
    workshop.must_go_on()
    tidy = offered.tidied()
    tidy.must_fit(workshop)
    if group_id is not None and group_id not in [group.id for group in workshop.groups]:
        raise Incomplete({"group": "Choose one of this workshop’s groups, or none."})
    if tidy.asked_id is not None and not _is_asked(session, workshop, tidy.asked_id, tidy.standard):
        raise Incomplete({"answers": NO_LONGER_ASKED})
    columns = {**vars(tidy), "strength": Strength(tidy.strength), "group_id": group_id, "added_by": role_of(by)}
    key = derived_token(key, repr(sorted(columns.items())))
    if twin := _sent_before(session, workshop, key):
        return twin
    if len(items_of(session, workshop.id)) >= MOST_ITEMS:
        raise Refusal(f"There are {MOST_ITEMS} items of evidence already. Ask the facilitator to remove one first.")
    item = EvidenceItem(workshop_id=workshop.id, submission_key=key, **columns)
    session.add(item)
    record(session, workshop.id, by, "offered evidence", standard=item.standard)
    session.flush()
    return item


def remove(session: Session, workshop: Workshop, item_id: int, *, by: str) -> None:
    """Its words go too: what has to go may name somebody."""
    item = in_workshop(session, EvidenceItem, item_id, workshop.id)
    workshop.must_go_on()
    if item.removed_at is None:
        item.removed_at = now()
        item.title = item.link = item.note = ""
        item.group_id = None
        record(session, workshop.id, by, "removed evidence", standard=item.standard)


def ask(session: Session, workshop: Workshop, standard: str, title: str, *, by: str) -> EvidenceAsked:
    """Asking for the same thing twice is asking once."""
    workshop.must_go_on()
    if not is_chosen(workshop, standard):
        raise Incomplete({"standard": "Choose one of this workshop’s standards."})
    if sentence := title_problem(one_line(title)):
        raise Incomplete({"title": sentence})
    wanted = (standard, one_line(title))
    if twin := next(
        (earlier for earlier in asked_of(session, workshop.id) if (earlier.standard, earlier.title) == wanted), None
    ):
        return twin
    asked = EvidenceAsked(workshop_id=workshop.id, standard=standard, title=wanted[1])
    session.add(asked)
    record(session, workshop.id, by, "asked for evidence", standard=standard)
    session.flush()
    return asked


def drop(session: Session, workshop: Workshop, asked_id: int, *, by: str) -> None:
    """No longer asked for; what was offered for it stays."""
    asked = in_workshop(session, EvidenceAsked, asked_id, workshop.id)
    workshop.must_go_on()
    if asked.dropped_at is None:
        asked.dropped_at = now()
        record(session, workshop.id, by, "no longer asked for evidence", standard=asked.standard)


def items_of(session: Session, workshop_id: int, number: str | None = None) -> Sequence[EvidenceItem]:
    """All of a workshop, or of one standard."""
    items = select(EvidenceItem).where(EvidenceItem.workshop_id == workshop_id, EvidenceItem.removed_at == None)
    return session.exec(items if number is None else items.where(EvidenceItem.standard == number)).all()


def asked_of(session: Session, workshop_id: int) -> Sequence[EvidenceAsked]:
    return session.exec(
        select(EvidenceAsked).where(EvidenceAsked.workshop_id == workshop_id, EvidenceAsked.dropped_at == None)
    ).all()


def _sent_before(session: Session, workshop: Workshop, key: str) -> EvidenceItem | None:
    """One that was removed since counts: a late retry must not bring it back."""
    sent = select(EvidenceItem).where(EvidenceItem.workshop_id == workshop.id, EvidenceItem.submission_key == key)
    return session.exec(sent).first()


def _is_asked(session: Session, workshop: Workshop, asked_id: int, standard: str) -> bool:
    return any(asked.id == asked_id and asked.standard == standard for asked in asked_of(session, workshop.id))
