"""One person's own answer to one wording, as it may be shown to that person, and to nobody else."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models import CanStand, ReadBack
from app.models.record.told_assent import is_counted
from app.rendering import fragment
from app.rendering.spoken import clock

SAID = {
    CanStand.AGREE: "Agree",
    CanStand.LIVE_WITH_IT: "I can live with it",
    CanStand.DO_NOT_AGREE: "I do not agree",
}


class After(StrEnum):
    """What becomes of an answer that is changed now."""

    OPEN = "open"  # it is told when asking ends
    COUNTED = "counted"  # it is counted with its unit
    KEPT = "kept"  # it is kept, and not told: its unit has been told, once


def after_asking(asking: ReadBack, seat_id: int) -> After:
    if asking.is_open:
        return After.OPEN
    return After.COUNTED if is_counted(asking, seat_id) else After.KEPT


@dataclass(frozen=True)
class Stand:
    """`is_hidden`: recorded on another phone before this seat moved here, so it is never told again."""

    read_back_id: int
    answer: CanStand | None = None
    recorded_at: datetime | None = None
    is_hidden: bool = False
    is_asked: bool = True  # not, who came after this was first revealed
    spoke_before: bool = False  # about earlier words
    after: After = After.OPEN
    group_asks: bool = False  # others of the group ask it to stand behind their words
    is_held_back: bool = False  # own words

    @property
    def is_recorded(self) -> bool:
        return self.answer is not None

    @property
    def value(self) -> str:
        return SAID[self.answer] if self.answer and not self.is_hidden else ""

    @property
    def sentence(self) -> str:
        if not self.is_asked:
            return "You join from the next standard"
        if self.recorded_at is not None:
            value = " on your other phone" if self.is_hidden else f": {self.value}"
            return f"Recorded{value}, {clock(self.recorded_at)}"
        return "The words have changed since you answered" if self.spoke_before else "Not answered yet"


def stand_receipt(stand: Stand, *, key: str = "", sentence: str = "", problem: str = "") -> str:
    return fragment("live/_stand_receipt.html", stand=stand, key=key, sentence=sentence, problem=problem)
