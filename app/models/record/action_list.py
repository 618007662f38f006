"""Actions as a list: which of them, and in what order. What is asked for and is not there leaves all in theirs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.models.record.action import Action, ActionStatus
from app.models.record.position import Weight
from app.models.record.subject import Key

NOBODY = "-"  # as an owner that is asked for: actions without one; what a person types is longer, or says a name
LACKS: dict[str, Callable[[Action], bool]] = {
    "owner": lambda action: not action.who,
    "date": lambda action: not action.when,
    "either": lambda action: not (action.who and action.when),
}
ORDERS: dict[str, Callable[[Action], Any]] = {
    "due": lambda action: (action.due_on is None, action.due_on or date.max, not action.due, action.due.casefold()),
    "owner": lambda action: (not action.who, [name.casefold() for name in action.who]),
    "priority": lambda action: _place(list(Weight), action.priority),
    "status": lambda action: _place(list(ActionStatus), action.status),
}


@dataclass(frozen=True)
class Asked:
    """For a list of actions, by whoever looks at it."""

    owner: str = ""
    status: str = ""
    lacks: str = ""
    sort: str = ""

    @property
    def is_by_subject(self) -> bool:
        return self.sort not in ORDERS

    @property
    def takes_all(self) -> bool:
        return not (self.owner or self.status or self.lacks)

    def takes(self, action: Action) -> bool:
        return (
            (not self.owner or self.owner in action.who or (self.owner == NOBODY and not action.who))
            and (self.status not in list(ActionStatus) or action.status == self.status)
            and (self.lacks not in LACKS or LACKS[self.lacks](action))
        )


def listed(actions: Iterable[Action], asked: Asked, order: Sequence[Key]) -> list[Action]:
    """In the order of their subjects and as they were written, or in the one that was asked for."""
    found = sorted((action for action in actions if asked.takes(action)), key=lambda action: _place(order, action.key))
    return found if asked.is_by_subject else sorted(found, key=ORDERS[asked.sort])


def owners_of(actions: Iterable[Action]) -> list[str]:
    return sorted({name for action in actions for name in action.who}, key=str.casefold)


def _place(order: Sequence[Any], value: Any) -> int:
    return order.index(value) if value in order else len(order)
