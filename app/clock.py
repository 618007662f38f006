"""The clock on the wall of the room: London's, whatever zone the server stands in. Moments are kept in UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def in_london(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)


def today() -> date:
    return datetime.now(LONDON).date()
