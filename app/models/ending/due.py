"""What falls due at the end of a workshop: its window, the erasure of its seats, the erasure of its record.

A date is due from its first minute in London on. Whatever is due is looked at again inside the act that does it, so
that a hold that was set in the last second, or another process that was faster, is seen.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, not_, or_, select

from app.clock import now
from app.models.ending.closing import start_window
from app.models.ending.erasing import PROGRAM, erase_seats
from app.models.ending.erasing_record import erase_record
from app.models.ending.hold import Hold, holds_of
from app.models.workshop.state import WorkshopState
from app.models.workshop.workshop import UNDO_WITHIN, Workshop


class Done(StrEnum):
    WINDOW = "window"  # closing can be undone no longer, and what its rule cuts is cut
    SEATS = "seats"
    RECORD = "record"


def due(session: Session, day: date) -> list[int]:
    """Workshops of which something is due as it looks from here; `do_what_is_due` looks again."""
    found = select(Workshop.id).where(or_(_window_is_due(), _erasure_is_due(day)))
    return list(session.exec(found.order_by(col(Workshop.id))))


def to_erase(session: Session, day: date) -> list[int]:
    """Those alone of which something is to be erased."""
    return list(session.exec(select(Workshop.id).where(_erasure_is_due(day))))


def do_what_is_due(session: Session, workshop_id: int, day: date) -> list[Done]:
    """What was done, which is nothing where another was faster. Erasure by the program, as the notice said."""
    workshop = session.get(Workshop, workshop_id, populate_existing=True)
    if workshop is None or workshop.state is WorkshopState.ERASED:
        return []
    done = [Done.WINDOW] if start_window(session, workshop, by=PROGRAM) else []
    if workshop.closing_can_be_undone or holds_of(session, workshop.id):
        return done
    if workshop.erase_record_on <= day:
        erase_record(session, workshop)
        return [*done, Done.RECORD]
    if _claims_seats(workshop, day):
        erase_seats(session, workshop, by=PROGRAM)
        return [*done, Done.SEATS]
    return done


def _claims_seats(workshop: Workshop, day: date) -> bool:
    """Nobody sits in a draft, so nothing of it is due before its record is."""
    is_held = workshop.state is not WorkshopState.DRAFT
    return is_held and workshop.seats_erased_at is None and workshop.erase_seats_on <= day


def _window_is_due() -> ColumnElement[bool]:
    ended = col(Workshop.state).in_([WorkshopState.CLOSED, WorkshopState.CONFIRMED])
    return and_(ended, col(Workshop.links_cut_at).is_(None), not_(_may_be_undone()))


def _erasure_is_due(day: date) -> ColumnElement[bool]:
    held = select(Hold.workshop_id).where(col(Hold.lifted_at).is_(None))
    is_due = or_(_seats_are_due(day), _record_is_due(day))
    return and_(is_due, col(Workshop.id).not_in(held), not_(_may_be_undone()))


def _may_be_undone() -> ColumnElement[bool]:
    """`closing_can_be_undone`, as a statement."""
    just_closed = and_(col(Workshop.closed_at).is_not(None), col(Workshop.closed_at) > now() - UNDO_WITHIN)
    is_closed = and_(col(Workshop.state) == WorkshopState.CLOSED, col(Workshop.imported_at).is_(None))
    return and_(is_closed, col(Workshop.links_cut_at).is_(None), just_closed)


def _seats_are_due(day: date) -> ColumnElement[bool]:
    is_held = col(Workshop.state) != WorkshopState.DRAFT
    return and_(is_held, col(Workshop.seats_erased_at).is_(None), col(Workshop.erase_seats_on) <= day)


def _record_is_due(day: date) -> ColumnElement[bool]:
    return and_(col(Workshop.state) != WorkshopState.ERASED, col(Workshop.erase_record_on) <= day)
