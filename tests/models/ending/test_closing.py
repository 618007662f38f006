"""The close: after the last reveal, once, and with what the rule promised."""

from collections.abc import Callable

from sqlmodel import select

from app.models import AttributionRule, Rating
from app.models.ending.closing import close
from app.models.rounds.revealing import reveal
from tests.conftest import Lobby


def test_under_not_attributable_the_close_cuts_the_link_between_seat_and_rating(
    make_room: Callable[..., Lobby],
) -> None:
    """The notice promises it to everyone before their first rating."""
    room = make_room(attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    sitting = room.open("6")
    for name in ("Priya", "Pat", "Petra", "Hari"):
        room.rate(name, room.round_of("6"), 3)
    sitting.close(room.session, by="facilitator")
    reveal(room.session, sitting, by="facilitator")
    close(room.session, room.workshop, by="facilitator")
    room.session.flush()
    linked = select(Rating).where(Rating.seat_id.in_([seat.id for seat in room.seats.values()]))
    assert room.session.exec(linked).all() == []
