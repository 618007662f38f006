"""One read of a workshop: everything its screens may show, as plain data.

Blindness is structural. `Progress` is all that an unrevealed round contributes, and it holds counts of people, not
values; ratings enter a scene only through a frozen snapshot.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, select

from app.divergence import Finding
from app.divergence.analysis import AgendaKey
from app.models import (
    AttributionRule,
    Purpose,
    Rating,
    Round,
    RoundState,
    Seat,
    Sitting,
    Standard,
    StandardState,
    Workshop,
    WorkshopState,
)
from app.models.round import current_sitting
from app.models.seat import Role, seated
from app.revealed import Revealed, revealed

STAGE_HOLDS = 260  # characters of findings beside the picture, in letters of 40 px


@dataclass(frozen=True)
class GroupProgress:
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
    rev: int
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


def read_scene(session: Session, workshop_id: int) -> Scene:
    workshop = session.get_one(Workshop, workshop_id)
    sitting = current_sitting(session, workshop_id)
    by_group = seated(session, workshop_id)
    return Scene(
        workshop_id=workshop_id,
        rev=workshop.rev,
        council=workshop.council,
        title=workshop.title,
        purpose=workshop.purpose,
        state=workshop.state,
        rule=workshop.attribution_rule,
        join_code=workshop.join_code,
        is_locked=workshop.is_locked,
        groups=_progress_by_group(workshop, by_group, {}),
        standards=tuple(_standard(workshop, standard) for standard in workshop.standards),
        sitting=_sitting(session, workshop, sitting, by_group) if sitting else None,
        planned_minutes=workshop.planned_minutes,
    )


def _sitting(session: Session, workshop: Workshop, sitting: Sitting, seated: dict[int, int]) -> SittingScene:
    answered = _answered(session, [round_.id for round_ in sitting.rounds])
    progress = tuple(
        Progress(
            round_.id,
            round_.standard.number,
            round_.standard.title,
            _progress_by_group(workshop, seated, answered.get(round_.id, {})),
        )
        for round_ in sorted(sitting.rounds, key=lambda r: r.standard.place)
    )
    return SittingScene(sitting.id, sitting.state, sitting.opened_at, sitting.reveal_due_at, progress)


def _progress_by_group(
    workshop: Workshop, seated: dict[int, int], answered: dict[int, int]
) -> tuple[GroupProgress, ...]:
    return tuple(
        GroupProgress(group.name, answered.get(group.id, 0), seated.get(group.id, 0), group.expected)
        for group in workshop.groups
    )


def _answered(session: Session, round_ids: list[int]) -> dict[int, dict[int, int]]:
    """round -> group -> how many of its people have answered, whatever they said."""
    rows = session.exec(
        select(Rating.round_id, Seat.group_id, func.count())
        .join(Seat, Seat.id == Rating.seat_id)  # type: ignore[arg-type]
        .where(Rating.round_id.in_(round_ids), Seat.removed_at == None, Seat.role == Role.PARTICIPANT)  # type: ignore[attr-defined]
        .group_by(Rating.round_id, Seat.group_id)  # type: ignore[arg-type]
    )
    answered: dict[int, dict[int, int]] = {}
    for round_id, group_id, count in rows:
        answered.setdefault(round_id, {})[group_id or 0] = count
    return answered


def _standard(workshop: Workshop, standard: Standard) -> StandardScene:
    source = workshop.framework.standard(standard.number)
    known: Round | None = standard.revealed_round
    position = standard.position
    return StandardScene(
        number=standard.number,
        title=standard.title,
        domain=workshop.framework.domain_of(standard.number).title,
        plain=source.plain,
        state=standard.state,
        is_shown=standard.is_shown,
        is_parked=standard.is_parked,
        rounds=len(standard.rounds),
        round_id=standard.latest_round.id if standard.latest_round else None,
        revealed=revealed(json.dumps(known.snapshot)) if known else None,
        revealed_at=known.sitting.revealed_at if known else None,
        revealed_number=known.number if known else None,
        revealed_round_id=known.id if known else None,
        position_state=position.state.value if position else None,
        position_wording=position.wording if position else None,
        position_number=position.number if position else None,
        position_band=position.band if position else None,
        is_pinned=standard.is_pinned,
        staged=tuple(standard.staged_findings),
    )
