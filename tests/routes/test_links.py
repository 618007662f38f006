"""Whose device a link is for: said before it is spent, and never spent where it would end a place."""

import re

import httpx2
import pytest
from sqlmodel import select

from app.models import OneUseLink, Role, Seat, WorkshopState
from app.routes.links import MAY_DO
from app.tokens import hashed
from tests.northvale import DEADLINE, Hall, Town

ROLES = ("scribe", "observer", "stage")
SCREENS = {"scribe": "console", "observer": "stage", "stage": "stage", "facilitator": "console", "participant": "phone"}
HOLDERS = {"facilitator": "Fay", "scribe": "Sam", "observer": "Ruth", "stage": "stage", "participant": "Hari"}


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall_in(WorkshopState.LIVE)


def link(hall: Hall, role: str) -> str:
    address = re.search(r'id="link">([^<]+)<', hall.act("/links", role=role).text)
    assert address is not None
    return address[1].removeprefix(hall.base)


def is_unused(hall: Hall, path: str) -> bool:
    with hall.store.read() as session:
        return session.get_one(OneUseLink, hashed(path.removeprefix("/links/"))).used_at is None


def test_a_facilitator_who_opens_a_link_in_her_own_browser_keeps_the_workshop_and_the_link(hall: Hall) -> None:
    for role in ROLES:
        path = link(hall, role)
        with hall.browser("Fay") as fay:
            page = fay.get(path)
            assert "You run this workshop in this browser" in page.text
            assert 'class="take"' not in page.text and "Take my place" not in page.text
            assert fay.post(path).status_code == 409
            assert fay.post(path, data={"instead": "facilitator"}).status_code == 409
            assert fay.get(f"{hall.path}/people").status_code == 200
        assert is_unused(hall, path), role


@pytest.mark.parametrize("name", ["Sam", "Ruth", "stage"])
def test_the_higher_right_wins_in_a_browser_that_took_both_before(hall: Hall, name: str) -> None:
    both = hall.browser("Fay")
    both.cookies.update(hall.cookies(name))
    with both:
        assert both.get(f"{hall.path}").headers["location"] == f"{hall.path}/console"
        assert both.post(f"{hall.path}/door", data={"locked": "true"}).status_code == 303
        page = both.get(f"{hall.path}/console").text
        assert f'href="{hall.path}/console/closing"' in page and "Close and reveal" in page


def test_who_runs_it_and_tries_a_phone_goes_on_as_before(hall: Hall) -> None:
    both = hall.browser("Fay")
    both.cookies.update(hall.cookies("Hari"))
    with both:
        assert "All of today" in both.get(f"{hall.path}/words").text
        assert "Back to the console" in " ".join(both.get(f"{hall.path}/words?from=console").text.split())


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("role", ROLES)
def test_a_link_is_never_spent_by_its_own_button_where_this_browser_has_a_place(
    hall: Hall, holder: str, role: str
) -> None:
    path = link(hall, role)
    with hall.browser(HOLDERS[holder]) as browser:
        page = browser.get(path)
        assert page.status_code == 200 and 'class="take"' not in page.text
        assert f'href="{hall.path}/{SCREENS[holder]}"' in page.text  # the way on
        assert browser.post(path).status_code == 409
        assert browser.get(f"{hall.path}/{SCREENS[holder]}").status_code == 200
    assert is_unused(hall, path)


@pytest.mark.parametrize(("role", "device"), [("scribe", "the scribe’s own laptop"), ("stage", "at the projector")])
def test_the_page_says_whose_device_it_is_for_before_it_is_spent(
    town: Town, hall: Hall, role: str, device: str
) -> None:
    path = link(hall, role)
    with town.stranger() as stranger:
        page = stranger.get(path).text
    assert device in page and "Northvale Council" in page and 'class="take"' in page
    assert is_unused(hall, path)


def test_a_place_is_given_up_for_another_only_by_the_button_that_says_so(hall: Hall) -> None:
    path = link(hall, "scribe")
    with hall.browser("Ruth") as ruth:
        named = re.search(r'name="instead" value="(\w+)"', ruth.get(path).text)
        assert named is not None
        assert ruth.post(path, data={"instead": named[1]}).headers["location"] == f"{hall.path}/console"
        assert ruth.get(f"{hall.path}/console").status_code == 200
    with hall.store.read() as session:
        assert session.get_one(Seat, hall.seats["Ruth"]).removed_at is not None


def test_a_participants_seat_is_given_up_by_no_link(hall: Hall) -> None:
    path = link(hall, "stage")
    with hall.browser("Olu") as olu:
        for instead in ("", "participant", "stage"):
            assert olu.post(path, data={"instead": instead}).status_code == 409
        assert "Recorded" in olu.get(f"{hall.path}/phone/rounds/{hall.rounds['6']}").text
    assert is_unused(hall, path)


def test_whoever_took_the_place_finds_the_way_on_behind_the_same_link(town: Town, hall: Hall) -> None:
    path = link(hall, "scribe")
    with town.stranger() as sid, town.stranger() as eve:
        assert sid.post(path).status_code == 303
        for answer in (sid.get(path), sid.post(path)):
            assert "needs no link" in answer.text
        assert eve.get(path).status_code == 404
        assert "has been used already" in eve.get(path).text


