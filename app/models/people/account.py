"""Who signs in to run workshops, and who looks after the accounts."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select

from app.clock import now
from app.errors import Incomplete, Refusal
from app.models.columns import Moment
from app.models.people import password as passwords
from app.models.people.one_use_link import LinkPurpose, OneUseLink
from app.models.people.sign_in import KnownBrowser, SignIn

LONGEST_NAME = 80
DISABLED = "This account has been disabled. Ask an administrator to enable it again."


class Account(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    email: str = Field(unique=True)
    name: str
    password_hash: str
    password_changed_at: datetime | None = Field(default=None, sa_type=Moment)  # None: as it was first set
    is_administrator: bool = False
    disabled_at: datetime | None = Field(default=None, sa_type=Moment)
    created_at: datetime = Field(default_factory=now, sa_type=Moment)

    @staticmethod
    def add(
        session: Session, email: str, name: str, password_hash: str, *, is_administrator: bool = False
    ) -> "Account":
        if by_email(session, email):
            raise Refusal(
                f"There is an account for {email.lower()} already. Sign in with it, or choose another address."
            )
        account = _holder(session) or Account(email="", name="", password_hash="")
        account.email, account.name, account.password_hash = email.lower(), name, password_hash
        account.is_administrator, account.created_at = is_administrator, now()
        session.add(account)
        session.flush()
        return account

    def sign_in(self, session: Session, token: str | None = None, *, instead_of: str | None = None) -> str:
        """The token for a cookie. What this browser was signed in with before, whoever it was, ends."""
        self.must_be_enabled()
        if instead_of and instead_of != token:
            SignIn.end(session, instead_of)
        return SignIn.start(session, self.id, token)

    def change_password(self, session: Session, password_hash: str, *, keep: str | None = None) -> None:
        """Ends every sign-in but the one to keep, and no browser counts as known any more."""
        self.password_hash, self.password_changed_at = password_hash, now()
        SignIn.end_all(session, self.id, keep=keep)
        _end_ways_back(session, self.id)

    def disable(self, session: Session) -> None:
        """At once: its sign-ins end, and links to a new password stop working."""
        if self.disabled_at:
            return
        if self.is_administrator and not _other_administrators(session, self.id):
            raise Refusal(
                "This is the last administrator who can sign in. Make another one first, then disable this account."
            )
        self.disabled_at = now()
        SignIn.end_all(session, self.id)
        _end_ways_back(session, self.id)

    def enable(self) -> None:
        self.disabled_at = None

    def reset_link(self, session: Session, token: str | None = None) -> str:
        """A token for one new password; the links before it end."""
        self.must_be_enabled()
        session.exec(delete(OneUseLink).where(col(OneUseLink.account_id) == self.id))
        return OneUseLink.make(session, LinkPurpose.RESET, account_id=self.id, token=token)

    def must_be_enabled(self) -> None:
        if self.disabled_at:
            raise Refusal(DISABLED)


def by_email(session: Session, email: str) -> Account | None:
    address = email.strip().lower()
    return session.exec(select(Account).where(Account.email == address)).first() if address else None


def owner_of_imports(session: Session, email: str = "") -> Account:
    """Whose an imported workshop is: that address's; or the only account's.

    Before there is an account, a holder's: an empty address that nobody can sign in with. Whoever makes the first
    account becomes it, and with it the owner of what was imported.
    """
    if email:
        return _known(session, email)
    accounts = session.exec(select(Account).limit(2)).all()
    if len(accounts) > 1:
        raise Refusal("Whose is it? There are several accounts here: name one with --for and its address.")
    if accounts:
        return accounts[0]
    holder = Account(email="", name="", password_hash="")
    session.add(holder)
    session.flush()
    return holder


def is_first_account_missing(session: Session) -> bool:
    return session.exec(select(Account.id).where(Account.email != "")).first() is None


def _holder(session: Session) -> Account | None:
    return session.exec(select(Account).where(Account.email == "")).first()


def _known(session: Session, email: str) -> Account:
    account = by_email(session, email)
    if account is None:
        raise Refusal(f"There is no account for {email.strip().lower()}. Check the address, or add it.")
    return account


def account_of(session: Session, token: str | None) -> Account | None:
    """Whose sign-in this is. A disabled account has none, whatever a cookie says."""
    signed_in = SignIn.valid(session, token)
    account = session.get(Account, signed_in.account_id) if signed_in else None
    return account if account and not account.disabled_at else None


def reset(session: Session, token: str, password_hash: str) -> Account:
    link = OneUseLink.use(session, token, LinkPurpose.RESET)
    account = session.get_one(Account, link.account_id)
    account.must_be_enabled()
    account.change_password(session, password_hash)
    return account


def link_for_lost_password(session: Session, email: str, base: str) -> str:
    """Told on the command line: to whoever may write the database file, which lets anybody in anyway."""
    account = _known(session, email)
    return f"A new password for {account.email}, once, within a day:\n  {base}/reset/{account.reset_link(session)}"


def checked(email: str, password: str) -> tuple[str, str]:
    """The address and password as they may be kept, or `Incomplete` with a sentence per field."""
    problems: dict[str, str] = {}
    email = email.strip().lower()
    name, at, host = email.partition("@")
    if not (name and at and "." in host) or " " in email or len(email) > 254:
        problems["email"] = "Enter an email address like name@example.org."
    try:
        passwords.must_hold(password, email)
    except Incomplete as refusal:
        problems |= refusal.problems
    if problems:
        raise Incomplete(problems)
    return email, password


def _other_administrators(session: Session, account_id: int) -> bool:
    others = select(Account.id).where(
        col(Account.is_administrator), col(Account.disabled_at).is_(None), Account.id != account_id
    )
    return session.exec(others).first() is not None


def _end_ways_back(session: Session, account_id: int) -> None:
    for table in (KnownBrowser, OneUseLink):
        session.exec(delete(table).where(col(table.account_id) == account_id))
