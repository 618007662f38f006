"""Accounts from the command line: adding one, and a link for somebody who lost their password."""

from sqlmodel import Session

from app.access.reach import reach_of
from app.cli.beside import write_beside
from app.models import Account
from app.models.people.account import checked, link_for_lost_password
from app.models.people.password import hash_password
from app.settings import Settings


def add_account(settings: Settings, email: str, name: str, password: str, *, is_administrator: bool) -> str:
    """Returns a sentence for the person who asked."""
    email, password = checked(email, password)
    name, password_hash = name or email, hash_password(password)

    def act(session: Session) -> str:
        Account.add(session, email, name, password_hash, is_administrator=is_administrator)
        return f"Added {email}. Sign in at /sign-in."

    body: dict[str, object] = {
        "email": email,
        "name": name,
        "password_hash": password_hash,
        "is_administrator": is_administrator,
    }
    return write_beside(settings, "accounts", body, act)


def reset_account(settings: Settings, email: str) -> str:
    """Whoever may write the database file may let anybody in, so nothing more is asked of them."""
    base = reach_of(settings, settings.port).origin
    return write_beside(
        settings, "resets", {"email": email}, lambda session: link_for_lost_password(session, email, base)
    )
