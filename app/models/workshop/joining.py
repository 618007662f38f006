"""From a code to the workshop that it opens."""

from sqlmodel import Session, select

from app.errors.places import WrongCode
from app.models.workshop.workshop import Workshop
from app.tokens import typed_code


def by_join_code(session: Session, typed: str) -> Workshop:
    """The workshop that this code opens right now, or one and the same refusal."""
    workshop = session.exec(select(Workshop).where(Workshop.join_code == typed_code(typed))).first()
    if workshop is None or not workshop.is_joinable:
        raise WrongCode
    return workshop
