"""What somebody says is wrong in how data about them was used, and what became of it.

The law asks for it since June 2026 (Data Protection Act 2018, section 164A): a form, an acknowledgement within 30 days,
what has been found out on the way, and the outcome, without delay. A row leads to nobody but by what its writer says of
themselves: no seat, no group, no hour. Its number is drawn, and it is told from the day after, or a list that grows
beside a phone that is in use would name its writer.
"""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Field, Session, SQLModel, col, delete, func, select

from app.clock import now, today
from app.errors import Incomplete, NotFound, Refusal
from app.models.columns import Moment
from app.models.texts import cleaned, must_be_shorter
from app.models.workshop.state import WorkshopState
from app.models.workshop.workshop import Workshop
from app.tokens import hashed, random_code, typed_code

# The last of 30 days, of which the first is the day on which it came: the narrower way of counting them.
ACKNOWLEDGED_WITHIN = timedelta(days=29)
LONGEST = 4000
LONGEST_REACH = 200
MOST = 5000  # of the service: beyond it somebody floods
KEPT_FOR = timedelta(days=365)  # from the outcome, where no workshop's dates say when it goes
FULL = "Not taken: more complaints are here than anybody could have meant. Use the contact in your workshop’s notice."


class Complaint(SQLModel, table=True):
    id: int = Field(default_factory=lambda: secrets.randbelow(2**31 - 1) + 1, primary_key=True)
    workshop_id: int | None = Field(default=None, foreign_key="workshop.id", index=True, ondelete="CASCADE")
    token_hash: str = Field(unique=True)  # of the address at which its writer follows it
    reference: str = Field(default_factory=lambda: random_code(6))  # to be said aloud; it opens nothing
    text: str
    reach: str = ""  # how its writer wants to be told, if they said
    occasion: str = ""  # the code as it was typed, where it is no workshop's here
    received_on: date = Field(default_factory=today)
    acknowledged_at: datetime | None = Field(default=None, sa_type=Moment)
    progress: str = ""
    outcome: str = ""
    outcome_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def acknowledge_by(self) -> date:
        return self.received_on + ACKNOWLEDGED_WITHIN

    @property
    def is_late(self) -> bool:
        return self.acknowledged_at is None and self.outcome_at is None and today() > self.acknowledge_by

    def acknowledge(self, progress: str = "") -> None:
        """Its date is the first one's; afterwards how far it is may be told again. Asking twice is safe."""
        must_be_shorter("progress", progress, LONGEST)
        if self.outcome_at:
            raise Refusal("Nothing was changed: the outcome of this complaint has been told already.")
        self.acknowledged_at = self.acknowledged_at or now()
        self.progress = cleaned(progress) or self.progress

    def tell(self, outcome: str) -> None:
        """For good: its writer may have read it. The same words twice are one outcome."""
        must_be_shorter("outcome", outcome, LONGEST)
        if not cleaned(outcome):
            raise Incomplete({"outcome": "Say what you found, and what you did or will do about it."})
        if self.outcome_at and self.outcome != cleaned(outcome):
            raise Refusal("Nothing was changed: the outcome of this complaint has been told already.")
        self.outcome, self.outcome_at = cleaned(outcome), self.outcome_at or now()
        self.acknowledged_at = self.acknowledged_at or self.outcome_at


def complain(session: Session, code: str, text: str, reach: str, token: str) -> None:
    """Taken whatever the code is: whoever types one learns nothing from the answer, and nobody is turned away."""
    must_be_shorter("text", text, LONGEST)
    must_be_shorter("reach", reach, LONGEST_REACH)
    if not cleaned(text):
        raise Incomplete({"text": "Say what went wrong with data about you."})
    if session.exec(select(func.count()).select_from(Complaint)).one() >= MOST:
        raise Refusal(FULL)
    workshop = _meant(session, code)
    forget_answered(session)
    session.add(
        Complaint(
            workshop_id=workshop.id if workshop else None,
            token_hash=hashed(token),
            text=cleaned(text),
            reach=cleaned(reach),
            occasion="" if workshop else cleaned(code)[:LONGEST_REACH],
        )
    )


def _meant(session: Session, code: str) -> Workshop | None:
    """Its door may be locked, and it may be over. A rehearsal is thrown away, and a complaint would go with it."""
    if not typed_code(code):
        return None
    found = select(Workshop).where(Workshop.join_code == typed_code(code), Workshop.state != WorkshopState.ERASED)
    return session.exec(found.where(col(Workshop.is_rehearsal).is_(False))).first()


def forget_answered(session: Session) -> None:
    """Of what belongs to a workshop its dates say when it goes, and a hold whether."""
    old = col(Complaint.outcome_at) < now() - KEPT_FOR
    session.exec(delete(Complaint).where(col(Complaint.workshop_id).is_(None), old))


def complaints_about(session: Session, workshop_id: int | None) -> Sequence[Complaint]:
    """Told from the day after they came. None: those that name no workshop of this service."""
    come = select(Complaint).where(Complaint.workshop_id == workshop_id, col(Complaint.received_on) < today())
    return session.exec(come.order_by(col(Complaint.received_on), col(Complaint.id))).all()


def unanswered(session: Session, workshop_ids: Sequence[int | None]) -> dict[int | None, date]:
    """Where one is told and waits: by when the first is to be acknowledged."""
    waits = select(Complaint).where(col(Complaint.outcome_at).is_(None), col(Complaint.received_on) < today())
    rows = session.exec(waits.order_by(col(Complaint.received_on).desc()))
    return {row.workshop_id: row.acknowledge_by for row in rows if row.workshop_id in workshop_ids}


def complaint_of(session: Session, workshop_id: int | None, complaint_id: int) -> Complaint:
    complaint = session.get(Complaint, complaint_id)
    if complaint is None or complaint.workshop_id != workshop_id or complaint.received_on >= today():
        raise NotFound
    return complaint


def complaint_behind(session: Session, token: str) -> Complaint:
    complaint = session.exec(select(Complaint).where(Complaint.token_hash == hashed(token))).first()
    if complaint is None:
        raise NotFound(
            "There is no complaint at this address. Check that all of it was copied. A complaint is erased with the "
            "record of its workshop, on the day that its notice names."
        )
    return complaint
