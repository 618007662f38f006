"""What is said to the browser of a seat that is not its any more: what happened, who did it and when.

Told to whoever brings the seat's own cookie, and to nobody else. No name, and of participants no act of theirs beside
another phone's.
"""

from sqlmodel import Session

from app.clock import when
from app.errors.places import SeatElsewhere, SeatFreed, SeatGone
from app.models.people.seat import Role, Seat, seats_that_were
from app.models.workshop.workshop import Workshop

STANDS = "Its answers that were revealed already stand; the others do not count."
AGAIN = "You can join again with the code."
LOCKED = "The door is locked right now: ask the facilitator to open it, then join again."
OVER = "The workshop is closed now, so nobody joins any more. Ask the facilitator if you need something from it."
ASK = "Ask the facilitator for a new link."
MOVED = (
    "This seat went on on another phone at {}, with a rejoin code. What was recorded stands. If that was not you, tell "
    "the facilitator. To have the seat back here, ask the facilitator or the scribe for a new rejoin code."
)


def how_it_went(session: Session, workshop_id: int, token_hashes: list[str]) -> dict[str, SeatGone]:
    """By the hash of each cookie that was once good here. A stranger's is not among them."""
    workshop = session.get(Workshop, workshop_id)
    told: dict[str, SeatGone] = {}
    for seat in seats_that_were(session, workshop_id, token_hashes) if workshop else ():
        assert workshop
        if seat.left_hash in token_hashes and seat.rejoined_at:
            told[seat.left_hash or ""] = SeatElsewhere(MOVED.format(when(seat.rejoined_at)))
        if seat.token_hash in token_hashes and seat.removed_at:
            told[seat.token_hash] = _freed(seat, workshop)
    return told


def _freed(seat: Seat, workshop: Workshop) -> SeatFreed:
    at = when(seat.removed_at) if seat.removed_at else ""
    if seat.is_waiting:
        happened = f"The facilitator did not let this seat in, at {at}."
    elif seat.removed_by and seat.removed_by != seat.role:
        happened = f"The {seat.removed_by} freed this seat at {at}. {STANDS}"
    else:
        happened = f"This seat was given up at {at}."
    if seat.role is not Role.PARTICIPANT:
        gone = SeatFreed(f"{happened} {ASK}")
        gone.leads_to = "/help"
        return gone
    way = AGAIN if workshop.is_joinable else LOCKED if workshop.goes_on else OVER
    gone = SeatFreed(f"{happened} {way}")
    gone.leads_to = f"/join/{workshop.join_code}" if workshop.goes_on and workshop.join_code else "/help"
    return gone
