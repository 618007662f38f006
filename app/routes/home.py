from datetime import date, datetime
from typing import NamedTuple

from fastapi import APIRouter, Request
from sqlmodel import Session, col, func, select
from starlette.responses import Response

from app.access.cookies import asking_page
from app.access.places import SignedIn, account_token
from app.models import Account, Chain, Workshop
from app.models.ending.hold import holds_of
from app.models.people.account import account_of
from app.models.people.complaint import unanswered
from app.models.people.second_facilitator import ADMINISTRATOR, named_for, seconds_of
from app.rendering import Form, page
from app.running import running

router = APIRouter()


class Owned(NamedTuple):
    workshop: Workshop
    taken_over_by: str | None
    named_by_administrator: list[str]  # the owner did not do it, so the owner is told
    fingerprint: str  # of what was erased, with the next; empty before
    entries: int
    held_since: datetime | None  # nothing is erased until the hold is lifted


class Named(NamedTuple):
    """What may be known of a workshop before it is taken over: which it is, and whose."""

    workshop: Workshop
    owner: str
    runner: str
    is_mine_now: bool


@router.get("/")
def home(request: Request) -> Response:
    with running(request).store.read() as session:
        account = account_of(session, account_token(request))
    return asking_page(request, "join/code.html", form=Form(), account=account)


@router.get("/workshops")
def workshops(request: Request, account: SignedIn) -> Response:
    with running(request).store.read() as session:
        owned, named = _owned(session, account), _named(session, account)
        complained = _complained(session, account)
    return page(request, "account/workshops.html", account=account, owned=owned, named=named, complained=complained)


def _complained(session: Session, account: Account) -> list[tuple[str, str, date]]:
    """Address, whose, and by when the first is to be acknowledged, of what this account answers for."""
    runs = select(Workshop).where(func.coalesce(Workshop.run_by_id, Workshop.owner_id) == account.id)
    titles = {workshop.id: workshop.title for workshop in session.exec(runs)}
    waits = unanswered(session, [*titles, *([None] if account.is_administrator else [])])
    return [
        (f"/workshops/{id_}/complaints", titles[id_], by) if id_ else ("/accounts/complaints", "this service", by)
        for id_, by in waits.items()
    ]


def _owned(session: Session, account: Account) -> list[Owned]:
    mine = session.exec(
        select(Workshop)
        .where(Workshop.owner_id == account.id)
        .order_by(col(Workshop.held_on).desc(), col(Workshop.id).desc())
    )
    return [_own(session, workshop) for workshop in mine if not workshop.is_thrown_away]


def _own(session: Session, workshop: Workshop) -> Owned:
    runner = session.get_one(Account, workshop.run_by_id).name if workshop.run_by_id else None
    seconds = seconds_of(session, workshop.id)
    chain = session.get(Chain, workshop.id) if workshop.record_erased_at else None
    by_administrator = [second.name for named, second in seconds if named.named_by == ADMINISTRATOR]
    fingerprint, entries = (chain.fingerprint, chain.length) if chain else ("", 0)
    held_since = next((hold.set_at for hold in holds_of(session, workshop.id)), None)
    return Owned(workshop, runner, by_administrator, fingerprint, entries, held_since)


def _named(session: Session, account: Account) -> list[Named]:
    return [
        Named(
            workshop,
            session.get_one(Account, workshop.owner_id).name,
            session.get_one(Account, workshop.runner_id).name,
            workshop.run_by_id == account.id,
        )
        for workshop in named_for(session, account.id)
    ]
