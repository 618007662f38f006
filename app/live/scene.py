"""One read of a workshop: everything its screens may show, as plain data.

Blindness is structural. `Progress` is all that an unrevealed round contributes, and it holds counts of people, not
values; ratings enter a scene only through a frozen snapshot.
"""

from dataclasses import dataclass
from datetime import datetime

from app.divergence import Finding
from app.divergence.analysis import AgendaKey
from app.models import (
    AttributionRule,
    Purpose,
    RoundState,
    StandardState,
    WorkshopState,
)
from app.revealed import Revealed

STAGE_HOLDS = 260  # characters of findings beside the picture, in letters of 40 px


@dataclass(frozen=True)
class GroupProgress:
    id: int
    name: str
    answered: int
    seated: int
    expected: int

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

    @property
    def answered(self) -> int:
        return sum(group.answered for group in self.groups)

    @property
    def seated(self) -> int:
        return sum(group.seated for group in self.groups)


@dataclass(frozen=True)
class SittingScene:
    id: int
    state: RoundState
    opened_at: datetime
    reveal_due_at: datetime | None
    progress: tuple[Progress, ...]

    @property
    def is_open(self) -> bool:
        return self.state is RoundState.OPEN


@dataclass(frozen=True)
class StandardScene:
    number: str
    title: str
    domain: str
    plain: str
    state: StandardState
    is_shown: bool
    is_parked: bool
    rounds: int
    round_id: int | None
    revealed: Revealed | None
    revealed_at: datetime | None
    revealed_number: int | None
    revealed_round_id: int | None
    position_state: str | None
    position_wording: str | None
    position_number: int | None
    position_band: str | None

    is_pinned: bool
    staged: tuple[str, ...]

    @property
    def told(self) -> tuple[Finding, ...]:
        return self.revealed.told(self.staged) if self.revealed else ()

    @property
    def told_on_stage(self) -> tuple[Finding, ...]:
        """The same, as far as letters for ten metres leave room; phones and console tell all."""
        length = sum(len(finding.sentence) for finding in self.told) + self._said_of_movement
        return self.told if length <= STAGE_HOLDS else self.told[:1]

    @property
    def _said_of_movement(self) -> int:
        movement = self.revealed.movement if self.revealed else None
        return len(movement.sentence or "") if movement else 0

    @property
    def question(self) -> str | None:
        return next((finding.question for finding in self.told if finding.question), None)

    @property
    def heading(self) -> str:
        return f"{self.number}. {self.title}"


@dataclass(frozen=True)
class Scene:
    workshop_id: int
    council: str
    title: str
    purpose: Purpose
    state: WorkshopState
    rule: AttributionRule
    join_code: str | None
    is_locked: bool
    groups: tuple[GroupProgress, ...]  # answered: nothing to answer, so always 0; who has joined
    standards: tuple[StandardScene, ...]
    sitting: SittingScene | None
    planned_minutes: int
    here: int = 0
    connected: int = 0

    @property
    def shown(self) -> StandardScene | None:
        return next((standard for standard in self.standards if standard.is_shown), None)

    @property
    def seated(self) -> int:
        return sum(group.seated for group in self.groups)

    @property
    def agenda(self) -> tuple[StandardScene, ...]:
        """Revealed standards by what differs most, as the model orders them, pins first; the others in their order."""
        known = [standard for standard in self.standards if standard.revealed]
        known.sort(key=_place_in_agenda)
        return (*known, *[standard for standard in self.standards if not standard.revealed])

    @property
    def next_to_discuss(self) -> StandardScene | None:
        """The first of the agenda that is revealed and neither settled nor parked."""
        return next((s for s in self.agenda if s.state is StandardState.REVEALED and not s.is_parked), None)

    def standard(self, number: str) -> StandardScene | None:
        return next((standard for standard in self.standards if standard.number == number), None)


def _place_in_agenda(standard: StandardScene) -> tuple[bool, AgendaKey]:
    assert standard.revealed is not None
    return not standard.is_pinned, standard.revealed.analysis.agenda_key
