"""The first page, and the list of one's own workshops."""

import re
from datetime import date

import pytest
from sqlmodel import Session

from app.models import Account, Workshop
from app.models.people.second_facilitator import ADMINISTRATOR, OWNER, name
from app.models.rounds.beginning import begin
from app.models.rounds.preparing import create
from tests.conftest import CAST, northvale_draft
from tests.northvale import Hall, Town


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def own_list(hall: Hall) -> str:
    with hall.browser("Fay") as browser:
        return browser.get("/workshops").text


def test_the_first_page_asks_for_the_code_and_says_to_whom_this_browser_belongs(hall: Hall) -> None:
    with hall.browser(None) as stranger, hall.browser("Fay") as fay:
        pages = [browser.get("/").text for browser in (stranger, fay)]
    assert all("The code on the stage" in page for page in pages)
    assert "Sign in</a> to prepare" in pages[0] and "Your workshops" not in pages[0]
    assert "Your workshops</a>, " in pages[1] and "Sign in</a>" not in pages[1]


def test_ones_own_workshops_are_listed_the_newest_day_first_and_nobody_elses(hall: Hall, town: Town) -> None:
    other = town.hall()
    with Session(hall.store.writing) as session, session.begin():
        owner = session.get_one(Workshop, hall.id).owner_id
        later, earlier = (
            create(session, owner, northvale_draft(held_on=day, title=title)).id
            for day, title in ((date(2026, 11, 24), "Day 3"), (date(2026, 11, 22), "Day 1"))
        )
    links = [int(number) for number in re.findall(r'href="/workshops/(\d+)"', own_list(hall))]
    assert links == [later, hall.id, earlier]
    assert other.id not in links


def test_an_owner_is_told_whom_an_administrator_has_named_and_nothing_of_whom_they_named_themselves(hall: Hall) -> None:
    with Session(hall.store.writing) as session, session.begin():
        workshop = session.get_one(Workshop, hall.id)
        for who, by in (("Sid", OWNER), ("Sue", ADMINISTRATOR)):
            name(session, workshop, Account.add(session, f"{who}-{hall.id}@northvale.example", who, "-"), by)
    told = re.findall(r"An administrator has named (.*?) as second", re.sub(r"</?bdi>", "", own_list(hall)))
    assert told == ["Sue"]


def test_each_is_told_by_its_state_in_words_and_what_can_be_done_with_it(hall: Hall) -> None:
    with Session(hall.store.writing) as session, session.begin():
        owner = session.get_one(Workshop, hall.id).owner_id
        begin(session, owner, "Eastmere Council", "Day 9", "2026-12-01")
    page = " ".join(own_list(hall).split())
    assert "Draft: 0 of 5 steps" in page and f"Lobby: {len(CAST)} here" in page
    assert [said for said in ("Go on", "Open the console", "Read") if said in page] == ["Go on", "Open the console"]
    assert page.count('/copy"') == 1, "of the draft"
    hall.open("6")
    assert f"Live: rating, {len(CAST)} here" in own_list(hall)


def test_the_list_can_be_narrowed_to_a_council_and_a_state(hall: Hall) -> None:
    with Session(hall.store.writing) as session, session.begin():
        owner = session.get_one(Workshop, hall.id).owner_id
        begun = begin(session, owner, "Eastmere Council", "Day 9", "2026-12-01").id
    with hall.browser("Fay") as fay:
        for asked, listed in ({"council": "Eastmere Council"}, [begun]), ({"state": "lobby"}, [hall.id]), (
            {"council": "Eastmere Council", "state": "lobby"}, [],
        ):  # fmt: skip
            page = fay.get("/workshops", params=asked).text
            assert [int(number) for number in re.findall(r'href="/workshops/(\d+)"', page)] == listed