def test_a_link_of_another_workshop_is_taken_by_whoever_has_a_place_in_this_one(town: Town, hall: Hall) -> None:
    path = link(hall, "scribe")
    with town.hall().browser("Sam") as scribe_elsewhere:
        assert scribe_elsewhere.post(path).status_code == 303


@pytest.mark.parametrize("name", ["Sam", "Ruth", "stage"])
def test_a_browser_with_another_part_takes_no_seat_and_uses_no_rejoin_code(hall: Hall, name: str) -> None:
    code = re.search(r'id="rejoin-code">([^<]+)<', hall.act(f"/seats/{hall.seats['Hari']}/rejoin-code").text)
    assert code is not None
    with hall.browser(name) as browser:
        for answer in (
            browser.get(f"/join/{hall.code}"),
            browser.post(f"/join/{hall.code}", data={"group": str(hall.groups["Carers"])}),
            browser.post("/rejoin", data={"code": code[1]}),
        ):
            assert answer.status_code == 409
            assert f"This browser holds the {hall_role(hall, name)}’s place" in answer.text
        assert browser.get(f"{hall.path}/stage").status_code == 200
    assert hall.see("/phone", by="Hari").status_code == 200


def hall_role(hall: Hall, name: str) -> str:
    with hall.store.read() as session:
        return str(session.get_one(Seat, hall.seats[name]).role)


def rejoin(browser: httpx2.Client, hall: Hall, name: str) -> httpx2.Response:
    code = re.search(r'id="rejoin-code">([^<]+)<', hall.act(f"/seats/{hall.seats[name]}/rejoin-code").text)
    assert code is not None
    return browser.post("/rejoin", data={"code": code[1]})


def test_a_rejoin_code_takes_no_seat_from_a_phone_that_holds_another(hall: Hall) -> None:
    with hall.browser("Carol") as carol:
        refused = rejoin(carol, hall, "Hari")
        assert refused.status_code == 409
        assert "holds a seat for Carers already" in refused.text
        assert carol.get(f"{hall.path}/phone").status_code == 200
        assert hall.see("/phone", by="Hari").status_code == 200
        hall.leaves("Carol")  # one too many, it turned out
        assert rejoin(carol, hall, "Hari").status_code == 303


def test_a_phone_that_holds_the_seat_already_is_told_so(hall: Hall) -> None:
    with hall.browser("Hari") as hari:
        assert "holds that seat already" in rejoin(hari, hall, "Hari").text
        assert hari.get(f"{hall.path}/phone").status_code == 200


def test_a_seat_that_still_waits_is_let_go_for_the_one_that_was_lost(town: Town, hall: Hall) -> None:
    with town.stranger() as hari:
        hari.post(f"/join/{hall.code}", data={"group": str(hall.groups["Healthwatch"])})
        assert rejoin(hari, hall, "Hari").status_code == 303
        assert hari.get(f"{hall.path}/phone").status_code == 200
    with hall.store.read() as session:
        waiting = session.exec(select(Seat).where(Seat.workshop_id == hall.id, Seat.admitted_at == None)).all()
    assert all(seat.removed_at for seat in waiting)


def test_an_administrator_who_opens_the_link_she_made_is_told_what_would_end(town: Town) -> None:
    ada = town.account(is_administrator=True)
    with httpx2.Client(base_url=town.base, cookies={"account": ada}, verify=False, timeout=DEADLINE) as browser:
        made = re.search(r'id="link">([^<]+)<', browser.post("/accounts/links").text)
        assert made is not None
        assert "You are signed in here as Ada" in browser.get(made[1]).text
    with town.stranger() as stranger:
        assert "You are signed in here" not in stranger.get(made[1]).text


def test_links_are_given_in_a_draft_and_a_scribes_leads_to_it(town: Town) -> None:
    hall = town.hall_in(WorkshopState.DRAFT)
    for role, screen, status in (("scribe", "", 200), ("observer", "stage", 403), ("stage", "stage", 403)):
        address = re.search(r'id="link">([^<]+)<', hall.act("/links", role=role).text)
        assert address is not None
        with town.stranger() as browser:
            taken = browser.post(address[1])
            assert taken.headers["location"] == f"{hall.path}/{screen}".rstrip("/")
            page = browser.get(taken.headers["location"])
            assert page.status_code == status
            assert status == 200 or "This begins when its lobby opens." in page.text


def test_a_link_to_a_part_that_ended_with_the_close_takes_no_place(town: Town) -> None:
    hall = town.hall()
    links = {role: hall.act("/links", role=role).text for role in ("scribe", "observer", "stage")}
    hall.act("/close")
    for role, page in links.items():
        address = re.search(r'id="link">([^<]+)<', page)
        assert address is not None
        with town.stranger() as browser:
            taken = browser.post(address[1])
            assert taken.status_code == (303 if role == "stage" else 403)


@pytest.mark.parametrize("role", ROLES)
def test_a_link_can_be_copied_and_scanned_and_its_page_says_the_day_and_what_the_part_may_do(
    town: Town, hall: Hall, role: str
) -> None:
    made = hall.act("/links", role=role).text
    assert 'data-copies="link"' in made and "<svg" in made and "you stay the facilitator" in made
    path = link(hall, role)
    with town.stranger() as stranger:
        page = " ".join(stranger.get(path).text.split())
    assert re.search(r"\d{1,2} \w+ 20\d\d", page) and (f"n {role}" in page or f"{role} " in page)
    assert MAY_DO[Role(role)] in page
