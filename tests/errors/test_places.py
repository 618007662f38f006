"""Whoever has no place is told no more by the status than a stranger, and who waits is led back to the door."""

import pytest

from app.errors import NotFound
from app.errors.places import KeepsNoCookies, SeatGone, StillWaiting


@pytest.mark.parametrize("kind", NotFound.__subclasses__())
def test_whoever_is_told_more_than_a_stranger_still_gets_no_other_status(kind: type[NotFound]) -> None:
    assert kind.status == NotFound.status == 404


def test_a_seat_that_is_gone_says_so_in_its_own_words_or_in_those_of_whoever_ended_it() -> None:
    assert str(SeatGone()).startswith("There is nothing here for you any more.")
    assert str(SeatGone("It was freed at 10:32.")) == "It was freed at 10:32."


def test_who_waits_is_led_to_their_own_door() -> None:
    assert StillWaiting(7).leads_to == "/workshops/7/waiting"


def test_a_browser_without_cookies_is_told_so_at_the_form() -> None:
    assert set(KeepsNoCookies().problems) == {"cookies"}
