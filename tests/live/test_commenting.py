"""What a person is told beside the form for a comment."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.errors import NotFound
from app.live.commenting import GENERAL, commenting
from app.models import AttributionRule
from app.models.ending.closing import close
from app.models.record.comment import comment
from app.models.record.subject import Key, Level
from app.models.workshop.workshop import UNDO_WITHIN
from tests.conftest import CAST, Lobby

SIX = Key(Level.STANDARD, "6")


def closed(make_room: Callable[..., Lobby], rule: AttributionRule) -> Lobby:
    room = make_room(attribution_rule=rule)
    room.revealed(dict.fromkeys(CAST, 5))
    close(room.session, room.workshop, by="facilitator")
    room.session.flush()
    return room


def test_it_names_the_unit_that_will_stand_beside_it(make_room: Callable[..., Lobby]) -> None:
    room = closed(make_room, AttributionRule.BY_GROUP)
    beside = {name: commenting(room.session, room.workshop, room.seats[name], SIX).unit for name in ("Olu", "Hari")}
    assert beside == {"Olu": "Council", "Hari": "Smaller groups together"}


def test_what_was_written_before_stands_there_and_under_not_attributable_nothing_does(
    make_room: Callable[..., Lobby],
) -> None:
    for rule, own in ((AttributionRule.BY_GROUP, [GENERAL]), (AttributionRule.NOT_ATTRIBUTABLE, [])):
        room = closed(make_room, rule)
        comment(room.session, room.workshop, room.seats["Olu"].id, None, "Mine.")
        room.session.flush()
        told = commenting(room.session, room.workshop, room.seats["Olu"], None)
        assert [one.heading for one in told.own] == own
        assert told.can_be_taken_back == bool(own) and told.keeps_seat and told.is_open


def test_it_says_when_a_seat_is_kept_no_longer(make_room: Callable[..., Lobby]) -> None:
    room = closed(make_room, AttributionRule.NOT_ATTRIBUTABLE)
    assert room.workshop.closed_at is not None
    room.workshop.closed_at -= UNDO_WITHIN + timedelta(seconds=1)
    told = commenting(room.session, room.workshop, room.seats["Olu"], SIX)
    assert not told.keeps_seat and told.unit == ""


def test_what_is_not_there_is_not_found(make_room: Callable[..., Lobby]) -> None:
    room = closed(make_room, AttributionRule.BY_GROUP)
    with pytest.raises(NotFound):
        commenting(room.session, room.workshop, room.seats["Olu"], Key(Level.STANDARD, "8"))
