"""What a position is about: a standard, a domain, the whole, each with its rounds and its record."""

from pydantic import Field

from app.exports.contents.evidence import EvidenceItem
from app.exports.contents.recorded import Recorded
from app.exports.contents.rounds import Round
from app.models import StandardState


class Standard(Recorded):
    """One standard of the workshop."""

    number: str = Field(description="Its published number.")
    title: str = Field(
        description="Its title as the published summary prints it, its slips corrected unless asked for."
    )
    state: StandardState = Field(description="Where it stood when this was exported.")
    is_parked: bool = Field(description="Whether the room put it aside for the time being.")
    rounds: tuple[Round, ...] = Field(description="Every round, oldest first.")
    evidence: tuple[EvidenceItem, ...] = Field(description="What was offered as evidence, by list and title.")

    @property
    def first_views_kept(self) -> int:
        return sum(len(round_.shown.kept_first_views) for round_ in self.rounds if round_.shown)

    @property
    def is_revealed(self) -> bool:
        """A public report keeps what was settled of a standard whose rounds the room was never shown."""
        return self.state is StandardState.SETTLED or any(round_.shown for round_ in self.rounds)

    @property
    def told(self) -> tuple[Round, ...]:
        """Its rounds of which something is told here, oldest first."""
        return tuple(round_ for round_ in self.rounds if round_.shown)


class Domain(Recorded):
    """A domain of the framework with those of its standards that the workshop chose."""

    number: str = Field(description="Its published number.")
    title: str = Field(description="Its title as the published form prints it.")
    summary_title: str = Field(description="Its title as the published summary of key actions prints it.")
    standards: tuple[Standard, ...] = Field(description="Its chosen standards, in the framework's order.")

    @property
    def is_revealed(self) -> bool:
        return any(standard.is_revealed for standard in self.standards)


class Overall(Recorded):
    """The whole: what people rated on the arrow, and their position on it."""

    title: str = Field(description="What the framework's forms call it.")
    rounds: tuple[Round, ...] = Field(description="Every round on the arrow, oldest first.")

    @property
    def told(self) -> tuple[Round, ...]:
        return tuple(round_ for round_ in self.rounds if round_.shown)
