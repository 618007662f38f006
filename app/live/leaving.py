"""Which screens must go, and in which words: a seat that moved, a sign-in that ended, a workshop somebody else runs."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from app.access.places import Place
from app.models import Account, Role, Seat, SignIn, Workshop
from app.models.people.sign_in import still_there

SEAT_MOVED = (
    "This seat is now held on another phone, or was removed. What was recorded stands. "
    "If that was not you, tell the facilitator and join again with the code."
)
SIGNED_OUT = (
    "The sign-in of this browser has ended, so nothing more arrives here. What was recorded stands. "
    "Sign in again to go on."
)
TAKEN_OVER = (
    "Another facilitator runs this workshop now, so nothing more arrives here. What was recorded stands. "
    "Copy what you have typed and not saved; “Your workshops” says who it is and what you can do."
)


def leaving(session: Session, workshop_id: int, places: Iterable[Place]) -> dict[str, str]:
    """Hash of a cookie -> the sentence for its screens, for those that were good when their socket opened only."""
    roles = {place.token_hash: place.role for place in places if place.token_hash}
    sentences: dict[str, str] = {}
    if by_account := {token for token, role in roles.items() if role is Role.FACILITATOR}:
        accounts = _signed_in(session)
        runner = session.get_one(Workshop, workshop_id).runner_id
        for token in by_account:
            if accounts.get(token) != runner:
                sentences[token] = TAKEN_OVER if token in accounts else SIGNED_OUT
    held = select(Seat.token_hash).where(Seat.workshop_id == workshop_id, col(Seat.removed_at).is_(None))
    moved = roles.keys() - by_account - set(session.exec(held).all())
    return sentences | dict.fromkeys(moved, SEAT_MOVED)


def _signed_in(session: Session) -> dict[str, int]:
    """Whose each is. An open screen is never idle, so only an end that was set counts."""
    held = select(SignIn.token_hash, SignIn.account_id).join(Account, col(Account.id) == SignIn.account_id)
    return dict(session.exec(held.where(still_there(), col(Account.disabled_at).is_(None))).all())
