"""What the room is doing, and for how long, beside what was planned. In words: it advises, and closes nothing.

Of each standard's share of the plan a sixth is for rating it and two thirds are for talking about it; the rest is for
how a day begins and ends. So four that are rated at once have the time of four, and then each its own talk.
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from app.live.progress import SittingScene
from app.live.scene import Scene
from app.models import StandardState, WorkshopState

RATING, TALK = Fraction(1, 6), Fraction(2, 3)


@dataclass(frozen=True)
class Phase:
    words: str
    advice: str = ""


def phase(scene: Scene, at: datetime) -> Phase:
    """Empty once the workshop has ended."""
    if scene.has_ended:
        return Phase("")
    if scene.state is not WorkshopState.LIVE:
        return Phase("Being prepared" if scene.state is WorkshopState.DRAFT else "Lobby")
    if scene.sitting:
        return _rating(scene, scene.sitting, at)
    if (shown := scene.shown) and shown.state is not StandardState.SETTLED:
        since = shown.talked_since or shown.revealed_at or at
        what = "the whole" if shown.is_overall else shown.number
        return _lasting(f"Talking about {what}", minutes(scene, TALK), since, at, "shorten or park?")
    if scene.next_to_discuss:
        return Phase("Revealed" if scene.on_stage else "Revealed, nothing on stage")
    are_waiting = any(one.state is StandardState.WAITING and not one.is_parked for one in scene.standards)
    return Phase("Nothing is open" if are_waiting else "All settled")


def _rating(scene: Scene, sitting: SittingScene, at: datetime) -> Phase:
    if not sitting.is_open:
        return Phase("Rating is closed")
    planned = minutes(scene, RATING * len(sitting.progress))
    return _lasting("Rating", planned, sitting.opened_at, at, "close and reveal?")


def _lasting(what: str, planned: int, since: datetime, at: datetime, advice: str) -> Phase:
    minute = max(0, int((at - since).total_seconds())) // 60 + 1
    over = minute - planned
    return Phase(f"{what}, minute {minute} of {planned}", f"{over} over: {advice}" if over > 0 else "")


def minutes(scene: Scene, part: Fraction) -> int:
    """Of one standard's share of the plan."""
    return max(1, int(scene.planned_minutes * part / max(1, len(scene.standards))))
