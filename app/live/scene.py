"""One read of a workshop: everything its screens may show, as plain data.

Blindness is structural. `Progress` is all that an unrevealed round contributes, and it holds counts of people, not
values; ratings enter a scene only through a frozen snapshot.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.divergence import Finding
from app.divergence.analysis import AgendaKey
from app.frameworks import Criterion, Term
from app.live.progress import GroupProgress, SittingScene
from app.models import (
    AttributionRule,
    Door,
    Purpose,
    StandardState,
    WorkshopState,
)
from app.models.people.seat import most_waiting
from app.revealed.fitting import entry_that_fits, is_long, sayings_that_fit, wording_that_fits
from app.revealed.named_criteria import Named
from app.revealed.round import Revealed


class Kind(StrEnum):
    PHONE = "phone"
    STAGE = "stage"
    CONSOLE = "console"
    WAITING = "waiting"  # the phone of a waiting seat: it is told when it may go on, and nothing else


DISCUSS = 2  # the lowest tier in which something differs enough to be talked about


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
    position_version: int = 0
    earlier: tuple[Revealed, ...] = ()  # rounds before the newest revealed one, oldest first
    criteria: tuple[Criterion, ...] = ()

    @property
    def as_told(self) -> "StandardScene":
        """Without anything of a reveal unless it is shown; what was settled is everybody's."""
        if self.is_shown:
            return replace(self, earlier=())
        blind_scene = replace(
            self,
            revealed=None,
            revealed_at=None,
            revealed_number=None,
            revealed_round_id=None,
            earlier=(),
            staged=(),
            is_pinned=False,
        )
        if self.state is StandardState.SETTLED:
            return blind_scene
        return replace(
            blind_scene, position_state=None, position_wording=None, position_number=None, position_band=None
        )

    @property
    def disputed(self) -> tuple[tuple[Criterion, Named], ...]:
        """The criteria that people named, on a standard where views differ."""
        if self.revealed is None or self.revealed.tier > DISCUSS:
            return ()
        published = {criterion.number: criterion for criterion in self.criteria}
        return tuple((published[named.number], named) for named in self.revealed.criteria if named.number in published)

    @property
    def needs(self) -> str:
        """Changes when a console page made before no longer has the right forms for this standard."""
        return f"{self.rounds} {self.revealed_number} {self.state} {self.position_version}"

    @property
    def told(self) -> tuple[Finding, ...]:
        return self.revealed.told(self.staged) if self.revealed else ()

    @property
    def told_on_stage(self) -> tuple[str, ...]:
        """What movement and findings say, as far as there is room; phones and console tell all."""
        return sayings_that_fit(self._sayings, self.question or "")

    @property
    def wording_on_stage(self) -> str:
        return wording_that_fits(self.position_wording or "")

    @property
    def _sayings(self) -> list[str]:
        movement = self.revealed.movement if self.revealed else None
        moved = [movement.sentence] if movement and movement.sentence else []
        return [*moved, *[finding.sentence for finding in self.told]]

    @property
    def question(self) -> str | None:
        return next((finding.question for finding in self.told if finding.question), None)

    @property
    def heading(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def has_long_heading(self) -> bool:
        return is_long(self.heading)


@dataclass(frozen=True)
class Scene:
    workshop_id: int
    council: str
    title: str
    purpose: Purpose
    state: WorkshopState
    rule: AttributionRule
    join_code: str | None
    door: Door
    groups: tuple[GroupProgress, ...]  # answered: nothing to answer, so always 0; who has joined
    standards: tuple[StandardScene, ...]
    sitting: SittingScene | None
    planned_minutes: int
    explained: Term | None = None  # shown to everybody right now
    has_glossary: bool = False  # whether the framework has a glossary
    connected: int = 0
    admits_everybody: bool = False
    newest_waiting: int = 0  # the newest waiting seat: whoever lets all in lets in those seen here
    alarm: str = ""  # what a console says about the doors of the whole service

    @property
    def waiting_seats(self) -> int:
        return sum(group.waiting_seats for group in self.groups)

    @property
    def door_is_crowded(self) -> bool:
        return self.waiting_seats >= most_waiting(sum(group.expected for group in self.groups))

    def seen_by(self, kind: Kind) -> "Scene":
        """What this kind of screen is handed: blindness between reveal and show must not rest on a template.

        A phone or stage gets no standard that is revealed and not shown, and of who has answered the room's total.
        """
        if kind is Kind.CONSOLE:
            return self
        sitting = self.sitting and replace(
            self.sitting, progress=tuple(asked.of_the_room for asked in self.sitting.progress)
        )
        return replace(self, standards=tuple(standard.as_told for standard in self.standards), sitting=sitting)

    @property
    def shown(self) -> StandardScene | None:
        return next((standard for standard in self.standards if standard.is_shown), None)

    @property
    def explained_on_stage(self) -> str:
        """As many of the entry's sentences as find room beside the picture; phones have it whole."""
        return entry_that_fits(self.explained) if self.explained else ""

    @property
    def seated(self) -> int:
        return sum(group.seated for group in self.groups)

    @property
    def agenda(self) -> tuple[StandardScene, ...]:
        """Revealed standards by what differs most, as the model orders them, pins first; the others in their order."""
        revealed = [standard for standard in self.standards if standard.revealed]
        revealed.sort(key=_place_in_agenda)
        return (*revealed, *[standard for standard in self.standards if not standard.revealed])

    @property
    def next_to_discuss(self) -> StandardScene | None:
        """The first of the agenda that is revealed and neither settled nor parked."""
        return next((s for s in self.agenda if s.state is StandardState.REVEALED and not s.is_parked), None)

    @property
    def needs(self) -> str:
        """The same for the page about the sitting."""
        return " ".join([self.state, *[f"{standard.number}:{standard.state}" for standard in self.standards]])

    def standard(self, number: str) -> StandardScene | None:
        return next((standard for standard in self.standards if standard.number == number), None)


def _place_in_agenda(standard: StandardScene) -> tuple[bool, AgendaKey]:
    assert standard.revealed is not None
    return not standard.is_pinned, standard.revealed.analysis.agenda_key
