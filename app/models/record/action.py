"""What is to be done: entered in one line in the room, completed later."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, select

from app.clock import now
from app.errors import Incomplete, Refusal
from app.models.columns import Moment, in_workshop, words
from app.models.record.due import one_line, read_due
from app.models.record.position import Weight
from app.models.record.subject import Key, Level, Subject
from app.models.texts import cleaned, length
from app.models.workshop.event import forget_part, record, role_of
from app.models.workshop.workshop import Workshop

MOST_ACTIONS = 200
LONGEST_WHAT = 500
LONGEST_LINE = 120
MOST_OWNERS = 12


class ActionStatus(StrEnum):
    TO_DO = "to do"
    UNDER_WAY = "under way"
    DONE = "done"
    DROPPED = "dropped"


class Action(SQLModel, table=True):
    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="workshop.id", index=True, ondelete="CASCADE")
    level: Level = Field(sa_type=words(Level))
    subject_number: str
    what: str
    priority: Weight | None = Field(default=None, sa_type=words(Weight))
    who: list[str] = Field(default_factory=list, sa_type=JSON)  # groups, partners of the framework, or own words
    due_on: date | None = None
    due: str = ""  # in words, where it is no date
    how_known: str = ""
    criterion: str = ""
    status: ActionStatus = Field(default=ActionStatus.TO_DO, sa_type=words(ActionStatus))
    written_by: str  # a role
    written_at: datetime = Field(default_factory=now, sa_type=Moment)
    submission_key: str = ""
    version: int = 1

    @property
    def key(self) -> Key:
        return Key(self.level, self.subject_number)

    @property
    def when(self) -> str:
        return f"{self.due_on.day} {self.due_on:%b %Y}" if self.due_on else self.due

    @property
    def fixed(self) -> dict[str, Any]:
        """What it says, as plain JSON."""
        return self.model_dump(mode="json", exclude={"workshop_id", "written_at", "submission_key"})

    @property
    def lacks(self) -> str:
        """What it still needs before somebody can be asked about it; nothing once it is done, or dropped."""
        if self.status in (ActionStatus.DONE, ActionStatus.DROPPED):
            return ""
        missing = [name for name, there in (("owner", self.who), ("date", self.when)) if not there]
        return f"No {' and no '.join(missing)}" if missing else ""


@dataclass(frozen=True)
class Typed:
    """An action as somebody typed it."""

    what: str
    who: Sequence[str] = ()
    due: str = ""
    priority: str = ""
    how_known: str = ""
    criterion: str = ""
    status: str = ActionStatus.TO_DO.value
    criteria: Sequence[str] = field(default=(), kw_only=True)  # of the standard, of which one may be chosen

    def columns(self) -> dict[str, Any]:
        problems: dict[str, str] = {}
        due_on, due = self._due(problems)
        if not cleaned(self.what):
            problems["what"] = "Write what is to be done."
        for name, most in (("what", LONGEST_WHAT), ("how_known", LONGEST_WHAT), ("due", LONGEST_LINE)):
            if length(getattr(self, name)) > most:
                problems[name] = f"Keep this under {most} characters."
        owners = list(dict.fromkeys(filter(None, (one_line(name) for name in self.who))))
        if len(owners) > MOST_OWNERS or any(length(name) > LONGEST_LINE for name in owners):
            problems["who"] = f"Name at most {MOST_OWNERS}, each in under {LONGEST_LINE} characters."
        if self.priority and self.priority not in list(Weight):
            problems["priority"] = "Choose high, medium or low, or leave it open."
        if self.status not in list(ActionStatus):
            problems["status"] = "Choose a status from the list."
        if self.criterion and self.criterion not in self.criteria:
            problems["criterion"] = "Choose a criterion from the list, or none."
        if problems:
            raise Incomplete(problems)
        return {
            "what": cleaned(self.what), "who": owners, "due_on": due_on, "due": due,
            "priority": Weight(self.priority) if self.priority else None, "how_known": cleaned(self.how_known),
            "criterion": self.criterion, "status": ActionStatus(self.status),
        }  # fmt: skip

    def _due(self, problems: dict[str, str]) -> tuple[date | None, str]:
        try:
            return read_due(self.due)
        except Incomplete as refusal:
            problems |= refusal.problems
            return None, ""


def write(session: Session, subject: Subject, typed: Typed, *, by: str, key: str = "") -> Action:
    """One form sent twice is one action."""
    subject.workshop.must_go_on()
    columns = typed.columns()
    if key and (twin := _sent_before(session, subject.workshop.id, key)):
        return twin
    if len(actions_of(session, subject.workshop.id)) >= MOST_ACTIONS:
        raise Incomplete({"what": f"There are {MOST_ACTIONS} actions already. Remove one first."})
    action = Action(
        workshop_id=subject.workshop.id, level=subject.key.level, subject_number=subject.key.number,
        written_by=role_of(by), submission_key=key, **columns,
    )  # fmt: skip
    session.add(action)
    session.flush()
    record(
        session, subject.workshop.id, by, "wrote an action", {"action": action.fixed}, **subject.told, action=action.id
    )
    return action


def change(session: Session, workshop: Workshop, action_id: int, typed: Typed, version: int, *, by: str) -> None:
    """`version` is the one that its writer had on screen: what somebody else wrote since is not overwritten unseen."""
    workshop.must_go_on()
    action, columns = in_workshop(session, Action, action_id, workshop.id), typed.columns()
    if all(getattr(action, name) == value for name, value in columns.items()):
        return
    if version != action.version:
        raise Refusal(f"The {action.written_by} changed this action while you were writing. Compare, and save again.")
    for name, value in columns.items():
        setattr(action, name, value)
    action.written_by, action.written_at, action.version = role_of(by), now(), version + 1
    forget_part(session, workshop.id, "action", action.id)
    record(session, workshop.id, by, "changed an action", {"action": action.fixed}, action=action.id)


def remove(session: Session, workshop: Workshop, action_id: int, *, by: str) -> None:
    """Asking twice is safe."""
    workshop.must_go_on()
    action = session.get(Action, action_id)
    if action is not None:
        in_workshop(session, Action, action_id, workshop.id)
        forget_part(session, workshop.id, "action", action.id)
        record(session, workshop.id, by, "removed an action", {"action": {"id": action.id}}, action=action.id)
        session.delete(action)


def actions_of(session: Session, workshop_id: int) -> list[Action]:
    """As they were written."""
    return list(session.exec(select(Action).where(Action.workshop_id == workshop_id).order_by(col(Action.id))))


def _sent_before(session: Session, workshop_id: int, key: str) -> Action | None:
    return session.exec(select(Action).where(Action.workshop_id == workshop_id, Action.submission_key == key)).first()
