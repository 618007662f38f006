"""What was done, in order, never changed: acts and versions, never a seat beside a value.

Each is an entry of the workshop's chain, with what it fixed: a position as it was settled, the rows of a reveal.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from app.clock import now
from app.models.columns import Moment
from app.models.workshop import chain
from app.models.workshop.chain import Chain, chain_of

# What an act may be told to be about. A list of what is allowed, so that whatever an event learns to carry stays in.
TOLD = ("standard", "standards", "domain", "overall", "version", "state", "rule", "role")
ACT, ABOUT, DETAILS = "act", "about", "details"  # parts of every entry; the last is erased with the seats
SNAPSHOT = "snapshot"  # of a reveal, as it was frozen
UNTOLD = (DETAILS, SNAPSHOT)  # parts that never leave the server, nor what could show what they are
# Held back or not stands beside a dissent. As acts these would tell of one that is for the facilitator alone, or that
# its writer changed or took back, and an entry without words would tell it too: they have no place in the chain.
OUTSIDE = frozenset({"held back a dissent", "let a dissent stand"})
BEGAN = "began the chain"
FIXED_WHOLE = "record:"  # begins the names of parts that fix the whole record, which is kept elsewhere
FIXED_WORDS = "words:"  # likewise, of the record with its numbers left out
FIXED = (FIXED_WHOLE, FIXED_WORDS)
FIXED_SAID = ":said"  # ends those of what people said of a subject's words, and may say otherwise


class Event(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("workshop_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    at: datetime = Field(default_factory=now, sa_type=Moment)
    by: str  # role and place number, not the person: "scribe 2"; of a participant the role alone
    act: str
    about: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    number: int | None = None  # in the chain, from 1; None for what has no place in it
    holds: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # by part, what this act fixed
    salts: dict[str, str] = Field(default_factory=dict, sa_type=JSON)  # by part; gone with what was erased
    commitments: dict[str, str] = Field(default_factory=dict, sa_type=JSON)  # by part, for good
    link: str = ""

    @property
    def about_told(self) -> dict[str, Any]:
        """The reason of a reopening is told; the reason of a move speaks of a person."""
        names = (*TOLD, "reason") if self.act == "reopened" else TOLD
        return {name: self.about[name] for name in names if name in self.about}

    def parts_in(self, mark: str) -> dict[str, Any]:
        """Everything that is committed to and kept here, as far as it is still here. An entry says where it belongs."""
        details = {name: value for name, value in self.about.items() if name not in self.about_told}
        act = {"at": self.at, "by": self.by, "act": self.act, "chain": mark, "number": self.number}
        own = {ACT: act, ABOUT: self.about_told, DETAILS: details}
        return {name: content for name, content in {**own, **self.holds}.items() if content}

    def join(self, chain_: Chain, elsewhere: Mapping[str, Any]) -> None:
        """Becomes the newest entry."""
        self.number = chain_.length + 1
        parts = {**self.parts_in(chain_.mark), **elsewhere}
        self.salts = {name: chain.new_salt() for name in parts}
        self.commitments = {name: chain.commitment(self.salts[name], content) for name, content in parts.items()}
        self.link = chain.link(chain_.mark, self.number, chain_.head, self.commitments)
        chain_.length, chain_.head = self.number, self.link

    def erase(self, *names: str) -> None:
        """These parts go, and with them what could still show what they were. The chain stays whole."""
        kept = self.about_told if DETAILS in names else self.about
        self.about = {} if ABOUT in names else kept
        self.holds = {name: content for name, content in self.holds.items() if name not in names}
        self.salts = {name: salt for name, salt in self.salts.items() if name not in names}


def role_of(by: str) -> str:
    """ "scribe 2" -> "scribe", for what is told to more people than the log is."""
    return by.rstrip("0123456789").rstrip()


def record(
    session: Session,
    workshop_id: int,
    by: str,
    act: str,
    holds: Mapping[str, Any] | None = None,
    elsewhere: Mapping[str, Any] | None = None,
    /,
    **about: Any,
) -> Event:
    """`holds`: by part, what this act fixed, as plain JSON; a part is there for good, or is erased as a whole.

    `elsewhere`: likewise, of what is kept in a place of its own, and not here a second time.
    """
    event = Event(workshop_id=workshop_id, by=by, act=act, about=about, holds=dict(holds or {}))
    if act not in OUTSIDE:
        event.join(_begun(session, workshop_id), elsewhere or {})
    session.add(event)
    return event


def begin_chains(session: Session) -> None:
    """Of workshops from before there were chains: the first entry says so, and how many acts it came after."""
    begun = select(Chain.workshop_id)
    for workshop_id in session.exec(select(Event.workshop_id).where(col(Event.workshop_id).not_in(begun)).distinct()):
        _begun(session, workshop_id)


def _begun(session: Session, workshop_id: int) -> Chain:
    chain_ = chain_of(session, workshop_id)
    if chain_.length == 0 and (earlier := _acts_told(session, workshop_id)):
        before = {"acts": len(earlier), "told": chain.digest(earlier)}
        event = Event(workshop_id=workshop_id, by="program", act=BEGAN, holds={"before": before})
        event.join(chain_, {})
        session.add(event)
    return chain_


def _acts_told(session: Session, workshop_id: int) -> list[Any]:
    """As every file tells them, so that whoever has one can make their digest."""
    events = session.exec(select(Event).where(Event.workshop_id == workshop_id).order_by(col(Event.id)))
    return [[event.at, event.by, event.act, event.about_told] for event in events if event.act not in OUTSIDE]


def entries_of(session: Session, workshop_id: int) -> list[Event]:
    """The chain of a workshop, oldest first."""
    chained = select(Event).where(Event.workshop_id == workshop_id, col(Event.number).is_not(None))
    return list(session.exec(chained.order_by(col(Event.number))))


def forget_part(session: Session, workshop_id: int, part: str, id_: int) -> None:
    """What earlier entries fixed of something that people changed, or took out: it leaves every file with them."""
    held = col(Event.holds)[part]["id"].as_integer()
    for event in session.exec(select(Event).where(Event.workshop_id == workshop_id, held == id_)):
        event.erase(part)


def forget_fixed(session: Session, workshop_id: int, subject: str | None = None) -> None:
    """What could still show words that the whole record was fixed with: all of it, or what was said of one subject.

    `subject` is its slug. The commitments stay, and the chain with them.
    """
    for event in entries_of(session, workshop_id):
        fixed = [name for name in event.salts if name.startswith(FIXED)]
        gone = [name for name in fixed if subject is None or name in _said_of(subject)]
        if gone:
            event.erase(*gone)


def _said_of(subject: str) -> list[str]:
    return [f"{begins}{subject}{FIXED_SAID}" for begins in FIXED]


def newest_moment(session: Session) -> datetime | None:
    """At which anything was done in any workshop."""
    newest = session.exec(select(Event).order_by(col(Event.at).desc()).limit(1)).first()
    return newest.at if newest else None
