"""Doing what is due of one workshop, with what its record then says fixed in its chain; and telling it in a line."""

from datetime import date

from sqlmodel import Session

from app.exports.sealing import fix_record
from app.models.ending import due
from app.models.ending.due import Done, do_what_is_due
from app.models.ending.erasing import PROGRAM
from app.settings.backups import still_held

LINES = {
    Done.WINDOW: "Workshop {}: closing can be undone no longer.",
    Done.SEATS: "Workshop {}: seats and reasons were erased.",
    Done.RECORD: "Workshop {}: the record was erased.",
}
NOTHING = "Nothing is due."


def do_due(session: Session, workshop_id: int, day: date) -> list[Done]:
    done = do_what_is_due(session, workshop_id, day)
    if Done.SEATS in done:
        fix_record(session, workshop_id, PROGRAM)
    return done


def do_all_due(session: Session, day: date) -> dict[int, list[Done]]:
    """In one transaction: for a command that is alone with its database."""
    return {workshop_id: done for workshop_id in due.due(session, day) if (done := do_due(session, workshop_id, day))}


def in_lines(done: dict[int, list[Done]], kept_days: int | None, day: date) -> str:
    """A line for whatever was done of a workshop; with what was erased, what backups still hold."""
    lines = []
    for workshop_id, what in done.items():
        for each in what:
            backups = "" if each is Done.WINDOW else f" {still_held(kept_days, day)}"
            lines.append(f"{LINES[each].format(workshop_id)}{backups}")
    return "\n".join(lines) or NOTHING
