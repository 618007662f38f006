"""Times, counts and figures as people say them."""

from datetime import date, datetime

from app.clock import in_london

COUNTED = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def clock(moment: datetime) -> str:
    return f"{in_london(moment):%H:%M}"


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def day_of(when: datetime) -> str:
    return day(in_london(when))


def weekday(moment: datetime) -> str:
    """As people say when something ends: Thursday 3 December."""
    when = in_london(moment)
    return f"{when:%A} {when.day} {when:%B}"


def moment(when: datetime) -> str:
    return f"{day(in_london(when))}, {clock(when)}"


def code(join_code: str) -> str:
    """Six letters in two halves, as they are read out."""
    return f"{join_code[:3]} {join_code[3:]}"


def middle(interval: tuple[int, int]) -> str:
    low, high = interval
    return str(low) if low == high else f"{low} to {high}"


def counted(count: int) -> str:
    """In words, as far as people say it so."""
    return COUNTED[count] if count < len(COUNTED) else str(count)


def people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def weight(size: int) -> str:
    """Of a file, as people say it."""
    return f"{max(1, round(size / 1000))} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
