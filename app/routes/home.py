from datetime import date, datetime
from typing import NamedTuple

from fastapi import APIRouter, Request
from sqlmodel import Session, col, func, select
from starlette.responses import Response

from app.access.cookies import asking_page
from app.access.places import SignedIn, account_token
from app.clock import in_london
from app.models import Account, Chain, Role, Seat, StandardState, Workshop, WorkshopState
from app.models.ending.hold import holds_of
from app.models.people.account import account_of
from app.models.people.complaint import unanswered
from app.models.people.second_facilitator import ADMINISTRATOR, named_for, seconds_of
from app.models.rounds.preparing import missing
from app.models.workshop.steps import Far, how_far
from app.models.workshop.typed_draft import values_of
from app.rendering import page
from app.rendering.form import Form
from app.running import running

router = APIRouter()
COPIED_FROM = (WorkshopState.DRAFT, WorkshopState.CLOSED, WorkshopState.CONFIRMED)


class Owned(NamedTuple):
    workshop: Workshop
    said: str  # its state, in words
    copies: bool  # whether a copy can be prepared from it by this account
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
def workshops(request: Request, account: SignedIn, council: str = "", state: str = "") -> Response:
    with running(request).store.read() as session:
        mine, named = _mine(session, account), _named(session, account)
        chosen = [one for one in mine if council in ("", one.council) and state in ("", one.state.value)]
        return page(
            request,
            "account/workshops.html",
            account=account,
            owned=[_own(session, workshop) for workshop in chosen],
            named=named,
            councils=sorted({workshop.council for workshop in mine}),
            states=[state for state in WorkshopState if state in {workshop.state for workshop in mine}],
            council=council,
            state=state,
            complained=_complained(session, account),
        )


def _complained(session: Session, account: Account) -> list[tuple[str, str, date]]:
    """Address, whose, and by when the first is to be acknowledged, of what this account answers for."""
    runs = select(Workshop).where(func.coalesce(Workshop.run_by_id, Workshop.owner_id) == account.id)
    titles = {workshop.id: workshop.title for workshop in session.exec(runs)}
    waits = unanswered(session, [*titles, *([None] if account.is_administrator else [])])
    return [
        (f"/workshops/{id_}/complaints", titles[id_], by) if id_ else ("/accounts/complaints", "this service", by)
        for id_, by in waits.items()
    ]


def _mine(session: Session, account: Account) -> list[Workshop]:
    mine = select(Workshop).where(Workshop.owner_id == account.id)
    newest = mine.order_by(col(Workshop.held_on).desc(), col(Workshop.id).desc())
    return [workshop for workshop in session.exec(newest) if not workshop.is_thrown_away]


def _own(session: Session, workshop: Workshop) -> Owned:
    runner = session.get_one(Account, workshop.run_by_id).name if workshop.run_by_id else None
    seconds = seconds_of(session, workshop.id)
    chain = session.get(Chain, workshop.id) if workshop.record_erased_at else None
    by_administrator = [second.name for named, second in seconds if named.named_by == ADMINISTRATOR]
    fingerprint, entries = (chain.fingerprint, chain.length) if chain else ("", 0)
    held_since = next((hold.set_at for hold in holds_of(session, workshop.id)), None)
    copies = workshop.state in COPIED_FROM and not workshop.run_by_id and not workshop.is_rehearsal
    said = _said(session, workshop)
    return Owned(workshop, said, copies, runner, by_administrator, fingerprint, entries, held_since)


def _said(session: Session, workshop: Workshop) -> str:
    """Its state in words, with what is most asked about it."""
    name = f"{workshop.state.value[0].upper()}{workshop.state.value[1:]}"
    if workshop.state is WorkshopState.DRAFT:
        far = how_far(missing(session, values_of(workshop)))
        return f"{name}: {sum(one is Far.DONE for one in far.values())} of {len(far)} steps"
    if workshop.goes_on:
        return f"{name}: {_doing(workshop)}{_here(session, workshop)} here"
    if workshop.takes_comments:
        ends = in_london(workshop.comments_end_at)
        return f"{name}: comments until {ends.day} {ends:%B}"
    return name


def _doing(workshop: Workshop) -> str:
    states = {standard.state for standard in workshop.standards}
    if StandardState.OPEN in states:
        return "rating, "
    return "talking, " if StandardState.REVEALED in states else ""


def _here(session: Session, workshop: Workshop) -> int:
    """Seats in use: neither removed nor still waiting at the door."""
    seated = (
        select(func.count())
        .select_from(Seat)
        .where(
            Seat.workshop_id == workshop.id,
            Seat.role == Role.PARTICIPANT,
            col(Seat.removed_at).is_(None),
            col(Seat.admitted_at).is_not(None),
        )
    )
    return session.exec(seated).one()


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
