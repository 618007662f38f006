"""Who signs in to run workshops."""

from datetime import datetime, timedelta
from typing import Any

from pwdlib import PasswordHash
from sqlmodel import Field, Session, SQLModel, select

from app.errors import Incomplete, Refusal
from app.models.columns import Moment, hashed, new_token, now

SHORTEST_PASSWORD = 8  # OWASP ASVS 5.0, 6.2.1; length is the only rule, as there
SIGNED_IN_FOR = timedelta(hours=14)  # one challenge day, early set-up to late packing up
passwords = PasswordHash.recommended()


class Account(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    email: str = Field(unique=True)
    name: str
    password_hash: str
    is_administrator: bool = False
    created_at: datetime = Field(default_factory=now, sa_type=Moment)

    @staticmethod
    def add(
        session: Session, email: str, name: str, password_hash: str, *, is_administrator: bool = False
    ) -> "Account":
        if session.exec(select(Account).where(Account.email == email.lower())).first():
            raise Refusal(
                f"There is an account for {email.lower()} already. Sign in with it, or choose another address."
            )
        account = Account(
            email=email.lower(), name=name, password_hash=password_hash, is_administrator=is_administrator
        )
        session.add(account)
        session.flush()
        return account


class SignIn(SQLModel, table=True):
    __tablename__ = "sign_in"

    token_hash: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE")
    expires_at: datetime = Field(sa_type=Moment)

    @staticmethod
    def start(session: Session, account_id: int) -> str:
        """Returns the token for the cookie; only its hash is kept."""
        token = new_token()
        session.add(SignIn(token_hash=hashed(token), account_id=account_id, expires_at=now() + SIGNED_IN_FOR))
        return token

    @staticmethod
    def end(session: Session, token: str) -> None:
        if signed_in := session.get(SignIn, hashed(token)):
            session.delete(signed_in)


def account_of(session: Session, token: str | None) -> Account | None:
    if not token or not (signed_in := session.get(SignIn, hashed(token))) or signed_in.expires_at < now():
        return None
    return session.get(Account, signed_in.account_id)


def checked(email: str, password: str) -> tuple[str, str]:
    """The address and password as they may be kept, or `Incomplete` with a sentence per field."""
    problems: dict[str, str] = {}
    email = email.strip().lower()
    name, at, host = email.partition("@")
    if not (name and at and "." in host) or " " in email or len(email) > 254:
        problems["email"] = "Enter an email address like name@example.org."
    if not SHORTEST_PASSWORD <= len(password) <= 256:
        problems["password"] = (
            f"Choose a password of {SHORTEST_PASSWORD} characters or more; a few plain words are good."
        )
    if problems:
        raise Incomplete(problems)
    return email, password


def hash_password(password: str) -> str:
    """Argon2: about 160 ms of one core, so call it in a thread."""
    return passwords.hash(password)


def password_matches(password: str, password_hash: str | None) -> bool:
    """Takes as long for an unknown address as for a known one, so that addresses cannot be probed."""
    matches = passwords.verify(password, password_hash or _nobody()[0])
    return matches and password_hash is not None


_nobodys: list[str] = []


def _nobody() -> Any:
    if not _nobodys:
        _nobodys.append(passwords.hash("nobody"))
    return _nobodys
