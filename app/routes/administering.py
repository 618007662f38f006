"""For administrators: accounts, and the workshops by owner, date and numbers. Nothing of what is said in them."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, NamedTuple

import sqlalchemy as sa
from fastapi import APIRouter, Request
from fastapi import Form as Field
from sqlmodel import Session, col, func, select
from starlette.responses import RedirectResponse, Response

from app.access.places import Administrator, Id
from app.access.reach import public_origin
from app.errors import NotFound, NotYours
from app.log import told
from app.models import Account, LinkPurpose, OneUseLink, Role, Seat, StakeholderGroup, Workshop
from app.models.people.second_facilitator import ADMINISTRATOR, SecondFacilitator, name, run_by
from app.rendering import fragment, page
from app.routes.pressing import OnePress
from app.running import running

router = APIRouter(prefix="/accounts")
NOT_REMOVED = col(Seat.removed_at).is_(None)
TOLD_THE_OWNER = "An administrator has named {} as a second facilitator: they may take over this workshop."


class Occasion(NamedTuple):
    """All that an administrator sees of a workshop: not even whose council it is about."""

    workshop: Workshop
    owner: str
    runner: str
    seconds: list[str]
    seated: int
    expected: int

    @property
    def has_numbers(self) -> bool:
        return self.workshop.goes_on

    def others(self, accounts: Iterable[Account], me: Account) -> list[Account]:
        """Whom an administrator may name for it."""
        return [
            account
            for account in accounts
            if account.id not in (me.id, self.workshop.owner_id) and not account.disabled_at
        ]


@router.get("")
def accounts(request: Request, administrator: Administrator) -> Response:
    with running(request).store.read() as session:
        everybody = session.exec(select(Account).order_by(Account.name)).all()
        occasions = _occasions(session, {account.id: account.name for account in everybody})
    return page(request, "account/accounts.html", me=administrator, accounts=everybody, occasions=occasions)


def _occasions(session: Session, names: dict[int, str]) -> list[Occasion]:
    seated = _by_workshop(session, col(Seat.workshop_id), func.count(), col(Seat.role) == Role.PARTICIPANT, NOT_REMOVED)
    expected = _by_workshop(session, col(StakeholderGroup.workshop_id), func.sum(StakeholderGroup.expected))
    seconds: dict[int, list[str]] = {}
    for named in session.exec(select(SecondFacilitator)):
        seconds.setdefault(named.workshop_id, []).append(names[named.account_id])
    newest = select(Workshop).order_by(col(Workshop.held_on).desc(), col(Workshop.id).desc())
    return [
        Occasion(
            workshop=workshop,
            owner=names[workshop.owner_id],
            runner=names[workshop.runner_id],
            seconds=seconds.get(workshop.id, []),
            seated=seated.get(workshop.id, 0),
            expected=expected.get(workshop.id, 0),
        )
        for workshop in session.exec(newest)
        if not workshop.is_thrown_away
    ]


def _by_workshop(session: Session, workshop: Any, number: Any, *only: Any) -> dict[int, int]:
    return dict(
        tuple(row) for row in session.connection().execute(sa.select(workshop, number).where(*only).group_by(workshop))
    )


@router.post("/links")
async def add(
    request: Request,
    administrator: Administrator,
    press: OnePress,
    is_administrator: Annotated[bool, Field()] = False,
) -> Response:
    purpose = LinkPurpose.SET_UP if is_administrator else LinkPurpose.ACCOUNT
    token = press.token("link")

    def act(session: Session) -> None:
        OneUseLink.make(session, purpose, token=token)

    await running(request).writer.do(None, press.gives(token, act))
    told("set-up link made", account=administrator.id, right="administrator" if is_administrator else "facilitator")
    address = f"{public_origin(request)}/set-up/{token}"
    return page(request, "account/link.html", address=address, purpose=purpose, whose="")


@router.post("/{account_id}/reset")
async def reset_link(request: Request, account_id: Id, administrator: Administrator, press: OnePress) -> Response:
    token = press.token("link")

    def act(session: Session) -> str:
        account = _account(session, account_id)
        account.reset_link(session, token)
        return account.name

    whose = await running(request).writer.do(None, press.gives(token, act))
    told("reset link made", account=account_id, reason=f"by account {administrator.id}")
    address = f"{public_origin(request)}/reset/{token}"
    return page(request, "account/link.html", address=address, purpose=LinkPurpose.RESET, whose=whose)


@router.post("/{account_id}/disable")
async def disable(request: Request, account_id: Id, administrator: Administrator) -> Response:
    def turn(session: Session) -> None:
        _account(session, account_id).disable(session)

    return await _turn(request, account_id, "account disabled", turn)


@router.post("/{account_id}/enable")
async def enable(request: Request, account_id: Id, administrator: Administrator) -> Response:
    def turn(session: Session) -> None:
        _account(session, account_id).enable()

    return await _turn(request, account_id, "account enabled", turn)


async def _turn(request: Request, account_id: int, event: str, turn: Callable[[Session], None]) -> Response:
    def act(session: Session) -> list[int]:
        turn(session)
        return run_by(session, account_id)

    await running(request).look_again(await running(request).writer.do(None, act))
    told(event, account=account_id)
    return RedirectResponse("/accounts", 303)


@router.post("/workshops/{workshop_id}/second-facilitators")
async def name_second(
    request: Request, workshop_id: Id, administrator: Administrator, account: Annotated[int, Field(gt=0, lt=2**31)]
) -> Response:
    """In the owner's absence. It is recorded, and the owner is told at once and on their own pages."""
    if account == administrator.id:
        raise NotYours("Whoever looks after the accounts sees no content, so you cannot name yourself. Name another.")

    def act(session: Session) -> str:
        workshop = session.get(Workshop, workshop_id)
        if workshop is None:
            raise NotFound
        second = _account(session, account)
        name(session, workshop, second, ADMINISTRATOR)
        return second.name

    second = await running(request).writer.do(workshop_id, act)
    told("second facilitator named", workshop=workshop_id, account=account, role=ADMINISTRATOR)
    notice = fragment("live/_notice.html", sentence=TOLD_THE_OWNER.format(second))
    running(request).rooms.say_to_facilitators(workshop_id, {"notice": notice})
    return RedirectResponse("/accounts", 303)


def _account(session: Session, account_id: int) -> Account:
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound
    return account
