"""Which screens must go, and in which words: a seat that moved, a sign-in that ended, a workshop somebody else runs."""

from collections.abc import Iterable

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from app.access.places import Place
from app.clock import in_london, now
from app.models import Account, Event, Role, Seat, SignIn, Workshop
from app.models.people.gone import how_it_went
from app.models.people.second_facilitator import name_of_runner
from app.models.people.sign_in import still_there
from app.models.prepared import Prepared
from app.rendering.spoken import clock

SEAT_MOVED = (
    "This seat is now held on another phone, or was removed. What was recorded stands. "
    "If that was not you, tell the facilitator and join again with the code."
)
SEATS_ERASED = (
    "The seats of this workshop were erased, {}, so nothing more arrives here. What was agreed stands in its record."
)
RECORD_ERASED = "This workshop was erased, {}, so nothing more arrives here."
BY_ITS_DATE = "as its notice said"
BEFORE_ITS_DATE = "before the day that its notice named"
SIGNED_OUT = (
    "The sign-in of this browser has ended, so nothing more arrives here. What was recorded stands. "
    "Sign in again to go on."
)
TAKEN_OVER = (
    "{} runs this workshop now, since {}. This page may read no more of it. What was recorded stands. "
    "Copy what you have typed and not saved; “Your workshops” says what you can do."
)
# Whose each is. An open screen is never idle, so only an end that was set counts.
SIGNED_IN = Prepared(
    select(SignIn.token_hash, SignIn.account_id)
    .join(Account, col(Account.id) == SignIn.account_id)
    .where(still_there(bindparam("at")), col(Account.disabled_at).is_(None))
)
RUNNER = Prepared(
    select(func.coalesce(Workshop.run_by_id, Workshop.owner_id)).where(Workshop.id == bindparam("workshop_id"))
)


def leaving(session: Session, workshop_id: int, places: Iterable[Place]) -> dict[str, str]:
    """Hash of a cookie -> the sentence for its screens, for those that were good when their socket opened only."""
    roles = {place.token_hash: place.role for place in places if place.token_hash}
    by_account = {token for token, role in roles.items() if role is Role.FACILITATOR}
    by_seat = roles.keys() - by_account
    sentences = _no_more_running(session, workshop_id, by_account) if by_account else {}
    return sentences | _moved(session, workshop_id, by_seat) if by_seat else sentences


def _no_more_running(session: Session, workshop_id: int, tokens: set[str]) -> dict[str, str]:
    """Read for each answer that a console hears of: the workshop itself only where somebody must go."""
    connection = session.connection()
    signed_in = dict(SIGNED_IN.all(connection, {"at": now()}))
    row = RUNNER.first(connection, {"workshop_id": workshop_id})
    gone = [token for token in tokens if row is None or signed_in.get(token) != row[0]]
    if not gone:
        return {}
    workshop = session.get_one(Workshop, workshop_id)
    return {token: taken_over(session, workshop) if token in signed_in else SIGNED_OUT for token in gone}


def _moved(session: Session, workshop_id: int, tokens: set[str]) -> dict[str, str]:
    held = select(Seat.token_hash).where(Seat.workshop_id == workshop_id, col(Seat.removed_at).is_(None))
    moved = tokens - set(session.exec(held).all())
    if not moved:
        return {}
    known = {token: str(gone) for token, gone in how_it_went(session, workshop_id, list(moved)).items()}
    workshop = session.get_one(Workshop, workshop_id)
    return {token: known.get(token) or seat_gone(workshop) for token in moved}


def taken_over(session: Session, workshop: Workshop) -> str:
    """By whom and when: also where somebody takes back what is their own."""
    moves = select(Event).where(Event.workshop_id == workshop.id, col(Event.act).in_(("took over", "took back")))
    newest = session.exec(moves.order_by(col(Event.id).desc())).first()
    since = clock(newest.at) if newest else "just now"
    return TAKEN_OVER.format(name_of_runner(session, workshop), since)


def seat_gone(workshop: Workshop) -> str:
    """To phones, stage and observers alike. Once seats are erased there is nothing left to join."""
    if workshop.record_erased_at:
        return RECORD_ERASED.format(BY_ITS_DATE if workshop.was_erased_on_its_date else BEFORE_ITS_DATE)
    if workshop.seats_erased_at:
        is_due = in_london(workshop.seats_erased_at).date() >= workshop.erase_seats_on
        return SEATS_ERASED.format(BY_ITS_DATE if is_due else BEFORE_ITS_DATE)
    return SEAT_MOVED
