"""What a person says, one way in for a frame over the socket and a form by POST: domain, writer, commit, answer.

The answer is a message to the screen that spoke. All screens of the seat hear what came of it as they hear all state.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import escape
from sqlalchemy import bindparam
from sqlmodel import Session, select

from app.access.places import Place
from app.access.rights import allows, refusal
from app.errors import NotFound, NotYours
from app.errors.places import StillWaiting
from app.live import assenting
from app.live.frames import AssentForm, RatingForm, Spoken
from app.live.mine import Mine, acknowledged
from app.live.own_forms import receipt
from app.live.state import Rendered
from app.models import Receipt, Seat, Workshop
from app.models.prepared import Prepared
from app.models.rounds.rating import rate
from app.rendering import fragment
from app.running import Running

KEY = "key-of-this-answer"  # its place in a receipt that many get
FORMS_KEPT = 1024


@dataclass(frozen=True)
class Answered:
    message: Rendered
    tells: Rendered  # the state that it tells already


@dataclass(frozen=True)
class Act:
    """What a frame of its name asks for."""

    right: str
    lost: str  # how a refusal begins
    does: Callable[[Session, int, int, Any], Any]  # with seat, workshop and frame, inside the writer
    answered: Callable[[Any, Any], Answered]  # from the frame and what was done
    refused: Callable[[Any, str], Rendered]
    is_plain: bool = False  # for the writer


async def answer(server: Running, place: Place, frame: Spoken) -> Answered:
    """Raises a `Refusal` in words."""
    seat_id, act = place.seat_id, ACTS[frame.act]
    if seat_id is None:
        raise NotYours("Only participants rate.")

    def does(session: Session) -> Any:
        must_still_sit(session, place, act.lost)
        must_still_be_allowed(session, place, act.right, act.lost)
        return act.does(session, seat_id, place.workshop_id, frame)

    return act.answered(frame, await server.writer.do(place.workshop_id, does, is_plain=act.is_plain))


def refused(frame: Spoken, sentence: str) -> Rendered:
    return ACTS[frame.act].refused(frame, sentence)


# -- Rating


def _rate(session: Session, seat_id: int, workshop_id: int, form: RatingForm) -> Receipt:
    return rate(session, seat_id, workshop_id, form.round, form.to_answer())


def _assented(form: AssentForm, done: assenting.Done) -> Answered:
    return Answered(*assenting.answered(form, done, OUTRUN))


def _rated(form: RatingForm, stored: Receipt) -> Answered:
    """A retry that was outrun is told so; the newer answer is state that its screens have, or are about to get."""
    mine, element = acknowledged(stored), f"receipt-{form.round}"
    message = _acknowledgement(mine, OUTRUN if stored.outrun else "").replace(KEY, escape(form.key), 1)
    return Answered({element: message}, {} if stored.outrun else {element: receipt(mine)})


@lru_cache(FORMS_KEPT)
def _acknowledgement(mine: Mine, sentence: str) -> str:
    """Made once for all who gave that answer within a minute; only the key is each one's own."""
    return fragment("live/_receipt.html", mine=mine, key=KEY, sentence=sentence, problem="", closed_at=None)


def not_rated(round_id: int, key: str, problem: str) -> Rendered:
    context = {"mine": Mine(round_id, is_recorded=False), "key": key, "sentence": "", "closed_at": None}
    return {f"receipt-{round_id}": fragment("live/_receipt.html", problem=problem, **context)}


def _not_rated(form: RatingForm, problem: str) -> Rendered:
    return not_rated(form.round, form.key, problem)


OUTRUN = "A newer answer from another of your screens is what stands."

ACTS = {
    "rate": Act("answer", "Not recorded", _rate, _rated, _not_rated, is_plain=True),
    "assent": Act("assent", "Not recorded", assenting.does, _assented, assenting.refused),
}


# -- What must hold at that very moment


def must_still_be_allowed(session: Session, place: Place, act: str, lost: str) -> None:
    """The table once more, inside the writer: a frame passes no route, and the workshop may have closed meanwhile."""
    session.flush()
    row = STATE.first(session.connection(), {"workshop_id": place.workshop_id})
    if row is None:
        raise NotFound
    state, rule = row
    if not allows(act, place.role, state, rule):
        raise NotYours(f"{lost}: {_in_passing(str(refusal(act, [place.role], state)))}")


def _in_passing(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


SEATED = Prepared(
    select(Seat.token_hash, Seat.removed_at, Seat.notice_read_at, Seat.admitted_at).where(
        Seat.id == bindparam("seat_id")
    )
)
STATE = Prepared(select(Workshop.state, Workshop.attribution_rule).where(Workshop.id == bindparam("workshop_id")))


def must_still_sit(session: Session, place: Place, lost: str) -> None:
    """Rights are checked at every act: a socket may have outlived its seat's move to another phone."""
    session.flush()
    row = SEATED.first(session.connection(), {"seat_id": place.seat_id})
    token_hash, removed_at, notice_read_at, admitted_at = row or (None, "erased", None, None)
    if removed_at or token_hash != place.token_hash:
        raise NotYours(f"{lost}: this seat has moved to another phone, or was removed.")
    if admitted_at is None:
        raise StillWaiting(place.workshop_id)
    if notice_read_at is None:
        raise NotYours(f"{lost}: please read the notice first. Reload this page to see it.")
