"""All that rounds contribute to a screen before their reveal: counts of people, no values. Blindness is structural."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from app.frameworks import OVERALL
from app.models import RoundState


@dataclass(frozen=True)
class GroupProgress:
    id: int
    name: str
    answered: int
    seated: int
    expected: int
    waiting_seats: int = 0  # at the door, counted in nothing else

    @property
    def waiting(self) -> int:
        return self.seated - self.answered

    @property
    def not_joined(self) -> int:
        return max(0, self.expected - self.seated)


@dataclass(frozen=True)
class Progress:
    """Of one round: who has answered, by group. Counts only."""

    round_id: int
    number: str
    title: str
    groups: tuple[GroupProgress, ...]
    is_again: bool = False  # rated before: only the standard's own people answer
    came_later: frozenset[str] = frozenset()  # groups that had not said anything, of which everybody may
    joining_next: int = 0  # people who came after its first reveal
    has_guarded: bool = False  # then who of which group answers again is nobody's business

    @property
    def heading(self) -> str:
        return self.title if self.number == OVERALL else f"{self.number}. {self.title}"

    @property
    def spoken(self) -> str:
        return "the whole" if self.number == OVERALL else f"standard {self.number}"

    @property
    def answered(self) -> int:
        return sum(group.answered for group in self.groups)

    @property
    def seated(self) -> int:
        return sum(group.seated for group in self.groups)

    def of_group(self, name: str) -> GroupProgress | None:
        return next((group for group in self.groups if group.name == name), None)

    @property
    def of_the_room(self) -> "Progress":
        return replace(self, groups=(GroupProgress(0, "", self.answered, self.seated, self.seated),))


@dataclass(frozen=True)
class GroupOverall:
    """Of all standards of a sitting together: how many of a group have answered each, and how many none."""

    name: str
    seated: int
    answered_all: int
    answered_nothing: int


class Cell(NamedTuple):
    answered: int
    seated: int


class MatrixRow(NamedTuple):
    """Of a group, or of the whole room without a name: by standard, and of all of them where that is counted."""

    name: str
    cells: tuple[Cell | None, ...]
    whole: Cell | None


@dataclass(frozen=True)
class SittingScene:
    id: int
    state: RoundState
    opened_at: datetime
    reveal_due_at: datetime | None
    turn: int
    progress: tuple[Progress, ...]
    more_time: int = 0  # people of the whole room who need it: by group it would tell who is alone in one
    closed_at: datetime | None = None
    overall: tuple[GroupOverall, ...] = ()  # of several standards, none of them rated again

    @property
    def names(self) -> tuple[str, ...]:
        """Of the rows: the groups, or one without a name where the whole room alone is counted."""
        return tuple(dict.fromkeys(group.name for progress in self.progress for group in progress.groups))

    @property
    def matrix(self) -> tuple[MatrixRow, ...]:
        by_standard = [{one.name: Cell(one.answered, one.seated) for one in each.groups} for each in self.progress]
        whole = {one.name: Cell(one.answered_all, one.seated) for one in self.overall}
        return tuple(
            MatrixRow(name, tuple(cells.get(name) for cells in by_standard), whole.get(name)) for name in self.names
        )

    @property
    def answered_all(self) -> int:
        return sum(group.answered_all for group in self.overall)

    @property
    def silent(self) -> tuple[tuple[str, int], ...]:
        """By group, how many have answered nothing yet. Where several standards are rated again it is not counted."""
        if self.overall:
            return tuple((group.name, group.answered_nothing) for group in self.overall if group.answered_nothing)
        if len(self.progress) > 1:
            return ()
        return tuple((group.name, group.waiting) for group in self.progress[0].groups if group.waiting)

    @property
    def answered(self) -> int:
        return sum(progress.answered for progress in self.progress)

    @property
    def is_open(self) -> bool:
        return self.state is RoundState.OPEN
