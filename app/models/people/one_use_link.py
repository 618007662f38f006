"""Links and codes that work once: an account, a new password, a screen or scribe's place, a seat on a new phone."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel

from app.clock import now, when
from app.errors import NotFound, Refusal
from app.errors.places import LinkSpent
from app.models.columns import Moment, words
from app.tokens import hashed, new_token, random_code


class LinkPurpose(StrEnum):
    SET_UP = "set_up"  # the account it makes is an administrator's
    ACCOUNT = "account"  # one that runs workshops
    RESET = "reset"  # a new password for one account
    REJOIN = "rejoin"
    SCRIBE = "scribe"
    OBSERVER = "observer"
    STAGE = "stage"


LASTS = {
    LinkPurpose.SET_UP: timedelta(days=2),
    LinkPurpose.ACCOUNT: timedelta(days=7),
    LinkPurpose.RESET: timedelta(days=1),
    LinkPurpose.REJOIN: timedelta(minutes=30),
    LinkPurpose.SCRIBE: timedelta(days=7),
    LinkPurpose.OBSERVER: timedelta(days=7),
    LinkPurpose.STAGE: timedelta(days=7),
}
SPENT = "This link or code has been used already, or has run out. Ask for a new one."
FROM_THE_FACILITATOR = "The facilitator can make a new one."
FROM_AN_ADMINISTRATOR = "If you have an account, sign in. If not, ask an administrator for a new link."
ASK_WHOM = {
    LinkPurpose.SET_UP: FROM_AN_ADMINISTRATOR,
    LinkPurpose.ACCOUNT: FROM_AN_ADMINISTRATOR,
    LinkPurpose.RESET: "If you know the password, sign in. If not, ask an administrator for a new link.",
    LinkPurpose.SCRIBE: FROM_THE_FACILITATOR,
    LinkPurpose.OBSERVER: FROM_THE_FACILITATOR,
    LinkPurpose.STAGE: FROM_THE_FACILITATOR,
}


class OneUseLink(SQLModel, table=True):
    __tablename__ = "one_use_link"

    token_hash: str = Field(primary_key=True)
    purpose: LinkPurpose = Field(sa_type=words(LinkPurpose))
    workshop_id: int | None = Field(default=None, foreign_key="workshop.id", ondelete="CASCADE")
    seat_id: int | None = Field(default=None, foreign_key="seat.id", ondelete="CASCADE")
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="CASCADE")
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)
    made_by: str = ""  # role and place number
    made_at: datetime | None = Field(default_factory=now, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)  # by a newer code for the same seat

    @staticmethod
    def make(
        session: Session,
        purpose: LinkPurpose,
        workshop_id: int | None = None,
        seat_id: int | None = None,
        made_by: str = "",
        account_id: int | None = None,
        token: str | None = None,
    ) -> str:
        token = token or (random_code(8) if purpose is LinkPurpose.REJOIN else new_token())
        session.add(
            OneUseLink(
                token_hash=hashed(token),
                purpose=purpose,
                workshop_id=workshop_id,
                seat_id=seat_id,
                account_id=account_id,
                expires_at=now() + LASTS[purpose],
                made_by=made_by,
            )
        )
        return token

    @staticmethod
    def unused(session: Session, token: str, *purposes: LinkPurpose) -> "OneUseLink":
        link = session.get(OneUseLink, hashed(token))
        if link is None or link.purpose not in purposes:
            raise NotFound(SPENT)
        if link.used_at or link.ended_at or link.expires_at < now():
            raise NotFound(SPENT) if link.purpose is LinkPurpose.REJOIN else link.spent()
        return link

    def spent(self) -> LinkSpent:
        """Told to whoever has it. Not of a code that is typed: whoever guesses codes would learn which were one."""
        if self.used_at:
            happened = f"This link has been used already, at {when(self.used_at)}: it works once."
        else:
            happened = f"This link has run out, at {when(min(self.expires_at, self.ended_at or self.expires_at))}."
        spent = LinkSpent(f"{happened} {ASK_WHOM[self.purpose]}")
        spent.leads_to = "/help" if self.workshop_id else "/sign-in"
        return spent

    @staticmethod
    def must_work(session: Session, token: str) -> None:
        """For whoever made it: nothing is read out or sent on that opens nothing."""
        link = session.get(OneUseLink, hashed(token))
        if link is None or link.used_at or link.ended_at or link.expires_at < now():
            raise Refusal(
                "The code or link that this button made before was used or ended since, or has run out. "
                "Go back, load the page with the button again, and press it for a new one."
            )

    @staticmethod
    def use(session: Session, token: str, *purposes: LinkPurpose) -> "OneUseLink":
        link = OneUseLink.unused(session, token, *purposes)
        link.used_at = now()
        return link
