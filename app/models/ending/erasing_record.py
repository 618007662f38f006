"""The second date of the notice: the record goes. One line remains, that it was held and when it was erased.

The fingerprint in that line is the record's own as it last stood: whoever kept a file of it can still say whether that
is what was erased. So erasing adds no entry, which would give the line a fingerprint that no file has.
"""

from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, SQLModel

from app.clock import now
from app.models.workshop.state import WorkshopState
from app.models.workshop.workshop import Workshop

LINE = frozenset({"workshop", "chain"})  # tables of which the workshop's own row stays
NO_LINE = frozenset({"workshop"})  # of a rehearsal stays that its number was given, and nothing that is shown
EMPTY: dict[str, Any] = {
    "run_by_id": None,
    "words_on_stage": "",
    "overview_on_stage": False,
    "stage_frozen": "",
    "stage_is_blank": False,
    "timer_ends_at": None,
    "explained_term": None,
    "planned_minutes": 0,
    "ground_rules": "",
    "responsible": "",
    "data_contact": "",
    "lawful_basis": "",
    "thresholds": {},
    "join_code": None,
    "shows_printed_labels": False,
    "scribe_exports": False,
    "scribe_finishes": False,
    "people": None,
    "people_shown": None,
    "half_filled": {},
    "prepared_at": None,
}


def erase_record(session: Session, workshop: Workshop) -> None:
    """Whatever state it is in. Asking twice is safe."""
    if workshop.state is WorkshopState.ERASED:
        return
    session.flush()
    _forget_rows(session, workshop.id, NO_LINE if workshop.is_rehearsal else LINE)
    nameless = {"council": "", "title": ""} if workshop.is_rehearsal else {}
    for name, value in (EMPTY | nameless).items():
        setattr(workshop, name, value)
    workshop.state, workshop.record_erased_at = WorkshopState.ERASED, now()
    workshop.seats_erased_at = workshop.seats_erased_at or workshop.record_erased_at
    session.flush()
    session.expire_all()  # what this session still holds of it is not there any more


def _forget_rows(session: Session, workshop_id: int, kept: frozenset[str]) -> None:
    """Of every table that belongs to a workshop, those that come later among them; what hangs on a row goes with it."""
    for table in reversed(SQLModel.metadata.sorted_tables):
        if table.name not in kept and "workshop_id" in table.c:
            session.connection().execute(delete(table).where(table.c.workshop_id == workshop_id))
