"""The close: after the last reveal, once, and with what the rule promised."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from app.errors import Refusal
from app.models import AttributionRule, KeptView, Rating, WorkshopState
from app.models.ending.closing import close
from app.models.rounds.first_view import keep_first_view
from app.models.rounds.rating import Submission
from app.models.rounds.revealing import reveal
from tests.conftest import CAST, Lobby

FIRST: dict[str, int | None] = dict.fromkeys(CAST, 5)


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


def moved(room: Lobby) -> None:
    """Two rounds; Hari moved and wants the first view in the record."""
    room.revealed(FIRST)
    second = room.revealed({**FIRST, "Hari": 9})
    keep_first_view(room.session, room.seats["Hari"], second, keep=True)


@pytest.mark.parametrize("rule", list(AttributionRule))
def test_a_first_view_in_the_record_is_kept_and_only_where_it_was_promised_cut_from_its_seat(
    make_room: Callable[..., Lobby], rule: AttributionRule
) -> None:
    room = make_room(attribution_rule=rule)
    moved(room)
    close(room.session, room.workshop, by="facilitator")
    room.session.expire_all()
    is_cut = rule is AttributionRule.NOT_ATTRIBUTABLE
    (view,) = room.session.exec(select(KeptView))
    assert (view.score, view.seat_id) == (5, None if is_cut else room.seats["Hari"].id)
    left = len(room.session.exec(select(Rating)).all()), len(room.session.exec(select(Submission)).all())
    assert left == ((0, 0) if is_cut else (20, 20))


def test_closing_one_workshop_cuts_nothing_in_another(make_room: Callable[..., Lobby]) -> None:
    ours, theirs = (make_room(title=t, attribution_rule=AttributionRule.NOT_ATTRIBUTABLE) for t in ("Day 2", "Day 3"))
    theirs.revealed(FIRST)
    close(ours.session, ours.workshop, by="facilitator")
    assert len(theirs.session.exec(select(Rating)).all()) == len(FIRST)


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_sitting_that_is_not_revealed_holds_the_close_up_in_words(room: Lobby, is_closed: bool) -> None:
    sitting = room.open("6")
    if is_closed:
        sitting.close(room.session, by="facilitator")
    with pytest.raises(Refusal, match="Reveal it, or call it off"):
        close(room.session, room.workshop, by="facilitator")
    assert room.workshop.state is WorkshopState.LIVE
