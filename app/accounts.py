"""Adding an account from the command line: through the server when one is running, else under its lock."""

import httpx2
from sqlmodel import Session

from app.errors import CannotStart, Refusal
from app.local_key import Key, read_key
from app.models import Account
from app.models.account import checked, hash_password
from app.schema import must_be_current, upgrade
from app.settings import Settings
from app.store import Store, serving_lock


def add_account(settings: Settings, email: str, name: str, password: str, *, is_administrator: bool) -> str:
    """Returns a sentence for the person who asked."""
    email, password = checked(email, password)
    new = {
        "email": email,
        "name": name or email,
        "password_hash": hash_password(password),
        "is_administrator": is_administrator,
    }
    key = read_key(settings.database_file)
    if key is None or not _ask_server(key, new):
        _add_directly(settings, new)
    return f"Added {email}. Sign in at /sign-in."


def _ask_server(key: Key, new: dict[str, object]) -> bool:
    """False when nobody answers there: the key of a server that was killed."""
    try:
        answer = httpx2.post(
            f"{key.address}/local/accounts",
            json=new,
            headers={"Authorization": f"Bearer {key.secret}", "HX-Request": "true"},
            timeout=10,
        )
    except httpx2.TransportError:
        return False
    if answer.status_code == 409:
        raise Refusal(f"There is an account for {new['email']} already.")
    if answer.status_code != 200:
        raise CannotStart(f"The running server refused ({answer.status_code}). Restart it and try again.")
    return True


def _add_directly(settings: Settings, new: dict[str, object]) -> None:
    lock = serving_lock(settings.database_file)
    try:
        if not settings.database_file.exists():
            upgrade(settings.database_file)
        must_be_current(settings.database_file)
        store = Store(settings.database_file)
        with Session(store.writing) as session, session.begin():
            Account.add(
                session,
                str(new["email"]),
                str(new["name"]),
                str(new["password_hash"]),
                is_administrator=bool(new["is_administrator"]),
            )
        store.close()
    finally:
        lock.release()
