"""Second facilitators: accounts that may take over one workshop, of which one does. The owner stays the owner."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

from app.clock import now
from app.errors import NotFound, Refusal
from app.models.columns import Moment
from app.models.people.account import Account
from app.models.workshop.event import record
from app.models.workshop.workshop import Workshop

OWNER, ADMINISTRATOR, SECOND = "owner", "administrator", "second facilitator"


class SecondFacilitator(SQLModel, table=True):
    __tablename__ = "second_facilitator"

    workshop_id: int = Field(foreign_key="workshop.id", primary_key=True, ondelete="CASCADE")
    account_id: int = Field(foreign_key="account.id", primary_key=True, ondelete="CASCADE")
    named_by: str  # the owner, or an administrator in the owner's absence
    named_at: datetime = Field(default_factory=now, sa_type=Moment)


def name(session: Session, workshop: Workshop, account: Account, by: str) -> None:
    """Asking twice is safe. Naming gives no place and shows nothing; taking over does."""
    account.must_be_enabled()
    if account.id == workshop.owner_id:
        raise Refusal("This is the account of the workshop’s owner, who can run it already. Choose another one.")
    if session.get(SecondFacilitator, (workshop.id, account.id)) is None:
        session.add(SecondFacilitator(workshop_id=workshop.id, account_id=account.id, named_by=by))
        record(session, workshop.id, by, "named a second facilitator", account=account.id)


def withdraw(session: Session, workshop: Workshop, account_id: int) -> None:
    """The owner's alone. Whoever is running the workshop by that name hands it back with it."""
    named = session.get(SecondFacilitator, (workshop.id, account_id))
    if named is None:
        return
    if workshop.run_by_id == account_id:
        take_back(session, workshop)
    session.delete(named)
    record(session, workshop.id, OWNER, "withdrew a second facilitator", account=account_id)


def take_over(session: Session, workshop: Workshop, account: Account) -> None:
    """One at a time: while somebody who was named runs it, only the owner can change that."""
    must_be_named(session, workshop.id, account.id)
    if workshop.run_by_id == account.id:
        return
    workshop.must_go_on()
    if workshop.run_by_id and not session.get_one(Account, workshop.run_by_id).disabled_at:
        raise Refusal("Another second facilitator has taken over already. Only the owner can change that.")
    workshop.run_by_id = account.id
    record(session, workshop.id, SECOND, "took over", account=account.id, facilitator=account.name)


def take_back(session: Session, workshop: Workshop) -> None:
    if workshop.run_by_id is not None:
        workshop.run_by_id = None
        owner = session.get_one(Account, workshop.owner_id)
        record(session, workshop.id, OWNER, "took back", account=owner.id, facilitator=owner.name)


def name_of_runner(session: Session, workshop: Workshop) -> str:
    return session.get_one(Account, workshop.runner_id).name


def must_be_named(session: Session, workshop_id: int, account_id: int) -> None:
    """Who is not named learns nothing, not even that there is such a workshop."""
    if session.get(SecondFacilitator, (workshop_id, account_id)) is None:
        raise NotFound


def is_known_to(session: Session, workshop_id: int, account_id: int) -> bool:
    """To its owner, and to whoever was named for it: whoever runs it now, they may know that it is there."""
    workshop = session.get(Workshop, workshop_id)
    return workshop is not None and (
        workshop.owner_id == account_id or session.get(SecondFacilitator, (workshop_id, account_id)) is not None
    )


def seconds_of(session: Session, workshop_id: int) -> list[tuple[SecondFacilitator, Account]]:
    named = select(SecondFacilitator, Account).join(Account, col(Account.id) == SecondFacilitator.account_id)
    return list(session.exec(named.where(SecondFacilitator.workshop_id == workshop_id).order_by(col(Account.name))))


def named_for(session: Session, account_id: int) -> list[Workshop]:
    """Workshops that this account may take over, or has taken over."""
    named = select(Workshop).join(SecondFacilitator, col(SecondFacilitator.workshop_id) == Workshop.id)
    mine = named.where(SecondFacilitator.account_id == account_id)
    return list(session.exec(mine.order_by(col(Workshop.held_on).desc(), col(Workshop.id).desc())))


def run_by(session: Session, account_id: int) -> list[int]:
    """The workshops in which this account has the facilitator's place: those whose screens must hear when it goes."""
    owns = (col(Workshop.owner_id) == account_id) & col(Workshop.run_by_id).is_(None)
    return list(session.exec(select(Workshop.id).where(owns | (col(Workshop.run_by_id) == account_id))))
