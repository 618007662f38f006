"""One proven place in a workshop. Who holds the cookie sits here; nothing else says who anybody is."""

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, func
from sqlmodel import Field, Relationship, Session, SQLModel, and_, col, or_, select

from app.clock import now
from app.errors import Incomplete, Refusal
from app.errors.places import DoorCrowded, StillWaiting
from app.models.columns import Moment, words
from app.models.people.one_use_link import LinkPurpose, OneUseLink
from app.models.texts import clean_label
from app.models.workshop.choices import Door
from app.models.workshop.event import record, role_of
from app.models.workshop.group import StakeholderGroup
from app.models.workshop.workshop import Workshop
from app.tokens import derived_token, hashed, new_token

WAITING_ABOVE_PLAN = 100  # seats that may wait, beyond as many as are planned: a whole room may come late
KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


class Role(StrEnum):
    FACILITATOR = "facilitator"  # by account, never by seat
    SCRIBE = "scribe"
    OBSERVER = "observer"
    STAGE = "stage"
    PARTICIPANT = "participant"
    READER = "reader"  # of one participant's own page, by a return link, never by seat


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
    admitted_at: datetime | None = Field(default=None, sa_type=Moment)  # None: a waiting seat, counted nowhere
    notice_read_at: datetime | None = Field(default=None, sa_type=Moment)
    may_show_group: bool | None = None  # None: not answered, which means pooled
    rejoined_at: datetime | None = Field(default=None, sa_type=Moment)
    removed_at: datetime | None = Field(default=None, sa_type=Moment)
    next_group_id: int | None = Field(default=None, foreign_key="stakeholder_group.id", ondelete="SET NULL")
    # Words that help: what is said to a browser whose cookie leads here no longer.
    removed_by: str = ""  # a role
    left_hash: str | None = None  # of the cookie of the phone that the seat was on before

    # On the phone: the sitting in which this person needs more time, and whether they have practised.
    more_time_in: int | None = None
    has_practised: bool = False

    group: StakeholderGroup | None = Relationship(sa_relationship_kwargs={"foreign_keys": "Seat.group_id"})
    next_group: StakeholderGroup | None = Relationship(sa_relationship_kwargs={"foreign_keys": "Seat.next_group_id"})

    @property
    def at_this_phone(self) -> str:
        """Names what a phone keeps by itself for this seat: nobody else's after a rejoin, and no way to the seat."""
        return derived_token(self.token_hash, "kept")

    @property
    def is_waiting(self) -> bool:
        return self.admitted_at is None

    @property
    def group_name(self) -> str:
        return self.group.name if self.group else ""

    def read_notice(self, *, may_show_group: bool | None) -> None:
        self.notice_read_at = self.notice_read_at or now()
        self.choose(may_show_group=may_show_group)

    def choose(self, *, may_show_group: bool | None) -> None:
        """Each person's own choice; every reveal freezes what stands at that moment."""
        if may_show_group is not None:
            if self.is_waiting:
                raise StillWaiting(self.workshop_id)
            self.may_show_group = may_show_group

    def nod(self, session: Session, by: str) -> None:
        """The facilitator's yes to a waiting seat. It counts from now on."""
        self._must_still_be_held()
        session.get_one(Workshop, self.workshop_id).must_go_on()
        if self.is_waiting:
            self.admitted_at = now()
            record(session, self.workshop_id, by, "let in a waiting seat", group=self.group_name)

    def remove(self, session: Session, by: str) -> None:
        """The seat's holder is out and its answers leave rounds that are not revealed yet; frozen ones stay."""
        if self.removed_at is None:
            self.removed_at, self.removed_by = now(), role_of(by)
            act = "turned away a waiting seat" if self.is_waiting else "removed a seat"
            record(session, self.workshop_id, by, act, group=self.group_name)

    def rejoin_code(self, session: Session, by: str, code: str | None = None) -> str:
        """An older code for this seat ends here: a forgotten one must not move the seat a second time."""
        self._must_still_be_held()
        older = select(OneUseLink).where(OneUseLink.seat_id == self.id, OneUseLink.used_at == None)
        for link in session.exec(older.where(OneUseLink.ended_at == None)):
            link.ended_at = now()
        record(session, self.workshop_id, by, "made a rejoin code", group=self.group_name)
        return OneUseLink.make(session, LinkPurpose.REJOIN, self.workshop_id, self.id, made_by=by, token=code)

    def _must_still_be_held(self) -> None:
        if self.removed_at:
            raise Refusal("This seat has been removed. The person can join again with the workshop’s code.")


