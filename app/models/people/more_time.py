"""“I need more time”: counted for the room while a sitting is open, told of nobody, and kept in no log."""

from sqlmodel import Session

from app.errors import Refusal
from app.models.people.seat import Seat


def need_more_time(session: Session, seat_id: int, sitting_id: int | None, *, needs: bool) -> None:
    """`sitting_id` is the open one, with which the need ends; None: nothing is open. Asking twice is safe."""
    if sitting_id is None:
        raise Refusal("Rating is closed, so nobody waits any more. Tell the facilitator if something is left to say.")
    session.get_one(Seat, seat_id).more_time_in = sitting_id if needs else None
