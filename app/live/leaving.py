"""Which screens must go, and in which words: a seat that moved, a sign-in that ended, a workshop somebody else runs."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from app.access.places import Place
from app.clock import in_london
from app.models import Account, Event, Role, Seat, SignIn, Workshop
from app.models.people.gone import how_it_went
from app.models.people.second_facilitator import name_of_runner
from app.models.people.sign_in import still_there
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


def leaving(session: Session, workshop_id: int, places: Iterable[Place]) -> dict[str, str]:
    """Hash of a cookie -> the sentence for its screens, for those that were good when their socket opened only."""
    roles = {place.token_hash: place.role for place in places if place.token_hash}
    sentences: dict[str, str] = {}
    workshop = session.get_one(Workshop, workshop_id)
    if by_account := {token for token, role in roles.items() if role is Role.FACILITATOR}:
        accounts = _signed_in(session)
        for token in by_account:
            if accounts.get(token) != workshop.runner_id:
                sentences[token] = taken_over(session, workshop) if token in accounts else SIGNED_OUT
    if not (by_seat := roles.keys() - by_account):
        return sentences
    held = select(Seat.token_hash).where(Seat.workshop_id == workshop_id, col(Seat.removed_at).is_(None))
    if moved := by_seat - set(session.exec(held).all()):
        known = {token: str(gone) for token, gone in how_it_went(session, workshop_id, list(moved)).items()}
        sentences |= {token: known.get(token) or seat_gone(workshop) for token in moved}
    return sentences


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


def _signed_in(session: Session) -> dict[str, int]:
    """Whose each is. An open screen is never idle, so only an end that was set counts."""
    held = select(SignIn.token_hash, SignIn.account_id).join(Account, col(Account.id) == SignIn.account_id)
    return dict(session.exec(held.where(still_there(), col(Account.disabled_at).is_(None))).all())
