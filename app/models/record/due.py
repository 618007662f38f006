"""By when something is to be done: a day, or words. What looks like a date must be one."""

import re
from datetime import date, datetime

from app.errors import Incomplete
from app.models.texts import cleaned

SPELLED = ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y")
SHORT = ("%d.%m.%y", "%d/%m/%y", "%d-%m-%y", "%d %B %y", "%d %b %y")
LIKE_A_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2} [A-Za-z]{3,9} \d{2,4}")
YEARS = range(2000, 2100)


def read_due(typed: str) -> tuple[date | None, str]:
    said = one_line(typed)
    plain = _as_spelled(said)
    for spelled in (*SPELLED, *SHORT):
        try:
            day = datetime.strptime(plain, spelled).date()
        except ValueError:
            continue
        if day.year in YEARS:
            return day, ""
    if LIKE_A_DATE.fullmatch(plain):
        raise Incomplete({"due": f"There is no day “{said}”. Write one such as 31 Jan 2027, or say it in words."})
    return None, said


def _as_spelled(said: str) -> str:
    """ "31st Sept., 2027" and "31 / 1 / 2027" as the forms above have them."""
    plain = re.sub(r"\s*([./-])\s*(?=\d)", r"\1", said)
    plain = re.sub(r"^(\d{1,2})(?:st|nd|rd|th)\b", r"\1", plain, flags=re.IGNORECASE)
    plain = re.sub(r"\bSept\b", "Sep", plain, flags=re.IGNORECASE)
    return " ".join(re.sub(r"(?<=[A-Za-z])[.,]", " ", plain).split())


def one_line(text: str) -> str:
    return " ".join(cleaned(text).split())
