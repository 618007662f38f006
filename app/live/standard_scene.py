"""One standard, or the whole, as a scene has it; to stage and phones nothing of a reveal before it is shown."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.divergence import Finding
from app.frameworks import OVERALL, Criterion
from app.models import StandardState
from app.models.record.subject import Key, Level
from app.revealed.brief import Leads, beside_picture, leads, moved
from app.revealed.fitting import is_long, sayings_that_fit, wording_that_fits
from app.revealed.named_criteria import Named
from app.revealed.round import Revealed

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
    first_shown: Revealed | None = None  # of the whole: an earlier round that was on stage too
    people: int | None = None  # of its first reveal, and still here; None: whoever is here may answer again
    came_later: frozenset[str] = frozenset()  # groups that had said nothing, of which everybody may
    last_shown: Revealed | None = None  # its newest round that was on stage, now or before
    # The console's agenda
    talk_place: int | None = None
    talked_since: datetime | None = None  # first put on stage as it was revealed last

    @property
    def as_told(self) -> "StandardScene":
        """Without anything of a reveal unless it is shown; what was settled is everybody's."""
        standard = replace(self, earlier=()) if self.is_shown else self._blind
        standard = replace(standard, people=None, came_later=frozenset(), last_shown=None)
        if self.state is StandardState.SETTLED:
            return standard
        return replace(standard, position_state=None, position_wording=None, position_number=None, position_band=None)

    @property
    def _blind(self) -> "StandardScene":
        return replace(
            self,
            revealed=None,
            revealed_at=None,
            revealed_number=None,
            revealed_round_id=None,
            earlier=(),
            first_shown=None,
            staged=(),
            is_pinned=False,
            talk_place=None,
            talked_since=None,
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
    def sayings(self) -> tuple[Leads, ...]:
        """What movement and findings say beside their picture, on phones."""
        return tuple(leads(text) for text in self._texts)

    @property
    def told_on_stage(self) -> tuple[Leads, ...]:
        """As far as there is room; phones and console tell all."""
        return tuple(leads(text) for text in sayings_that_fit(self._texts, self.question or ""))

    @property
    def wording_on_stage(self) -> str:
        return wording_that_fits(self.position_wording or "")

    @property
    def _texts(self) -> tuple[str, ...]:
        if self.revealed is None:
            return ()
        movement, bands = self.revealed.movement, [band.name for band in self.revealed.scale.bands]
        first = [moved(movement.label, movement.sentence)] if movement and movement.sentence else []
        return (*first, *[beside_picture(finding.sentence, bands) for finding in self.told])

    @property
    def question(self) -> str | None:
        return next((finding.question for finding in self.told if finding.question), None)

    @property
    def is_overall(self) -> bool:
        return self.number == OVERALL

    @property
    def slug(self) -> str:
        """Of its position."""
        return OVERALL if self.is_overall else Key(Level.STANDARD, self.number).slug

    @property
    def heading(self) -> str:
        return self.title if self.is_overall else f"{self.number}. {self.title}"

    @property
    def has_long_heading(self) -> bool:
        return is_long(self.heading)
