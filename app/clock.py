"""The clock on the wall of the room: London's, whatever zone the server stands in. Moments are kept in UTC."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    return datetime.now(UTC)


def in_london(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)


def when(moment: datetime) -> str:
    """In a sentence, after “at”: the hour, and the day if it is not this one."""
    there = in_london(moment)
    day = "" if there.date() == today() else f" on {there.day} {there:%B %Y}"
    return f"{there:%H:%M}{day}"


def today() -> date:
    return datetime.now(LONDON).date()
