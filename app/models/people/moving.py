"""A seat that speaks for another group from now on, or from the next opening."""

from sqlmodel import Session, select

from app.errors import Incomplete, Refusal
from app.models.people.seat import Seat
from app.models.texts import cleaned, must_be_shorter
from app.models.workshop.event import record
from app.models.workshop.group import StakeholderGroup
from app.models.workshop.state import WorkshopState
from app.models.workshop.workshop import Workshop

LONGEST_REASON = 200


def move(session: Session, workshop: Workshop, seat: Seat, group_id: int, reason: str, by: str) -> None:
    """In the lobby at once; later from the next opening, so that what an open round counts stays as it is."""
    workshop.must_go_on()
    group = session.get(StakeholderGroup, group_id)
    if group is None or group.workshop_id != workshop.id:
        raise Incomplete({"group": "Choose the group that this seat shall speak for."})
    if seat.removed_at or seat.is_waiting:
        raise Refusal("Only a seat that is let in can be moved. Let the person in first.")
    must_be_shorter("reason", reason, LONGEST_REASON)
    if not cleaned(reason):
        raise Incomplete({"reason": "Say in a few words why this seat is moved; the reason stands in the record."})
    if group.id == (seat.next_group_id or seat.group_id):
        return
    seat.next_group = group
    about = {"group": seat.group_name, "to": group.name, "reason": cleaned(reason)}
    record(session, workshop.id, by, "moved a seat to another group", **about)
    if workshop.state is WorkshopState.LOBBY:
        _go(seat)
    session.flush()


def make_moves(session: Session, workshop_id: int) -> None:
    """At an opening: from here on these seats count in their new groups."""
    for seat in session.exec(select(Seat).where(Seat.workshop_id == workshop_id, Seat.next_group_id != None)):
        _go(seat)
    session.flush()


def _go(seat: Seat) -> None:
    if seat.group is not seat.next_group:
        seat.may_show_group = None  # what was said about one group says nothing about another
    seat.group, seat.next_group = seat.next_group, None
