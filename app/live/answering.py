"""One answer's way in, the same for a frame over the socket and for a form by POST: domain, writer, commit, receipt."""

from sqlalchemy import bindparam
from sqlmodel import Session, select

from app.access.places import Place
from app.access.rights import allows, refusal
from app.errors import NotYours, StillWaiting
from app.live.frames import RatingForm
from app.live.mine import acknowledged, letters
from app.models import Receipt, Seat, Workshop
from app.models.rounds.rating import rate
from app.running import Running

ACT_OF_FRAME = {"rate": "answer"}  # what a browser may say over its socket, and the right that it takes


async def answer(here: Running, place: Place, form: RatingForm) -> dict[str, str]:
    """Stores the answer and tells every screen of its seat. Returns the letters; raises a `Refusal` in words."""
    seat_id = place.seat_id
    if seat_id is None:
        raise NotYours("Only participants rate.")

    def act(session: Session) -> Receipt:
        must_still_sit(session, place, "Not recorded")
        must_still_be_allowed(session, place, ACT_OF_FRAME[form.act], "Not recorded")
        return rate(session, seat_id, place.workshop_id, form.round, form.to_answer())

    receipt = await here.writer.do(place.workshop_id, act)
    told = letters(acknowledged(receipt), form.key, _outrun(receipt))
    here.rooms.tell_seat(place.workshop_id, seat_id, told)
    return told


def must_still_be_allowed(session: Session, place: Place, act: str, lost: str) -> None:
    """The table once more, inside the writer: a frame passes no route, and the workshop may have closed meanwhile."""
    workshop = session.get_one(Workshop, place.workshop_id)
    if not allows(act, place.role, workshop.state, workshop.attribution_rule):
        raise NotYours(f"{lost}: {_in_passing(str(refusal(act, [place.role], workshop.state)))}")


def _in_passing(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


SEATED = select(Seat.token_hash, Seat.removed_at, Seat.notice_read_at, Seat.admitted_at).where(
    Seat.id == bindparam("seat_id")
)


def must_still_sit(session: Session, place: Place, lost: str) -> None:
    """Rights are checked at every act: a socket may have outlived its seat's move to another phone."""
    row = session.connection().execute(SEATED, {"seat_id": place.seat_id}).one()
    token_hash, removed_at, notice_read_at, admitted_at = row
    if removed_at or token_hash != place.token_hash:
        raise NotYours(f"{lost}: this seat has moved to another phone, or was removed.")
    if admitted_at is None:
        raise StillWaiting(place.workshop_id)
    if notice_read_at is None:
        raise NotYours(f"{lost}: please read the notice first. Reload this page to see it.")


def _outrun(receipt: Receipt) -> str:
    if not receipt.outrun:
        return ""
    return "A newer answer from another of your screens is what stands."
