"""Somebody's own answers, erased from their phone."""

from app.models import Seat
from tests.northvale import Hall, Town


def a_hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    hall.rate("Pat", "6", "4", reason="Calls wait.")
    return hall


def test_the_page_says_what_goes_and_what_stays_and_one_button_does_it(town: Town) -> None:
    hall = a_hall(town)
    assert "/phone/erasing" in hall.see("/phone", by="Pat").text
    page = hall.see("/phone/erasing", by="Pat").text
    assert "What goes, now and for good" in page and "What stays, and why" in page
    done = hall.act("/phone/erasing", by="Pat")
    assert (done.status_code, done.headers["location"]) == (303, "/erased")
    with hall.browser(None) as browser:
        assert "Your answers are erased" in browser.get("/erased").text
    assert hall.see("/phone", by="Pat").status_code == 404
    with hall.store.read() as session:
        seat = session.get_one(Seat, hall.seats["Pat"])
        assert seat.removed_at and seat.label == ""


def test_nobody_elses_seat_is_touched_and_no_other_part_may(town: Town) -> None:
    hall = a_hall(town)
    assert hall.act("/phone/erasing", by="Fay").status_code == 403
    hall.act("/phone/erasing", by="Pat")
    assert hall.see("/phone", by="Priya").status_code == 200
