"""Naming, taking over, handing back: who has the facilitator's place, and who has none."""

import pytest
from sqlmodel import Session, select

from app.models import Account, Event, SignIn, Workshop, WorkshopState
from app.models.workshop.event import DETAILS
from app.tokens import new_token
from tests.northvale import Hall, Town, browser_at


class Second:
    def __init__(self, hall: Hall, name: str = "Sid") -> None:
        with Session(hall.store.writing) as session, session.begin():
            self.email = f"{new_token().lower()}@northvale.example"
            self.id = Account.add(session, self.email, name, "-").id
            self.cookies = {"account": SignIn.start(session, self.id)}
        self.hall = hall

    def see(self, path: str = "/console") -> int:
        with browser_at(self.hall.base, self.cookies) as browser:
            return browser.get(f"{self.hall.path}{path}").status_code

    def act(self, path: str = "/take-over", **fields: str) -> int:
        with browser_at(self.hall.base, self.cookies) as browser:
            return browser.post(f"/second-facilitators/{self.hall.id}{path}", data=fields).status_code

    def list(self) -> str:
        with browser_at(self.hall.base, self.cookies) as browser:
            return browser.get("/workshops").text


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def fay(hall: Hall, path: str = "", **fields: str) -> tuple[int, str]:
    with hall.browser("Fay") as browser:
        answer = browser.post(f"/second-facilitators/{hall.id}{path}", data=fields)
        return answer.status_code, answer.text


def named(hall: Hall, name: str = "Sid") -> Second:
    second = Second(hall, name)
    assert fay(hall, email=f" {second.email.upper()} ")[0] == 303
    return second


def test_whoever_is_named_sees_nothing_of_the_workshop_before_taking_over(hall: Hall) -> None:
    sid = named(hall)
    assert [sid.see(path) for path in ("", "/console", "/people", "/stage", "/live?screen=console")] == [404] * 5
    listed = sid.list()
    assert "Take over this workshop" in listed and "Fay runs it" in listed
    assert hall.code not in listed and "Healthwatch" not in listed and f'"{hall.path}"' not in listed


def test_one_who_takes_over_has_the_place_alone_and_its_name_is_recorded_where_it_is_erased(hall: Hall) -> None:
    sid = named(hall)
    assert sid.act() == 303
    assert (sid.see(), hall.see("/console").status_code) == (200, 404)
    assert hall.act("/sittings", standards="6").status_code == 404
    with hall.store.read() as session:
        event = session.exec(select(Event).where(Event.workshop_id == hall.id).order_by(Event.id.desc())).first()  # type: ignore[attr-defined]
    assert event and (event.by, event.act, event.about_told) == ("second facilitator", "took over", {})
    assert event.about == {"account": sid.id, "facilitator": "Sid"} and DETAILS in event.commitments
    with hall.browser("Fay") as browser:
        assert "Sid has taken over" in browser.get("/workshops").text


def test_the_owner_takes_it_back_and_the_second_loses_it(hall: Hall) -> None:
    sid = named(hall)
    sid.act()
    assert fay(hall, "/take-back")[0] == 303
    assert (sid.see(), hall.see("/console").status_code) == (404, 200)
    assert sid.act() == 303  # still named
    assert fay(hall, f"/{sid.id}/withdraw")[0] == 303
    assert (sid.see(), sid.act(), hall.see("/console").status_code) == (404, 404, 200)


def test_f23_nobody_takes_over_who_was_not_named(hall: Hall, town: Town) -> None:
    eve, other = Second(hall, "Eve"), town.hall()
    assert eve.act() == 404
    for cookies in (other.cookies("Fay"), hall.cookies("Sam"), {}):
        with browser_at(hall.base, cookies) as browser:
            answer = browser.post(f"/second-facilitators/{hall.id}/take-over")
            assert answer.status_code == (404 if "account" in cookies else 401)
            assert browser.get(f"/second-facilitators/{hall.id}").status_code in (303, 404)
    with hall.store.read() as session:
        assert session.get_one(Workshop, hall.id).run_by_id is None


def test_f23_only_the_owner_names_withdraws_and_takes_back(hall: Hall) -> None:
    sid, eve = named(hall), Second(hall, "Eve")
    sid.act()
    for who in (sid, eve):
        assert who.act("", email=eve.email) == 404
        assert who.act(f"/{sid.id}/withdraw") == 404
        assert who.act("/take-back") == 404
    assert (sid.see(), eve.see()) == (200, 404)


def test_one_of_several_takes_over_and_the_next_only_when_that_one_is_disabled(hall: Hall) -> None:
    sid, tara = named(hall), named(hall, "Tara")
    assert (sid.act(), sid.act(), tara.act()) == (303, 303, 409)
    with Session(hall.store.writing) as session, session.begin():
        session.get_one(Account, sid.id).disable(session)
    assert (tara.act(), tara.see()) == (303, 200)


@pytest.mark.parametrize("state", [WorkshopState.DRAFT, WorkshopState.CLOSED])
def test_a_workshop_that_is_not_running_is_not_taken_over(hall: Hall, state: WorkshopState) -> None:
    sid = named(hall)
    with Session(hall.store.writing) as session, session.begin():
        session.get_one(Workshop, hall.id).state = state
    assert sid.act() == 409
    assert "Take over this workshop" not in sid.list()


def test_an_address_without_an_account_the_owner_and_a_disabled_account_are_refused_in_words(hall: Hall) -> None:
    sid = Second(hall)
    with Session(hall.store.writing) as session, session.begin():
        session.get_one(Account, sid.id).disable(session)
        owner = session.get_one(Account, session.get_one(Workshop, hall.id).owner_id).email
    for email, words in (
        ("nobody@x.example", "no account"),
        (sid.email, "no account"),
        (owner, "owner"),
        ("", "no acc"),
    ):
        status, page = fay(hall, email=email)
        assert status == 422 and words in page and f'value="{email}"' in page


def test_the_scribe_and_the_phones_go_on_when_somebody_takes_over(hall: Hall) -> None:
    hall.open("6")
    named(hall).act()
    assert hall.see("/console", by="Sam").status_code == 200
    assert hall.rate("Olu", "6", "7").status_code in (200, 303)
