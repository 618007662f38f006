"""Who sits where: from cookies to a place in one workshop. The one place authority comes from.

A browser may hold several places (a facilitator who also tries a phone); an act uses the one that allows it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Path
from sqlmodel import Session
from starlette.requests import HTTPConnection

from app.access.rights import (
    NEVER_OF_A_REHEARSAL,
    OF_A_WAITING_SEAT,
    REHEARSED,
    RIGHTS,
    THROWN_AWAY,
    allows,
    refusal,
)
from app.errors import NotFound, NotYours
from app.errors.places import (
    NotNow,
    NotUnderThisAccount,
    ReturnLinkGone,
    SeatGone,
    SignInFirst,
    StillWaiting,
    TakenOver,
)
from app.models import Account, Role, Seat, Workshop, WorkshopState
from app.models.people.account import account_of
from app.models.people.gone import how_it_went
from app.models.people.return_link import seat_behind
from app.models.people.seat import actor, seat_of
from app.models.people.second_facilitator import is_known_to
from app.running import running
from app.tokens import hashed

ORDER = (Role.PARTICIPANT, Role.FACILITATOR, Role.SCRIBE, Role.OBSERVER, Role.STAGE, Role.READER)

SCREENS: dict[Role, dict[str, str]] = {
    Role.FACILITATOR: {"come in": ""},
    Role.SCRIBE: {"come in": ""},
    Role.OBSERVER: {"see the stage": "/stage"},
    Role.STAGE: {"see the stage": "/stage"},
    Role.PARTICIPANT: {"see the phone": "/phone"},
    Role.READER: {"see my page": "/phone/mine"},
}


@dataclass(frozen=True)
class Place:
    workshop_id: int
    role: Role
    seat_id: int | None = None
    group_id: int | None = None
    token_hash: str | None = None  # of the cookie: pushes stop when the seat has moved or the account has signed out
    is_waiting: bool = False  # a seat without the facilitator's nod

    def actor(self, session: Session) -> str:
        """As acts are logged: the facilitator, or role and place number, such as "scribe 2"."""
        return actor(session, session.get_one(Seat, self.seat_id)) if self.seat_id else self.role.value


# An address with a number that no row can have is refused like any other that leads nowhere.
Id = Annotated[int, Path(gt=0, lt=2**31)]


def account_cookie(is_https: bool) -> str:
    return "__Host-account" if is_https else "account"


def browser_cookie(is_https: bool) -> str:
    return "__Host-browser" if is_https else "browser"


def account_token(connection: HTTPConnection) -> str | None:
    return connection.cookies.get(account_cookie(running(connection).settings.is_https))


def seat_cookie(workshop_id: int, is_https: bool) -> str:
    return f"{'__Host-' if is_https else ''}seat-{workshop_id}"


def reader_cookie(workshop_id: int, is_https: bool) -> str:
    return f"{'__Host-' if is_https else ''}reader-{workshop_id}"


def places(session: Session, workshop_id: int, cookies: Mapping[str, str], is_https: bool) -> list[Place]:
    """A phone comes before the console, for whoever runs a workshop and tries a phone goes on where they were.

    Any other seat comes after it: a link that was opened by mistake takes nothing from whoever runs the workshop.
    """
    held = list(_held(session, workshop_id, cookies, is_https))
    return sorted(held, key=lambda place: ORDER.index(place.role))


def _held(session: Session, workshop_id: int, cookies: Mapping[str, str], is_https: bool) -> Iterator[Place]:
    token = cookies.get(seat_cookie(workshop_id, is_https))
    if token and (seat := seat_of(session, workshop_id, token)):
        yield Place(workshop_id, seat.role, seat.id, seat.group_id, hashed(token), seat.is_waiting)
    signed_in = cookies.get(account_cookie(is_https))
    account = account_of(session, signed_in)
    workshop = session.get(Workshop, workshop_id)
    if signed_in and account and workshop and workshop.runner_id == account.id:
        yield Place(workshop_id, Role.FACILITATOR, token_hash=hashed(signed_in))
    read_by = cookies.get(reader_cookie(workshop_id, is_https))
    read = seat_behind(session, read_by)
    if read_by and read and read.workshop_id == workshop_id:
        yield Place(workshop_id, Role.READER, read.id, read.group_id, hashed(read_by))


def place_for(act: str, session: Session, workshop_id: int, connection: HTTPConnection) -> Place:
    """The place that allows this act in this state. A stranger learns nothing, not even that the workshop exists."""
    server = running(connection)
    held = places(session, workshop_id, connection.cookies, server.settings.is_https)
    if not held:
        raise _nothing_held(act, session, workshop_id, connection)
    # Whoever runs a workshop may once have opened somebody's return link: they are still told to sign in again.
    if Role.READER not in RIGHTS[act] and all(place.role is Role.READER for place in held):
        lost = _nothing_held(act, session, workshop_id, connection)
        if isinstance(lost, SignInFirst | TakenOver | SeatGone):
            raise lost
    # Whoever also holds a phone in this browser goes on where they were.
    if connection.query_params.get("from") == "console":
        held.sort(key=lambda place: place.role not in RIGHTS["see the console"])
    workshop = session.get_one(Workshop, workshop_id)
    rule, grants = workshop.attribution_rule, workshop.grants
    if workshop.is_rehearsal and workshop.state is WorkshopState.ERASED:
        raise NotNow(THROWN_AWAY)
    if workshop.is_rehearsal and act in NEVER_OF_A_REHEARSAL:
        raise NotNow(REHEARSED)
    allowed = [place for place in held if allows(act, place.role, workshop.state, rule, grants)]
    for place in allowed:
        if act in OF_A_WAITING_SEAT or not place.is_waiting:
            if place.role is Role.FACILITATOR and place.token_hash:
                server.seen.note(place.token_hash)
            return place
    if allowed:
        raise StillWaiting(workshop_id)
    refused = refusal(act, [place.role for place in held], workshop.state, _since(workshop))
    refused.leads_to = _screen_of(held[0], workshop)
    raise refused


def _since(workshop: Workshop) -> datetime | None:
    """When it came to the state that it is in, where that is kept."""
    ended = {WorkshopState.CLOSED: workshop.closed_at, WorkshopState.CONFIRMED: workshop.confirmed_at}
    return ended.get(workshop.state)


def _screen_of(place: Place, workshop: Workshop) -> str:
    """Where this place may still go on; nowhere but help for one whose part has ended."""
    for act, screen in SCREENS.get(place.role, {}).items():
        if allows(act, place.role, workshop.state, workshop.attribution_rule, workshop.grants):
            return f"/workshops/{workshop.id}{screen}"
    return "/help"


def _nothing_held(act: str, session: Session, workshop_id: int, connection: HTTPConnection) -> NotFound | SignInFirst:
    """One sentence for each cause, told from what the browser brings alone, so that a stranger can probe nothing."""
    is_https = running(connection).settings.is_https
    account = account_of(session, account_token(connection))
    signed_in_before = {account_cookie(is_https), browser_cookie(is_https)} & connection.cookies.keys()
    if account is None and signed_in_before and Role.FACILITATOR in RIGHTS[act]:
        return SignInFirst()
    if account and is_known_to(session, workshop_id, account.id):
        return TakenOver()
    if token := connection.cookies.get(seat_cookie(workshop_id, is_https)):
        return how_it_went(session, workshop_id, [hashed(token)]).get(hashed(token)) or SeatGone()
    if reader_cookie(workshop_id, is_https) in connection.cookies:
        return ReturnLinkGone()
    return NotUnderThisAccount() if account else NotFound()


def nothing_there(connection: HTTPConnection) -> NotFound:
    """An address that cannot be meant is refused like any other that leads nowhere."""
    with running(connection).store.read() as session:
        return NotUnderThisAccount() if account_of(session, account_token(connection)) else NotFound()


def may(act: str) -> Callable[[HTTPConnection, int], Place]:
    """A route's dependency: `place: Annotated[Place, Depends(may("answer"))]`."""
    assert act in RIGHTS, act

    def check(connection: HTTPConnection, workshop_id: Id) -> Place:
        with running(connection).store.read() as session:
            return place_for(act, session, workshop_id, connection)

    vars(check)["act"] = act  # read by the test of the permission tables
    return check


def signed_in(connection: HTTPConnection) -> Account:
    server = running(connection)
    token = account_token(connection)
    with server.store.read() as session:
        account = account_of(session, token)
    if account is None or token is None:
        raise SignInFirst
    server.seen.note(hashed(token))
    return account


SignedIn = Annotated[Account, Depends(signed_in)]


def administrator(account: SignedIn) -> Account:
    if not account.is_administrator:
        raise NotYours("That is for those who look after the accounts. Ask one of them.")
    return account


Administrator = Annotated[Account, Depends(administrator)]