def take_seat(session: Session, workshop: Workshop, group_id: int, label: str, key: str = "") -> str:
    """A new participant's place, or a waiting seat. Returns the token for the cookie.

    `key` is of the form that asks: sent twice, also at once, it finds the seat that it took the first time.
    """
    group = session.get(StakeholderGroup, group_id)
    if group is None or group.workshop_id != workshop.id:
        raise Incomplete({"group": "Choose which voice you bring today."})
    token = _token_for(session, workshop.id, key)
    if session.exec(select(Seat.id).where(Seat.token_hash == hashed(token))).first() is not None:
        return token
    clean = clean_label(label) if group.asks_for_label else ""
    seat = Seat(workshop_id=workshop.id, group_id=group.id, label=clean, token_hash=hashed(token))
    if is_admitted_at_once(session, workshop, group):
        seat.admitted_at = seat.joined_at
    else:
        must_hold_another(session, workshop)
    session.add(seat)
    return token


def _token_for(session: Session, workshop_id: int, key: str) -> str:
    """Made from the form's key, so that its second sending gets the same cookie; a fresh one without a good key."""
    if not KEY.fullmatch(key):
        return new_token()
    token = derived_token("seat", str(workshop_id), key)
    taken = session.exec(select(Seat).where(Seat.token_hash == hashed(token))).first()
    return new_token() if taken and taken.removed_at else token


def is_admitted_at_once(session: Session, workshop: Workshop, group: StakeholderGroup) -> bool:
    if workshop.admits_everybody:
        return True
    return workshop.door is Door.OPEN and seated(session, workshop.id).get(group.id, 0) < group.expected


def must_hold_another(session: Session, workshop: Workshop) -> None:
    """The queue at the door is bounded, for whoever has the code can make it as long as they like."""
    if len(waiting_seats(session, workshop.id)) >= most_waiting(workshop.planned):
        raise DoorCrowded


def most_waiting(planned: int) -> int:
    return planned + WAITING_ABOVE_PLAN


def take_place(session: Session, workshop_id: int, role: Role, token: str | None = None) -> str:
    """A scribe's, an observer's or the stage's place, by a one-use link. Returns the token for the cookie."""
    token = token or new_token()
    session.add(Seat(workshop_id=workshop_id, role=role, token_hash=hashed(token), admitted_at=now()))
    return token


BY_TOKEN = select(Seat).where(
    Seat.token_hash == bindparam("token_hash"), Seat.workshop_id == bindparam("workshop_id")
)  # built once: with every page and every socket it would cost as much as the reading


def seat_of(session: Session, workshop_id: int, token: str | None) -> Seat | None:
    if not token:
        return None
    held = {"token_hash": hashed(token), "workshop_id": workshop_id}
    seat = session.exec(BY_TOKEN, params=held).first()
    return seat if seat and seat.removed_at is None else None


def seats_that_were(session: Session, workshop_id: int, token_hashes: Iterable[str]) -> list[Seat]:
    """Whose cookies these were: of seats that were freed, or went on on another phone. Told to their holders alone."""
    hashes = list(token_hashes)
    freed = and_(col(Seat.token_hash).in_(hashes), col(Seat.removed_at).is_not(None))
    was_theirs = or_(freed, col(Seat.left_hash).in_(hashes))
    return list(session.exec(select(Seat).where(Seat.workshop_id == workshop_id, was_theirs)))


def seated(session: Session, workshop_id: int) -> dict[int, int]:
    """How many participants sit in each group, by group id. A waiting seat is none of them."""
    rows = session.exec(
        select(Seat.group_id, func.count())
        .where(Seat.workshop_id == workshop_id, Seat.role == Role.PARTICIPANT, Seat.removed_at == None)
        .where(Seat.admitted_at != None)
        .group_by(col(Seat.group_id))
    )
    return {group_id: count for group_id, count in rows if group_id is not None}


def waiting_seats(session: Session, workshop_id: int) -> list[Seat]:
    waiting = select(Seat).where(Seat.workshop_id == workshop_id, Seat.admitted_at == None, Seat.removed_at == None)
    return list(session.exec(waiting.order_by(col(Seat.id))))


def actor(session: Session, seat: Seat) -> str:
    """Role and place number, as events and the list of codes name whoever acted: "scribe 2".

    Of a participant the role alone: a number beside an act would tell which phone it came from.
    """
    if seat.role is Role.PARTICIPANT:
        return seat.role.value
    before = select(func.count()).where(
        Seat.workshop_id == seat.workshop_id, Seat.role == seat.role, col(Seat.id) <= seat.id
    )
    return f"{seat.role.value} {session.exec(before).one()}"
