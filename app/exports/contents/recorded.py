"""What an export may hold of the record of one subject: a standard, a domain, the whole.

Of assent there is what units are told by, and of dissent what is for others than the facilitator: there is no place for
one person's answer, nor for words that are held back.
"""

from datetime import date
from enum import StrEnum

from pydantic import Field

from app.exports.contents.part import Part, When
from app.models import PositionState
from app.models.record.action import ActionStatus
from app.models.record.position import Weight


class Position(Part):
    """One version of what people recorded. Every field was written by people; a level has those of its form."""

    version: int = Field(description="Counted from 1; every version is kept.")
    is_current: bool = Field(description="Whether this is the newest version; see `is_settled` beside it too.")
    state: PositionState = Field(description="How the room finished with it.")
    wording: str = Field(description="How are we doing? In the words of the room.")
    number: int | None = Field(description="A point of the scale, only if people set one; of the whole their marker.")
    has_no_marker: bool = Field(description="Whether people said that there is no agreed marker on the arrow.")
    band: str | None = Field(description="The name of a band, only if people recorded one.")
    evidence: str = Field(description="Evidence of impact on outcomes.")
    has_divergent_views: bool | None = Field(description="Are there any divergent views? Null where nobody said.")
    divergent_views: str = Field(description="Views that differ, in words that people accepted.")
    how_known: str = Field(description="How would we know?")
    importance: Weight | None = Field(description="How much it matters to people, if they said.")
    next_step: str = Field(description="The next step.")
    good_practice: str = Field(description="Good practice to develop.")
    narrative: str = Field(description="How far the partners agree, in words that people accepted.")
    missing: tuple[str, ...] = Field(description="Whose voices were missing when it was settled all the same.")
    afterwards: tuple[str, ...] = Field(description="Its fields that were written after the close, not in the room.")
    written_by: str = Field(description="The role that saved this version.")
    written_at: When = Field(description="When it was saved, in UTC.")
    reopened_at: When | None = Field(description="When it was opened again, in UTC; null while it stands.")
    confirmed_at: When | None = Field(description="When the workshop's record was confirmed with it, in UTC.")

    @property
    def late(self) -> tuple[str, ...]:
        """Of `afterwards` those that hold something here: nothing is marked where nothing stands."""
        return tuple(name for name in self.afterwards if getattr(self, name, None) not in ("", None))


class UnitAssent(Part):
    """Whether the words can stand with one displayed unit, as far as that may be told."""

    unit: str = Field(description="The unit's name.")
    agree: int | None = Field(description="How many agree; null where the unit's answers are not counted.")
    can_live_with_it: int | None = Field(description="How many can live with it; null likewise.")
    do_not_agree: int | None = Field(description="How many do not agree; null likewise.")
    can_stand: bool | None = Field(description="Of a unit told by one sentence: whether nobody disagreed.")
    is_of_one_mind: bool | None = Field(description="Of a counted unit: false if one agrees and one does not.")
    sentence: str = Field(description="The same in words.")


class Asking(Part):
    """One wording as it was read back to the room."""

    state: PositionState = Field(description="How it was to end.")
    wording: str = Field(description="The words that people were asked about.")
    marker: int | None = Field(description="Of the whole: the marker that they were asked about.")
    is_of_position: bool = Field(description="Whether these are the words of the newest version.")
    asked_at: When = Field(description="When it was read back, in UTC.")
    asked_by: str = Field(description="The role that read it back.")
    ended_at: When | None = Field(description="When asking ended, in UTC; null while it goes on.")
    units: tuple[UnitAssent, ...] = Field(description="What the units say; empty while it is asked.")


class HowAsked(StrEnum):
    NOT_ASKED = "not asked"
    STILL_ASKED = "still being asked"
    ASKED = "asked"
    OTHER_WORDS = "asked about other words"


class Dissent(Part):
    """Words that disagree, by somebody who let others than the facilitator read them."""

    unit: str = Field(description="The displayed unit that its writer named; empty without a name.")
    words: str = Field(description="In its writer's own words; empty where they are held back.")
    may_publish: bool | None = Field(description="Whether it may be published; null where its writer has not said.")
    behind: int | None = Field(description="How many of the unit stand behind it, its writer among them, where told.")
    of_people: int | None = Field(description="Of how many of the unit; null likewise.")
    is_held_back: bool = Field(description="Whether the facilitator holds it back: it names a person or is unlawful.")
    held_back_why: str = Field(description="Why it is held back, as its writer was told.")


class Action(Part):
    """What is to be done."""

    what: str = Field(description="What.")
    priority: Weight | None = Field(description="How urgent it is, if people said.")
    who: tuple[str, ...] = Field(description="Who does it: groups, partners, or own words.")
    due_on: date | None = Field(description="By which day, where a day was given.")
    due: str = Field(description="By when, in words, where no day was given.")
    how_known: str = Field(description="How would we know?")
    criterion: str = Field(description="The number of the criterion it is about; may be empty.")
    status: ActionStatus = Field(description="How far it has come.")
    written_by: str = Field(description="The role that wrote it.")

    @property
    def when(self) -> str:
        return f"{self.due_on.day} {self.due_on:%B %Y}" if self.due_on else self.due


class Recorded(Part):
    """What was recorded about one subject."""

    is_settled: bool = Field(description="False where the last position was opened again, and no longer stands.")
    positions: tuple[Position, ...] = Field(description="Every version, oldest first.")
    how_asked: HowAsked = Field(description="Whether the room was asked if the words of the newest version can stand.")
    askings: tuple[Asking, ...] = Field(description="Every wording that was read back, oldest first.")
    dissents: tuple[Dissent, ...] = Field(
        description="Words that disagree, in no order of arrival; none while people are being asked."
    )
    actions: tuple[Action, ...] = Field(description="Its actions, as they were written.")

    @property
    def is_revealed(self) -> bool:
        """Nothing is settled before a reveal; what holds its own rounds looks again."""
        return True

    @property
    def position(self) -> Position | None:
        """What stands: nothing while it is reopened, and nothing that no reveal came before."""
        return self.positions[-1] if self.positions and self.is_settled and self.is_revealed else None

    @property
    def asking(self) -> Asking | None:
        """Of the words that stand, once it has ended."""
        return next((asking for asking in self.askings if asking.is_of_position and asking.ended_at), None)
