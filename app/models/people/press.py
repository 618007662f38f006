"""Presses of buttons that make something: a second press, or the same one sent again, is the same act.

The page that holds the button makes its key. What was typed belongs to the press as much as the key does: whoever goes
back and writes something else has pressed another button.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, delete

from app.clock import now
from app.models.columns import Moment
from app.models.people.one_use_link import OneUseLink
from app.tokens import code_from, derived_token, hashed, new_token

Result = TypeVar("Result")
REMEMBERED_FOR = timedelta(days=1)  # a page that lay open over night may be sent again; one of last week says so itself


class Press(SQLModel, table=True):
    """One that was done. Its answer is an id or a name, never a secret: see `token`."""

    key_hash: str = Field(primary_key=True)
    made: Any = Field(default=None, sa_type=JSON, nullable=True)
    pressed_at: datetime = Field(default_factory=now, sa_type=Moment, index=True)


@dataclass(frozen=True)
class Pressed:
    """A press as it arrives. `secret` is empty for a form without a key, which is done as often as it is sent."""

    secret: str = ""
    alone: str = field(default_factory=new_token)  # without a key: for this one sending

    def once(self, act: Callable[[Session], Result]) -> Callable[[Session], Result]:
        """For the one writer: `act` the first time, what it returned every time. That must be plain JSON."""
        return _once(hashed(self.secret), act) if self.secret else act

    def gives(self, token: str, act: Callable[[Session], Result]) -> Callable[[Session], Result]:
        """Likewise, for an act that makes a code or link: shown again only while it works."""

        def give(session: Session) -> Result:
            made = self.once(act)(session)
            OneUseLink.must_work(session, token)
            return made

        return give

    def before(self, session: Session) -> "Press | None":
        """If it was done already: what it did may be why it would be refused now."""
        return session.get(Press, hashed(self.secret)) if self.secret else None

    def token(self, of: str) -> str:
        """What the act gives away, made before it: the same for the same press, and as unguessable as its key."""
        return derived_token(of, self.secret or self.alone)

    def code(self) -> str:
        """Likewise, as a code that is read out."""
        return code_from(self.token("code"))


def pressed(key: str, address: str, said: str) -> Pressed:
    return Pressed("\n".join((key, address, said)))


def _once(key_hash: str, act: Callable[[Session], Result]) -> Callable[[Session], Result]:
    def act_once(session: Session) -> Result:
        if before := session.get(Press, key_hash):
            made: Result = before.made
            return made
        result = act(session)
        session.exec(delete(Press).where(col(Press.pressed_at) < now() - REMEMBERED_FOR))
        session.add(Press(key_hash=key_hash, made=result))
        return result

    return act_once
