"""A seat that goes on on a new phone. What it recorded before stands, and is shown to nobody again."""

from typing import NamedTuple

from sqlmodel import Session, col, select

from app.clock import now
from app.errors import NotYours
from app.models.people.one_use_link import LinkPurpose, OneUseLink
from app.models.people.return_link import end_return_link
from app.models.people.seat import Seat
from app.models.rounds.consent import is_asked_for_consent
from app.models.workshop.event import record
from app.models.workshop.workshop import Workshop
from app.tokens import hashed, new_token, typed_code


class Rejoined(NamedTuple):
    workshop_id: int
    token: str  # of the new phone; the old phone's cookie ends here
    asked_again: tuple[int, ...]  # seats whose small group's question starts anew


def rejoin(session: Session, typed: str, token: str | None = None) -> Rejoined:
    """Moves a seat to the phone that types its code, which is to keep this token, or a new one.

    Whoever types it may be somebody else. So no consent outlives it: with one member's yes in another hand, the
    others' answers were about a group that they may not be sitting in any more.
    """
    link = OneUseLink.use(session, typed_code(typed), LinkPurpose.REJOIN)
    seat = session.get_one(Seat, link.seat_id)
    if seat.removed_at:
        raise NotYours("This seat has been removed. Join again with the workshop’s code.")
    token = token or new_token()
    seat.left_hash, seat.token_hash = seat.token_hash, hashed(token)
    seat.rejoined_at = now()
    seat.more_time_in = None
    end_return_link(session, seat.id)
    others = _ask_again(session, seat)
    about = {"group": seat.group_name, "code_made_by": link.made_by}
    record(session, seat.workshop_id, "participant", "moved a seat to a new phone", **about)
    return Rejoined(seat.workshop_id, token, others)


def _ask_again(session: Session, seat: Seat) -> tuple[int, ...]:
    """Empty for a group that is not asked at all, and for a seat that is no member yet."""
    if seat.is_waiting:
        return ()
    members = session.exec(
        select(Seat).where(Seat.workshop_id == seat.workshop_id, Seat.group_id == seat.group_id)
    ).all()
    for member in members:
        member.may_show_group = None
    workshop = session.get_one(Workshop, seat.workshop_id)
    if seat.group is None or not is_asked_for_consent(session, workshop, seat.group):
        return ()
    return tuple(member.id for member in members if not member.is_waiting and member.removed_at is None)


class CodeMade(NamedTuple):
    """For the facilitator: who made a rejoin code for whose seat, and what became of it."""

    link: OneUseLink
    group: str

    @property
    def became(self) -> str:
        if self.link.used_at:
            return "used"
        if self.link.ended_at:
            return "ended by a newer one"
        return "ran out" if self.link.expires_at < now() else "not used yet"


def codes_made(session: Session, workshop_id: int) -> list[CodeMade]:
    """Newest first."""
    made = select(OneUseLink, Seat).join(Seat, col(Seat.id) == OneUseLink.seat_id)
    made = made.where(OneUseLink.workshop_id == workshop_id, OneUseLink.purpose == LinkPurpose.REJOIN)
    rows = session.exec(made.order_by(col(OneUseLink.made_at).desc()))
    return [CodeMade(link, seat.group_name) for link, seat in rows if link.made_at]
