"""The words of one position as the room sees them, on stage and phones alike: as they are read back, or settled."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.live.words import AskingScene, PositionScene
from app.models.record.subject import Key, Level
from app.models.record.told_assent import UnitAssent
from app.models.record.told_dissent import ToldDissent
from app.revealed.fitting import Reading, reading_that_fits


@dataclass(frozen=True)
class StagedWords:
    """Who answers what is told when asking has ended: `units` and `dissents` are empty until then."""

    key: Key
    heading: str
    ends: str
    wording: str
    marker: int | None  # on the arrow
    is_asked: bool
    answered: int = 0
    asked: int = 0
    settled_at: datetime | None = None
    units: tuple[UnitAssent, ...] = ()
    dissents: tuple[ToldDissent, ...] = ()

    @property
    def slug(self) -> str:
        return self.key.slug

    @property
    def has_aside(self) -> bool:
        """Whether there is anything to say about “Can this stand?”."""
        return self.is_asked or bool(self.units)

    @property
    def reading(self) -> Reading:
        """How large the words stand on a stage."""
        return reading_that_fits(self.wording, self._others, has_aside=self.has_aside)

    @property
    def is_long_beside_arrow(self) -> bool:
        return len(self.wording) + sum(len(text) + 60 for text in self._others) > BESIDE_ARROW

    @property
    def _others(self) -> tuple[str, ...]:
        return tuple(dissent.text for dissent in self.dissents)


BESIDE_ARROW = 260  # characters of 40 px that stand there at once, in the widest font


def staged(position: PositionScene, asking: AskingScene | None) -> StagedWords | None:
    """None where nothing was settled or read back: what is only typed, or open again, is nobody's to read."""
    marker = position.number if position.key.level is Level.OVERALL else None
    if position.is_settled and not (asking and asking.is_open and not asking.is_about(position)):
        words = StagedWords(
            position.key, position.heading, position.state.capitalize(), position.wording, marker,
            is_asked=False, settled_at=position.settled_at,
        )  # fmt: skip
        return _with(words, asking, is_about=asking is not None and asking.is_about(position))
    if asking is None:
        return None
    return _with(
        StagedWords(asking.key, asking.heading, asking.state.capitalize(), asking.wording, asking.marker, False),
        asking,
        is_about=True,
    )


def _with(words: StagedWords, asking: AskingScene | None, *, is_about: bool) -> StagedWords:
    """Answers belong to the words that were read back; what somebody wrote stands until they take it back."""
    if asking is None:
        return words
    if not is_about:
        return replace(words, dissents=asking.dissents)
    return replace(
        words,
        is_asked=asking.is_open,
        answered=asking.answered,
        asked=asking.asked,
        units=asking.units,
        dissents=asking.dissents,
    )
