"""One proven place in a workshop. Who holds the cookie sits here; nothing else says who anybody is."""

import unicodedata
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import Field, Relationship, Session, SQLModel, col, select

from app.errors import Incomplete, NotYours, Refusal
from app.models.columns import Moment, hashed, new_token, now, words
from app.models.event import record
from app.models.one_use_link import LinkPurpose, OneUseLink, typed_code
from app.models.workshop import SMALL, AttributionRule, StakeholderGroup, Workshop

LONGEST_LABEL = 40


class Role(StrEnum):
    FACILITATOR = "facilitator"  # by account, never by seat
    SCRIBE = "scribe"
    OBSERVER = "observer"
    STAGE = "stage"
    PARTICIPANT = "participant"


class SeatKind(StrEnum):
    OWN = "own"
    ASSISTED = "assisted"
    TABLE = "table"


class Seat(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    group_id: int | None = Field(default=None, foreign_key="stakeholder_group.id", index=True, ondelete="CASCADE")
    role: Role = Field(default=Role.PARTICIPANT, sa_type=words(Role))
    kind: SeatKind = Field(default=SeatKind.OWN, sa_type=words(SeatKind))
    label: str = ""
    token_hash: str = Field(unique=True)
    joined_at: datetime = Field(default_factory=now, sa_type=Moment)
    notice_read_at: datetime | None = Field(default=None, sa_type=Moment)
    may_show_group: bool | None = None  # None: not answered, which means pooled
    rejoined_at: datetime | None = Field(default=None, sa_type=Moment)
    removed_at: datetime | None = Field(default=None, sa_type=Moment)

    group: StakeholderGroup | None = Relationship()

    def read_notice(self, *, may_show_group: bool | None) -> None:
        self.notice_read_at = self.notice_read_at or now()
        self.choose(may_show_group=may_show_group)

    def choose(self, *, may_show_group: bool | None) -> None:
        """Each person's own choice; every reveal freezes what stands at that moment."""
        if may_show_group is not None:
            self.may_show_group = may_show_group

    def rejoin_code(self, session: Session) -> str:
        if self.removed_at:
            raise Refusal("This seat has been removed. The person can join again with the workshop’s code.")
        record(
            session, self.workshop_id, "facilitator", "made a rejoin code", group=self.group.name if self.group else ""
        )
        return OneUseLink.make(session, LinkPurpose.REJOIN, self.workshop_id, self.id)

    def remove(self, session: Session) -> None:
        """The seat's holder is out and its answers leave rounds that are not revealed yet; frozen ones stay."""
        if self.removed_at is None:
            self.removed_at = now()
            record(
                session, self.workshop_id, "facilitator", "removed a seat", group=self.group.name if self.group else ""
            )


def take_seat(session: Session, workshop: Workshop, group_id: int, label: str) -> str:
    """A new participant's place. Returns the token for the cookie."""
    group = session.get(StakeholderGroup, group_id)
    if group is None or group.workshop_id != workshop.id:
        raise Incomplete({"group": "Choose which voice you bring today."})
    token = new_token()
    clean = clean_label(label) if group.asks_for_label else ""
    session.add(Seat(workshop_id=workshop.id, group_id=group.id, label=clean, token_hash=hashed(token)))
    return token


def take_place(session: Session, workshop_id: int, role: Role) -> str:
    """A scribe's, an observer's or the stage's place, by a one-use link. Returns the token for the cookie."""
    token = new_token()
    session.add(Seat(workshop_id=workshop_id, role=role, token_hash=hashed(token)))
    return token


def rejoin(session: Session, typed: str) -> tuple[int, str]:
    """Moves a seat to the phone that types its code: (workshop, new token). The old phone's cookie ends here."""
    link = OneUseLink.use(session, typed_code(typed), LinkPurpose.REJOIN)
    seat = session.get_one(Seat, link.seat_id)
    if seat.removed_at:
        raise NotYours("This seat has been removed. Join again with the workshop’s code.")
    token = new_token()
    seat.token_hash = hashed(token)
    seat.rejoined_at = now()
    seat.may_show_group = None  # a choice that only the person may make: asked again on the new phone
    record(
        session,
        seat.workshop_id,
        "participant",
        "moved a seat to a new phone",
        group=seat.group.name if seat.group else "",
    )
    return seat.workshop_id, token


def seat_of(session: Session, workshop_id: int, token: str | None) -> Seat | None:
    if not token:
        return None
    seat = session.exec(select(Seat).where(Seat.token_hash == hashed(token), Seat.workshop_id == workshop_id)).first()
    return seat if seat and seat.removed_at is None else None


def seated(session: Session, workshop_id: int) -> dict[int, int]:
    """How many participants sit in each group, by group id."""
    rows = session.exec(
        select(Seat.group_id, func.count())
        .where(Seat.workshop_id == workshop_id, Seat.role == Role.PARTICIPANT, Seat.removed_at == None)
        .group_by(col(Seat.group_id))
    )
    return {group_id: count for group_id, count in rows if group_id is not None}


def is_asked_for_consent(workshop: Workshop, group: StakeholderGroup, members: int) -> bool:
    """Only under the rule *by group*, and only in a group that is, or was planned to be, under three."""
    return workshop.attribution_rule is AttributionRule.BY_GROUP and (group.expected < SMALL or members < SMALL)


def clean_label(label: str) -> str:
    """NFKC-normalised, one line, without control or direction-changing characters, which could make a name lie."""
    text = " ".join(unicodedata.normalize("NFKC", label).split())
    if any(unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs") for character in text):
        raise Incomplete({"label": "Use plain letters, numbers and spaces in your label."})
    if len(text) > LONGEST_LABEL:
        raise Incomplete({"label": f"Keep your label to {LONGEST_LABEL} characters."})
    return text
