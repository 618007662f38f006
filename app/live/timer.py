"""How long people are told they have: in words, by the minute, and the same on every screen (it is our clock)."""

from datetime import datetime
from math import ceil

from app.clock import now

PAST = "take the time you need"


def time_left(ends_at: datetime | None) -> str:
    """Empty where no timer runs. Never a second, and never a reproach."""
    if ends_at is None:
        return ""
    minutes = ceil((ends_at - now()).total_seconds() / 60)
    return f"about {minutes} min left" if minutes > 0 else PAST


def changes_in(ends_at: datetime | None) -> float | None:
    """Seconds until the words are others; None for never."""
    if ends_at is None:
        return None
    seconds = (ends_at - now()).total_seconds()
    return None if seconds <= 0 else seconds % 60 or 60.0
