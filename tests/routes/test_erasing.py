"""Holds, and erasing before the date: the facilitator's, after the close."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from app.clock import now
from app.models import Hold, Seat, Workshop, WorkshopState
from tests.northvale import Hall, Town


@pytest.fixture
def closed(town: Town) -> Hall:
    """An hour ago."""
    hall = town.hall_in(WorkshopState.CLOSED)
    with Session(hall.store.writing) as session, session.begin():
        session.get_one(Workshop, hall.id).closed_at = now() - timedelta(hours=1)
    return hall


def seats(hall: Hall) -> int:
    with hall.store.read() as session:
        return len(session.exec(select(Seat).where(Seat.workshop_id == hall.id)).all())


def test_nothing_is_erased_without_the_word(closed: Hall) -> None:
    before = seats(closed)
    for path, field in (("/erasing/seats", "seats_word"), ("/erasing/record", "record_word")):
        refused = closed.act(path, **{field: "yes"})
        assert refused.status_code == 422 and "Nothing was erased. Type the word ERASE" in refused.text
    assert seats(closed) == before


def test_seats_are_erased_now_and_then_the_record_and_each_page_says_so(closed: Hall) -> None:
    assert closed.act("/erasing/seats", seats_word="erase").status_code == 303
    assert seats(closed) == 0
    assert "Seats and reasons were erased on" in closed.see("/erasing").text
    assert closed.see("/console").status_code == 200 and closed.see("/phone", by="Olu").status_code == 404
    assert closed.act("/erasing/record", record_word="ERASE").headers["location"] == "/workshops"
    refused = closed.see("/console")
    assert refused.status_code == 403 and "The workshop was erased" in refused.text
    with closed.browser("Fay") as browser:
        line = " ".join(browser.get("/workshops").text.split())
    assert "before its date, by its facilitator" in line and "Fingerprint of its record" in line


def test_a_hold_stops_both_until_it_is_lifted(closed: Hall) -> None:
    typed = {"hold_reason": "A complaint of 3 May", "hold_owner": "The monitoring officer"}
    assert closed.act("/erasing/holds", **typed).status_code == 303
    page = closed.see("/erasing").text
    assert "there is a hold" in page and "A complaint of 3 May" in page and "Erase the seats now" not in page
    refused = closed.act("/erasing/seats", seats_word="ERASE")
    assert refused.status_code == 409 and "The monitoring officer answers" in refused.text
    with closed.store.read() as session:
        (standing,) = session.exec(select(Hold).where(Hold.workshop_id == closed.id)).all()
    assert closed.act(f"/erasing/holds/{standing.id}/lift").status_code == 303
    assert closed.act("/erasing/seats", seats_word="ERASE").status_code == 303


def test_a_hold_without_reason_or_owner_comes_back_with_what_was_typed(closed: Hall) -> None:
    refused = closed.act("/erasing/holds", hold_reason="A complaint", hold_owner="")
    assert refused.status_code == 422 and "Say who answers" in refused.text and 'value="A complaint"' in refused.text


def test_while_closing_can_be_undone_nothing_is_erased(town: Town) -> None:
    hall = town.hall_in(WorkshopState.CLOSED)
    assert "Closing can still be undone" in hall.see("/erasing").text
    assert hall.act("/erasing/record", record_word="ERASE").status_code == 409 and seats(hall)


def test_before_the_close_it_can_be_held_and_not_erased(town: Town) -> None:
    hall = town.hall_in(WorkshopState.LIVE)
    assert "Stop erasure with a hold" in hall.see("/console/closing").text
    page = hall.see("/erasing").text
    assert "Set a hold" in page and "Erase the record now" not in page
    assert hall.act("/erasing/seats", seats_word="ERASE").status_code == 403
    typed = {"hold_reason": "A complaint of 3 May", "hold_owner": "The monitoring officer"}
    assert hall.act("/erasing/holds", **typed).status_code == 303


def spoken(hall: Hall, path: str) -> str:
    return " ".join(hall.see(path).text.split())


def listed(hall: Hall) -> str:
    with hall.browser("Fay") as browser:
        return " ".join(browser.get("/workshops").text.split())


OF_SEATS = ("comment until", "Nobody has commented", "The scribe may", "0 people", "Erase the seats now", "Seats go on")


@pytest.mark.parametrize("cause", ["erased", "imported"])
def test_once_there_are_no_seats_no_page_speaks_of_people_who_sit_comment_or_write(closed: Hall, cause: str) -> None:
    if cause == "erased":
        closed.act("/erasing/seats", seats_word="ERASE")
    else:
        with Session(closed.store.writing) as session, session.begin():
            session.get_one(Workshop, closed.id).imported_at = now()
        closed.act("/confirm")
    pages = {path: spoken(closed, path) for path in ("/console", "/console/comments", "/people", "/stage", "/erasing")}
    for path, page in {**pages, "list": listed(closed)}.items():
        assert not [words for words in OF_SEATS if words in page], path
    said = "The seats were erased, so nobody reads" if cause == "erased" else "No seats are kept here"
    assert said in pages["/console"]
    assert ("seats were erased" if cause == "erased" else "No seats are kept here") in pages["/people"]


def test_a_hold_is_shown_wherever_the_dates_are(closed: Hall) -> None:
    assert "Held since" not in spoken(closed, "/console") + listed(closed)
    closed.act("/erasing/holds", hold_reason="A complaint of 3 May", hold_owner="The monitoring officer")
    assert "nothing is erased until it is lifted" in spoken(closed, "/console")
    assert "Held since" in listed(closed) and "Seats were to go on" in listed(closed)
    with closed.store.read() as session:
        (standing,) = session.exec(select(Hold).where(Hold.workshop_id == closed.id)).all()
    closed.act(f"/erasing/holds/{standing.id}/lift")
    assert "Held since" not in spoken(closed, "/console") + listed(closed)
