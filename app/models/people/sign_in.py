"""A browser that is signed in, and one that has been before: neither token is kept, only its hash."""

from datetime import datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement
from sqlmodel import Field, Session, SQLModel, and_, col, delete, select, update

from app.clock import now
from app.errors import NotFound
from app.models.columns import Moment
from app.tokens import hashed, new_token

SIGNED_IN_FOR = timedelta(hours=14)  # one challenge day, early set-up to late packing up
# A morning of interviews or a long lunch is no reason to sign in again before the workshop; a night is. A console that
# is open counts as somebody there (see app/live/seen.py), so nobody is put out in the middle of a workshop.
IDLE_FOR = timedelta(hours=4)
KNOWN_FOR = timedelta(days=90)
MOST_KNOWN = 10  # browsers of one account


class SignIn(SQLModel, table=True):
    __tablename__ = "sign_in"

    token_hash: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    started_at: datetime = Field(default_factory=now, sa_type=Moment)
    last_seen_at: datetime = Field(default_factory=now, sa_type=Moment)  # written every few minutes at most
    expires_at: datetime = Field(sa_type=Moment)

    @staticmethod
    def start(session: Session, account_id: int, token: str | None = None) -> str:
        """Returns the token for the cookie; only its hash is kept. Given the same one twice, it is one sign-in."""
        session.exec(delete(SignIn).where(col(SignIn.account_id) == account_id, ~still_holds()))
        token = token or new_token()
        if session.get(SignIn, hashed(token)) is None:
            session.add(SignIn(token_hash=hashed(token), account_id=account_id, expires_at=now() + SIGNED_IN_FOR))
        return token

    @staticmethod
    def valid(session: Session, token: str | None) -> "SignIn | None":
        if not token:
            return None
        return session.exec(select(SignIn).where(SignIn.token_hash == hashed(token), still_holds())).first()

    @staticmethod
    def lapsed(session: Session, token: str | None) -> "SignIn | None":
        """For the browser that brings its token: one that ended by itself, and was not ended by anybody."""
        kept = session.get(SignIn, hashed(token)) if token else None
        return kept if kept and kept.ended_at <= now() else None

    @property
    def ended_at(self) -> datetime:
        return min(self.expires_at, self.last_seen_at + IDLE_FOR)

    @staticmethod
    def end(session: Session, token: str) -> None:
        if signed_in := session.get(SignIn, hashed(token)):
            session.delete(signed_in)

    @staticmethod
    def end_one(session: Session, account_id: int, token_hash: str) -> None:
        """Of this account alone: another account's sign-in does not exist here."""
        signed_in = session.get(SignIn, token_hash)
        if signed_in is None or signed_in.account_id != account_id:
            raise NotFound("That sign-in has ended already.")
        session.delete(signed_in)

    @staticmethod
    def end_all(session: Session, account_id: int, *, keep: str | None = None) -> None:
        """`keep`: the token of the one that stays."""
        ended = delete(SignIn).where(col(SignIn.account_id) == account_id)
        session.exec(ended.where(col(SignIn.token_hash) != hashed(keep)) if keep else ended)

    @staticmethod
    def seen(session: Session, token_hashes: set[str]) -> None:
        """Only what holds at this moment: nobody's absence is mended afterwards."""
        session.exec(
            update(SignIn).where(col(SignIn.token_hash).in_(token_hashes), still_holds()).values(last_seen_at=now())
        )


def still_there(at: datetime | BindParameter[datetime] | None = None) -> ColumnElement[bool]:
    """`at`: now, or what a statement that is compiled once is given for it."""
    return col(SignIn.expires_at) > (now() if at is None else at)


def still_holds() -> ColumnElement[bool]:
    return and_(still_there(), col(SignIn.last_seen_at) > now() - IDLE_FOR)


def sign_ins_of(session: Session, account_id: int) -> list[SignIn]:
    """Newest first."""
    mine = select(SignIn).where(SignIn.account_id == account_id, still_holds())
    return list(session.exec(mine.order_by(col(SignIn.started_at).desc())))


class KnownBrowser(SQLModel, table=True):
    """A browser in which this account has been signed in. It opens nothing: its tries are only counted apart from a
    stranger's, so that whoever guesses at an account cannot lock its owner out."""

    __tablename__ = "known_browser"

    token_hash: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    since: datetime = Field(default_factory=now, sa_type=Moment)

    @staticmethod
    def remember(session: Session, account_id: int, token: str | None = None) -> str:
        if token and session.get(KnownBrowser, hashed(token)):
            return token
        mine = select(KnownBrowser).where(KnownBrowser.account_id == account_id)
        for older in session.exec(mine.order_by(col(KnownBrowser.since).desc()).offset(MOST_KNOWN - 1)):
            session.delete(older)
        token = token or new_token()
        session.add(KnownBrowser(token_hash=hashed(token), account_id=account_id))
        return token

    @staticmethod
    def knows(session: Session, account_id: int, token: str | None) -> bool:
        found = session.get(KnownBrowser, hashed(token)) if token else None
        return found is not None and found.account_id == account_id and found.since > now() - KNOWN_FOR
