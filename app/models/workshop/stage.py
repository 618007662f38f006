"""What the facilitator does with the stage beside showing: freeze it, blank it, and say how long there is.

None of it opens, closes or shows anything. A frozen stage keeps what it is called by, not a picture of it, so that
what may no longer be shown is gone from there too.
"""

from datetime import datetime, timedelta

from sqlmodel import Session

from app.clock import now
from app.errors import Refusal
from app.errors.acts import OlderPage
from app.models.workshop.event import record
from app.models.workshop.workshop import Workshop

LONGEST = 240  # minutes
MORE = timedelta(minutes=3)


def freeze(session: Session, workshop: Workshop, stands: str, seen: str | None = None, *, by: str) -> None:
    """`stands` is what the stage shows now; `seen` what whoever presses saw there. Asking twice is safe."""
    workshop.must_go_on()
    if workshop.stage_frozen:
        return
    if seen is not None and seen != stands:
        raise OlderPage("the stage shows something else,")
    workshop.stage_frozen = stands
    record(session, workshop.id, by, "froze the stage", stands=stands)


def blank(session: Session, workshop: Workshop, *, by: str) -> None:
    workshop.must_go_on()
    if not workshop.stage_is_blank:
        workshop.stage_is_blank = True
        record(session, workshop.id, by, "blanked the stage")


def let_go(session: Session, workshop: Workshop, *, by: str) -> None:
    """The stage follows the room again."""
    if workshop.stage_frozen or workshop.stage_is_blank:
        workshop.stage_frozen, workshop.stage_is_blank = "", False
        record(session, workshop.id, by, "let the stage go on")


def start_timer(session: Session, workshop: Workshop, minutes: int, *, by: str) -> None:
    """It advises, and closes nothing. One that runs begins again."""
    workshop.must_go_on()
    if not 1 <= minutes <= LONGEST:
        raise Refusal(f"Choose between 1 and {LONGEST} minutes.")
    workshop.timer_ends_at = now() + timedelta(minutes=minutes)
    record(session, workshop.id, by, "started the timer", minutes=minutes)


def add_to_timer(session: Session, workshop: Workshop, *, by: str) -> None:
    """Three minutes from its end, or from now once that has passed."""
    workshop.must_go_on()
    if workshop.timer_ends_at is None:
        raise Refusal("No timer runs. Start it first.")
    workshop.timer_ends_at = max(workshop.timer_ends_at, now()) + MORE
    record(session, workshop.id, by, "added to the timer")


def named(ends_at: datetime | None) -> str:
    """Which timer a page saw: adding to one is another."""
    return ends_at.isoformat() if ends_at else ""


def stop_timer(session: Session, workshop: Workshop, *, by: str) -> None:
    if workshop.timer_ends_at is not None:
        workshop.timer_ends_at = None
        record(session, workshop.id, by, "stopped the timer")
