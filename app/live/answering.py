"""One answer's way in, the same for a frame over the socket and for a form by POST: domain, writer, commit, receipt."""

from sqlmodel import Session

from app.errors import NotYours
from app.live.frames import RatingForm
from app.live.mine import letters, read_mine
from app.models import Receipt, Seat
from app.models.rating import rate
from app.running import Running
from app.seats import Place


async def answer(here: Running, place: Place, form: RatingForm) -> dict[str, str]:
    """Stores the answer and tells every screen of its seat. Returns the letters; raises a `Refusal` in words."""
    seat_id = place.seat_id
    if seat_id is None:
        raise NotYours("Only participants rate.")

    def act(session: Session) -> tuple[Receipt, dict[str, str]]:
        seat = _still_seated(session, place, seat_id)
        receipt = rate(session, seat.id, place.workshop_id, form.round, form.to_answer())
        return receipt, letters(read_mine(session, seat, form.round), form.key, _outrun(receipt))

    _, told = await here.writer.do(place.workshop_id, act)
    here.rooms.tell_seat(place.workshop_id, seat_id, told)
    return told


def _still_seated(session: Session, place: Place, seat_id: int) -> Seat:
    """Rights are checked at every act: a socket may have outlived its seat's move to another phone."""
    seat = session.get_one(Seat, seat_id)
    if seat.removed_at or seat.token_hash != place.token_hash:
        raise NotYours("Not recorded: this seat has moved to another phone, or was removed.")
    if seat.notice_read_at is None:
        raise NotYours("Not recorded: please read the notice first. Reload this page to see it.")
    return seat


def _outrun(receipt: Receipt) -> str:
    if not receipt.outrun:
        return ""
    return "A newer answer from another of your screens is what stands."
