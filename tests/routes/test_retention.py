"""What an administrator sees of erasure: dates and numbers, and no word of what is in a workshop."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from app.clock import now, today
from app.models import Hold, Seat, Workshop, WorkshopState
from tests.northvale import Hall, Town, browser_at


@pytest.fixture
def closed(town: Town) -> Hall:
    hall = town.hall_in(WorkshopState.CLOSED, title="canary-title", council="canary-council")
    with Session(hall.store.writing) as session, session.begin():
        workshop = session.get_one(Workshop, hall.id)
        workshop.closed_at = now() - timedelta(hours=1)
    return hall


def test_an_administrator_sees_no_content_holds_and_lifts(town: Town, closed: Hall) -> None:
    with browser_at(town.base, {"account": town.account(is_administrator=True)}) as ada:
        page = ada.get("/accounts/retention").text
        assert f"Workshop {closed.id}" in page and "canary" not in page
        at = f"/accounts/workshops/{closed.id}/holds"
        assert ada.post(at, data={"hold_reason": "", "hold_owner": "An officer"}).status_code == 422
        typed = {"hold_reason": "A complaint", "hold_owner": "An officer"}
        assert ada.post(at, data=typed).status_code == 303
        assert "An officer" in ada.get("/accounts/retention").text
        with closed.store.read() as session:
            (standing,) = session.exec(select(Hold).where(Hold.workshop_id == closed.id)).all()
        assert standing.set_by == "administrator"
        assert ada.post(f"{at}/{standing.id}/lift").status_code == 303


def test_an_administrator_erases_on_schedule_what_is_due_and_nothing_else(town: Town, closed: Hall) -> None:
    other = town.hall_in(WorkshopState.CLOSED)
    with Session(closed.store.writing) as session, session.begin():
        session.get_one(Workshop, closed.id).erase_seats_on = today()
    with browser_at(town.base, {"account": town.account(is_administrator=True)}) as ada:
        assert ada.post("/accounts/retention/erase").status_code == 303
        assert "Seats were erased on" in ada.get("/accounts/retention").text
    with closed.store.read() as session:
        left = {hall.id: len(session.exec(select(Seat).where(Seat.workshop_id == hall.id)).all())
                for hall in (closed, other)}  # fmt: skip
    assert left[closed.id] == 0 and left[other.id] > 0


def test_it_is_for_administrators_alone(town: Town) -> None:
    with browser_at(town.base, {"account": town.account(is_administrator=False)}) as browser:
        assert browser.get("/accounts/retention").status_code == 403
        assert browser.post("/accounts/retention/erase").status_code == 403


def test_one_that_nobody_closed_is_held_before_its_day(town: Town) -> None:
    hall = town.hall_in(WorkshopState.LOBBY)
    with browser_at(town.base, {"account": town.account(is_administrator=True)}) as ada:
        assert f"?hold={hall.id}" in ada.get("/accounts/retention").text
        typed = {"hold_reason": "A complaint", "hold_owner": "An officer"}
        assert ada.post(f"/accounts/workshops/{hall.id}/holds", data=typed).status_code == 303
