"""What the room is doing, and for how long, beside what was planned. In words: it advises, and closes nothing."""

from dataclasses import dataclass
from datetime import datetime

from app.live.scene import Scene
from app.models import StandardState, WorkshopState


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
        rating = _lasting("Rating", scene, scene.sitting.opened_at, at, "close and reveal?")
        return rating if scene.sitting.is_open else Phase("Rating is closed")
    if (shown := scene.shown) and shown.state is not StandardState.SETTLED:
        since = shown.talked_since or shown.revealed_at or at
        what = "the whole" if shown.is_overall else shown.number
        return _lasting(f"Talking about {what}", scene, since, at, "shorten or park?")
    if scene.next_to_discuss:
        return Phase("Revealed" if scene.on_stage else "Revealed, nothing on stage")
    are_waiting = any(one.state is StandardState.WAITING and not one.is_parked for one in scene.standards)
    return Phase("Nothing is open" if are_waiting else "All settled")


def _lasting(what: str, scene: Scene, since: datetime, at: datetime, advice: str) -> Phase:
    planned = minutes_each(scene)
    minute = max(0, int((at - since).total_seconds())) // 60 + 1
    over = minute - planned
    return Phase(f"{what}, minute {minute} of {planned}", f"{over} over: {advice}" if over > 0 else "")


def minutes_each(scene: Scene) -> int:
    """A standard's share of the planned minutes, as it was said when the workshop was prepared."""
    return max(1, scene.planned_minutes // max(1, len(scene.standards)))
