"""What was done, in order, never changed: acts and versions, never a seat beside a value."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel

from app.clock import now
from app.models.columns import Moment


class Event(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    at: datetime = Field(default_factory=now, sa_type=Moment)
    by: str  # role and place number, not the person: "scribe 2"; of a participant the role alone
    act: str
    about: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


def role_of(by: str) -> str:
    """ "scribe 2" -> "scribe", for what is told to more people than the log is."""
    return by.rstrip("0123456789").rstrip()


def record(session: Session, workshop_id: int, by: str, act: str, **about: Any) -> Event:
    event = Event(workshop_id=workshop_id, by=by, act=act, about=about)
    session.add(event)
    return event
