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
    cy.hear()  # so it has entered the room
    borrow(hall, "Carol")
    told = cy.hear_until(lambda frame: "Somebody in your group has changed phones" in frame)
    assert f"{hall.path}/choice" in told
    with hall.store.read() as session:
        choices = {name: session.get_one(Seat, hall.seats[name]).may_show_group for name in ("Carol", "Cy", "Hari")}
    assert choices == {"Carol": None, "Cy": None, "Hari": True}
    assert "you have not said how it may be shown" in hall.see("/phone", by="Cy").text


def test_whoever_is_moved_is_told_alone_for_whom_they_speak_and_from_when(hall: Hall, dial: Dial) -> None:
    pat, petra = dial(hall, "Pat"), dial(hall, "Petra")
    petra.hear()
    move = f"/seats/{hall.seats['Pat']}/move"
    hall.act(move, group=str(hall.groups["Carers"]), reason="Cares for a parent")
    pat.hear_until(lambda frame: "you speak for Carers now." in frame)
    hall.open("6")
    hall.act(move, group=str(hall.groups["Council"]), reason="Works there")
    pat.hear_until(lambda frame: "you speak for Council from the next time that standards are opened." in frame)
    petra.hear_until(lambda frame: 'id="to-rate"' in frame)
    assert not any("you speak for" in frame for frame in petra.frames)


def test_at_an_opening_those_of_small_groups_who_have_not_said_are_asked_and_nobody_else(
    hall: Hall, dial: Dial
) -> None:
    hall.act("/choice", by="Hari", choice="pooled")
    lines = {name: dial(hall, name) for name in ("Carol", "Hari", "Olu")}
    for line in lines.values():
        line.hear()
    hall.act("/sittings", standards="6")
    asked = lines["Carol"].hear_until(lambda frame: "How may your group" in frame)
    home = hall.see("/phone", by="Carol").text
    assert home.count("How may your group") == home.count('id="notice"') == 1  # so that it stands there once
    assert 'id="notice"' in asked
    assert "Until all of you have answered, it is shown with other small groups." in " ".join(asked.split())
    for name in ("Hari", "Olu"):
        lines[name].hear_until(lambda frame: "receipt-" in frame)
        assert not any("How may your group" in frame for frame in lines[name].frames)
