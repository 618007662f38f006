"""What backups still hold, and until when."""

from datetime import date

from app.settings.backups import NONE, UNKNOWN, still_held


def test_it_is_said_until_when_or_who_knows() -> None:
    day = date(2027, 5, 25)
    assert still_held(30, day) == "Backups that were made before still hold it until 24 June 2027."
    assert (still_held(0, day), still_held(None, day)) == (NONE, UNKNOWN)
