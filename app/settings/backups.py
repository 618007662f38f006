"""What backups still hold of something that was erased, and until when: said wherever erasure is spoken of."""

from datetime import date, timedelta

UNKNOWN = "Ask the contact for questions about data how long backups keep it."
UNSET = "Nobody has set how long backups are kept (BACKUPS_KEPT_DAYS), so everybody is told to ask."
NONE = "No backups are kept, so nothing else holds it."


def still_held(kept_days: int | None, erased_on: date) -> str:
    """`kept_days`: how long a backup is kept; None where nobody has set that."""
    if kept_days is None:
        return UNKNOWN
    if kept_days == 0:
        return NONE
    until = erased_on + timedelta(days=kept_days)
    return f"Backups that were made before still hold it until {until.day} {until:%B %Y}."


def kept_for(kept_days: int | None) -> str:
    """For the notice of the whole service, which knows no day on which something was erased."""
    if kept_days is None:
        return UNKNOWN
    if kept_days == 0:
        return NONE
    return f"A backup that was made before still holds it for up to {kept_days} days."
