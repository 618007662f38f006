"""Notices to single phones: that their small group is asked again, or that their seat was moved."""

import pytest

from app.models import Seat
from tests.live.conftest import Dial, borrow
from tests.northvale import Hall, Town


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def test_f31_with_one_borrowed_seat_the_whole_small_group_is_asked_again_and_told(hall: Hall, dial: Dial) -> None:
    for name in ("Carol", "Cy", "Hari"):
        hall.act("/choice", by=name, choice="shown")
    cy = dial(hall, "Cy")
    borrow(hall, "Carol")
    told = cy.hear_until(lambda frame: "Somebody in your group has changed phones" in frame)
    assert f"{hall.path}/choice" in told
    with hall.store.read() as session:
        choices = {name: session.get_one(Seat, hall.seats[name]).may_show_group for name in ("Carol", "Cy", "Hari")}
    assert choices == {"Carol": None, "Cy": None, "Hari": True}
    assert "you have not said how it may be shown" in hall.see("/phone", by="Cy").text
