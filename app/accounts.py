"""Adding an account from the command line."""

from sqlmodel import Session

from app.beside import write_beside
from app.models import Account
from app.models.account import checked, hash_password
from app.settings import Settings


def add_account(settings: Settings, email: str, name: str, password: str, *, is_administrator: bool) -> str:
    """Returns a sentence for the person who asked."""
    email, password = checked(email, password)
    name, password_hash = name or email, hash_password(password)

    def act(session: Session) -> str:
        Account.add(session, email, name, password_hash, is_administrator=is_administrator)
        return f"Added {email}. Sign in at /sign-in."

    told: dict[str, object] = {
        "email": email,
        "name": name,
        "password_hash": password_hash,
        "is_administrator": is_administrator,
    }
    return write_beside(settings, "accounts", told, act)
